using System.Collections.Immutable;
using Bot.Core.Content;

namespace Bot.Core.Dialogs;

/// <summary>How a dialog begins.</summary>
/// <param name="Say">What people say to begin it.</param>
/// <param name="InGroup">It may begin in a group.</param>
/// <param name="InDirect">It may begin in a direct message.</param>
public sealed record DialogStart(ImmutableArray<string> Say, bool InGroup, bool InDirect);

/// <summary>One dialog, as its file says; immutable and checked.</summary>
public sealed record Dialog
{
    /// <summary>Stable id, the file's name.</summary>
    public required string Id { get; init; }

    /// <summary>Name shown to operators and, when we ask whether to switch, to members.</summary>
    public required string Name { get; init; }

    /// <summary>The file it came from.</summary>
    public required string File { get; init; }

    /// <summary>How it begins; null when it is only called from other dialogs.</summary>
    public DialogStart? Start { get; init; }

    /// <summary>Its rules, the defaults filled in.</summary>
    public required Rules Rules { get; init; }

    /// <summary>Slots by name.</summary>
    public required ImmutableSortedDictionary<string, Slot> Slots { get; init; }

    /// <summary>Slots in the file's order: the order in which a sentence is searched for them.</summary>
    public required ImmutableArray<Slot> SlotOrder { get; init; }

    /// <summary>The steps, top to bottom.</summary>
    public required ImmutableArray<Step> Steps { get; init; }

    /// <summary>Every step, branches included.</summary>
    public IEnumerable<Step> AllSteps => Steps.SelectMany(static step => step.WithInner());

    /// <summary>A step by its id, or null: the file may have changed since the state was kept.</summary>
    public Step? FindStep(string? id) => id is null ? null : AllSteps.FirstOrDefault(step => step.Id == id);

    /// <summary>Where the file says something, for problems found later.</summary>
    public Place Place { get; init; }
}
