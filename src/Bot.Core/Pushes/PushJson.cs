using System.Text.Json;
using System.Text.Json.Serialization;
using Bot.Core.Throttling;

namespace Bot.Core.Pushes;

/// <summary>How pushes are written where they are kept. Names and numbers of states are stable.</summary>
public static class PushJson
{
    /// <summary>A row as UTF-8 JSON.</summary>
    public static byte[] Write(PushRow row) => JsonSerializer.SerializeToUtf8Bytes(row, PushJsonContext.Default.PushRow);

    /// <summary>Back from <see cref="Write(PushRow)"/>.</summary>
    /// <exception cref="JsonException">The bytes are no row.</exception>
    public static PushRow Read(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize(json, PushJsonContext.Default.PushRow) ?? throw new JsonException("not a push");

    /// <summary>A verdict as UTF-8 JSON.</summary>
    public static byte[] Write(Verdict verdict) => JsonSerializer.SerializeToUtf8Bytes(verdict, PushJsonContext.Default.Verdict);

    internal sealed class LogKeyConverter : JsonConverter<LogKey>
    {
        public override LogKey Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetString() ?? "");

        public override void Write(Utf8JsonWriter writer, LogKey value, JsonSerializerOptions options) => writer.WriteStringValue(value.Text);
    }
}

[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    Converters = [typeof(PushJson.LogKeyConverter)])]
[JsonSerializable(typeof(PushRow))]
[JsonSerializable(typeof(Verdict))]
internal sealed partial class PushJsonContext : JsonSerializerContext;
