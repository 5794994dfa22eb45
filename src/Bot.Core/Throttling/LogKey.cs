using System.Globalization;
using Bot.Core.Activities;

namespace Bot.Core.Throttling;

/// <summary>
/// Names one log of times. Every push that counts stands in the logs of its member, its group and its bot: in each
/// once among all, once under its class, and once under its platform action and its campaign where it has them. A rule
/// counts in one log, or in several whose counts add up.
/// </summary>
/// <param name="Text">The name; the same for the same thing on every store and node.</param>
public readonly record struct LogKey(string Text)
{
    /// <summary>All that counted for a member.</summary>
    public static LogKey Of(MemberKey member) => new($"m|{Name(member.Channel, member.Id)}");

    /// <summary>All that counted for a group.</summary>
    public static LogKey Of(ConversationKey group) => new($"g|{Name(group.Channel, group.Id)}");

    /// <summary>All that one bot sent.</summary>
    public static LogKey OfBot(string bot) => new($"b|{Name("", bot)}");

    /// <summary>The overrides of one operator.</summary>
    public static LogKey OfOverride(string by) => new($"o|{Name("", by)}");

    /// <summary>When a member spoke to us or tapped something: a sign of interest.</summary>
    public static LogKey Engaged(MemberKey member) => new($"e|{Name(member.Channel, member.Id)}");

    /// <summary>When a member complained.</summary>
    public static LogKey Complained(MemberKey member) => new($"c|{Name(member.Channel, member.Id)}");

    /// <summary>What a member wished of our pushes, newest last: a second place for it, beside the profile, that outlives a Redis server which forgot.</summary>
    public static LogKey Wished(MemberKey member) => new($"w|{Name(member.Channel, member.Id)}");

    /// <summary>When members left a group; one entry each.</summary>
    public static LogKey Left(ConversationKey group) => new($"l|{Name(group.Channel, group.Id)}");

    /// <summary>When a group had a campaign's posts, and a member its messages: <see cref="WithCampaign"/> over all audiences.</summary>
    public static LogKey OfCampaign(string campaign) => new($"x|{Name("", campaign)}");

    /// <summary>The same audience, one class only.</summary>
    public LogKey With(PushClass only) => new($"{Text}|#{Letter(only)}");

    /// <summary>The same audience, one platform action only.</summary>
    public LogKey WithChannel(string channel) => new($"{Text}|@{channel}");

    /// <summary>The same audience, only what counts as this push seen before: the same item of the library, else the same campaign. A calendar that says something else each day is not seen twice.</summary>
    public LogKey WithSeen(Push push) => push.Item is { } item ? WithItem(item) : WithCampaign(push.Campaign!);

    /// <summary>The same audience, one campaign only.</summary>
    public LogKey WithCampaign(string campaign) => new($"{Text}|~{campaign}");

    /// <summary>The same audience, one stage only.</summary>
    public LogKey WithStage(string stage) => new($"{Text}|^{stage}");

    /// <summary>The same audience, one item of the content library only.</summary>
    public LogKey WithItem(string item) => new($"{Text}|={item}");

    /// <inheritdoc/>
    public override string ToString() => Text;

    private static char Letter(PushClass one) => one switch
    {
        PushClass.Transactional => 't',
        PushClass.Reply => 'r',
        PushClass.Service => 's',
        PushClass.Value => 'v',
        _ => 'p',
    };

    // The lengths in front keep "a" + "bc" apart from "ab" + "c", whatever the ids hold.
    private static string Name(string channel, string id) =>
        string.Create(CultureInfo.InvariantCulture, $"{channel.Length}:{id.Length}:{channel}{id}");
}

/// <summary>One entry of a log.</summary>
/// <param name="At">When, whole milliseconds.</param>
/// <param name="Id">The push's id, or the signal's.</param>
public readonly record struct LogEntry(DateTimeOffset At, string Id)
{
    /// <summary>The newest first; of the same moment by id, backwards, so that every store tells the same evidence in the same order.</summary>
    public static IEnumerable<LogEntry> NewestFirst(IEnumerable<LogEntry> entries) =>
        entries.OrderByDescending(entry => entry.At).ThenByDescending(entry => entry.Id, StringComparer.Ordinal);
}
