using System.Collections.Immutable;
using Bot.Core.Activities;

namespace Bot.Core.Audience;

/// <summary>Where an attribute came from; an operator's word beats an import, an import beats a statement (requirement C1).</summary>
public enum AttributeSource
{
    /// <summary>The member said so in chat.</summary>
    Stated,

    /// <summary>From the merchant's own system.</summary>
    Imported,

    /// <summary>An operator wrote it.</summary>
    Operator,
}

/// <summary>One fact about a member. Nothing is inferred from chat without an explicit statement.</summary>
/// <param name="Value">The value as text.</param>
/// <param name="Source">Where it came from.</param>
/// <param name="Confidence">0 to 1.</param>
/// <param name="At">When.</param>
public sealed record MemberAttribute(string Value, AttributeSource Source, double Confidence, DateTimeOffset At);

/// <summary>What a member agreed to (requirement E3).</summary>
/// <param name="PromoOptedOut">No offers.</param>
/// <param name="AllOptedOut">No pushes of any kind. Answers still come.</param>
/// <param name="SnoozedUntil">No pushes before then.</param>
/// <param name="ChangedAt">When it last changed.</param>
/// <param name="DailyDigest">Offers and reading matter come together, once a day.</param>
public sealed record Consent(bool PromoOptedOut = false, bool AllOptedOut = false, DateTimeOffset? SnoozedUntil = null, DateTimeOffset? ChangedAt = null, bool DailyDigest = false)
{
    /// <summary>Nothing refused.</summary>
    public static Consent Default { get; } = new();

    /// <summary>Product categories of which they want nothing.</summary>
    public ImmutableSortedSet<string> MutedTopics { get; init; } = ImmutableSortedSet<string>.Empty;
}

/// <summary>All that is kept about one member beyond single conversations.</summary>
public sealed record Profile
{
    /// <summary>Nothing known.</summary>
    public static Profile Empty { get; } = new();

    /// <summary>The display name last seen.</summary>
    public string? Nick { get; init; }

    /// <summary>Stated, imported and operators' attributes: 年龄 性别 收入 地域 学历 under <c>age gender income region education</c>.</summary>
    public ImmutableDictionary<string, MemberAttribute> Attributes { get; init; } = ImmutableDictionary<string, MemberAttribute>.Empty;

    /// <summary>What they agreed to.</summary>
    public Consent Consent { get; init; } = Consent.Default;

    /// <summary>Segments that an operator put them in; used to choose the persona.</summary>
    public ImmutableArray<string> Segments { get; init; } = [];

    /// <summary>Their direct conversation with us, once there is one.</summary>
    public ConversationKey? Direct { get; init; }

    /// <summary>How to reach <see cref="Direct"/>.</summary>
    public Route? DirectRoute { get; init; }

    /// <summary>A dialog that began in a group and waits to go on in the direct message; JSON of the dialog room's state.</summary>
    public string? Parked { get; init; }

    /// <summary>Every conversation in which they were seen; where to look for their interactions.</summary>
    public ImmutableHashSet<ConversationKey> Conversations { get; init; } = [];

    /// <summary>Applies one change; the same change twice is the same as once.</summary>
    public Profile With(ProfileChange change) => change switch
    {
        ProfileChange.Seen seen => this with { Nick = seen.Nick ?? Nick, Conversations = Conversations.Add(seen.Conversation) },
        ProfileChange.DirectKnown direct => this with { Direct = direct.Conversation, DirectRoute = direct.Route },
        ProfileChange.Stated stated => Stronger(stated) ? this with { Attributes = Attributes.SetItem(stated.Name, stated.Attribute) } : this,
        ProfileChange.Consented consented => this with { Consent = consented.Consent },
        ProfileChange.Park park => this with { Parked = park.Dialog },
        ProfileChange.Segmented segmented => this with { Segments = segmented.Segments },
        _ => throw new ArgumentOutOfRangeException(nameof(change)),
    };

    private bool Stronger(ProfileChange.Stated stated) =>
        !Attributes.TryGetValue(stated.Name, out var old)
        || stated.Attribute.Source > old.Source
        || (stated.Attribute.Source == old.Source && stated.Attribute.At >= old.At);
}

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
}
