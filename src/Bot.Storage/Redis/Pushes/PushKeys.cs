using Bot.Core.Activities;
using Bot.Core.Throttling;
using StackExchange.Redis;

namespace Bot.Storage.Redis.Pushes;

/// <summary>Names of the throttle's keys. One hash tag for all of a tenant, so that one script may touch them all (ADR 5).</summary>
internal sealed class PushKeys
{
    private const int Classes = 5;
    private readonly string _prefix;
    private readonly RedisKey[] _due;
    private readonly RedisKey[] _only;

    public PushKeys(string tenant)
    {
        _prefix = "th:{" + tenant + "}:";
        // The scripts cut the prefix from this one: its last four letters are its own name.
        Meta = _prefix + "meta";
        All = _prefix + "all";
        _due = [.. Enumerable.Range(0, Classes).Select(one => (RedisKey)(_prefix + "due" + (char)('0' + one)))];
        _only = [Meta];
    }

    /// <summary>Hash: <c>c</c> the highest clock given, <c>k</c> the marker (its epoch), <c>b</c> entries cut from the front of <see cref="All"/>, <c>x</c> how far it is indexed.</summary>
    public RedisKey Meta { get; }

    /// <summary>List: ids in the order in which they were first kept.</summary>
    public RedisKey All { get; }

    /// <summary>Just <see cref="Meta"/>: what most scripts are given. Their other keys share its slot.</summary>
    public RedisKey[] Only => _only;

    /// <summary>Every key of the tenant begins so.</summary>
    public string Prefix => _prefix;

    /// <summary>Sorted set: rows of a class that are not final, by when they are due.</summary>
    public RedisKey Due(PushClass one) => _due[(int)one];

    /// <summary>String: a row.</summary>
    public RedisKey Row(string id) => _prefix + "p:" + id;

    /// <summary>Sorted set: a log.</summary>
    public RedisKey Log(LogKey key) => _prefix + "L" + key.Text;

    /// <summary>Hash: a campaign's counts.</summary>
    public RedisKey Funnel(string campaign) => _prefix + "f:" + campaign;

    /// <summary>Hash: a pipe's last moment and its block.</summary>
    public RedisKey Pipe(string pipe) => _prefix + "pipe:" + pipe;

    /// <summary>Sorted set: ids by their number, of one index.</summary>
    public RedisKey Index(string name) => _prefix + "i:" + name;

    public static string OfCampaign(string campaign) => "c:" + campaign;

    public static string Of(MemberKey member) => "m:" + RedisKeys.Name(member);

    public static string Of(ConversationKey group) => "g:" + RedisKeys.Name(group);
}
