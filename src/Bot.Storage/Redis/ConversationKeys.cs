using System.Globalization;
using Bot.Core.Activities;
using StackExchange.Redis;

namespace Bot.Storage.Redis;

/// <summary>The keys of one conversation, all in its bucket's slot.</summary>
internal readonly struct ConversationKeys
{
    private readonly string _tag;
    private readonly ConversationKey _key;

    public ConversationKeys(ConversationKey key)
    {
        _key = key;
        Bucket = RedisKeys.Bucket(key);
        Name = RedisKeys.Name(key);
        _tag = string.Create(CultureInfo.InvariantCulture, $"qz:{{c{Bucket:x2}}}:");
    }

    public int Bucket { get; }

    public string Name { get; }

    /// <summary>Hash: version, state, begin of hand-off, lease.</summary>
    public RedisKey State => _tag + "s:" + Name;

    /// <summary>List: ids of waiting rows, in order.</summary>
    public RedisKey Queue => _tag + "q:" + Name;

    /// <summary>Hash: waiting rows by id.</summary>
    public RedisKey Rows => _tag + "r:" + Name;

    /// <summary>Stream: what went on record.</summary>
    public RedisKey Facts => _tag + "f:" + Name;

    /// <summary>List: the activity log; an entry's place is its index.</summary>
    public RedisKey Log => _tag + "l:" + Name;

    /// <summary>Hash: places in the log by once-key.</summary>
    public RedisKey Once => _tag + "k:" + Name;

    /// <summary>Hash: by member, the days on which they spoke.</summary>
    public RedisKey Active => _tag + "y:" + Name;

    /// <summary>Stream: every fact of the bucket by the same id, with the conversation's name.</summary>
    public RedisKey AllFacts => _tag + "facts";

    /// <summary>Sorted set: conversations with rows, by when they may be tried.</summary>
    public RedisKey Waiting => _tag + "waiting";

    /// <summary>Sorted set: conversations by when they may be woken.</summary>
    public RedisKey Wakes => _tag + "wakes";

    /// <summary>Hash: the time that each wanted.</summary>
    public RedisKey WakeTimes => _tag + "waketimes";

    /// <summary>Sorted set: conversations that are handed off, by since when.</summary>
    public RedisKey Handed => _tag + "handed";

    /// <summary>How many rows wait in the bucket.</summary>
    public RedisKey Count => _tag + "count";

    /// <summary>List: dead letters, newest first.</summary>
    public RedisKey Dead => _tag + "dead";

    /// <summary>Set: members with profile changes that are kept here but not yet in the profile.</summary>
    public RedisKey PendingMembers => _tag + "pending";

    /// <summary>Those changes, oldest first.</summary>
    public RedisKey Pending(string member) => _tag + "p:" + member;

    /// <summary>An activity's answer, or that it was answered.</summary>
    public RedisKey Answered(string activity) => Of("d:", activity);

    /// <summary>That a message is ours.</summary>
    public RedisKey Own(string activity) => Of("o:", activity);

    /// <summary>That a commit without activities was kept, for its own repeat.</summary>
    public RedisKey Operation(string operation) => _tag + "op:" + operation;

    private RedisKey Of(string what, string activity) =>
        string.Create(CultureInfo.InvariantCulture, $"{_tag}{what}{_key.Channel.Length}:{_key.Channel}{_key.Id.Length}:{_key.Id}{activity}");
}
