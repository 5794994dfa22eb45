using System.Text.Json;
using System.Text.Json.Serialization;
using Bot.Core.Turns;

namespace Bot.Host.Operators;

/// <summary>How the operators' routes write JSON: as it is kept, but zeros and falses are written too, so that a reader never has to guess.</summary>
internal static class ApiJson
{
    public static JsonSerializerOptions Options { get; } = Make();

    /// <summary>How what operators send is read: a thing says what it is anywhere in its object.</summary>
    public static JsonSerializerOptions Read { get; } = new(JsonSerializerDefaults.Web) { AllowOutOfOrderMetadataProperties = true };

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions(StateJson.Options) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };
        options.MakeReadOnly();
        return options;
    }
}
