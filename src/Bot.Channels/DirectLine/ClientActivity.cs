using System.Text.Json.Nodes;

namespace Bot.Channels.DirectLine;

/// <summary>What a client sent, made fit to be shown to others: the server says who, where and when.</summary>
internal static class ClientActivity
{
    // Ours to say, or not for other clients' eyes.
    private static readonly string[] NotTheirs = ["type", "id", "timestamp", "channelId", "from", "conversation", "recipient", "serviceUrl", "deliveryMode", "callerId", "eTag"];

    /// <summary>The activity as the log keeps it, but for its id; null when it lacks what it must have.</summary>
    public static JsonObject? Stamp(JsonObject json, Grant grant, DateTimeOffset now)
    {
        var type = BodyReader.Text(json, "type");
        if (type is null or "" or "conversationUpdate" or "installationUpdate")
        {
            return null;
        }

        // No role: Web Chat takes everybody whose role is "user" for its own user.
        var from = new JsonObject { ["id"] = grant.User };
        if ((grant.UserName ?? BodyReader.Text(json["from"], "name")) is { Length: > 0 } name)
        {
            from["name"] = name;
        }

        var stamped = new JsonObject
        {
            ["type"] = type,
            ["id"] = "",
            ["timestamp"] = Wire.Stamp(now),
            ["channelId"] = Wire.Channel,
            ["from"] = from,
            ["conversation"] = new JsonObject { ["id"] = grant.Conversation },
        };
        foreach (var (key, value) in json)
        {
            if (!NotTheirs.Contains(key, StringComparer.OrdinalIgnoreCase))
            {
                stamped[key] = value?.DeepClone();
            }
        }

        return stamped;
    }

    /// <summary>What makes a retry the same message: the client's own id for it. Without one every post is new.</summary>
    public static string OnceKey(JsonObject stamped, string user) =>
        BodyReader.Text(stamped["channelData"], "clientActivityID") is { Length: > 0 and <= 200 } own ? $"said:{user}:{own}" : $"said:{Guid.NewGuid():N}";
}
