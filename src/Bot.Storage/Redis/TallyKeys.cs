using System.Globalization;
using Bot.Core.Activities;
using Bot.Core.Ports;
using StackExchange.Redis;

namespace Bot.Storage.Redis;

/// <summary>Names of the keys and fields of counts: in each bucket one hash a day, a field for each name and place; a hash of how often each day was written; and for each conversation the days on which its members spoke.</summary>
internal static class TallyKeys
{
    private const string Prefix = "tally:";

    /// <summary>A day's counts in a bucket.</summary>
    public static RedisKey Day(int bucket, int day) => RedisKeys.OfBucket(bucket, Prefix + day.ToString(CultureInfo.InvariantCulture));

    /// <summary>What the names of all days' keys of a bucket begin with.</summary>
    public static string Day(int bucket) => RedisKeys.OfBucket(bucket, Prefix).ToString();

    /// <summary>Hash: by day, how often its counts were written.</summary>
    public static RedisKey Writes(int bucket) => RedisKeys.OfBucket(bucket, "tallied");

    /// <summary>Where a conversation counts: itself, or its channel where it is direct. A name of a conversation begins with a digit.</summary>
    public static string Place(in ConversationKeys keys, string channel, bool isGroup) => isGroup ? keys.Name : "@" + channel;

    /// <summary>A count's field.</summary>
    public static string Field(string name, string place) => RedisKeys.Name(name, place);

    /// <summary>A member's field among those who spoke in a conversation.</summary>
    public static string Active(MemberKey member, bool isGroup) => (isGroup ? "g" : "d") + member.Id;

    /// <summary>Back from <see cref="Place"/>.</summary>
    public static TallyPlace ReadPlace(string place) =>
        place.StartsWith('@') ? new(place[1..], null) : RedisKeys.Conversation(place) is var group ? new(group.Channel, group) : throw new FormatException(place);
}
