using System.Collections.Immutable;
using Bot.Core.Activities;
using Bot.Core.Shop;

namespace Bot.Core.Dialogs;

/// <summary>A <c>do</c> step's call.</summary>
/// <param name="Name">The action: <c>catalog.search</c>, <c>order.get</c>, <c>ticket.create</c>.</param>
/// <param name="With">Its arguments: slot values by argument name; absent slots are absent.</param>
/// <param name="Key">Idempotency key: dialog instance and step.</param>
public sealed record ActionCall(string Name, ImmutableSortedDictionary<string, SlotValue> With, string Key);

/// <summary>What an action gave back: plain values, or a failure that the dialog's <c>on_error</c> handles.</summary>
public abstract record ActionResult
{
    private ActionResult()
    {
    }

    /// <summary>It worked.</summary>
    /// <param name="Value">Strings, decimals, ints, bools, lists and dictionaries of these.</param>
    /// <param name="Ticket">Facts to put on record as a ticket, when the action made one.</param>
    public sealed record Done(object? Value, ImmutableSortedDictionary<string, string>? Ticket = null) : ActionResult;

    /// <summary>It did not.</summary>
    /// <param name="Reason">Short.</param>
    public sealed record Failed(string Reason) : ActionResult;
}

/// <summary>What a dialog gets to see of one message, or of a wake-up.</summary>
public sealed record DialogInput
{
    /// <summary>The text, mentions taken out.</summary>
    public required string Text { get; init; }

    /// <summary>Who said it.</summary>
    public required string Member { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The shop's zone (IANA), for dates.</summary>
    public required string Zone { get; init; }

    /// <summary>True in a group.</summary>
    public required bool IsGroup { get; init; }

    /// <summary>True when it was said to us (mention, reply, wake word, direct message).</summary>
    public required bool Addressed { get; init; }

    /// <summary>A sure answer of the knowledge base to this text (a template's key), when there is one.</summary>
    public string? Faq { get; init; }

    /// <summary>Another dialog that this text would start, when there is one.</summary>
    public string? OtherDialog { get; init; }

    /// <summary>Files that came with it.</summary>
    public ImmutableArray<Attachment> Attachments { get; init; } = [];

    /// <summary>The shop.</summary>
    public required ShopData Shop { get; init; }

    /// <summary>Draws come from it.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Runs a <c>do</c> step. Pure: the same call gives the same result within a turn.</summary>
    public required Func<ActionCall, ActionResult> Act { get; init; }
}

/// <summary>What a dialog wants done, in order.</summary>
public abstract record DialogEffect
{
    private DialogEffect()
    {
    }

    /// <summary>Say a template with these values.</summary>
    /// <param name="Template">Key.</param>
    /// <param name="Values">Slots and saved results by name.</param>
    /// <param name="Choices">Short replies to offer.</param>
    /// <param name="Initiator">Merchant for a reminder, else user.</param>
    public sealed record Say(string Template, ImmutableSortedDictionary<string, object?> Values, ImmutableArray<string> Choices, Initiator Initiator = Initiator.User) : DialogEffect;

    /// <summary>Say the answer of the knowledge base, in between (<see cref="DialogInput.Faq"/>).</summary>
    public sealed record Answer(string Template) : DialogEffect;

    /// <summary>Go on in the direct message: say the public line here, park the state there, and say the effects that follow there.</summary>
    /// <param name="PublicLine">Template key of the one line said in the group.</param>
    public sealed record MoveToDirect(string PublicLine) : DialogEffect;

    /// <summary>Give the conversation to an operator.</summary>
    /// <param name="To">Whom.</param>
    /// <param name="Reason">Why.</param>
    public sealed record HandOff(string To, string Reason) : DialogEffect;

    /// <summary>A ticket was made.</summary>
    public sealed record Ticket(ImmutableSortedDictionary<string, string> Facts) : DialogEffect;

    /// <summary>Stay silent.</summary>
    /// <param name="Reason">Why: <c>not_the_starter</c> for example.</param>
    public sealed record Silent(string Reason) : DialogEffect;

    /// <summary>Leave this dialog for another one.</summary>
    public sealed record Switch(string Dialog) : DialogEffect;

    /// <summary>It ended.</summary>
    /// <param name="Outcome"><c>done</c>, <c>cancelled</c>, <c>timeout</c>, <c>hand_off</c> or the word of an <c>end</c> step.</param>
    public sealed record Ended(string Outcome) : DialogEffect;
}

/// <summary>One step of a dialog.</summary>
/// <param name="State">Where it stands now; null when it ended.</param>
/// <param name="Effects">What to do, in order.</param>
public sealed record DialogTurn(DialogState? State, ImmutableArray<DialogEffect> Effects);
