using System.Collections.Immutable;

namespace Bot.Core.Throttling;

/// <summary>A vote against a push.</summary>
/// <param name="Finding">The rule and its figures.</param>
/// <param name="Over">What the rule does.</param>
/// <param name="Yields">True when an operator may override it.</param>
public sealed record Vote(Finding Finding, Over Over, bool Yields = true);

/// <summary>A rule to count in the store's atomic step.</summary>
/// <param name="Check">What the store counts.</param>
/// <param name="Over">What the rule does.</param>
/// <param name="WindowText">The window as the policy writes it, stretched where the member is tired.</param>
/// <param name="IsPlatform">A platform's quota, which never yields.</param>
public sealed record PlannedCheck(Check Check, Over Over, string? WindowText, bool IsPlatform);

/// <summary>All that a policy asks of one push at one moment: what has voted already, what the store must count, and in which span of time all this holds.</summary>
public sealed record ThrottlePlan
{
    /// <summary>The policy.</summary>
    public required ThrottlePolicy Policy { get; init; }

    /// <summary>The push.</summary>
    public required Push Push { get; init; }

    /// <summary>The moment it was made for.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The calendar of its audience.</summary>
    public required LocalTime Local { get; init; }

    /// <summary>The member's tier; null where no rule asks.</summary>
    public FatigueTier? Tier { get; init; }

    /// <summary>Votes against it that need no counting.</summary>
    public ImmutableArray<Vote> Votes { get; init; } = [];

    /// <summary>What holds for an item of a digest by itself: all that a digest does not lift.</summary>
    public ThrottlePlan AsItem() => this with
    {
        Votes = [.. Votes.Where(static vote => vote.Over != Over.Digest && (!vote.Yields || vote.Finding.Rule == "window"))],
        Checks = [.. Checks.Where(planned => planned.Check.Rule is "frequency" or "repeat" || planned.Check.Rule == Policy.Overlap?.Id)],
    };

    /// <summary>True when a vote is final (killed, opted out, expired): nothing is counted.</summary>
    public bool IsOver { get; init; }

    /// <summary>What the store counts.</summary>
    public ImmutableArray<PlannedCheck> Checks { get; init; } = [];

    /// <summary>Where it stands when admitted.</summary>
    public ImmutableArray<LogKey> Slots { get; init; } = [];

    /// <summary>Logs that must be as they were read.</summary>
    public ImmutableArray<Guard> Guards { get; init; } = [];

    /// <summary>It holds from here,</summary>
    public DateTimeOffset ValidFrom { get; init; }

    /// <summary>to here, exclusive.</summary>
    public DateTimeOffset ValidUntil { get; init; }

    /// <summary>From this moment on the push is stale; null for never.</summary>
    public DateTimeOffset? NotAfter { get; init; }

    /// <summary>When a digest would go, from a moment on; null where digests are off.</summary>
    public DigestRule? Digest { get; init; }

    /// <summary>True when this class obeys no cap at all, and may go even when the logs are lost.</summary>
    public bool IsFree => Policy.Classes[Push.Class].Caps == CapsOf.None;
}
