using System.Collections.Immutable;
using Bot.Core.Audience;

namespace Bot.Storage.Redis;

/// <summary>Profile changes on their way from a conversation's bucket to the member's, written down with the commit that made them.</summary>
/// <param name="Operation">The commit; the profile remembers it, so that the changes are taken once.</param>
/// <param name="Changes">In order.</param>
internal sealed record PendingChanges(string Operation, ImmutableArray<PendingChange> Changes)
{
    public static PendingChanges Of(string operation, ImmutableArray<ProfileChange> changes) => new(operation, [.. changes.Select(PendingChange.Of)]);

    public ImmutableArray<ProfileChange> All => [.. Changes.Select(change => change.Change)];
}

/// <summary>One change; exactly one of these is set. The core's own type says nothing of JSON.</summary>
internal sealed record PendingChange(
    ProfileChange.Seen? Seen = null,
    ProfileChange.DirectKnown? Direct = null,
    ProfileChange.Stated? Stated = null,
    ProfileChange.Consented? Consented = null,
    ProfileChange.Park? Park = null,
    ProfileChange.Segmented? Segmented = null,
    ProfileChange.Left? Left = null,
    ProfileChange.Zoned? Zoned = null,
    ProfileChange.Tagged? Tagged = null,
    ProfileChange.Met? Met = null,
    ProfileChange.Interested? Interested = null,
    ProfileChange.Complained? Complained = null,
    ProfileChange.OfPerson? OfPerson = null)
{
    public ProfileChange Change =>
        new ProfileChange?[] { Seen, Direct, Stated, Consented, Park, Segmented, Left, Zoned, Tagged, Met, Interested, Complained, OfPerson }.First(change => change is not null)!;

    public static PendingChange Of(ProfileChange change) => change switch
    {
        ProfileChange.Seen seen => new(Seen: seen),
        ProfileChange.DirectKnown direct => new(Direct: direct),
        ProfileChange.Stated stated => new(Stated: stated),
        ProfileChange.Consented consented => new(Consented: consented),
        ProfileChange.Park park => new(Park: park),
        ProfileChange.Segmented segmented => new(Segmented: segmented),
        ProfileChange.Left left => new(Left: left),
        ProfileChange.Zoned zoned => new(Zoned: zoned),
        ProfileChange.Tagged tagged => new(Tagged: tagged),
        ProfileChange.Met met => new(Met: met),
        ProfileChange.Interested sign => new(Interested: sign),
        ProfileChange.Complained complaint => new(Complained: complaint),
        ProfileChange.OfPerson joined => new(OfPerson: joined),
        _ => throw new ArgumentOutOfRangeException(nameof(change)),
    };
}
