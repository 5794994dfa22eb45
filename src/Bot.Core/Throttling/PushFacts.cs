using System.Collections.Immutable;
using Bot.Core.Activities;
using Bot.Core.Audience;

namespace Bot.Core.Throttling;

/// <summary>What is going on with the campaign of a push.</summary>
public enum CampaignStanding
{
    /// <summary>It runs, or there is none.</summary>
    Running,

    /// <summary>Stopped for now.</summary>
    Paused,

    /// <summary>Stopped for good.</summary>
    Killed,
}

/// <summary>Something that an audience got, for the near-duplicate check.</summary>
/// <param name="Entry">When, and which push.</param>
/// <param name="Likeness">What its words look like.</param>
public sealed record HadBefore(LogEntry Entry, ImmutableArray<int> Likeness);

/// <summary>How much of a group has seen a campaign.</summary>
/// <param name="Seen">Members who have.</param>
/// <param name="Of">Members of whom that is known.</param>
/// <param name="Evidence">Pushes that they saw it in.</param>
/// <param name="Guard">The campaign's log, as it was when this was counted.</param>
public sealed record CampaignSeen(int Seen, int Of, ImmutableArray<string> Evidence, Guard Guard);

/// <summary>What the throttle must know about an audience beyond what it counts itself. What is not known stays at its default and votes for nothing.</summary>
public sealed record PushFacts
{
    /// <summary>Nothing known.</summary>
    public static PushFacts Unknown { get; } = new();

    /// <summary>Our account as the audience's platform names it: the one that will send; null for unknown.</summary>
    public string? Bot { get; init; }

    /// <summary>The member's zone, IANA.</summary>
    public string? MemberZone { get; init; }

    /// <summary>The group's zone, IANA.</summary>
    public string? GroupZone { get; init; }

    /// <summary>All identities of the person, the push's member among them; empty for just that one. Budget follows the person (requirement C7).</summary>
    public ImmutableArray<MemberKey> Identities { get; init; } = [];

    /// <summary>Groups that the person is in.</summary>
    public ImmutableArray<ConversationKey> Groups { get; init; } = [];

    /// <summary>What they agreed to.</summary>
    public Consent Consent { get; init; } = Consent.Default;

    /// <summary>When they were first seen; null for unknown.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>What counted for them, oldest first; asked for only where the policy has a fatigue rule.</summary>
    public ImmutableArray<LogEntry> Sent { get; init; } = [];

    /// <summary>Their signs of interest, oldest first.</summary>
    public ImmutableArray<LogEntry> Engaged { get; init; } = [];

    /// <summary>Their complaints, oldest first.</summary>
    public ImmutableArray<LogEntry> Complaints { get; init; } = [];

    /// <summary>Members of the group now; 0 for unknown.</summary>
    public int GroupSize { get; init; }

    /// <summary>Who left the group, oldest first.</summary>
    public ImmutableArray<LogEntry> Leaves { get; init; } = [];

    /// <summary>How much of the group has seen the push's campaign; null where no rule asks.</summary>
    public CampaignSeen? Seen { get; init; }

    /// <summary>What the audience got lately; empty where no rule asks.</summary>
    public ImmutableArray<HadBefore> Had { get; init; } = [];

    /// <summary>The logs of <see cref="Had"/> as they were read; empty where no rule asks.</summary>
    public ImmutableArray<Guard> HadGuards { get; init; } = [];

    /// <summary>The push's campaign.</summary>
    public CampaignStanding Campaign { get; init; }

    /// <summary>True while operators have the conversation: nothing of the merchant's own comes between.</summary>
    public bool InHandOff { get; init; }

    /// <summary>True when the member has left the group in which the push was to reach them.</summary>
    public bool HasLeft { get; init; }

    /// <summary>True for a digest itself: it is not put into a digest again.</summary>
    public bool IsDigest { get; init; }
}
