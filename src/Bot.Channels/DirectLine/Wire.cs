using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bot.Core.Activities;
using Bot.Core.Ports;

namespace Bot.Channels.DirectLine;

/// <summary>The names, ids and frames of Direct Line's wire.</summary>
internal static class Wire
{
    public const string Channel = "directline";

    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ConversationKey Key(string conversation) => new(Channel, conversation);

    public static string Id(string conversation, long sequence) => string.Create(CultureInfo.InvariantCulture, $"{conversation}|{sequence:D7}");

    public static string Stamp(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    public static byte[] Bytes(JsonNode node) => JsonSerializer.SerializeToUtf8Bytes(node, Json);

    /// <summary>
    /// True for what clients never see: who joined, and kinds that Web Chat has no way to show (it breaks on them).
    /// Everything kept begins with its type.
    /// </summary>
    public static bool IsHidden(LoggedActivity entry) =>
        !entry.Json.Span.StartsWith("{\"type\":\"message\""u8) && !entry.Json.Span.StartsWith("{\"type\":\"event\""u8);

    /// <summary>True for the entries that say who is in the conversation.</summary>
    public static bool IsMembership(LoggedActivity entry) => entry.Json.Span.StartsWith("{\"type\":\"conversationUpdate\""u8);

    /// <summary>An ActivitySet: <c>{"activities":[…],"watermark":"12"}</c>; without a watermark when the activities are not kept.</summary>
    public static byte[] Frame(IEnumerable<ReadOnlyMemory<byte>> activities, long? watermark)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("activities");
            foreach (var activity in activities)
            {
                writer.WriteRawValue(activity.Span, skipInputValidation: true);
            }

            writer.WriteEndArray();
            if (watermark is { } mark)
            {
                writer.WriteString("watermark", mark.ToString(CultureInfo.InvariantCulture));
            }

            writer.WriteEndObject();
        }

        return buffer.ToArray();
    }

    /// <summary>Reads a watermark; null where there is none, and false when it is not one that we gave.</summary>
    public static bool TryWatermark(string? text, out long? watermark)
    {
        watermark = null;
        if (string.IsNullOrEmpty(text))
        {
            return true;
        }

        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
        {
            return false;
        }

        watermark = value;
        return true;
    }
}
