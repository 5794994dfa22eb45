using System.Collections.Immutable;
using Bot.Core.Activities;
using Bot.Core.Audience;
using Bot.Core.Interactions;
using Bot.Core.Ports;

namespace Bot.Tests.Contracts;

/// <summary>What every store promises of counts: whatever happened, in whatever order, they are those of a recount of the record.</summary>
[Collection(nameof(StoreContracts))]
public sealed class TallyContract(StoreServers servers)
{
    private static readonly DateOnly First = new(2026, 8, 1);
    private static readonly DateOnly Last = new(2026, 11, 30);
    private static readonly ImmutableArray<(InteractionKind Kind, string Reason)> Deeds =
    [
        (InteractionKind.Replied, "mentioned:match:发货"), (InteractionKind.Replied, "direct:no_match"), (InteractionKind.Replied, "due:shopping"), (InteractionKind.Silent, "miss_repeated"),
        (InteractionKind.Silent, "not_addressed"), (InteractionKind.Pushed, "promo"), (InteractionKind.Joined, ""), (InteractionKind.Left, ""), (InteractionKind.Consent, "OptOutAll"),
        (InteractionKind.Dialog, "started"), (InteractionKind.Dialog, "ended:timeout"), (InteractionKind.HandOff, "waiting:asked"), (InteractionKind.Reacted, "added:like"), (InteractionKind.OperatorSaid, "send"),
    ];

    public static TheoryData<StoreKind> Kinds => Place.Kinds;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Kinds))]
    public async Task ReadAsync_CommitsRepeatsErasuresInAnyOrder_EqualsARecount(StoreKind kind)
    {
        var (place, store) = await Place.OpenNewAsync(servers, kind);
        await using var _ = place;
        Assert.Empty(await TallyRecount.KeptAsync(store, First, Last));
        var random = new Random(20261122);
        var versions = new Dictionary<ConversationKey, long>();
        for (var i = 0; i < 120; i++)
        {
            var isGroup = random.Next(3) > 0;
            var member = random.Next(2) == 0 ? Make.Alice : Make.Bob;
            var where = isGroup ? new ConversationKey("msteams", $"19:g{random.Next(3)}|:") : new ConversationKey("msteams", $"dm-{member.Id}");
            var commit = Turn(where, versions.GetValueOrDefault(where), member, isGroup, i, random);
            versions[where] = await store.KeptAsync(commit);
            if (i % 10 == 0)
            {
                // Told again, and told too late: neither counts.
                Assert.IsType<CommitResult.Duplicate>(await store.Ledger.CommitAsync(commit with { ExpectedVersion = versions[where] }, Cancel));
                Assert.IsType<CommitResult.Conflict>(await store.Ledger.CommitAsync(Turn(where, 0, member, isGroup, 1000 + i, random), Cancel));
            }

            if (i % 40 == 20)
            {
                // In the middle, so that what a reader remembers must not stand in the way of what comes.
                await TallyRecount.EqualAsync(store, First, Last);
            }
        }

        await TallyRecount.EqualAsync(store, First, Last);
        await TallyRecount.SameDaysAsync(store);
        await TallyRecount.EqualAsync(store, new(2026, 10, 5), new(2026, 10, 9));
        for (var i = 0; i < 20; i++)
        {
            var from = First.AddDays(random.Next(100));
            await TallyRecount.SamePeopleAsync(store, from, from.AddDays(random.Next(20)));
        }

        await store.Record.EraseAsync(Make.Alice, Cancel);
        await TallyRecount.EqualAsync(store, First, Last);
        await place.CloseAsync(store);
        var again = await place.OpenAsync();
        await TallyRecount.EqualAsync(again, First, Last);
        await again.Record.EraseAsync(Make.Bob, Cancel);
        Assert.Empty(await TallyRecount.KeptAsync(again, First, Last));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task ReadAsync_ErasedAndBackAgain_CountsAsNew(StoreKind kind)
    {
        var (place, store) = await Place.OpenNewAsync(servers, kind);
        await using var _ = place;
        var version = await store.KeptAsync(Spoken(0, Make.Noon.AddDays(-3)));
        await store.KeptAsync(Spoken(version, Make.Noon));
        Assert.Equal(["~people/3", "~people/new"], await PeopleAsync());

        await store.Record.EraseAsync(Make.Alice, Cancel);
        Assert.Empty(await PeopleAsync());
        version = (await store.Ledger.LoadAsync(Make.Group, Make.Alice, Cancel)).Version;
        await store.KeptAsync(Spoken(version, Make.Noon.AddHours(1)));

        Assert.Equal(["~people/new"], await PeopleAsync());
        await TallyRecount.EqualAsync(store, First, Last);

        async Task<IEnumerable<string>> PeopleAsync() => (await TallyRecount.KeptAsync(store, First, Last)).Keys.Select(key => key[(key.LastIndexOf(' ') + 1)..]).Where(name => name.StartsWith("~people", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

        static TurnCommit Spoken(long version, DateTimeOffset at) => Make.Turn(Make.Group, version, $"a{version}") with
        {
            ProfileChanges = [new ProfileChange.Seen(Make.Group, null)],
            Interactions = [Make.Fact(Make.Group, Make.Alice, $"t{version}", 0, at)],
        };
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task TemplateCounts_AmongOtherCounts_AreThoseOfTemplates(StoreKind kind)
    {
        var (place, store) = await Place.OpenNewAsync(servers, kind);
        await using var _ = place;
        Interaction[] facts = [.. Enumerable.Range(0, 4).Select(i => Make.Fact(Make.Group, Make.Alice, "x", i) with { Kind = i == 0 ? InteractionKind.Said : InteractionKind.Replied, Template = "a.b@0123abcd#zh-CN|2", IsGroup = i < 3 })];
        await store.KeptAsync(Make.Turn(Make.Group, 0, "a1") with { Interactions = [.. facts] });

        Assert.Equal(
            [new TemplateCount(new(2026, 11, 22), "a.b@0123abcd#zh-CN|2", null, 1), new(new(2026, 11, 22), "a.b@0123abcd#zh-CN|2", Make.Group, 2)],
            await store.TemplateCounts.ReadAsync(First, Last, Cancel));
    }

    private static TurnCommit Turn(ConversationKey where, long version, MemberKey member, bool isGroup, int i, Random random) => Make.Turn(where, version, $"a{i}") with
    {
        Member = member,
        ProfileChanges = [isGroup ? new ProfileChange.Seen(where, null) : new ProfileChange.DirectKnown(where, Make.Route)],
        Interactions =
        [
            .. Enumerable.Range(0, random.Next(1, 5)).Select(part =>
            {
                var (kind, reason) = random.Next(2) == 0 ? (InteractionKind.Said, "") : Deeds[random.Next(Deeds.Length)];
                // Days come in any order: a clock was wrong, or another node's is.
                return Make.Fact(where, member, $"t{i}", part, Make.Noon.AddDays(-random.Next(100)).AddMinutes(random.Next(1440))) with
                {
                    IsGroup = isGroup,
                    Kind = kind,
                    Reason = reason.Length == 0 ? null : reason,
                    Template = kind is InteractionKind.Replied or InteractionKind.Pushed && random.Next(4) > 0 ? $"faq.a{random.Next(3)}@0123abcd#zh-CN{(random.Next(2) == 0 ? "" : "|2")}" : null,
                    Data = ImmutableSortedDictionary<string, string>.Empty.Add("dialog", "shopping").Add("step", "budget").Add("ms", $"{random.Next(9000)}").Add("after", $"faq.a{random.Next(3)}#zh-CN"),
                };
            }),
        ],
    };
}
