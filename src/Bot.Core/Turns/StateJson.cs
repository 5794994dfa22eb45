using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Bot.Core.Activities;
using Bot.Core.Interactions;

namespace Bot.Core.Turns;

/// <summary>How state, profiles, interactions and outbox rows are written as JSON: compact, stable names, readable Chinese.</summary>
public static class StateJson
{
    /// <summary>
    /// The options to use everywhere that kept data is read or written. Reflection metadata, not generated: generated
    /// readers overwrite an absent property's initial value, and an old record must read back whole.
    /// </summary>
    public static JsonSerializerOptions Options { get; } = Make();

    /// <summary>Writes a value as UTF-8 JSON; what every turn keeps goes through <see cref="KeptJson"/>.</summary>
    public static byte[] Write<T>(T value) => value switch
    {
        Interaction fact => KeptJson.Make(fact, KeptJson.Write),
        Interaction[] facts => KeptJson.Make(facts),
        OutboundMessage message => KeptJson.Make(message, KeptJson.Write),
        ConversationState state => KeptJson.Make(state, KeptJson.Write),
        _ => JsonSerializer.SerializeToUtf8Bytes(value, Options),
    };

    /// <summary>Reads a value written by <see cref="Write{T}"/>; throws <see cref="JsonException"/> when it is not one.</summary>
    public static T Read<T>(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize<T>(json, Options) ?? throw new JsonException("null where a value is kept");

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Converters = { new JsonStringEnumConverter() },
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { AlwaysWriteRequired } },
        };
        options.MakeReadOnly();
        return options;
    }

    // Left out as a default, a required member (an enum at its first value) could not be read back.
    private static void AlwaysWriteRequired(JsonTypeInfo type)
    {
        foreach (var property in type.Properties.Where(property => property.IsRequired))
        {
            property.ShouldSerialize = static (_, _) => true;
        }
    }
}
