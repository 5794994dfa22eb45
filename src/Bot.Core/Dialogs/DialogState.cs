using System.Collections.Immutable;

namespace Bot.Core.Dialogs;

/// <summary>A slot's value: what was said and what it means.</summary>
/// <param name="Raw">The member's own words.</param>
/// <param name="Value">The normalised value as text: <c>1500</c>, <c>空气净化器</c>, <c>2026-11-25</c>, <c>yes</c>; many choices are joined by <c>、</c>.</param>
/// <param name="Number">The number, for money and number slots.</param>
public sealed record SlotValue(string Raw, string Value, decimal? Number = null);

/// <summary>Where a dialog stands. Plain data: it survives a restart.</summary>
public sealed record DialogState
{
    /// <summary>Which dialog.</summary>
    public required string Dialog { get; init; }

    /// <summary>Unique for this run of it; for the record.</summary>
    public required string Instance { get; init; }

    /// <summary>The member who began it.</summary>
    public required string Starter { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When somebody last spoke in it.</summary>
    public required DateTimeOffset LastAt { get; init; }

    /// <summary>
    /// Steps behind us, by <see cref="Step.Id"/>, in the order in which they were done; branches taken as <c>ID=then</c>,
    /// <c>ID=else</c>, <c>ID=yes</c>, <c>ID=no</c>. The next step is the first one that is neither here nor satisfied by a
    /// filled slot, so a changed file or a corrected answer never leaves a dialog at a place that no longer exists.
    /// </summary>
    public ImmutableArray<string> Done { get; init; } = [];

    /// <summary>The step that waits for an answer.</summary>
    public string? Waiting { get; init; }

    /// <summary>How often an answer was corrected after an action had used it; part of the action's idempotency key.</summary>
    public int Revision { get; init; }

    /// <summary>Filled slots by name.</summary>
    public ImmutableSortedDictionary<string, SlotValue> Slots { get; init; } = ImmutableSortedDictionary<string, SlotValue>.Empty;

    /// <summary>Results saved by <c>do</c> steps, as JSON by name.</summary>
    public ImmutableSortedDictionary<string, string> Saved { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The slot that was asked and waits for an answer.</summary>
    public string? Asked { get; init; }

    /// <summary>In a confirm step, true after “no”: we asked what to change.</summary>
    public bool Changing { get; init; }

    /// <summary>Answers in a row that were not understood.</summary>
    public int NotUnderstood { get; init; }

    /// <summary>Answers in a row that broke a check.</summary>
    public int Invalid { get; init; }

    /// <summary>Bot messages said in a group so far.</summary>
    public int GroupTurns { get; init; }

    /// <summary>Reminded once already.</summary>
    public bool Reminded { get; init; }

    /// <summary>Another dialog that the member asked for; we asked whether to switch.</summary>
    public string? SwitchTo { get; init; }

    /// <summary>When the next reminder or time-out is due.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>The dialog to go back to when this one, called from it, ends.</summary>
    public DialogState? Caller { get; init; }
}
