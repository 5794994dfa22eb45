using System.Collections.Immutable;

namespace Bot.Core.Activities;

/// <summary>The kinds of activity that the service tells apart (Bot Framework activity specification, v3.4).</summary>
public enum ActivityType
{
    /// <summary>A type that we do not know; recorded, never answered (rule A2014).</summary>
    Other,

    /// <summary>Somebody said something.</summary>
    Message,

    /// <summary>Members joined or left, or the conversation changed.</summary>
    ConversationUpdate,

    /// <summary>Reactions were added to or taken from a message.</summary>
    MessageReaction,

    /// <summary>The bot was added to or removed from a conversation.</summary>
    InstallationUpdate,

    /// <summary>Somebody is typing.</summary>
    Typing,

    /// <summary>A synchronous call.</summary>
    Invoke,

    /// <summary>An asynchronous event.</summary>
    Event,

    /// <summary>The channel ended the conversation.</summary>
    EndOfConversation,

    /// <summary>A message was edited.</summary>
    MessageUpdate,

    /// <summary>A message was deleted.</summary>
    MessageDelete,

    /// <summary>Our own clock: a dialog's reminder or time-out is due. Never from the wire.</summary>
    Wake,
}

/// <summary>How the sender wants the replies.</summary>
public enum DeliveryMode
{
    /// <summary>Through the channel, later.</summary>
    Normal,

    /// <summary>In the body of the HTTP answer, and nowhere else (rule A3113).</summary>
    ExpectReplies,
}

/// <summary>One inbound activity, already verified and free of the wire's accidents.</summary>
public sealed record Activity
{
    /// <summary>What kind it is.</summary>
    public required ActivityType Type { get; init; }

    /// <summary>The platform's id of this activity; made by the door when the platform gave none. Key of de-duplication within the conversation.</summary>
    public required string Id { get; init; }

    /// <summary>Where it was said.</summary>
    public required ConversationKey Conversation { get; init; }

    /// <summary>True when more than two can read and write there.</summary>
    public bool IsGroup { get; init; }

    /// <summary>The group's name, when given.</summary>
    public string? ConversationName { get; init; }

    /// <summary>Who sent it.</summary>
    public required Account From { get; init; }

    /// <summary>Us, as the platform names us; null when it did not say.</summary>
    public Account? Recipient { get; init; }

    /// <summary>What was said, with the mentions still in it; empty when nothing.</summary>
    public string Text { get; init; } = "";

    /// <summary>BCP 47 language tag, when given.</summary>
    public string? Locale { get; init; }

    /// <summary>When the platform says it was sent, or when it arrived.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The id of the message that it answers, or that a reaction is about.</summary>
    public string? ReplyToId { get; init; }

    /// <summary>Everybody mentioned in the text.</summary>
    public ImmutableArray<Mention> Mentions { get; init; } = [];

    /// <summary>Files that came with it.</summary>
    public ImmutableArray<Attachment> Attachments { get; init; } = [];

    /// <summary>Who joined.</summary>
    public ImmutableArray<Account> MembersAdded { get; init; } = [];

    /// <summary>Who left.</summary>
    public ImmutableArray<Account> MembersRemoved { get; init; } = [];

    /// <summary>Reactions added, by type.</summary>
    public ImmutableArray<string> ReactionsAdded { get; init; } = [];

    /// <summary>Reactions removed, by type.</summary>
    public ImmutableArray<string> ReactionsRemoved { get; init; } = [];

    /// <summary>The name of an event or invoke; the action of an installation update.</summary>
    public string? Name { get; init; }

    /// <summary>How the replies shall travel.</summary>
    public DeliveryMode DeliveryMode { get; init; }

    /// <summary>How to answer; null on a <see cref="ActivityType.Wake"/>.</summary>
    public Route? Route { get; init; }

    /// <summary>The member who sent it, as a key.</summary>
    public MemberKey Member => new(Conversation.Channel, From.Id);
}

/// <summary>How to reach a conversation again: what an adapter needs to send there later.</summary>
/// <param name="Adapter">Our adapter's name: <c>botframework</c> or <c>directline</c>.</param>
/// <param name="ServiceUrl">The platform's base address, vouched for by an authenticated activity; empty where the adapter needs none.</param>
/// <param name="Bot">Us, as that platform names us.</param>
/// <param name="TenantId">The platform's tenant, when given.</param>
/// <param name="Audience">The app id of the bot that called us as its skill, for which our token must be; null where a platform called.</param>
public sealed record Route(string Adapter, string ServiceUrl, Account Bot, string? TenantId = null, string? Audience = null);
