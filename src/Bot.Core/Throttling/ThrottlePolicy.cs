using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Bot.Core.Throttling;

/// <summary>What a rule does with a push that it refuses.</summary>
public enum Over
{
    /// <summary>Hold it until the rule is free.</summary>
    Defer,

    /// <summary>Never send it.</summary>
    Drop,

    /// <summary>Put it into the digest.</summary>
    Digest,

    /// <summary>Hold it for the short time that a platform's pace asks for; the same as <see cref="Defer"/>.</summary>
    Wait,
}

/// <summary>Whom a rule counts for.</summary>
public enum Per
{
    /// <summary>One person over all their identities.</summary>
    Member,

    /// <summary>One group.</summary>
    Group,

    /// <summary>One sending account.</summary>
    Bot,
}

/// <summary>Which rules a class obeys.</summary>
public enum CapsOf
{
    /// <summary>None.</summary>
    None,

    /// <summary>Only the platform's.</summary>
    Platform,

    /// <summary>All.</summary>
    All,
}

/// <summary>What quiet hours do to a class.</summary>
public enum QuietMode
{
    /// <summary>Nothing.</summary>
    Ignore,

    /// <summary>Hold it until they end, unless its deadline comes sooner.</summary>
    DeliverBy,

    /// <summary>Hold it until they end.</summary>
    Defer,
}

/// <summary>Which opt-out stops a class.</summary>
public enum OptOutMode
{
    /// <summary>None.</summary>
    Never,

    /// <summary>Only the refusal of everything.</summary>
    All,

    /// <summary>The refusal of offers, and of everything.</summary>
    Promo,
}

/// <summary>How one class is treated.</summary>
/// <param name="Caps">Which rules it obeys.</param>
/// <param name="Quiet">What quiet hours do.</param>
/// <param name="OptOut">Which opt-out stops it.</param>
/// <param name="Counts">True when it stands in the logs.</param>
public sealed record ClassRule(CapsOf Caps, QuietMode Quiet, OptOutMode OptOut, bool Counts);

/// <summary>A calendar unit, in the local zone.</summary>
public enum CalendarUnit
{
    /// <summary>From midnight to midnight.</summary>
    Day,

    /// <summary>From Monday's midnight.</summary>
    Week,

    /// <summary>From the first's midnight.</summary>
    Month,
}

/// <summary>A window as the policy writes it: one of the two is set.</summary>
/// <param name="Text">As written: <c>24h</c>, <c>day</c>.</param>
/// <param name="Rolling">Any positive duration up to 60 days.</param>
/// <param name="Calendar">Day, week or month.</param>
public sealed record PolicyWindow(string Text, TimeSpan? Rolling, CalendarUnit? Calendar);

/// <summary>A cap: at most so many in a window. Spacing is a cap of 1 in a rolling window; a platform's quota is a cap with a <see cref="Channel"/>.</summary>
/// <param name="Id">What "why" shows.</param>
/// <param name="Per">For whom; one rule may hold for several, each counted alone.</param>
/// <param name="Classes">Counts and concerns only these classes; empty for all that count.</param>
/// <param name="Limit">0 or more; 0 means never. Null for <see cref="DaysInMonth"/>.</param>
/// <param name="DaysInMonth">The limit is the number of days of the local month.</param>
/// <param name="Window">In which window.</param>
/// <param name="Over">What to do beyond it.</param>
/// <param name="Channel">The platform action that it concerns and counts; null for all.</param>
/// <param name="IsPlatform">True for quotas of a platform, which also bind the class <c>service</c> and never yield to an override.</param>
public sealed record CapRule(string Id, ImmutableArray<Per> Per, ImmutableArray<PushClass> Classes, int? Limit, bool DaysInMonth, PolicyWindow Window, Over Over, string? Channel = null, bool IsPlatform = false);

/// <summary>Worth must come before offers (requirement D6).</summary>
/// <param name="Id">What "why" shows.</param>
/// <param name="Per">Member or group.</param>
/// <param name="Needed">How many of <paramref name="Earning"/> since the last promo.</param>
/// <param name="Earning">What earns; <c>value</c>, and <c>service</c> where written.</param>
/// <param name="Within">Earned in this rolling window only; null for any time.</param>
/// <param name="Over">What to do when too few were earned; <see cref="Over.Drop"/> unless written, for no clock can say when it will pass.</param>
/// <param name="Stages">Counts entries of these stages instead of classes (requirement D4), and concerns pushes of the stage <c>convert</c>; empty for classes.</param>
public sealed record EarnRule(string Id, Per Per, int Needed, ImmutableArray<PushClass> Earning, TimeSpan? Within, Over Over, ImmutableArray<string> Stages);

