using System.Collections.Immutable;

namespace Bot.Core.Activities;

/// <summary>Who caused a message (requirement B4): only the merchant's own pushes consume contact budget.</summary>
public enum Initiator
{
    /// <summary>It answers something that a member said or did.</summary>
    User,

    /// <summary>The merchant or a timer started it.</summary>
    Merchant,
}

/// <summary>What to do on the platform.</summary>
public enum OutboundVerb
{
    /// <summary>Say something new.</summary>
    Send,

    /// <summary>Replace the text of <see cref="OutboundMessage.TargetId"/>.</summary>
    Update,

    /// <summary>Take back <see cref="OutboundMessage.TargetId"/>.</summary>
    Delete,

    /// <summary>Show that an answer is on its way.</summary>
    Typing,
}

/// <summary>A card: shown by channels that can, dropped by others (the text says it all).</summary>
/// <param name="Title">Headline.</param>
/// <param name="Subtitle">Second line, a price say.</param>
/// <param name="Text">Body.</param>
/// <param name="ImageUrl">Picture, when there is one.</param>
/// <param name="Buttons">What a tap says on the member's behalf.</param>
public sealed record Card(string Title, string? Subtitle, string? Text, string? ImageUrl, ImmutableArray<string> Buttons);

/// <summary>One message on its way out, fully rendered.</summary>
public sealed record OutboundMessage
{
    /// <summary>Send, update, delete or typing.</summary>
    public OutboundVerb Verb { get; init; } = OutboundVerb.Send;

    /// <summary>Where to.</summary>
    public required ConversationKey Conversation { get; init; }

    /// <summary>How to reach it.</summary>
    public required Route Route { get; init; }

    /// <summary>True when more than two will read it.</summary>
    public bool IsGroup { get; init; }

    /// <summary>For a direct message whose conversation is not known yet: whom to open one with. The adapter creates it and fills the conversation.</summary>
    public Account? OpenWith { get; init; }

    /// <summary>The text; LF line ends.</summary>
    public string Text { get; init; } = "";

    /// <summary>Members to mention; each one's <see cref="Mention.Text"/> stands in <see cref="Text"/>.</summary>
    public ImmutableArray<Mention> Mentions { get; init; } = [];

    /// <summary>Short replies offered for a tap.</summary>
    public ImmutableArray<string> SuggestedActions { get; init; } = [];

    /// <summary>Cards.</summary>
    public ImmutableArray<Card> Cards { get; init; } = [];

    /// <summary>The message that it answers.</summary>
    public string? ReplyToId { get; init; }

    /// <summary>The message to update or delete.</summary>
    public string? TargetId { get; init; }

    /// <summary>Language tag of the text.</summary>
    public string? Locale { get; init; }

    /// <summary>Who caused it.</summary>
    public Initiator Initiator { get; init; }

    /// <summary>Whom it is for, where the merchant started it: the throttle counts it for them. Null for a post to everybody.</summary>
    public MemberKey? Member { get; init; }

    /// <summary>Name of a human who speaks instead of the assistant, during a hand-off.</summary>
    public string? SpeakerName { get; init; }
}

/// <summary>A message in the outbox: kept with the turn that caused it, until the platform took it.</summary>
/// <param name="Id">Unique; derived from the turn, so that a repeated turn makes the same id.</param>
/// <param name="Message">What to send.</param>
/// <param name="Attempts">Tries so far.</param>
/// <param name="NotBefore">Not to be tried earlier.</param>
/// <param name="CallStarted">True when a call was begun whose end was never recorded: the platform may have it already.</param>
public sealed record OutboxRow(string Id, OutboundMessage Message, int Attempts, DateTimeOffset NotBefore, bool CallStarted = false);

/// <summary>What the platform made of a message. A refusal is a value, never an exception.</summary>
public abstract record DeliveryResult
{
    private DeliveryResult()
    {
    }

    /// <summary>It has it.</summary>
    /// <param name="ActivityId">The platform's id; empty when it gave none.</param>
    /// <param name="Conversation">The conversation that was opened for it, if one was.</param>
    public sealed record Sent(string ActivityId, ConversationKey? Conversation = null) : DeliveryResult;

    /// <summary>Not now, and certainly not delivered (throttled, connection refused): try again.</summary>
    /// <param name="After">The platform's Retry-After, when given.</param>
    /// <param name="Reason">Short, without message text or ids.</param>
    public sealed record Retry(TimeSpan? After, string Reason) : DeliveryResult;

    /// <summary>Never: the platform said no for good.</summary>
    /// <param name="Reason">Short, without message text or ids.</param>
    public sealed record Refused(string Reason) : DeliveryResult;

    /// <summary>It may or may not have it (time-out, 5xx after the request was sent). Replies are tried again, pushes are not.</summary>
    /// <param name="Reason">Short, without message text or ids.</param>
    public sealed record Unknown(string Reason) : DeliveryResult;
}
