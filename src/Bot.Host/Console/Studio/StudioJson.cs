using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Bot.Host.Console.Studio;

/// <summary>How the studio writes what it keeps: as people read it.</summary>
internal static class StudioJson
{
    /// <summary>How it is kept.</summary>
    public static JsonSerializerOptions Options { get; } = Make(JsonIgnoreCondition.WhenWritingNull);

    /// <summary>How it is told: what is not there is null, so that a screen need not guess.</summary>
    public static JsonSerializerOptions Wire { get; } = Make(JsonIgnoreCondition.Never);

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Options) ?? throw new JsonException("nothing is kept there");

    private static JsonSerializerOptions Make(JsonIgnoreCondition nulls)
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, DefaultIgnoreCondition = nulls, Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
