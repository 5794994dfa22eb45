using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Bot.Channels.BotFramework;
using Bot.Core.Activities;

namespace Bot.Channels.DirectLine;

/// <summary>What we say -> Direct Line's wire: the Bot Framework's activity plus what a channel adds to it.</summary>
internal static class OutboundJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Of(OutboundMessage message, string id, DateTimeOffset now)
    {
        var shown = message.Verb == OutboundVerb.Delete ? Withdrawn(message) : message;
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            ActivityWriter.WriteFields(writer, shown);
            writer.WriteString("id", id);
            writer.WriteString("timestamp", Wire.Stamp(now));
            writer.WriteStartObject("channelData");
            writer.WriteString("initiator", message.Initiator == Initiator.User ? "user" : "merchant");
            Mark(writer, "edited", message.Verb == OutboundVerb.Update);
            Mark(writer, "withdrawn", message.Verb == OutboundVerb.Delete);
            Mark(writer, "human", message.SpeakerName is not null);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    // Direct Line cannot take a message back: its words are replaced.
    private static OutboundMessage Withdrawn(OutboundMessage message) => message with
    {
        Text = message.Locale?.StartsWith("en", StringComparison.OrdinalIgnoreCase) == true ? "This message was withdrawn" : "已撤回",
        Mentions = [],
        SuggestedActions = [],
        Cards = [],
    };

    private static void Mark(Utf8JsonWriter writer, string name, bool value)
    {
        if (value)
        {
            writer.WriteBoolean(name, true);
        }
    }
}
