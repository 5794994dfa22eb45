using Bot.Core.Ports;
using Bot.Core.Throttling;
using static Bot.Tests.Contracts.Pushing;

namespace Bot.Tests.Contracts;

/// <summary>What every push ledger counts, to the millisecond.</summary>
[Collection(nameof(StoreContracts))]
public sealed class PushChecksContract(StoreServers servers)
{
    private static readonly LogKey Value = OfGroup.With(PushClass.Value);
    private static readonly LogKey Promo = OfGroup.With(PushClass.Promo);

    public static TheoryData<StoreKind> Kinds => PushPlace.Kinds;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Kinds))]
    public async Task Cap_RollingWindow_IsOpenAtItsStartAndClosedAtItsEnd(StoreKind kind)
    {
        await using var place = await PushPlace.NewAsync(servers, kind);
        var first = await place.Ledger.AdmittedAsync(Wish("a", Cap(3, Day)));
        place.Advance(TimeSpan.FromHours(1));
        await place.Ledger.AdmittedAsync(Wish("b", Cap(3, Day)));
        // In the same millisecond counts too.
        await place.Ledger.AdmittedAsync(Wish("c", Cap(3, Day)));
        Assert.Equal(3, Assert.Single(await place.Ledger.DeniedAsync(Wish("d", Cap(3, Day)))).Have);

        await place.GoToAsync(first + Day - Tick);
        var denied = Assert.Single(await place.Ledger.DeniedAsync(Wish("d", Cap(3, Day))));
        Assert.Equal(3, denied.Have);
        Assert.Equal("a", denied.First[^1].Id);
        Assert.Equal(["b", "c"], denied.First[..2].Ids().Order());
        await place.GoToAsync(first + Day);
        await place.Ledger.AdmittedAsync(Wish("d", Cap(3, Day)));
        Assert.Equal(3, Assert.Single(await place.Ledger.DeniedAsync(Wish("e", Cap(3, Day)))).Have);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Cap_CalendarWindow_HoldsItsStartNotWhatWasBefore(StoreKind kind)
    {
        await using var place = await PushPlace.NewAsync(servers, kind);
        var first = await place.Ledger.AdmittedAsync(Wish("a"));
        Check.Cap Today(DateTimeOffset from) => new("day", [OfMei], 1, Window.Calendar(from, from + Day));

        Assert.Equal(1, Assert.Single(await place.Ledger.DeniedAsync(Wish("b", Today(first)))).Have);
        Assert.Equal(1, Assert.Single(await place.Ledger.DeniedAsync(Wish("b", Today(first - Day + Tick)))).Have);
        await place.GoToAsync(first + Tick);
        await place.Ledger.AdmittedAsync(Wish("b", Today(first + Tick)));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Cap_LimitZero_NeverPasses(StoreKind kind)
    {
        await using var place = await PushPlace.NewAsync(servers, kind);

        var denied = Assert.Single(await place.Ledger.DeniedAsync(Wish("a", Cap(0, Day))));

        Assert.Equal((0, 0, 0, null), (denied.Index, denied.Have, denied.First.Length, denied.Pivot));
        await place.Ledger.AdmittedAsync(Wish("a"));
        Assert.Equal(1, Assert.Single(await place.Ledger.DeniedAsync(Wish("b", Cap(0, Day)))).Have);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Cap_SeveralLogs_CountsAddUpNewestFirst(StoreKind kind)
    {
        await using var place = await PushPlace.NewAsync(servers, kind);
        LogKey[] keys = [Value, Promo, LogKey.OfBot("none")];
        foreach (var (id, key) in new[] { ("a", Value), ("b", Promo), ("c", Value), ("d", Promo) })
        {
            await place.Ledger.AdmittedAsync(Wish(id, Cap(4, Day, keys)).Into(key));
            place.Advance(Tick);
        }

        var denied = Assert.Single(await place.Ledger.DeniedAsync(Wish("e", Cap(4, Day, keys))));
        Assert.Equal(4, denied.Have);
        Assert.Equal(["d", "c", "b", "a"], denied.First.Ids());
        await place.Ledger.AdmittedAsync(Wish("e", Cap(5, Day, keys)).Into(Value, Promo));
        // One push in both logs counts in both.
        Assert.Equal(6, Assert.Single(await place.Ledger.DeniedAsync(Wish("f", Cap(6, Day, keys)))).Have);
        await place.Ledger.AdmittedAsync(Wish("f", Cap(7, Day, keys)));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Cap_LongLog_GivesTheNewestAndThePivot(StoreKind kind)
    {
        await using var place = await PushPlace.NewAsync(servers, kind);
        var start = await place.NowAsync();
        var entries = Enumerable.Range(0, 260).Select(i => new LogEntry(start - TimeSpan.FromSeconds(260 - i), $"s{i:000}")).ToArray();
        await place.Ledger.SignalAsync(OfMei, [.. entries], Cancel);

        var many = Assert.Single(await place.Ledger.DeniedAsync(Wish("a", Cap(250, Day))));
        Assert.Equal((260, CheckResult.MostEntries), (many.Have, many.First.Length));
        Assert.Equal(entries.Reverse().Take(CheckResult.MostEntries), many.First);
        Assert.Equal(entries[^250].At, many.Pivot);
        Assert.Null(Assert.Single(await place.Ledger.DeniedAsync(Wish("a", Cap(200, Day)))).Pivot);
        Assert.Equal(entries[^201].At, Assert.Single(await place.Ledger.DeniedAsync(Wish("a", Cap(201, Day)))).Pivot);
        // The pivot's own end is where the rule frees.
        var window = start - entries[^250].At;
        Assert.Equal(250, Assert.Single(await place.Ledger.DeniedAsync(Wish("a", Cap(250, window + Tick)))).Have);
        await place.Ledger.AdmittedAsync(Wish("a", Cap(250, window)));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Earned_SinceTheLastSpending_CountsOnlyWhatCameAfterIt(StoreKind kind)
    {
        await using var place = await PushPlace.NewAsync(servers, kind);
        var mix = new Check.Earned("mix", [Value], [Promo], 2, null);
        Reservation Offer(string id) => Wish(id, mix).Into(Promo);
        Reservation Worth(string id) => Wish(id).Into(Value);

        var none = Assert.Single(await place.Ledger.DeniedAsync(Offer("p1")));
        Assert.Equal((0, 0, 0), (none.Have, none.First.Length, none.Second.Length));
        await place.Ledger.AdmittedAsync(Worth("v1"));
        Assert.Equal(1, Assert.Single(await place.Ledger.DeniedAsync(Offer("p1"))).Have);
        await place.Ledger.AdmittedAsync(Worth("v2"));
        await place.Ledger.SettledAsync("v2", new Settlement.Failed("400"));
        Assert.Equal(1, Assert.Single(await place.Ledger.DeniedAsync(Offer("p1"))).Have);
        await place.Ledger.AdmittedAsync(Worth("v3"));
        var spent = await place.Ledger.AdmittedAsync(Offer("p1"));

        // At the same moment is not after it.
        await place.Ledger.AdmittedAsync(Worth("v4"));
        var denied = Assert.Single(await place.Ledger.DeniedAsync(Offer("p2")));
        Assert.Equal(0, denied.Have);
        Assert.Empty(denied.First);
        Assert.Equal([new LogEntry(spent, "p1")], denied.Second);
        place.Advance(Tick);
        await place.Ledger.AdmittedAsync(Worth("v5"));
        await place.Ledger.AdmittedAsync(Worth("v6"));
        await place.Ledger.AdmittedAsync(Offer("p2"));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Earned_WithinASpan_ForgetsWhatIsOlder(StoreKind kind)
    {
        await using var place = await PushPlace.NewAsync(servers, kind);
        var other = LogKey.OfBot("b");
        var mix = new Check.Earned("mix", [Value, other], [Promo, LogKey.OfBot("s")], 2, Day);
        var first = await place.Ledger.AdmittedAsync(Wish("v1").Into(Value));
        place.Advance(TimeSpan.FromHours(1));
        await place.Ledger.AdmittedAsync(Wish("v2").Into(other));

        Assert.IsType<ReserveAnswer.Admitted>(await place.Ledger.AskAsync(Wish("p", mix) with { DryRun = true }));
        await place.GoToAsync(first + Day - Tick);
        Assert.IsType<ReserveAnswer.Admitted>(await place.Ledger.AskAsync(Wish("p", mix) with { DryRun = true }));
        await place.GoToAsync(first + Day);
        var denied = Assert.Single(await place.Ledger.DeniedAsync(Wish("p", mix)));
        Assert.Equal(1, denied.Have);
        Assert.Equal(["v2"], denied.First.Ids());
        await place.Ledger.AdmittedAsync(Wish("v3").Into(Value));
        await place.Ledger.AdmittedAsync(Wish("p", mix).Into(LogKey.OfBot("s")));
        Assert.Equal("p", Assert.Single(Assert.Single(await place.Ledger.DeniedAsync(Wish("q", mix))).Second).Id);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Share_WithThisOneAdded_IsAtMostTheLimit(StoreKind kind)
    {
        await using var place = await PushPlace.NewAsync(servers, kind);
        Check.Share Third(int perMille = 333) => new("share", [Promo], [OfGroup], perMille, Day);
        Reservation Offer(string id, int perMille = 333) => Wish(id, Third(perMille)).Into(OfGroup, Promo);

        Assert.Equal(0, Assert.Single(await place.Ledger.DeniedAsync(Offer("p1"))).Have);
        Assert.IsType<ReserveAnswer.Denied>(await place.Ledger.AskAsync(Offer("p1", 999)));
        Assert.IsType<ReserveAnswer.Admitted>(await place.Ledger.AskAsync(Offer("p1", 1000) with { DryRun = true }));
        var first = await place.Ledger.AdmittedAsync(Wish("v1").Into(OfGroup));
        place.Advance(Tick);
        await place.Ledger.AdmittedAsync(Wish("v2").Into(OfGroup));
        // 1 of 3 is 333.3 of a thousand.
        Assert.IsType<ReserveAnswer.Denied>(await place.Ledger.AskAsync(Offer("p1")));
        await place.Ledger.AdmittedAsync(Offer("p1", 334));

        var denied = Assert.Single(await place.Ledger.DeniedAsync(Offer("p2")));
        Assert.Equal(1, denied.Have);
        Assert.Equal(["p1"], denied.First.Ids());
        Assert.Equal(["p1", "v1", "v2"], denied.Second.Ids().Order());
        Assert.IsType<ReserveAnswer.Admitted>(await place.Ledger.AskAsync(Offer("p2", 500) with { DryRun = true }));
        await place.GoToAsync(first + Day);
        // v1 is out of the window: 2 of 3.
        Assert.Equal(["p1", "v2"], Assert.Single(await place.Ledger.DeniedAsync(Offer("p2", 500))).Second.Ids().Order());
        Assert.IsType<ReserveAnswer.Denied>(await place.Ledger.AskAsync(Offer("p2", 0)));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Checks_OverRandomDays_AgreeWithCountingByHand(StoreKind kind)
    {
        await using var place = await PushPlace.NewAsync(servers, kind);
        var random = new Random(20261122);
        var sent = new List<(DateTimeOffset At, string Id)>();
        var window = TimeSpan.FromMinutes(37);
        for (var i = 0; i < 400; i++)
        {
            place.Advance(TimeSpan.FromMilliseconds(random.Next(5) == 0 ? 0 : random.Next(1_200_000)));
            var now = await place.NowAsync();
            var inside = sent.Where(one => one.At > now - window && one.At <= now).ToList();
            var answer = await place.Ledger.AskAsync(Wish($"p{i}", Cap(3, window)));

            Assert.Equal(inside.Count < 3, answer is ReserveAnswer.Admitted);
            if (answer is ReserveAnswer.Denied { Failing: [var result] })
            {
                Assert.Equal(inside.Select(one => one.Id).Order(), result.First.Ids().Order());
                Assert.Equal(inside.Count, result.Have);
                continue;
            }

            sent.Add((now, $"p{i}"));
            if (random.Next(4) == 0)
            {
                await place.Ledger.SettledAsync($"p{i}", new Settlement.Failed("400"));
                sent.RemoveAt(sent.Count - 1);
            }
        }

        Assert.Equal([sent.Count], await place.SizesAsync(OfMei));
    }
}
