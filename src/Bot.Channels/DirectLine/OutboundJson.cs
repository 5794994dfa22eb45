using System.Text.Json.Nodes;
using Bot.Core.Activities;

namespace Bot.Channels.DirectLine;

/// <summary>What we say -> Direct Line's wire.</summary>
internal static class OutboundJson
{
    public static JsonObject Of(OutboundMessage message, string id, DateTimeOffset now)
    {
        var json = new JsonObject
        {
            ["type"] = message.Verb == OutboundVerb.Typing ? "typing" : "message",
            ["id"] = id,
            ["timestamp"] = Wire.Stamp(now),
            ["channelId"] = Wire.Channel,
            ["from"] = new JsonObject { ["id"] = message.Route.Bot.Id, ["name"] = message.SpeakerName ?? message.Route.Bot.Name, ["role"] = "bot" },
            ["conversation"] = new JsonObject { ["id"] = message.Conversation.Id },
        };
        if (message.ReplyToId is { Length: > 0 } answered)
        {
            json["replyToId"] = answered;
        }

        if (message.Verb == OutboundVerb.Typing)
        {
            return json;
        }

        json["locale"] = message.Locale;
        json["textFormat"] = "plain";
        json["text"] = message.Verb == OutboundVerb.Delete ? Withdrawn(message.Locale) : message.Text;
        json["channelData"] = Data(message);
        if (message.Verb == OutboundVerb.Delete)
        {
            return json;
        }

        if (!message.Mentions.IsEmpty)
        {
            json["entities"] = new JsonArray([.. message.Mentions.Select(Mention)]);
        }

        if (!message.Cards.IsEmpty)
        {
            json["attachmentLayout"] = message.Cards.Length > 1 ? "carousel" : "list";
            json["attachments"] = new JsonArray([.. message.Cards.Select(Card)]);
        }

        if (!message.SuggestedActions.IsEmpty)
        {
            json["suggestedActions"] = new JsonObject { ["actions"] = Says(message.SuggestedActions) };
        }

        return json;
    }

    private static string Withdrawn(string? locale) => locale?.StartsWith("en", StringComparison.OrdinalIgnoreCase) == true ? "This message was withdrawn" : "已撤回";

    private static JsonObject Data(OutboundMessage message)
    {
        var data = new JsonObject { ["initiator"] = message.Initiator == Initiator.User ? "user" : "merchant" };
        if (message.Verb == OutboundVerb.Update)
        {
            data["edited"] = true;
        }

        if (message.Verb == OutboundVerb.Delete)
        {
            data["withdrawn"] = true;
        }

        if (message.SpeakerName is not null)
        {
            data["human"] = true;
        }

        return data;
    }

    private static JsonObject Mention(Mention mention) => new()
    {
        ["type"] = "mention",
        ["mentioned"] = new JsonObject { ["id"] = mention.Account.Id, ["name"] = mention.Account.Name },
        ["text"] = mention.Text,
    };

    private static JsonObject Card(Card card)
    {
        var content = new JsonObject { ["title"] = card.Title, ["subtitle"] = card.Subtitle, ["text"] = card.Text };
        if (card.ImageUrl is not null)
        {
            content["images"] = new JsonArray(new JsonObject { ["url"] = card.ImageUrl, ["alt"] = card.Title });
        }

        content["buttons"] = Says(card.Buttons);
        return new JsonObject { ["contentType"] = "application/vnd.microsoft.card.hero", ["content"] = content };
    }

    // imBack: the member says it, and everybody sees that they did.
    private static JsonArray Says(IEnumerable<string> words) =>
        new([.. words.Select(word => new JsonObject { ["type"] = "imBack", ["title"] = word, ["value"] = word })]);
}
