using System.Collections.Immutable;

namespace Bot.Core.Catalog;

/// <summary>Keys of the templates that the assistant itself says. Every one must exist; operators write the words.</summary>
public static class SystemReplies
{
    /// <summary>A bare mention, or hello.</summary>
    public const string Greeting = "system.greeting";

    /// <summary>Addressed, but no answer is known.</summary>
    public const string NotFound = "system.not_found";

    /// <summary>Unsure: offers the nearest questions (<c>questions</c>).</summary>
    public const string DidYouMean = "system.did_you_mean";

    /// <summary>One public line: the rest goes to the direct message.</summary>
    public const string PrivateMoved = "system.private_moved";

    /// <summary>One public line: please write to us directly, we cannot open a direct message here.</summary>
    public const string PrivateAskDirect = "system.private_ask_dm";

    /// <summary>First words in a direct message.</summary>
    public const string Welcome = "system.welcome_dm";

    /// <summary>Added to a group.</summary>
    public const string JoinedGroup = "system.joined_group";

    /// <summary>A person takes over (<c>to</c>, <c>hours</c>, <c>open</c>).</summary>
    public const string HandedOff = "system.handed_off";

    /// <summary>The operator gave the conversation back.</summary>
    public const string Released = "system.released";

    /// <summary>Asks once how the person's help was.</summary>
    public const string HowWasIt = "system.how_was_it";

    /// <summary>Thanks for the answer (<c>bad</c>).</summary>
    public const string Rated = "system.rated";

    /// <summary>No more offers.</summary>
    public const string OptedOutPromo = "system.opted_out_promo";

    /// <summary>No more pushes.</summary>
    public const string OptedOutAll = "system.opted_out_all";

    /// <summary>None for <c>days</c> days.</summary>
    public const string Snoozed = "system.snoozed";

    /// <summary>Only what is worth reading.</summary>
    public const string ValueOnly = "system.value_only";

    /// <summary>All together, once a day.</summary>
    public const string Daily = "system.daily";

    /// <summary>As before.</summary>
    public const string OptedIn = "system.opted_in";

    /// <summary>What they get (<c>promo</c>, <c>all</c>, <c>daily</c>, <c>snoozed</c>).</summary>
    public const string Subscriptions = "system.subscriptions";

    /// <summary>A statement was noted.</summary>
    public const string Noted = "system.noted";

    /// <summary>A file came without words.</summary>
    public const string AttachmentSeen = "system.attachment_seen";

    /// <summary>A bug of ours: an apology without technical words.</summary>
    public const string Sorry = "system.error_retry";

    /// <summary>Asks whether to leave one dialog for another (<c>name</c>).</summary>
    public const string SwitchDialog = "system.switch_dialog";

    /// <summary>A group asked us to speak only when asked, until <c>until</c>.</summary>
    public const string Quieted = "system.quieted";

    /// <summary>And may speak unasked again.</summary>
    public const string SpeakAgain = "system.speak_again";

    /// <summary>The first line of several pushes that come as one.</summary>
    public const string Digest = "push.digest";

    /// <summary>Outside the expert's topic.</summary>
    public const string NotMyTopic = "persona.expert.not_my_topic";

    /// <summary>Those that a shop may do without: what needs them is left out then.</summary>
    public static ImmutableArray<string> Optional { get; } = [HowWasIt, Rated];

    /// <summary>Those that every shop needs.</summary>
    public static ImmutableArray<string> All { get; } =
    [
        Greeting, NotFound, DidYouMean, PrivateMoved, PrivateAskDirect, Welcome, JoinedGroup, HandedOff, Released,
        OptedOutPromo, OptedOutAll, Snoozed, ValueOnly, Daily, OptedIn, Subscriptions, Noted, AttachmentSeen, Sorry, SwitchDialog, Quieted, SpeakAgain, Digest, NotMyTopic,
    ];
}
