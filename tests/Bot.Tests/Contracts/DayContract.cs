using System.Collections.Immutable;
using Bot.Core.Activities;
using Bot.Core.Interactions;
using Bot.Core.Ports;
using Bot.Storage;

namespace Bot.Tests.Contracts;

/// <summary>What every record promises of the facts of a day: all that count, once, wherever they stand, in pages of any size.</summary>
[Collection(nameof(StoreContracts))]
public sealed class DayContract(StoreServers servers)
{
    private static readonly ImmutableArray<InteractionKind> Deeds = [InteractionKind.Said, InteractionKind.Said, InteractionKind.Replied, InteractionKind.Joined, InteractionKind.Consent, InteractionKind.Reacted];

    public static TheoryData<StoreKind> Kinds => Place.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task OfDayAsync_FactsInAnyOrder_GivesAllThatCountOnce(StoreKind kind)
    {
        var (place, store) = await Place.OpenNewAsync(servers, kind);
        await using var _ = place;
        var random = new Random(20261123);
        var versions = new Dictionary<ConversationKey, long>();
        for (var i = 0; i < 150; i++)
        {
            // Twelve groups, so that some share a bucket, and direct messages; most in order of time, every seventh told much later.
            var isGroup = random.Next(4) > 0;
            var where = isGroup ? new ConversationKey("msteams", $"19:g{random.Next(12)}") : new ConversationKey(random.Next(2) == 0 ? "msteams" : "wecom", $"dm{random.Next(3)}");
            var at = Make.Noon.AddHours(i % 7 == 0 ? -random.Next(200) : i);
            var facts = Enumerable.Range(0, random.Next(1, 4)).Select(part => Make.Fact(where, part == 2 ? Make.Bob : Make.Alice, $"t{i}", part, at) with
            {
                IsGroup = isGroup,
                Kind = Deeds[random.Next(Deeds.Length)] is var deed ? deed : default,
                Reason = deed == InteractionKind.Consent ? "OptOutAll" : deed == InteractionKind.Reacted ? "added:like" : deed == InteractionKind.Replied ? "direct:no_match" : null,
                Template = deed == InteractionKind.Replied ? "faq.a@0123abcd#zh-CN" : null,
            });
            versions[where] = await store.KeptAsync(Make.Turn(where, versions.GetValueOrDefault(where), $"a{i}") with { Interactions = [.. facts] });
        }

        var all = (await store.ReadAsync(new InteractionQuery(Limit: 100_000))).Select(one => one.Interaction).ToList();
        foreach (var names in (string[][])[["~said/"], ["~consent/OptOutAll", "~joined"], ["faq.a@"], ["~replied/", "~miss"], ["~reaction/good"], ["~nothing"]])
        {
            foreach (var only in (TallyPlace?[])[null, new TallyPlace("wecom", null), new TallyPlace("msteams", new("msteams", "19:g3"))])
            {
                foreach (var day in all.Select(fact => FactTally.DayOf(fact.At)).Distinct().Order().Where((_, n) => n % 5 == 0))
                {
                    await SameAsync(store, all, day, [.. names], only, random);
                }
            }
        }

        var days = all.Select(fact => FactTally.DayOf(fact.At)).Distinct().Order().ToArray();
        foreach (var (first, last, only) in ((DateOnly, DateOnly, InteractionKind?)[])[(days[0], days[^1], null), (days[1], days[2], null), (days[^1], days[^1], null), (new(2001, 1, 1), new(9000, 1, 1), null), (days[2], days[^2], InteractionKind.Reacted)])
        {
            await WholeAsync(store, all, first, last, only, random);
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task OfDayAsync_NoCursorOfOurs_IsRefused(StoreKind kind)
    {
        var (place, store) = await Place.OpenNewAsync(servers, kind);
        await using var _ = place;
        await store.KeptAsync(Make.Turn(Make.Group, 0, "a").Saying("x"));
        var query = new DayQuery(FactTally.DayOf(Make.Noon), ["~said/"], [new TallyPlace("msteams", Make.Group)], 1, 1, 1, "7");

        await Assert.ThrowsAsync<FormatException>(async () => await store.Record.OfDayAsync(query, TestContext.Current.CancellationToken));
    }

    // All facts of some days together, whatever they count under, or all of one kind.
    private static async Task WholeAsync(Store store, List<Interaction> all, DateOnly first, DateOnly last, InteractionKind? kind, Random random)
    {
        var wanted = all.Where(fact => FactTally.DayOf(fact.At) >= first && FactTally.DayOf(fact.At) <= last && (kind is null || fact.Kind == kind)).ToList();
        var (found, left, after, pages) = (new List<Interaction>(), kind is null ? wanted.Sum(fact => FactTally.Of(fact).Length) : int.MaxValue, default(string), 0);
        do
        {
            var query = new DayQuery(first, [], [], left, random.Next(1, 40), random.Next(1, 3000), after) { Last = last, Kind = kind };
            var stretch = await store.Record.OfDayAsync(query, TestContext.Current.CancellationToken);
            Assert.InRange(stretch.Facts.Length, 0, query.Limit);
            found.AddRange(stretch.Facts.Select(one => one.Interaction));
            left = kind is null ? left - stretch.Facts.Sum(one => query.Weight(one.Interaction)) : left;
            after = stretch.Next;
            Assert.InRange(++pages, 1, 1000);
        }
        while (after is not null);

        Assert.Equal(wanted.Select(fact => fact.Id).Order(StringComparer.Ordinal), found.Select(fact => fact.Id).Order(StringComparer.Ordinal));
    }

    private static async Task SameAsync(Store store, List<Interaction> all, DateOnly day, ImmutableArray<string> names, TallyPlace? only, Random random)
    {
        var places = all.Select(DayQuery.PlaceOf).Where(place => only is null || place == only).ToImmutableHashSet();
        var wanted = all.Where(fact => FactTally.DayOf(fact.At) == day && FactNames.Weight(fact, names) > 0 && places.Contains(DayQuery.PlaceOf(fact))).ToList();
        var (found, left, after, pages) = (new List<Interaction>(), wanted.Sum(fact => FactNames.Weight(fact, names)), default(string), 0);
        do
        {
            var stretch = await store.Record.OfDayAsync(new(day, names, places, Math.Max(left, 1), random.Next(1, 9), random.Next(1, 300), after), TestContext.Current.CancellationToken);
            found.AddRange(stretch.Facts.Select(one => one.Interaction));
            left -= stretch.Facts.Sum(one => FactNames.Weight(one.Interaction, names));
            after = stretch.Next;
            Assert.InRange(++pages, 1, 1000);
        }
        while (after is not null && left > 0);

        Assert.Equal(wanted.Select(fact => fact.Id).Order(StringComparer.Ordinal), found.Select(fact => fact.Id).Order(StringComparer.Ordinal));
    }
}
