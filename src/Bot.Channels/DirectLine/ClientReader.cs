using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Bot.Core.Activities;

namespace Bot.Channels.DirectLine;

/// <summary>A kept client activity -> the assistant's words.</summary>
internal static class ClientReader
{
    /// <summary>The activity as the assistant reads it; null when a field that matters has the wrong type.</summary>
    public static Activity? Read(JsonObject json, string id, Grant grant, Facts facts, DirectLineOptions options)
    {
        if (!IsText(json["text"]) || !IsText(json["locale"]) || !IsText(json["replyToId"]) || !IsText(json["name"])
            || json["attachments"] is not (null or JsonArray) || json["entities"] is not (null or JsonArray))
        {
            return null;
        }

        var bot = new Account(options.BotId, options.BotName, IsBot: true);
        return new Activity
        {
            Type = TypeOf(BodyReader.Text(json, "type")),
            Id = id,
            Conversation = Wire.Key(grant.Conversation),
            IsGroup = facts.IsGroup,
            ConversationName = facts.Topic,
            From = new Account(grant.User!, BodyReader.Text(json["from"], "name")),
            Recipient = bot,
            Text = BodyReader.Text(json, "text") ?? "",
            Locale = BodyReader.Text(json, "locale") ?? facts.Members.GetValueOrDefault(grant.User!)?.Locale,
            At = DateTimeOffset.Parse(BodyReader.Text(json, "timestamp")!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
            ReplyToId = BodyReader.Text(json, "replyToId"),
            Mentions = [.. Objects(json["entities"]).Where(entity => BodyReader.Text(entity, "type") == "mention").Select(Mention).OfType<Mention>()],
            Attachments = [.. Objects(json["attachments"]).Select(Attachment).OfType<Attachment>()],
            ReactionsAdded = Reactions(json["reactionsAdded"]),
            ReactionsRemoved = Reactions(json["reactionsRemoved"]),
            Name = BodyReader.Text(json, "name"),
            Route = new Route(DirectLineChannel.Name, "", bot),
        };
    }

    private static bool IsText(JsonNode? node) => node is null || node.GetValueKind() == System.Text.Json.JsonValueKind.String;

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node is JsonArray array ? array.OfType<JsonObject>() : [];

    private static Mention? Mention(JsonObject entity) =>
        BodyReader.Text(entity["mentioned"], "id") is { } id
            ? new Mention(new Account(id, BodyReader.Text(entity["mentioned"], "name")), BodyReader.Text(entity, "text"))
            : null;

    private static Attachment? Attachment(JsonObject json) =>
        BodyReader.Text(json, "contentType") is { } type ? new Attachment(type, BodyReader.Text(json, "name"), BodyReader.Text(json, "contentUrl")) : null;

    private static ImmutableArray<string> Reactions(JsonNode? node) => [.. Objects(node).Select(reaction => BodyReader.Text(reaction, "type")).OfType<string>()];

    private static ActivityType TypeOf(string? type) => type switch
    {
        "message" => ActivityType.Message,
        "messageReaction" => ActivityType.MessageReaction,
        "invoke" => ActivityType.Invoke,
        "event" => ActivityType.Event,
        "endOfConversation" => ActivityType.EndOfConversation,
        "messageUpdate" => ActivityType.MessageUpdate,
        "messageDelete" => ActivityType.MessageDelete,
        _ => ActivityType.Other,
    };
}
