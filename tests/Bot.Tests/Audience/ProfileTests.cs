using System.Collections.Immutable;
using Bot.Core.Activities;
using Bot.Core.Audience;
using Bot.Core.Turns;

namespace Bot.Tests.Audience;

/// <summary>Changes to a profile: the same twice is once, and different ones may come in any order.</summary>
public sealed class ProfileTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly ConversationKey Group = new("test", "g1");

    private static readonly ImmutableArray<ProfileChange> Changes =
    [
        new ProfileChange.Met(Noon),
        new ProfileChange.Met(Noon.AddDays(-1)),
        new ProfileChange.Interested(Noon, "en"),
        new ProfileChange.Interested(Noon.AddMinutes(-5)),
        new ProfileChange.Complained(Noon.AddMinutes(3)),
        new ProfileChange.Zoned("Asia/Tokyo"),
        new ProfileChange.Tagged(["vip"], ["new"]),
        new ProfileChange.OfPerson("p1"),
        new ProfileChange.Left(Group),
    ];

    [Fact]
    public void With_ChangesInAnyOrder_GiveTheSame()
    {
        var wanted = StateJson.Write(Changes.Aggregate(Profile.Empty, (profile, change) => profile.With(change)));
        foreach (var first in Enumerable.Range(0, Changes.Length))
        {
            var turned = Changes.Skip(first).Concat(Changes.Take(first)).Reverse();

            Assert.Equal(wanted, StateJson.Write(turned.Aggregate(Profile.Empty, (profile, change) => profile.With(change))));
        }
    }

    [Fact]
    public void With_SameChangeTwice_IsTheSameAsOnce()
    {
        foreach (var change in Changes)
        {
            var once = Profile.Empty.With(change);

            Assert.Equal(StateJson.Write(once), StateJson.Write(once.With(change)));
        }
    }

    [Fact]
    public void With_ManySigns_KeepsTheNewest()
    {
        var profile = Profile.Empty;
        for (var i = 199; i >= 0; i--)
        {
            profile = profile.With(new ProfileChange.Interested(Noon.AddMinutes(i))).With(new ProfileChange.Complained(Noon.AddMinutes(i)));
        }

        Assert.Equal(Enumerable.Range(150, 50).Select(i => Noon.AddMinutes(i)), profile.Engaged);
        Assert.Equal(Enumerable.Range(180, 20).Select(i => Noon.AddMinutes(i)), profile.Complained);
    }

    [Fact]
    public void Seen_AfterLeaving_IsBack()
    {
        var left = Profile.Empty.With(new ProfileChange.Seen(Group, "小鹿")).With(new ProfileChange.Left(Group));
        Assert.Contains(Group, left.Away);
        Assert.Contains(Group, left.Conversations);

        Assert.Empty(left.With(new ProfileChange.Seen(Group, null)).Away);
    }

    [Fact]
    public void With_OldProfile_ReadsBackWhole()
    {
        var old = StateJson.Read<Profile>("""{"nick":"小鹿"}"""u8);

        Assert.Empty(old.Engaged);
        Assert.Empty(old.Tags);
        Assert.Equal(Noon, old.With(new ProfileChange.Met(Noon)).FirstSeen);
    }

    [Fact]
    public void And_TwoConsents_HoldsWhateverEitherRefuses()
    {
        var one = new Consent(PromoOptedOut: true, SnoozedUntil: Noon) { MutedTopics = ["面膜"] };
        var other = new Consent(SnoozedUntil: Noon.AddDays(1), DailyDigest: true) { MutedTopics = ["防晒"] };

        var both = one.And(other);

        Assert.True(both is { PromoOptedOut: true, AllOptedOut: false, DailyDigest: true });
        Assert.Equal(Noon.AddDays(1), both.SnoozedUntil);
        Assert.Equal(["防晒", "面膜"], both.MutedTopics.Order(StringComparer.Ordinal));
        Assert.Equal(StateJson.Write(both), StateJson.Write(other.And(one)));
        Assert.Equal(Consent.Default, Consent.Default.And(Consent.Default));
    }
}
