using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Bot.Core.Activities;

namespace Bot.Channels.BotFramework;

/// <summary>
/// Reads an activity (activity specification v3.4): unknown fields are accepted (A2005), a known field of the wrong JSON
/// type is refused (A2003), unknown or broken entities are ignored (A2104, A2105). <c>callerId</c> is never read (A2251).
/// </summary>
public static class ActivityReader
{
    /// <summary>Reads one activity, or says what is wrong with it.</summary>
    /// <param name="json">The whole body.</param>
    public static ActivityReading Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = ActivityJson.Parse(json);
            return Read(document.RootElement);
        }
        catch (JsonException e)
        {
            return new ActivityReading.Refused("BadSyntax", string.Create(CultureInfo.InvariantCulture,
                $"The body is not one JSON object of an activity (line {(e.LineNumber ?? 0) + 1}, byte {e.BytePositionInLine ?? 0}). Send UTF-8 JSON, nested at most {ActivityJson.MaxDepth} deep."));
        }
    }

    /// <summary>Reads one activity out of a document made by <see cref="ActivityJson.Parse"/>.</summary>
    /// <param name="root">The activity.</param>
    public static ActivityReading Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            return new ActivityReading.Refused("BadSyntax", $"An activity is a JSON object, not {Article(root.ValueKind)}.");
        }

        var fields = new FieldReader();
        var activity = ReadFields(fields, root);
        if (fields.Wrong is { } wrong)
        {
            return new ActivityReading.Refused("BadArgument", wrong);
        }

        return activity.Type.Length == 0
            ? new ActivityReading.Refused("MissingProperty", "The activity has no 'type'. Send for example \"type\": \"message\".")
            : new ActivityReading.Read(activity);
    }

    internal static string Article(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Array => "an array",
        JsonValueKind.Object => "an object",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null or JsonValueKind.Undefined => "null",
        _ => "a boolean",
    };

    private static WireActivity ReadFields(FieldReader fields, JsonElement root)
    {
        var conversation = fields.Object(root, "conversation");
        var type = fields.Text(root, "type") ?? "";
        return new WireActivity
        {
            Type = type,
            Id = fields.Text(root, "id"),
            Timestamp = Date(fields.Text(root, "timestamp")),
            ChannelId = fields.Text(root, "channelId"),
            ServiceUrl = fields.Text(root, "serviceUrl"),
            From = fields.Account(root, "from"),
            Recipient = fields.Account(root, "recipient"),
            ConversationId = fields.Text(conversation, "id"),
            ConversationName = fields.Text(conversation, "name"),
            IsGroup = fields.Flag(conversation, "isGroup") | fields.Text(conversation, "conversationType") is "groupChat" or "channel",
            TenantId = fields.Text(conversation, "tenantId") ?? TeamsTenant(root),
            Text = fields.Text(root, "text") ?? "",
            Locale = fields.Text(root, "locale"),
            ReplyToId = fields.Text(root, "replyToId"),
            Name = fields.Text(root, "name") ?? fields.Text(root, "action"),
            DeliveryMode = fields.Text(root, "deliveryMode") == "expectReplies" ? DeliveryMode.ExpectReplies : DeliveryMode.Normal,
            Mentions = Mentions(fields.Items(root, "entities")),
            Attachments = fields.List(root, "attachments", item => Attachment(fields, item)),
            MembersAdded = fields.List(root, "membersAdded", fields.Account),
            MembersRemoved = fields.List(root, "membersRemoved", fields.Account),
            ReactionsAdded = fields.List(root, "reactionsAdded", item => fields.Text(item, "type")),
            ReactionsRemoved = fields.List(root, "reactionsRemoved", item => fields.Text(item, "type")),
        };
    }

    private static DateTimeOffset? Date(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null;

    /// <summary>Teams repeats its tenant in <c>channelData</c>, which may hold anything: nothing in it is an error.</summary>
    private static string? TeamsTenant(JsonElement root) =>
        Member(Member(Member(root, "channelData"), "tenant"), "id") is { ValueKind: JsonValueKind.String } id ? id.GetString() : null;

    private static JsonElement Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : default;

    /// <summary>Facts only: an address that carries the bytes themselves (<c>data:</c>) is left out.</summary>
    private static Attachment? Attachment(FieldReader fields, JsonElement item)
    {
        var url = fields.Text(item, "contentUrl");
        return new(
            fields.Text(item, "contentType") ?? "application/octet-stream",
            fields.Text(item, "name"),
            url?.StartsWith("data:", StringComparison.OrdinalIgnoreCase) == true ? null : url);
    }

    private static ImmutableArray<Mention> Mentions(ImmutableArray<JsonElement> entities)
    {
        var found = ImmutableArray.CreateBuilder<Mention>();
        foreach (var entity in entities)
        {
            if (Member(entity, "type") is not { ValueKind: JsonValueKind.String } type || !type.ValueEquals("mention"u8))
            {
                continue;
            }

            // A reader of its own: what is wrong inside an entity makes it ignored, not the activity refused.
            var fields = new FieldReader();
            var mention = new Mention(fields.Account(entity, "mentioned") ?? new(""), fields.Text(entity, "text"));
            if (fields.Wrong is null && mention.Account.Id.Length > 0)
            {
                found.Add(mention);
            }
        }

        return found.ToImmutable();
    }
}
