using System.Buffers;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using Bot.Core.Activities;

namespace Bot.Channels.BotFramework;

/// <summary>
/// Writes a message as an activity on the wire. No <c>id</c> and no <c>timestamp</c>: those are the channel's to give
/// (A2031, A2041); no <c>isGroup</c> (A2083) and no <c>serviceUrl</c> (A2300).
/// </summary>
public static class ActivityWriter
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes one activity as UTF-8 JSON.</summary>
    /// <param name="message">What goes out; an update and a send look the same.</param>
    public static byte[] Write(OutboundMessage message) => Make(writer => Write(writer, message));

    /// <summary>Writes <c>{"activities":[…]}</c>, the body of an expectReplies answer.</summary>
    /// <param name="messages">The replies, in order.</param>
    public static byte[] WriteReplies(ImmutableArray<OutboundMessage> messages) => Make(writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartArray("activities");
        foreach (var message in messages)
        {
            Write(writer, message);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    /// <summary>Writes one activity as an object.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="message">What goes out.</param>
    public static void Write(Utf8JsonWriter writer, OutboundMessage message)
    {
        writer.WriteStartObject();
        WriteFields(writer, message);
        writer.WriteEndObject();
    }

    /// <summary>Writes the fields of one activity into an object already begun, so that a door can add its own.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="message">What goes out.</param>
    public static void WriteFields(Utf8JsonWriter writer, OutboundMessage message)
    {
        var typing = message.Verb == OutboundVerb.Typing;
        writer.WriteString("type", typing ? "typing" : "message");
        writer.WriteString("channelId", message.Conversation.Channel);
        writer.WriteStartObject("from");
        writer.WriteString("id", message.Route.Bot.Id);
        Text(writer, "name", message.SpeakerName ?? message.Route.Bot.Name);
        writer.WriteString("role", "bot");
        writer.WriteEndObject();
        writer.WriteStartObject("conversation");
        writer.WriteString("id", message.Conversation.Id);
        writer.WriteEndObject();
        Text(writer, "replyToId", message.ReplyToId);
        if (!typing)
        {
            WriteContent(writer, message);
        }
    }

    private static void WriteContent(Utf8JsonWriter writer, OutboundMessage message)
    {
        writer.WriteString("text", message.Text);

        // Our words are plain text: a star or a line end in them is meant. Only a platform's own <at> mark needs its markup read.
        if (!message.Mentions.Any(mention => mention.Text?.Contains("<at", StringComparison.OrdinalIgnoreCase) == true))
        {
            writer.WriteString("textFormat", "plain");
        }

        Text(writer, "locale", message.Locale);
        writer.WriteString("inputHint", message.SuggestedActions.IsEmpty ? "acceptingInput" : "expectingInput");
        WriteMentions(writer, message.Mentions);
        WriteCards(writer, message.Cards);
        if (!message.SuggestedActions.IsEmpty)
        {
            writer.WriteStartObject("suggestedActions");
            writer.WriteStartArray("actions");
            WriteButtons(writer, message.SuggestedActions);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }
    }

    private static void WriteMentions(Utf8JsonWriter writer, ImmutableArray<Mention> mentions)
    {
        if (mentions.IsEmpty)
        {
            return;
        }

        writer.WriteStartArray("entities");
        foreach (var mention in mentions)
        {
            writer.WriteStartObject();
            writer.WriteString("type", "mention");
            writer.WriteStartObject("mentioned");
            writer.WriteString("id", mention.Account.Id);
            Text(writer, "name", mention.Account.Name);
            writer.WriteEndObject();
            Text(writer, "text", mention.Text);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteCards(Utf8JsonWriter writer, ImmutableArray<Card> cards)
    {
        if (cards.IsEmpty)
        {
            return;
        }

        if (cards.Length > 1)
        {
            writer.WriteString("attachmentLayout", "carousel");
        }

        writer.WriteStartArray("attachments");
        foreach (var card in cards)
        {
            writer.WriteStartObject();
            writer.WriteString("contentType", "application/vnd.microsoft.card.hero");
            writer.WriteStartObject("content");
            Text(writer, "title", card.Title);
            Text(writer, "subtitle", card.Subtitle);
            Text(writer, "text", card.Text);
            writer.WriteStartArray("images");
            if (!string.IsNullOrEmpty(card.ImageUrl))
            {
                writer.WriteStartObject();
                writer.WriteString("url", card.ImageUrl);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteStartArray("buttons");
            WriteButtons(writer, card.Buttons);
            writer.WriteEndArray();
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary><c>imBack</c>: a tap says the words in the conversation, where the others can see them.</summary>
    private static void WriteButtons(Utf8JsonWriter writer, ImmutableArray<string> titles)
    {
        foreach (var title in titles.IsDefault ? [] : titles)
        {
            writer.WriteStartObject();
            writer.WriteString("type", "imBack");
            writer.WriteString("title", title);
            writer.WriteString("value", title);
            writer.WriteEndObject();
        }
    }

    private static void Text(Utf8JsonWriter writer, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            writer.WriteString(name, value);
        }
    }

    private static byte[] Make(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            write(writer);
        }

        return buffer.WrittenSpan.ToArray();
    }
}
