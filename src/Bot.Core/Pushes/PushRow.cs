using System.Collections.Immutable;
using Bot.Core.Throttling;

namespace Bot.Core.Pushes;

/// <summary>Where a push stands. The names are kept; do not renumber.</summary>
public enum PushState
{
    /// <summary>Asked for, not judged yet.</summary>
    Planned = 0,

    /// <summary>Held until <see cref="PushRow.Due"/>.</summary>
    Held = 1,

    /// <summary>Waits for the digest at <see cref="PushRow.Due"/>.</summary>
    InDigest = 2,

    /// <summary>Its slots are taken and the platform said "not now": tried again at <see cref="PushRow.Due"/>.</summary>
    Retrying = 3,

    /// <summary>Its slots are taken and a call may be under way. Kept before the call begins: found here after a crash, nobody knows what the platform has.</summary>
    Calling = 4,

    /// <summary>The platform has it and a human of the merchant must confirm there, until <see cref="PushRow.Due"/>.</summary>
    Awaiting = 5,

    /// <summary>The platform took it.</summary>
    Sent = 10,

    /// <summary>The platform refused for good; the slots are back.</summary>
    Failed = 11,

    /// <summary>It may or may not have gone; it counts, and is not tried again.</summary>
    Unknown = 12,

    /// <summary>Never, with the verdict's reason.</summary>
    Dropped = 13,

    /// <summary>It became stale.</summary>
    Expired = 14,

    /// <summary>It went within the digest <see cref="PushRow.Within"/>.</summary>
    Bundled = 15,

    /// <summary>Three different failures: set aside for a human.</summary>
    Quarantined = 16,
}

/// <summary>How a push reaches its audience, once it may.</summary>
/// <param name="Template">Key of the template to render; empty where <paramref name="Text"/> is set.</param>
/// <param name="Text">Words already rendered; null for a template.</param>
/// <param name="Message">A whole message as JSON (a dialog's reminder); null otherwise.</param>
public sealed record PushContent(string Template, string? Text = null, string? Message = null);

/// <summary>A push and all that is kept of it: the truth from which the throttle's logs can be made anew.</summary>
public sealed record PushRow
{
    /// <summary>What was asked for.</summary>
    public required Push Push { get; init; }

    /// <summary>What to say; null in simulations.</summary>
    public PushContent? Content { get; init; }

    /// <summary>Where it stands.</summary>
    public PushState State { get; init; } = PushState.Planned;

    /// <summary>Counts claims: whoever holds an older one may not write.</summary>
    public int Fence { get; init; }

    /// <summary>When somebody shall look at it again: the end of a hold, of a wait or of a claim. Meaningless in a final state.</summary>
    public DateTimeOffset Due { get; init; }

    /// <summary>The last verdict; null before the first.</summary>
    public Verdict? Verdict { get; init; }

    /// <summary>The logs in which it stands while its slots are taken; empty before.</summary>
    public ImmutableArray<LogKey> Slots { get; init; } = [];

    /// <summary>The time under which it stands there.</summary>
    public DateTimeOffset? SlotAt { get; init; }

    /// <summary>Calls begun so far.</summary>
    public int Calls { get; init; }

    /// <summary>Reasons of failed calls, each once.</summary>
    public ImmutableArray<string> Failures { get; init; } = [];

    /// <summary>The platform's id of the message, or the reason of a failure.</summary>
    public string? Note { get; init; }

    /// <summary>The digest that it went in.</summary>
    public string? Within { get; init; }

    /// <summary>The items that this digest carries; empty for other pushes.</summary>
    public ImmutableArray<string> Items { get; init; } = [];

    /// <summary>Its place in the order in which the store first kept its rows; 0 before that. The store's own.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public long Arrival { get; init; }

    /// <summary>When it last changed.</summary>
    public DateTimeOffset ChangedAt { get; init; }

    /// <summary>True when nothing will happen to it any more by itself.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsFinal => State >= PushState.Sent;

    /// <summary>True while it takes part in counts.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool HoldsSlots => State is PushState.Retrying or PushState.Calling or PushState.Awaiting or PushState.Sent or PushState.Unknown;
}
