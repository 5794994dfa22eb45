using System.Collections.Immutable;
using Bot.Core.Content;

namespace Bot.Core.Dialogs;

/// <summary>An argument of a <c>do</c> step: a slot or saved value by path, or a literal.</summary>
/// <param name="Path">Slot or saved value, <c>o.id</c> say; null for a literal.</param>
/// <param name="Literal">The literal, when <paramref name="Path"/> is null.</param>
public sealed record Argument(string? Path, string Literal);

/// <summary>What to do when an action fails.</summary>
/// <param name="Say">Template.</param>
/// <param name="Retry">Slot to ask again, before giving up.</param>
/// <param name="Then">How to give up.</param>
public sealed record OnError(string? Say, string? Retry, GiveUp Then);

/// <summary>One step: the closed list of nine.</summary>
/// <param name="Id">Verb, subject and, from the second of a kind on, its number: stable when other steps come and go.</param>
/// <param name="Place">Where the file says so.</param>
public abstract record Step(string Id, Place Place)
{
    /// <summary>This step and those in its branches.</summary>
    public IEnumerable<Step> WithInner() => Inner().SelectMany(static step => step.WithInner()).Prepend(this);

    /// <summary>The steps of its branches.</summary>
    protected virtual IEnumerable<Step> Inner() => [];

    /// <summary>Asks for a slot, unless it is filled.</summary>
    public sealed record Ask(string Id, Place Place, string Slot) : Step(Id, Place);

    /// <summary>Says a template.</summary>
    public sealed record Say(string Id, Place Place, string Template) : Step(Id, Place);

    /// <summary>Calls an action.</summary>
    public sealed record Do(string Id, Place Place, string Action, ImmutableSortedDictionary<string, Argument> With, string? Save, OnError OnError) : Step(Id, Place);

    /// <summary>Branches.</summary>
    public sealed record If(string Id, Place Place, Condition Condition, ImmutableArray<Step> Then, ImmutableArray<Step> Else) : Step(Id, Place)
    {
        /// <inheritdoc/>
        protected override IEnumerable<Step> Inner() => Then.Concat(Else);
    }

    /// <summary>Asks for a yes; a no leads to a change or to the steps of <paramref name="No"/>.</summary>
    public sealed record Confirm(string Id, Place Place, string Slot, string? Change, ImmutableArray<Step> No) : Step(Id, Place)
    {
        /// <inheritdoc/>
        protected override IEnumerable<Step> Inner() => No;
    }

    /// <summary>Runs another dialog and comes back.</summary>
    public sealed record Call(string Id, Place Place, string Dialog) : Step(Id, Place);

    /// <summary>Gives the conversation to a person.</summary>
    public sealed record HandOff(string Id, Place Place, string Reason) : Step(Id, Place);

    /// <summary>Ends the dialog.</summary>
    public sealed record End(string Id, Place Place, string Outcome) : Step(Id, Place);

    /// <summary>Goes on in the direct message.</summary>
    public sealed record MoveTo(string Id, Place Place, string? Reply) : Step(Id, Place);
}
