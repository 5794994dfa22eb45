using System.Collections.Immutable;
using Bot.Core.Activities;

namespace Bot.Core.Audience;

/// <summary>One change to a profile. Changes commute where they touch different things, so two conversations of one member never overwrite each other.</summary>
public abstract record ProfileChange
{
    private ProfileChange()
    {
    }

    /// <summary>They were seen in a conversation, perhaps under a new name.</summary>
    public sealed record Seen(ConversationKey Conversation, string? Nick) : ProfileChange;

    /// <summary>Their direct conversation is known.</summary>
    public sealed record DirectKnown(ConversationKey Conversation, Route Route) : ProfileChange;

    /// <summary>An attribute was stated, imported or written.</summary>
    public sealed record Stated(string Name, MemberAttribute Attribute) : ProfileChange;

    /// <summary>Consent changed.</summary>
    public sealed record Consented(Consent Consent) : ProfileChange;

    /// <summary>A dialog is parked for the direct message, or (null) taken up there.</summary>
    public sealed record Park(string? Dialog) : ProfileChange;

    /// <summary>An operator set the segments.</summary>
    public sealed record Segmented(ImmutableArray<string> Segments) : ProfileChange;

    /// <summary>They left a conversation.</summary>
    public sealed record Left(ConversationKey Conversation) : ProfileChange;

    /// <summary>An operator or an import set the time zone (IANA), or took it away.</summary>
    public sealed record Zoned(string? Zone) : ProfileChange;

    /// <summary>Tags were taken away, then added.</summary>
    public sealed record Tagged(ImmutableSortedSet<string> Add, ImmutableSortedSet<string> Remove) : ProfileChange;

    /// <summary>They joined or spoke; the earliest stays.</summary>
    public sealed record Met(DateTimeOffset At) : ProfileChange;

    /// <summary>A sign of interest, and the language it came in.</summary>
    public sealed record Interested(DateTimeOffset At, string? Locale = null) : ProfileChange;

    /// <summary>They are annoyed with our messages.</summary>
    public sealed record Complained(DateTimeOffset At) : ProfileChange;

    /// <summary>An operator joined identities to a person, or (null) parted this one from it.</summary>
    public sealed record OfPerson(string? Person) : ProfileChange;
}
