using System.Collections.Immutable;
using Bot.Core.Activities;
using Bot.Core.Audience;
using Bot.Core.Interactions;
using Bot.Core.Ports;
using Bot.Storage;

namespace Bot.Tests.Contracts;

/// <summary>What every store promises of counts: whatever happened, they are those of a count over the record.</summary>
[Collection(nameof(StoreContracts))]
public sealed class TemplateCountsContract(StoreServers servers)
{
    private static readonly DateOnly First = new(2026, 11, 1);
    private static readonly DateOnly Last = new(2026, 11, 30);

    public static TheoryData<StoreKind> Kinds => Place.Kinds;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Kinds))]
    public async Task ReadAsync_CommitsRepeatsErasures_EqualsARecount(StoreKind kind)
    {
        var (place, store) = await Place.OpenNewAsync(servers, kind);
        await using var _ = place;
        Assert.Empty(await store.TemplateCounts.ReadAsync(First, Last, Cancel));
        var random = new Random(20261122);
        var versions = new Dictionary<ConversationKey, long>();
        for (var i = 0; i < 60; i++)
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
        }

        await EqualAsync(store);
        Assert.Equal((await store.TemplateCounts.ReadAsync(First, Last, Cancel)).Where(count => count.Day == new DateOnly(2026, 11, 23)), await store.TemplateCounts.ReadAsync(new(2026, 11, 23), new(2026, 11, 23), Cancel));
        await store.Record.EraseAsync(Make.Alice, Cancel);
        await EqualAsync(store);
        await place.CloseAsync(store);
        var again = await place.OpenAsync();
        await EqualAsync(again);
        await again.Record.EraseAsync(Make.Bob, Cancel);
        Assert.Empty(await again.TemplateCounts.ReadAsync(First, Last, Cancel));
    }

    private static TurnCommit Turn(ConversationKey where, long version, MemberKey member, bool isGroup, int i, Random random) => Make.Turn(where, version, $"a{i}") with
    {
        Member = member,
        ProfileChanges = [isGroup ? new ProfileChange.Seen(where, null) : new ProfileChange.DirectKnown(where, Make.Route)],
        Interactions =
        [
            .. Enumerable.Range(0, random.Next(1, 4)).Select(part => Make.Fact(where, member, $"t{i}", part, Make.Noon.AddHours(random.Next(48)).AddMinutes(random.Next(60))) with
            {
                IsGroup = isGroup,
                Kind = (InteractionKind)(random.Next(3) switch { 0 => InteractionKind.Replied, 1 => InteractionKind.Pushed, _ => InteractionKind.Said }),
                Template = random.Next(4) == 0 ? null : $"faq.a{random.Next(3)}@0123abcd#zh-CN{(random.Next(2) == 0 ? "" : "|2")}",
            }),
        ],
    };

    private static async Task EqualAsync(Store store)
    {
        var facts = (await store.ReadAsync(new InteractionQuery(Limit: 10_000))).Select(one => one.Interaction).Where(TemplateTally.Counts);
        var recount = facts.GroupBy(fact => (Day: TemplateTally.DayOf(fact.At), fact.Template, Group: fact.IsGroup ? fact.Conversation : null))
            .Select(group => new TemplateCount(group.Key.Day, group.Key.Template!, group.Key.Group, group.Count()))
            .OrderBy(count => count.Day).ThenBy(count => count.Template, StringComparer.Ordinal).ThenBy(count => count.Group is not null).ThenBy(count => count.Group?.Id, StringComparer.Ordinal)
            .ToImmutableArray();

        Assert.NotEmpty(recount);
        Assert.Equal(recount, await store.TemplateCounts.ReadAsync(First, Last, Cancel));
    }
}
