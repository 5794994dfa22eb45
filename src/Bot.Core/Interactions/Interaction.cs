using System.Collections.Immutable;
using Bot.Core.Activities;

namespace Bot.Core.Interactions;

/// <summary>What kind of fact an <see cref="Interaction"/> is.</summary>
public enum InteractionKind
{
    /// <summary>A member said something.</summary>
    Said,

    /// <summary>The assistant answered.</summary>
    Replied,

    /// <summary>The assistant chose not to answer; <see cref="Interaction.Reason"/> says why.</summary>
    Silent,

    /// <summary>A member joined.</summary>
    Joined,

    /// <summary>A member left.</summary>
    Left,

    /// <summary>A reaction was added or removed.</summary>
    Reacted,

    /// <summary>Something else arrived: an event, an edit, an installation.</summary>
    Noticed,

    /// <summary>A dialog began, moved or ended; <see cref="Interaction.Reason"/> holds <c>started|ended:outcome|moved|reminded</c>.</summary>
    Dialog,

    /// <summary>Handed to an operator, or released.</summary>
    HandOff,

    /// <summary>Consent changed.</summary>
    Consent,

    /// <summary>A member stated an attribute.</summary>
    Stated,

    /// <summary>A ticket was made by a dialog.</summary>
    Ticket,

    /// <summary>A human operator answered in the assistant's place.</summary>
    OperatorSaid,

    /// <summary>A push went out; <see cref="Interaction.Reason"/> holds its class, <see cref="Interaction.Data"/> its id.</summary>
    Pushed,

    /// <summary>A member said how a person's help was; <see cref="Interaction.Reason"/> holds <c>satisfied|neutral|dissatisfied</c>.</summary>
    Rated,
}

/// <summary>One recorded fact. Written once, in the same commit as the state that it led to.</summary>
public sealed record Interaction
{
    /// <summary>Unique; derived from conversation and activity, so that a repeated turn writes the same id.</summary>
    public required string Id { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Where.</summary>
    public required ConversationKey Conversation { get; init; }

    /// <summary>True when more than two can read there.</summary>
    public bool IsGroup { get; init; }

    /// <summary>The member it is about.</summary>
    public required MemberKey Member { get; init; }

    /// <summary>What happened.</summary>
    public required InteractionKind Kind { get; init; }

    /// <summary>The platform's activity id that caused it.</summary>
    public required string ActivityId { get; init; }

    /// <summary>The words, when there were any.</summary>
    public string? Text { get; init; }

    /// <summary>Why: a silence's reason, a dialog's outcome, the match behind an answer.</summary>
    public string? Reason { get; init; }

    /// <summary><c>key@version#section</c> of the template that spoke.</summary>
    public string? Template { get; init; }

    /// <summary>The persona that spoke or stayed silent.</summary>
    public string? Persona { get; init; }

    /// <summary>Why that persona: <c>member|segment|group|channel|default</c>.</summary>
    public string? PersonaBy { get; init; }

    /// <summary>The template's kind: answer, advice, product, promo, service, chat (requirement A11).</summary>
    public string? ContentKind { get; init; }

    /// <summary>Who caused it (requirement B4).</summary>
    public Initiator Initiator { get; init; }

    /// <summary>0 to 1, how sure the match was.</summary>
    public double? Score { get; init; }

    /// <summary>Small extra facts by name.</summary>
    public ImmutableSortedDictionary<string, string> Data { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}

/// <summary>Which interactions to read.</summary>
/// <param name="Conversation">Only this conversation.</param>
/// <param name="Member">Only this member.</param>
/// <param name="From">Not before.</param>
/// <param name="To">Before.</param>
/// <param name="Limit">At most so many; the oldest first.</param>
/// <param name="After">Continue behind this cursor, as an earlier page gave it.</param>
public sealed record InteractionQuery(
    ConversationKey? Conversation = null,
    MemberKey? Member = null,
    DateTimeOffset? From = null,
    DateTimeOffset? To = null,
    int Limit = 1000,
    string? After = null);
