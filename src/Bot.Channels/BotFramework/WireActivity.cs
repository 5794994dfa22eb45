using System.Collections.Immutable;
using Bot.Core.Activities;

namespace Bot.Channels.BotFramework;

/// <summary>
/// What stood in an activity on the wire, every known field of the right JSON type, none of them demanded yet: each door
/// demands what its protocol demands, fills in what it knows better, and makes the <see cref="Activity"/>.
/// </summary>
public sealed record WireActivity
{
    /// <summary>The type as written, <c>message</c> say; unknown ones are kept.</summary>
    public required string Type { get; init; }

    /// <summary>The platform's id; null when absent or empty.</summary>
    public string? Id { get; init; }

    /// <summary>When it was sent; null when absent or not a date.</summary>
    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>The platform.</summary>
    public string? ChannelId { get; init; }

    /// <summary>Base address for answers.</summary>
    public string? ServiceUrl { get; init; }

    /// <summary>Who sent it.</summary>
    public Account? From { get; init; }

    /// <summary>Us, as the platform names us.</summary>
    public Account? Recipient { get; init; }

    /// <summary>The conversation's id.</summary>
    public string? ConversationId { get; init; }

    /// <summary>The conversation's name.</summary>
    public string? ConversationName { get; init; }

    /// <summary><c>isGroup</c>, or a <c>conversationType</c> of <c>groupChat</c> or <c>channel</c>.</summary>
    public bool IsGroup { get; init; }

    /// <summary>The platform's tenant.</summary>
    public string? TenantId { get; init; }

    /// <summary>What was said.</summary>
    public string Text { get; init; } = "";

    /// <summary>Language tag.</summary>
    public string? Locale { get; init; }

    /// <summary>The message that it answers.</summary>
    public string? ReplyToId { get; init; }

    /// <summary>Name of an event, invoke or command; action of an installation update.</summary>
    public string? Name { get; init; }

    /// <summary>How the replies shall travel.</summary>
    public DeliveryMode DeliveryMode { get; init; }

    /// <summary>Mentions that could be read; broken ones are left out.</summary>
    public ImmutableArray<Mention> Mentions { get; init; } = [];

    /// <summary>Files.</summary>
    public ImmutableArray<Attachment> Attachments { get; init; } = [];

    /// <summary>Who joined.</summary>
    public ImmutableArray<Account> MembersAdded { get; init; } = [];

    /// <summary>Who left.</summary>
    public ImmutableArray<Account> MembersRemoved { get; init; } = [];

    /// <summary>Reactions added, by type.</summary>
    public ImmutableArray<string> ReactionsAdded { get; init; } = [];

    /// <summary>Reactions removed, by type.</summary>
    public ImmutableArray<string> ReactionsRemoved { get; init; } = [];

    /// <summary>The kind; <see cref="ActivityType.Other"/> for types that we do not know. Compared ordinally (rule A2011).</summary>
    public ActivityType Kind => Type switch
    {
        "message" => ActivityType.Message,
        "conversationUpdate" => ActivityType.ConversationUpdate,
        "messageReaction" => ActivityType.MessageReaction,
        "installationUpdate" => ActivityType.InstallationUpdate,
        "typing" => ActivityType.Typing,
        "invoke" => ActivityType.Invoke,
        "event" => ActivityType.Event,
        "endOfConversation" => ActivityType.EndOfConversation,
        "messageUpdate" => ActivityType.MessageUpdate,
        "messageDelete" => ActivityType.MessageDelete,
        _ => ActivityType.Other,
    };

    /// <summary>True when <see cref="Id"/> names another activity (the edited, deleted or reacted-to one) and not this one.</summary>
    public bool IdIsTarget => Id is not null && Kind switch
    {
        ActivityType.MessageUpdate or ActivityType.MessageDelete => true,
        ActivityType.MessageReaction => ReplyToId is null,
        _ => false,
    };

    /// <summary>Makes the activity out of what was read and what the door knows.</summary>
    /// <param name="id">This activity's own id; see <see cref="IdIsTarget"/>.</param>
    /// <param name="conversation">Where it was said.</param>
    /// <param name="from">Who said it, as far as the door vouches for it.</param>
    /// <param name="route">How to answer.</param>
    /// <param name="now">When it arrived.</param>
    public Activity ToActivity(string id, ConversationKey conversation, Account from, Route route, DateTimeOffset now) => new()
    {
        Type = Kind,
        Id = id,
        Conversation = conversation,
        IsGroup = IsGroup,
        ConversationName = ConversationName,
        From = from,
        Recipient = Recipient,
        Text = Text,
        Locale = Locale,
        At = Timestamp ?? now,
        ReplyToId = IdIsTarget ? Id : ReplyToId,
        Mentions = Mentions,
        Attachments = Attachments,
        MembersAdded = MembersAdded,
        MembersRemoved = MembersRemoved,
        ReactionsAdded = ReactionsAdded,
        ReactionsRemoved = ReactionsRemoved,
        Name = Name,
        DeliveryMode = DeliveryMode,
        Route = route,
    };
}