/// <summary>Offers are at most a share of all (requirement D8).</summary>
/// <param name="Id">What "why" shows.</param>
/// <param name="Per">Member or group.</param>
/// <param name="PerMille">0 to 1000.</param>
/// <param name="Within">Rolling window.</param>
/// <param name="WindowText">The window as written.</param>
/// <param name="Over">What to do beyond it.</param>
public sealed record ShareRule(string Id, Per Per, int PerMille, TimeSpan Within, string WindowText, Over Over);

/// <summary>Hours of the local day.</summary>
/// <param name="From">Minute of the day, inclusive, 0 to 1439.</param>
/// <param name="Until">Minute of the day, exclusive; smaller than <paramref name="From"/> when they cross midnight.</param>
public readonly record struct Hours(int From, int Until);

/// <summary>Quiet hours (requirement E4).</summary>
/// <param name="Id">What "why" shows.</param>
/// <param name="Hours">One or more spans of the local day.</param>
/// <param name="Over">What to do inside them.</param>
/// <param name="Spread">What was held is spread over this span after their end, each audience at its own fixed moment; zero for none.</param>
/// <param name="Channel">Only for this platform action; null for all.</param>
public sealed record QuietRule(string Id, ImmutableArray<Hours> Hours, Over Over, TimeSpan Spread, string? Channel = null);

/// <summary>The same campaign over several groups.</summary>
/// <param name="Id">What "why" shows.</param>
/// <param name="OncePerMember">A member gets a campaign once in this rolling window, over direct messages and all groups they are in.</param>
/// <param name="WindowText">The window as written.</param>
/// <param name="SkipGroupPerMille">A group is skipped when at least this share of its members has seen the campaign in the window; null for no such rule.</param>
/// <param name="Over">What to do; <see cref="Over.Drop"/> unless written.</param>
public sealed record OverlapRule(string Id, TimeSpan OncePerMember, string WindowText, int? SkipGroupPerMille, Over Over);

/// <summary>Members who do not react get less (rolling windows of value and promo stretch with the tier).</summary>
/// <param name="Id">What "why" shows.</param>
/// <param name="Cool">Factor of the tier cool, 1 to 100.</param>
/// <param name="Cold">Factor of the tier cold.</param>
/// <param name="DownAfter">One tier down after so many pushes without a sign of interest; null for never.</param>
/// <param name="UpAfter">One tier up after so many signs of interest.</param>
/// <param name="ComplaintMutes">A complaint mutes at once.</param>
/// <param name="MutedAfterCold">A cold member who still does not react is muted (no promo).</param>
public sealed record FatigueRule(string Id, int Cool, int Cold, int? DownAfter, int UpAfter, bool ComplaintMutes, bool MutedAfterCold = true);

/// <summary>Promos of a group stop when too many leave (requirement E2).</summary>
/// <param name="Id">What "why" shows.</param>
/// <param name="PerMille">Trips at this share of the group's size or more.</param>
/// <param name="Within">Leavers in this rolling window count.</param>
/// <param name="AtLeast">And at least so many of them.</param>
/// <param name="Pause">How long promos stop.</param>
/// <param name="Over">What to do meanwhile.</param>
public sealed record BrakeRule(string Id, int PerMille, TimeSpan Within, int AtLeast, TimeSpan Pause, Over Over);

/// <summary>Who just came is left in peace.</summary>
/// <param name="Id">What "why" shows.</param>
/// <param name="NoPromoFor">This long after they were first seen.</param>
/// <param name="WindowText">As written.</param>
/// <param name="Over">What to do meanwhile.</param>
public sealed record NewcomerRule(string Id, TimeSpan NoPromoFor, string WindowText, Over Over);

/// <summary>Near-duplicates (requirement D10).</summary>
/// <param name="Id">What "why" shows.</param>
/// <param name="PerMille">Alike from this similarity on, 1 to 1000.</param>
/// <param name="Within">Compared with what the audience got in this rolling window.</param>
/// <param name="WindowText">As written.</param>
/// <param name="Over">What to do.</param>
public sealed record SimilarRule(string Id, int PerMille, TimeSpan Within, string WindowText, Over Over);

/// <summary>Merged items (requirement D12).</summary>
/// <param name="At">Minute of the local day, 0 to 1439.</param>
/// <param name="MaxItems">The most items of one digest, 1 or more; the oldest first.</param>
public sealed record DigestRule(int At, int MaxItems);

/// <summary>Who may take a refusal upon themselves.</summary>
/// <param name="Who">Names or roles.</param>
/// <param name="ReasonRequired">An empty reason is refused.</param>
/// <param name="PerMonth">At most so many of one operator in a calendar month of the tenant's zone; null for no limit.</param>
/// <param name="Never">Rules that never yield, by id or by kind (<c>optout</c>, <c>platform</c>). Opt-out and platform quotas never do.</param>
public sealed record OverrideRule(ImmutableArray<string> Who, bool ReasonRequired, int? PerMonth, ImmutableArray<string> Never);

