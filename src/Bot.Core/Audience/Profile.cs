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

    /// <summary>What holds for one person who said both: whatever either refuses.</summary>
    public Consent And(Consent other) => new(
        PromoOptedOut || other.PromoOptedOut,
        AllOptedOut || other.AllOptedOut,
        Later(SnoozedUntil, other.SnoozedUntil),
        Later(ChangedAt, other.ChangedAt),
        DailyDigest || other.DailyDigest)
    {
        MutedTopics = MutedTopics.Union(other.MutedTopics),
    };

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) => one is null || other > one ? other : one;
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

    /// <summary>Those of <see cref="Conversations"/> that they have left.</summary>
    public ImmutableHashSet<ConversationKey> Away { get; init; } = [];

    /// <summary>Their time zone, IANA; null for the merchant's.</summary>
    public string? Zone { get; init; }

    /// <summary>The language they last spoke, BCP 47.</summary>
    public string? Locale { get; init; }

    /// <summary>What operators or rules marked them with.</summary>
    public ImmutableSortedSet<string> Tags { get; init; } = ImmutableSortedSet<string>.Empty;

    /// <summary>When they first joined or spoke; null where it was never noted.</summary>
    public DateTimeOffset? FirstSeen { get; init; }

    /// <summary>When they showed interest, oldest first: the newest <see cref="MostEngaged"/>, at most one a minute.</summary>
    public ImmutableArray<DateTimeOffset> Engaged { get; init; } = [];

    /// <summary>When they complained, oldest first: the newest <see cref="MostComplained"/>.</summary>
    public ImmutableArray<DateTimeOffset> Complained { get; init; } = [];

    /// <summary>Joins several identities of one person: those with the same value here share their budget (requirement C7). Null: alone.</summary>
    public string? Person { get; init; }

    /// <summary>How many signs of interest are kept.</summary>
    public const int MostEngaged = 50;

    /// <summary>How many complaints are kept.</summary>
    public const int MostComplained = 20;

    /// <summary>Applies one change; the same change twice is the same as once.</summary>
    public Profile With(ProfileChange change) => change switch
    {
        ProfileChange.Seen seen => this with { Nick = seen.Nick ?? Nick, Conversations = Conversations.Add(seen.Conversation), Away = Away.Remove(seen.Conversation) },
        ProfileChange.Left left => this with { Away = Away.Add(left.Conversation) },
        ProfileChange.DirectKnown direct => this with { Direct = direct.Conversation, DirectRoute = direct.Route },
        ProfileChange.Stated stated => Stronger(stated) ? this with { Attributes = Attributes.SetItem(stated.Name, stated.Attribute) } : this,
        ProfileChange.Consented consented => this with { Consent = consented.Consent },
        ProfileChange.Park park => this with { Parked = park.Dialog },
        ProfileChange.Segmented segmented => this with { Segments = segmented.Segments },
        ProfileChange.Zoned zoned => this with { Zone = zoned.Zone },
        ProfileChange.Tagged tagged => this with { Tags = Tags.Except(tagged.Remove).Union(tagged.Add) },
        ProfileChange.Met met => FirstSeen <= met.At ? this : this with { FirstSeen = met.At },
        ProfileChange.Interested sign => this with { Engaged = Newest(Engaged, sign.At, MostEngaged), Locale = sign.Locale ?? Locale },
        ProfileChange.Complained complaint => this with { Complained = Newest(Complained, complaint.At, MostComplained) },
        ProfileChange.OfPerson joined => this with { Person = joined.Person },
        _ => throw new ArgumentOutOfRangeException(nameof(change)),
    };

    // The newest of all, whatever the order in which they come.
    private static ImmutableArray<DateTimeOffset> Newest(ImmutableArray<DateTimeOffset> times, DateTimeOffset at, int most)
    {
        var place = times.BinarySearch(at);
        if (place >= 0)
        {
            return times;
        }

        var all = times.Insert(~place, at);
        return all.Length > most ? all.RemoveRange(0, all.Length - most) : all;
    }

    private bool Stronger(ProfileChange.Stated stated) =>
        !Attributes.TryGetValue(stated.Name, out var old)
        || stated.Attribute.Source > old.Source
        || (stated.Attribute.Source == old.Source && stated.Attribute.At >= old.At);
}
