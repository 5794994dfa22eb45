using System.Collections.Immutable;

namespace Bot.Core.Throttling;

/// <summary>What becomes of a push.</summary>
public enum Decision
{
    /// <summary>Its slots are taken; it goes.</summary>
    Send,

    /// <summary>Later; judged again at <see cref="Verdict.Until"/>.</summary>
    Hold,

    /// <summary>Never, with the reason.</summary>
    Drop,

    /// <summary>It goes within a digest.</summary>
    Digest,

    /// <summary>This id was judged before; the first verdict stands.</summary>
    Duplicate,

    /// <summary>It became stale.</summary>
    Expired,
}

/// <summary>A rule that voted against a push.</summary>
/// <param name="Rule">The rule's id, as the policy has it.</param>
/// <param name="Have">What was counted; null for rules that do not count.</param>
/// <param name="Limit">What is allowed.</param>
/// <param name="Window">In which window, as the policy writes it: <c>24h</c>, <c>day</c>; null for none.</param>
/// <param name="FreeAt">The first millisecond at which this rule would let it pass if nothing else happened; null when time alone does not help.</param>
/// <param name="Evidence">Ids of the pushes (or signals) that were counted, newest first, 50 at most.</param>
public sealed record Finding(string Rule, int? Have, int? Limit, string? Window, DateTimeOffset? FreeAt, ImmutableArray<string> Evidence)
{
    /// <summary>Of a refused override: why (<see cref="Overriding"/> writes it); null otherwise.</summary>
    [System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)]
    public string? Why { get; init; }
}

/// <summary>What was decided about a push, and everything that explains it. Kept with the push.</summary>
public sealed record Verdict
{
    /// <summary>What becomes of it.</summary>
    public required Decision Decision { get; init; }

    /// <summary>The binding rule: of those that fail, the one that frees last; null when it was sent.</summary>
    public string? Rule { get; init; }

    /// <summary>When it is judged again; null for never.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>All rules that voted against it.</summary>
    public ImmutableArray<Finding> Failing { get; init; } = [];

    /// <summary>When it was decided.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Its class at that time.</summary>
    public required PushClass Class { get; init; }

    /// <summary>Revision of the policy that decided.</summary>
    public required string Policy { get; init; }

    /// <summary>The zone in which its days were counted.</summary>
    public required string Zone { get; init; }

    /// <summary>The wall clock there, <c>2026-11-22T09:30:00.000</c>.</summary>
    public required string LocalTime { get; init; }

    /// <summary>The member's fatigue tier at that time; null where the policy has none.</summary>
    public string? Tier { get; init; }

    /// <summary>Rules that an operator overrode.</summary>
    public ImmutableArray<string> Overridden { get; init; } = [];
}