/// <summary>Whose zone a day is counted in.</summary>
/// <param name="UseMember">The member's (or group's) own zone where known; else the tenant's.</param>
/// <param name="Tenant">IANA id.</param>
public sealed record ZoneRule(bool UseMember, string Tenant);

/// <summary>Pace of one sending account on a platform action.</summary>
/// <param name="Channel">The platform action; null for every push.</param>
/// <param name="PerSecond">The platform's own rate, calls a second.</param>
/// <param name="HeadRoomPerMille">How much of it is left unused, 0 to 900.</param>
public sealed record PaceRule(string? Channel, double PerSecond, int HeadRoomPerMille);

/// <summary>All rules of one merchant, immutable. An absent rule is no rule; a limit of 0 is never.</summary>
public sealed record ThrottlePolicy
{
    /// <summary>Eight hex digits over its text: kept with every verdict.</summary>
    public required string Revision { get; init; }

    /// <summary>The preset that it began from; null for none.</summary>
    public string? Preset { get; init; }

    /// <summary>Whose zone.</summary>
    public ZoneRule Zone { get; init; } = new(true, "Asia/Shanghai");

    /// <summary>Every class has one.</summary>
    public FrozenDictionary<PushClass, ClassRule> Classes { get; init; } = DefaultClasses;

    /// <summary>Caps, spacing and platform quotas.</summary>
    public ImmutableArray<CapRule> Caps { get; init; } = [];

    /// <summary>Worth before offers.</summary>
    public ImmutableArray<EarnRule> Mix { get; init; } = [];

    /// <summary>Share of offers.</summary>
    public ImmutableArray<ShareRule> Shares { get; init; } = [];

    /// <summary>Quiet hours.</summary>
    public ImmutableArray<QuietRule> Quiet { get; init; } = [];

    /// <summary>One campaign over several groups.</summary>
    public OverlapRule? Overlap { get; init; }

    /// <summary>Less for those who do not react.</summary>
    public FatigueRule? Fatigue { get; init; }

    /// <summary>The group brake.</summary>
    public BrakeRule? Brake { get; init; }

    /// <summary>Newcomers.</summary>
    public NewcomerRule? Newcomer { get; init; }

    /// <summary>Near-duplicates.</summary>
    public SimilarRule? Similar { get; init; }

    /// <summary>Opt-out words of the merchant's own, folded, beside the built-in ones.</summary>
    public FrozenDictionary<string, OptOutMode> OptOutWords { get; init; } = FrozenDictionary<string, OptOutMode>.Empty;

    /// <summary>How long a class stays fresh; a class without one does not become stale.</summary>
    public FrozenDictionary<PushClass, TimeSpan> Expire { get; init; } = FrozenDictionary<PushClass, TimeSpan>.Empty;

    /// <summary>The digest; null for none.</summary>
    public DigestRule? Digest { get; init; }

    /// <summary>So many of a thousand members never get value or promo pushes, so that the effect can be measured; 0 for none.</summary>
    public int HoldoutPerMille { get; init; }

    /// <summary>A promo to one person needs a recorded reason of relevance (requirement A10).</summary>
    public bool NeedsRelevance { get; init; }

    /// <summary>Overrides; null for none allowed.</summary>
    public OverrideRule? Override { get; init; }

    /// <summary>Pace of sending accounts.</summary>
    public ImmutableArray<PaceRule> Pace { get; init; } = [];

    /// <summary>How the five classes are treated where the policy does not say.</summary>
    public static FrozenDictionary<PushClass, ClassRule> DefaultClasses { get; } = new Dictionary<PushClass, ClassRule>
    {
        [PushClass.Transactional] = new(CapsOf.None, QuietMode.Ignore, OptOutMode.Never, false),
        [PushClass.Reply] = new(CapsOf.None, QuietMode.Ignore, OptOutMode.Never, false),
        [PushClass.Service] = new(CapsOf.Platform, QuietMode.DeliverBy, OptOutMode.All, true),
        [PushClass.Value] = new(CapsOf.All, QuietMode.Defer, OptOutMode.All, true),
        [PushClass.Promo] = new(CapsOf.All, QuietMode.Defer, OptOutMode.Promo, true),
    }.ToFrozenDictionary();

    /// <summary>The longest time that an entry of a log may still matter, whatever the rules: 62 days and their stretch.</summary>
    public static TimeSpan Retention { get; } = TimeSpan.FromDays(125);
}
