using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Bot.Core.Activities;
using Bot.Core.Audience;
using Bot.Core.Throttling;

namespace Bot.Core.Pushes;

/// <summary>Where a campaign stands.</summary>
public enum CampaignState
{
    /// <summary>Being written; it sends nothing.</summary>
    Draft,

    /// <summary>Complete, and waits for a second operator.</summary>
    Submitted,

    /// <summary>Waits for its time, or for the next one.</summary>
    Scheduled,

    /// <summary>Goes through its audience now.</summary>
    Running,

    /// <summary>Stopped by an operator or by too many failures; goes on where it stood.</summary>
    Paused,

    /// <summary>Has been through its last audience.</summary>
    Done,

    /// <summary>Stopped for good.</summary>
    Killed,
}

/// <summary>How often a campaign may reach one audience.</summary>
/// <param name="Limit">At most so many, 1 or more.</param>
/// <param name="Window">In this rolling window.</param>
public sealed record Frequency(int Limit, TimeSpan Window);

/// <summary>When a campaign goes.</summary>
/// <param name="At">The first (or only) time, on the wall clock of <paramref name="Zone"/>: <c>2026-11-23T10:00</c>.</param>
/// <param name="Zone">IANA id.</param>
/// <param name="EveryDays">Again every so many days at the same wall clock time; 0 for once.</param>
/// <param name="Until">No run begins from this moment on; null for no end.</param>
public sealed record CampaignSchedule(string At, string Zone, int EveryDays = 0, DateTimeOffset? Until = null);

/// <summary>One approval or refusal, or another thing that an operator did.</summary>
/// <param name="By">Who.</param>
/// <param name="What"><c>created|changed|submitted|approved|paused|resumed|killed|auto_paused</c>.</param>
/// <param name="At">When.</param>
/// <param name="Note">Why.</param>
public sealed record CampaignAct(string By, string What, DateTimeOffset At, string? Note = null);

/// <summary>How far the run that is under way has come.</summary>
/// <param name="Number">From 1.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="Cursor">The last audience that was dealt with; null at the beginning.</param>
/// <param name="Planned">How many were dealt with.</param>
public sealed record CampaignRun(int Number, DateTimeOffset StartedAt, string? Cursor, long Planned);

/// <summary>A campaign: the five fields of requirement C8 (segment, content kind, product category, send window, frequency), its words, its time, and how far it is.</summary>
public sealed record Campaign
{
    /// <summary>Unique; letters, digits, <c>-</c> and <c>_</c>, 1 to 64.</summary>
    public required string Id { get; init; }

    /// <summary>What operators call it.</summary>
    public string Name { get; init; } = "";

    /// <summary>Counts writes; a writer must know the last one.</summary>
    public long Version { get; init; }

    /// <summary>Whom it is for (field 1). With <see cref="Groups"/>, members are not looked at.</summary>
    public Segment? Segment { get; init; }

    /// <summary>Groups that it is posted to, in place of members.</summary>
    public ImmutableArray<ConversationKey> Groups { get; init; } = [];

    /// <summary>What kind of content (field 2): value, promo or service.</summary>
    public PushClass? Kind { get; init; }

    /// <summary>Product category (field 3), as products have it.</summary>
    public string? Category { get; init; }

    /// <summary>Hours of the audience's day in which it may go (field 4).</summary>
    public Hours? Window { get; init; }

    /// <summary>How often it may reach one audience (field 5).</summary>
    public Frequency? Frequency { get; init; }

    /// <summary>How long an item of the content library rests before the same audience may get it again: 60 days.</summary>
    public static TimeSpan ItemRests { get; } = TimeSpan.FromDays(60);

    /// <summary>Key of the template that it says; or a shelf of the content library, <c>value.*</c>: each audience gets the next item that it has not had.</summary>
    public string? Template { get; init; }

    /// <summary>The platform action whose quotas apply.</summary>
    public string? Channel { get; init; }

    /// <summary>The account that sends.</summary>
    public string Bot { get; init; } = "bot";

    /// <summary>Why it is relevant to those in the segment (requirement A10): the tag or the question that the segment asks for.</summary>
    public string? Relevance { get; init; }

    /// <summary>When.</summary>
    public CampaignSchedule? Schedule { get; init; }

    /// <summary>Where it stands.</summary>
    public CampaignState State { get; init; }

    /// <summary>Where it stood when it was paused.</summary>
    public CampaignState? PausedFrom { get; init; }

    /// <summary>When the next run begins; null when none will.</summary>
    public DateTimeOffset? NextRun { get; init; }

    /// <summary>The run under way, or the last one.</summary>
    public CampaignRun? Run { get; init; }

    /// <summary>Which node goes through its audience.</summary>
    public string? Owner { get; init; }

    /// <summary>Until when that node may be believed to live.</summary>
    public DateTimeOffset? OwnedUntil { get; init; }

    /// <summary>What was done to it, oldest first.</summary>
    public ImmutableArray<CampaignAct> Acts { get; init; } = [];

    /// <summary>True when it takes its words from a shelf of the content library.</summary>
    [JsonIgnore]
    public bool IsShelf => Template?.EndsWith(".*", StringComparison.Ordinal) == true;

    /// <summary>The push of one audience in the run under way; the same id however often it is planned.</summary>
    public Push PushTo(MemberKey? member, ConversationKey? group, string item, string words, DateTimeOffset now) => new()
    {
        Id = member is not null ? $"{Id}#{Run!.Number}|m|{member.Channel}|{member.Id}" : $"{Id}#{Run!.Number}|g|{group!.Channel}|{group.Id}",
        Class = Kind!.Value,
        Member = member,
        Group = group,
        Campaign = Id,
        Channel = Channel,
        Bot = Bot,
        CreatedAt = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero),
        Topic = Category,
        Item = IsShelf ? item : null,
        ItemOnce = IsShelf ? ItemRests : null,
        Relevance = Relevance ?? (Segment is null ? null : Segment.Reason),
        Likeness = Likeness.Of(words),
        SendWindow = Window,
        Frequency = Frequency is { } often ? new PushFrequency(often.Limit, often.Window) : null,
    };
}
