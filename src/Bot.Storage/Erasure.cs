using System.Text.Json;
using System.Text.Json.Nodes;
using Bot.Core.Activities;
using Bot.Core.Turns;

namespace Bot.Storage;

/// <summary>What erasing a member means for each kind of kept data; the same for every store.</summary>
internal static class Erasure
{
    private static readonly string[] Skeleton = ["type", "id", "timestamp", "channelId", "conversation", "replyToId"];

    /// <summary>The conversation without the member. A direct one is theirs alone: only its count of turns stays.</summary>
    public static ConversationState Without(ConversationState state, string member) => state switch
    {
        { IsGroup: false } => ConversationState.New with { Turns = state.Turns },
        _ => state with
        {
            Threads = state.Threads.Remove(member),
            HandOff = state.HandOff?.Member == member ? null : state.HandOff,
            Heard = state.Heard?.Member == member ? null : state.Heard,
            Ambient = state.Ambient is { } ambient && ambient.Pending?.Member == member ? ambient with { Pending = null } : state.Ambient,
        },
    };

    /// <summary>True when a waiting or dead message is for this member alone: it opens, or goes to, one of their direct conversations.</summary>
    public static bool IsFor(OutboundMessage message, MemberKey member, IReadOnlySet<ConversationKey> direct) =>
        message.Member == member || (message.OpenWith is { } whom ? whom.Id == member.Id && message.Conversation.Channel == member.Channel : direct.Contains(message.Conversation));

    /// <summary>True when a message of ours in a group answers or names them.</summary>
    public static bool Concerns(ReadOnlySpan<byte> json, string member, IReadOnlySet<string> theirs)
    {
        if (Parse(json) is not { } activity)
        {
            return true;
        }

        return (activity["replyToId"] is JsonValue reply && reply.TryGetValue<string>(out var id) && theirs.Contains(id))
            || (activity["recipient"] is JsonObject recipient && recipient["id"] is JsonValue to && to.TryGetValue<string>(out var whom) && whom == member);
    }

    /// <summary>An activity of the log without words and people; its place and id stay, so that watermarks stay right.</summary>
    public static byte[] Tombstone(ReadOnlySpan<byte> json)
    {
        var kept = new JsonObject();
        if (Parse(json) is { } activity)
        {
            foreach (var name in Skeleton.Where(name => activity[name] is not null))
            {
                kept[name] = activity[name]!.DeepClone();
            }
        }

        return JsonSerializer.SerializeToUtf8Bytes(kept);
    }

    private static JsonObject? Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonNode.Parse(json) as JsonObject;
        }
        catch (JsonException)
        {
            // The log takes any bytes; what is no JSON keeps nothing worth keeping.
            return null;
        }
    }
}
