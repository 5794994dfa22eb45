using Bot.Core.Activities;
using Bot.Core.Ports;
using Bot.Core.Pushes;
using Bot.Core.Throttling;
using static Bot.Tests.Contracts.Pushing;

namespace Bot.Tests.Contracts;

/// <summary>What every push ledger knows beside its rows: signals, paces, lost logs, erased members.</summary>
[Collection(nameof(StoreContracts))]
public sealed class PushMemoryContract(StoreServers servers)
{
    public static TheoryData<StoreKind> Kinds => PushPlace.Kinds;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Kinds))]
    public async Task SignalAsync_SameIdAgain_CountsOnce(StoreKind kind)
    {
        await using var place = await PushPlace.NewAsync(servers, kind);
        var now = await place.NowAsync();
        var said = LogKey.Engaged(Mei);
        await place.Ledger.SignalAsync(said, [], Cancel);
        await place.Ledger.SignalAsync(said, [new(now - Day, "s1"), new(now - Tick, "s|2😀"), new(now - Day, "s1")], Cancel);
        await place.Ledger.SignalAsync(said, [new(now, "s1"), new(now + TimeSpan.FromTicks(9_999), "s3")], Cancel);
        await place.Ledger.SignalAsync(LogKey.Left(Group), [new(now, "s1")], Cancel);

        Assert.Equal([3, 1, 0], await place.SizesAsync(said, LogKey.Left(Group), OfMei));
        Assert.Equal([new(now - Day, "s1"), new(now - Tick, "s|2😀"), new(now, "s3")], (await place.Ledger.ReadLogsAsync([said], now - Day, 9, Cancel))[0]);
        Assert.Equal(3, Assert.Single(await place.Ledger.DeniedAsync(Wish("a", Cap(3, Day * 2, said)))).Have);
        await place.Ledger.AdmittedAsync(Wish("a", Cap(3, Day, said)));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task ReadLogsAsync_SeveralLogs_GivesEachItsNewestOldestFirst(StoreKind kind)
    {
        await using var place = await PushPlace.NewAsync(servers, kind);
        var now = await place.NowAsync();
        for (var i = 0; i < 5; i++)
        {
            await place.Ledger.AdmittedAsync(Wish($"p{i}").Into(i % 2 == 0 ? [OfMei, OfGroup] : [OfGroup]));
            place.Advance(Tick);
        }

        var logs = await place.Ledger.ReadLogsAsync([OfGroup, LogKey.OfBot("none"), OfMei], now + Tick, 3, Cancel);
        Assert.Equal(["p2", "p3", "p4"], logs[0].Ids());
        Assert.Empty(logs[1]);
        Assert.Equal(["p2", "p4"], logs[2].Ids());
        Assert.Equal([now + (2 * Tick), now + (4 * Tick)], logs[2].Select(one => one.At));
        Assert.Equal(["p0", "p2", "p4"], (await place.Ledger.ReadLogsAsync([OfMei], now, 9, Cancel))[0].Ids());
        Assert.Empty(await place.Ledger.ReadLogsAsync([], now, 9, Cancel));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task PaceAsync_Pipe_NeverRunsAheadOrCatchesUp(StoreKind kind)
    {
        await using var place = await PushPlace.NewAsync(servers, kind);
        var now = await place.NowAsync();
        var second = TimeSpan.FromSeconds(1);
        async Task<DateTimeOffset> PaceAsync(string pipe) => await place.Ledger.PaceAsync(pipe, second, Day, Cancel);

        Assert.Equal(now, await PaceAsync("b"));
        Assert.Equal(now + second, await PaceAsync("b"));
        Assert.Equal(now, await PaceAsync("other|b"));
        Assert.Equal(now + (2 * second), await PaceAsync("b"));
        place.Advance(TimeSpan.FromMinutes(1));
        now = await place.NowAsync();
        Assert.Equal(now, await PaceAsync("b"));
        Assert.Equal(now + second, await PaceAsync("b"));
        var many = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Run(() => PaceAsync("b"))));
        Assert.Equal(Enumerable.Range(2, 32).Select(i => now + (i * second)), many.Order());
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task PaceAsync_OddInterval_KeepsTheRateOverManyCalls(StoreKind kind)
    {
        await using var place = await PushPlace.NewAsync(servers, kind);
        var now = await place.NowAsync();
        var slots = new List<DateTimeOffset>();
        for (var i = 0; i <= 270; i++)
        {
            slots.Add(await place.Ledger.PaceAsync("b", TimeSpan.FromSeconds(1) / 27, Day, Cancel));
        }

        Assert.All(slots, at => Assert.Equal(0, at.Ticks % TimeSpan.TicksPerMillisecond));
        Assert.InRange(slots[270], now + TimeSpan.FromSeconds(10) - Tick, now + TimeSpan.FromSeconds(10) + Tick);
        Assert.All(slots.Zip(slots.Skip(1)), pair => Assert.InRange((pair.Second - pair.First).TotalMilliseconds, 37, 38));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task PaceAsync_TurnTooFarAhead_IsToldAndLeftToOthers(StoreKind kind)
    {
        await using var place = await PushPlace.NewAsync(servers, kind);
        var now = await place.NowAsync();
        var two = TimeSpan.FromSeconds(2);

        Assert.Equal(now, await place.Ledger.PaceAsync("b", Claim, two, Cancel));
        Assert.Equal(now + Claim, await place.Ledger.PaceAsync("b", Claim, two, Cancel));
        Assert.Equal(now + Claim, await place.Ledger.PaceAsync("b", Claim, two, Cancel));
        await place.GoToAsync(now + Claim - two);
        Assert.Equal(now + Claim, await place.Ledger.PaceAsync("b", Claim, two, Cancel));
        Assert.Equal(now + (2 * Claim), await place.Ledger.PaceAsync("b", Claim, two, Cancel));
        await place.GoToAsync(now + (9 * Claim));
        Assert.Equal(now + (9 * Claim), await place.Ledger.PaceAsync("b", Claim, two, Cancel));
        Assert.Equal(now + (10 * Claim), await place.Ledger.PaceAsync("b", Claim, two, Cancel));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task BlockAsync_Pipe_LetsNothingThroughBeforeItsEnd(StoreKind kind)
    {
        await using var place = await PushPlace.NewAsync(servers, kind);
        var now = await place.NowAsync();
        Assert.Null(await place.Ledger.BlockedAsync("b", Cancel));
        await place.Ledger.PaceAsync("b", Claim, Day, Cancel);
        await place.Ledger.BlockAsync("b", now + (Claim * 4), Cancel);
        await place.Ledger.BlockAsync("b", now + Claim, Cancel);

        Assert.Equal(now + (Claim * 4), await place.Ledger.BlockedAsync("b", Cancel));
        Assert.Null(await place.Ledger.BlockedAsync("c", Cancel));
        Assert.Equal(now + (Claim * 4), await place.Ledger.PaceAsync("b", Claim, Day, Cancel));
        Assert.Equal(now + (Claim * 5), await place.Ledger.PaceAsync("b", Claim, Day, Cancel));
        await place.GoToAsync(now + (Claim * 4) - Tick);
        Assert.NotNull(await place.Ledger.BlockedAsync("b", Cancel));
        place.Advance(Tick);
        Assert.Null(await place.Ledger.BlockedAsync("b", Cancel));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task ForgetAsync_LogsLost_NothingCappedGoesUntilTheyAreMadeAnew(StoreKind kind)
    {
        await using var place = await PushPlace.NewAsync(servers, kind);
        var said = LogKey.Engaged(Mei);
        LogKey[] logs = [OfMei, OfGroup, said, LogKey.OfBot("b")];
        Assert.True(await place.Ledger.RemembersAsync(Cancel));
        foreach (var (id, end) in new (string, Settlement?)[]
        {
            ("calling", null), ("sent", new Settlement.Sent("m")), ("unknown", new Settlement.Unknown("x")), ("failed", new Settlement.Failed("x")),
            ("retry", new Settlement.Retry(Make.Noon, "x")), ("awaiting", new Settlement.Awaiting(Make.Noon.AddYears(1))), ("confirmed", new Settlement.Awaiting(Make.Noon)),
        })
        {
            await place.Ledger.AdmittedAsync(Wish(id).Into(OfMei, OfGroup));
            _ = end is null ? null : await place.Ledger.SettledAsync(id, end);
            place.Advance(TimeSpan.FromMinutes(7));
        }

        await place.Ledger.SettledAsync("confirmed", new Settlement.Confirmed("m"));
        await place.Ledger.AddAsync([Row("held", PushState.Held)], Cancel);
        await place.Ledger.SignalAsync(said, [new(await place.NowAsync(), "s1")], Cancel);
        place.Advance(Day * 2);
        var before = await place.LogsAsync(logs);
        Check[] checks = [Cap(0, Day), Cap(0, Day * 2), new Check.Share("share", [OfMei], [OfGroup], 0, Day * 3), new Check.Earned("mix", [OfMei], [said], 9, null)];
        string Told(IEnumerable<CheckResult> failing) => string.Join('\n', failing.Select(one => $"{one.Index} {one.Have} {string.Join(' ', one.First.OrderBy(e => e.Id))} / {string.Join(' ', one.Second.OrderBy(e => e.Id))}"));
        var told = Told(await place.Ledger.DeniedAsync(Wish("x", checks)));

        await place.Ledger.ForgetAsync(Cancel);
        Assert.False(await place.Ledger.RemembersAsync(Cancel));
        Assert.Equal([0, 0, 0], await place.SizesAsync(OfMei, OfGroup, said));
        Assert.Equal(await place.NowAsync(), Assert.IsType<ReserveAnswer.Closed>(await place.Ledger.AskAsync(Wish("x", Cap(99, Day)))).Now);
        Assert.IsType<ReserveAnswer.Closed>(await place.Ledger.AskAsync(Wish("x", Cap(99, Day)) with { DryRun = true }));
        Assert.IsType<ReserveAnswer.Duplicate>(await place.Ledger.AskAsync(Wish("sent")));
        Assert.Null(await place.Ledger.FindAsync("x", Cancel));
        await place.ReopenAsync();
        Assert.False(await place.Ledger.RemembersAsync(Cancel));

        await place.Ledger.AdmittedAsync(Wish("code").Into(LogKey.OfBot("b")) with { EvenWithoutMemory = true });
        await place.Ledger.SettledAsync("sent", new Settlement.Sent("again"));
        await place.Ledger.RebuildAsync(Cancel);
        Assert.True(await place.Ledger.RemembersAsync(Cancel));
        Assert.Equal([1], await place.SizesAsync(LogKey.OfBot("b")));
        await place.Ledger.SettledAsync("code", new Settlement.Refunded("x"));
        Assert.Equal(before, await place.LogsAsync(logs));
        Assert.Equal(told, Told(await place.Ledger.DeniedAsync(Wish("x", checks))));
        await place.Ledger.RebuildAsync(Cancel);
        Assert.Equal(before, await place.LogsAsync(logs));
        await place.Ledger.AdmittedAsync(Wish("x"));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task SettleAsync_WhileLogsAreLost_IsRightAfterTheyAreMadeAnew(StoreKind kind)
    {
        await using var place = await PushPlace.NewAsync(servers, kind);
        await place.Ledger.AdmittedAsync(Wish("a"));
        await place.Ledger.AdmittedAsync(Wish("b"));
        await place.Ledger.ForgetAsync(Cancel);
        await place.Ledger.SettledAsync("a", new Settlement.Failed("400"));
        await place.Ledger.SettledAsync("b", new Settlement.Awaiting(Make.Noon.AddYears(1)));

        await place.Ledger.RebuildAsync(Cancel);

        place.Advance(Day * 9);
        Assert.Equal(["b"], Assert.Single(await place.Ledger.DeniedAsync(Wish("c", Cap(1, Day)))).First.Ids());
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task EraseAsync_Member_GoesWithTheirLogsAndTheGroupStillCounts(StoreKind kind)
    {
        await using var place = await PushPlace.NewAsync(servers, kind);
        var bo = new MemberKey("wecom", "mei|#v");
        LogKey[] own = [OfMei, OfMei.With(PushClass.Value), OfMei.WithCampaign("c"), LogKey.Engaged(Mei), LogKey.Complained(Mei)];
        var ofBo = LogKey.Of(bo);
        var now = await place.NowAsync();
        var row = Row("a", PushState.Calling, now + Day, campaign: "c");
        await place.Ledger.AdmittedAsync(new Reservation { Row = row with { Slots = [OfMei, OfMei.With(PushClass.Value), OfMei.WithCampaign("c"), OfGroup] } });
        await place.Ledger.AdmittedAsync(new Reservation { Row = row with { Push = Push("w", campaign: "c"), Slots = [OfMei, OfGroup] } });
        await place.Ledger.SettledAsync("w", new Settlement.Awaiting(now + Day));
        await place.Ledger.AdmittedAsync(new Reservation { Row = row with { Push = Push("b", member: bo, campaign: "c"), Slots = [ofBo, ofBo.With(PushClass.Value), OfGroup] } });
        await place.Ledger.AddAsync([Row("held", PushState.Held, now, campaign: "c")], Cancel);
        await place.Ledger.SignalAsync(LogKey.Engaged(Mei), [new(now, "s1")], Cancel);
        await place.Ledger.SignalAsync(LogKey.Complained(Mei), [new(now, "s1")], Cancel);
        await place.Ledger.SignalAsync(LogKey.Engaged(bo), [new(now, "s1")], Cancel);

        Assert.Equal(3, await place.Ledger.EraseAsync(Mei, Cancel));
        Assert.Equal(0, await place.Ledger.EraseAsync(Mei, Cancel));

        Assert.Equal([0, 0, 0, 0, 0], await place.SizesAsync(own));
        Assert.Equal(["b"], (await place.Ledger.ListAsync(new(), Cancel)).Ids());
        Assert.Equal([new PushCount(PushState.Calling, null, 1)], await place.Ledger.CountsAsync("c", Cancel));
        Assert.Null(await place.Ledger.FindAsync("a", Cancel));
        Assert.Empty(await place.Ledger.TakeDueAsync(9, Claim, Cancel));
        Assert.Equal([3, 1, 1, 1], await place.SizesAsync(OfGroup, ofBo, ofBo.With(PushClass.Value), LogKey.Engaged(bo)));
        var group = (await place.Ledger.ReadLogsAsync([OfGroup], now, 9, Cancel))[0];
        Assert.All(group, entry => Assert.Equal(now, entry.At));
        Assert.Single(group, entry => entry.Id == "b");
        Assert.Equal(2, group.Where(entry => entry.Id.StartsWith("erased:", StringComparison.Ordinal)).Distinct().Count());

        // The count of the group outlives a loss of the logs.
        await place.Ledger.ForgetAsync(Cancel);
        await place.Ledger.RebuildAsync(Cancel);
        Assert.Equal([0, 0, 0, 0, 0], await place.SizesAsync(own));
        Assert.Equal([3, 1], await place.SizesAsync(OfGroup, LogKey.Engaged(bo)));
        await place.Ledger.AdmittedAsync(Wish("a", Cap(1, Day)));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task EraseAsync_OfTheRecord_TakesPushesAlong(StoreKind kind)
    {
        await using var place = await PushPlace.NewAsync(servers, kind);
        await place.Ledger.AdmittedAsync(Wish("a"));

        await place.Store.Record.EraseAsync(Mei, Cancel);

        Assert.Null(await place.Ledger.FindAsync("a", Cancel));
        Assert.Equal([0], await place.SizesAsync(OfMei));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Retention_OldRowsAndSignals_GoWithoutChangingADecision(StoreKind kind)
    {
        await using var place = await PushPlace.NewAsync(servers, kind);
        await place.Ledger.AdmittedAsync(Wish("old") with { Row = Wish("old").Row with { Push = Push("old", campaign: "c") } });
        await place.Ledger.SettledAsync("old", new Settlement.Sent("m"));
        await place.Ledger.AddAsync([Row("held", PushState.Held, campaign: "c")], Cancel);
        await place.Ledger.SignalAsync(LogKey.Engaged(Mei), [new(await place.NowAsync(), "s1")], Cancel);
        place.Advance(ThrottlePolicy.Retention - Day);
        await place.Ledger.AdmittedAsync(Wish("young"));
        place.Advance(Day + TimeSpan.FromSeconds(2));

        // Whatever is written next clears a little.
        for (var i = 0; i < 3; i++)
        {
            await place.Ledger.AdmittedAsync(Wish($"n{i}").Into(OfGroup));
            place.Advance(TimeSpan.FromSeconds(2));
        }

        Assert.Null(await place.Ledger.FindAsync("old", Cancel));
        Assert.NotNull(await place.Ledger.FindAsync("held", Cancel));
        Assert.Equal([1, 0], await place.SizesAsync(OfMei, LogKey.Engaged(Mei)));
        Assert.Equal([new PushCount(PushState.Held, null, 1)], await place.Ledger.CountsAsync("c", Cancel));
    }
}
