using System.Globalization;
using Bot.Core.Activities;
using StackExchange.Redis;

namespace Bot.Storage.Redis;

/// <summary>Names of keys. A hash tag keeps all that one commit touches in one slot of a cluster (ADR 3).</summary>
internal static class RedisKeys
{
    public const int Buckets = 256;

    /// <summary>A key's name within its bucket: the length in front makes it readable again, whatever the ids hold.</summary>
    public static string Name(string channel, string id) => string.Create(CultureInfo.InvariantCulture, $"{channel.Length}:{channel}{id}");

    public static string Name(ConversationKey key) => Name(key.Channel, key.Id);

    public static string Name(MemberKey key) => Name(key.Channel, key.Id);

    /// <summary>Back from <see cref="Name(ConversationKey)"/>.</summary>
    public static (string Channel, string Id) Parse(string name)
    {
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        var length = int.Parse(name.AsSpan(0, colon), CultureInfo.InvariantCulture);
        return (name.Substring(colon + 1, length), name[(colon + 1 + length)..]);
    }

    public static ConversationKey Conversation(string name) => Parse(name) is var (channel, id) ? new(channel, id) : throw new FormatException(name);

    public static MemberKey Member(string name) => Parse(name) is var (channel, id) ? new(channel, id) : throw new FormatException(name);

    public static int Bucket(ConversationKey key) => (int)(StableHash.Of(key.Channel, key.Id) % Buckets);

    /// <summary>A key of a whole bucket: what waits, what is due, who is handed off.</summary>
    public static RedisKey OfBucket(int bucket, string what) => string.Create(CultureInfo.InvariantCulture, $"qz:{{c{bucket:x2}}}:{what}");

    public static RedisKey Profile(MemberKey member) => OfMember(member, "p");

    public static RedisKey ProfileOperations(MemberKey member) => OfMember(member, "o");

    /// <summary>The names of all members of a bucket that have a profile, sorted.</summary>
    public static RedisKey Members(int bucket) => string.Create(CultureInfo.InvariantCulture, $"qz:{{m{bucket:x2}}}:members");

    /// <summary>Where a member's profile lies.</summary>
    public static int Bucket(MemberKey member) => (int)(StableHash.Of(member.Channel, member.Id) % Buckets);

    private static RedisKey OfMember(MemberKey member, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"qz:{{m{Bucket(member):x2}}}:{what}:{Name(member)}");
}
