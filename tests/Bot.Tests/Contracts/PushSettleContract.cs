using Bot.Core.Ports;
using Bot.Core.Pushes;
using Bot.Core.Throttling;
using static Bot.Tests.Contracts.Pushing;

namespace Bot.Tests.Contracts;

/// <summary>What every push ledger makes of a settlement.</summary>
[Collection(nameof(StoreContracts))]
public sealed class PushSettleContract(StoreServers servers)
{
    private static readonly LogKey[] Logs = [OfMei, OfMei.With(PushClass.Value), OfGroup];

    public static TheoryData<StoreKind> Kinds => PushPlace.Kinds;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Kinds))]
    public async Task SettleAsync_Sent_KeepsSlotsAndAgainChangesNothing(StoreKind kind)
    {
        await using var place = await PushPlace.NewAsync(servers, kind);
        var at = await place.Ledger.AdmittedAsync(Wish("a").Into(Logs));
        place.Advance(Tick);

        var sent = await place.Ledger.SettledAsync("a", new Settlement.Sent("m1"));

        Assert.Equal((PushState.Sent, "m1", at, at + Tick), (sent.State, sent.Note, sent.SlotAt, sent.ChangedAt));
        Assert.Equal(Logs, sent.Slots);
        place.Advance(Tick);
        Assert.Equal(sent.Text(), (await place.Ledger.SettledAsync("a", new Settlement.Sent("m2"))).Text());
        foreach (var late in (Settlement[])[new Settlement.Failed("x"), new Settlement.Unknown("x"), new Settlement.Retry(at, "x"), new Settlement.Awaiting(at), new Settlement.Confirmed("x"), new Settlement.Quarantined("x")])
        {
            Assert.Equal(sent.Text(), (await place.Ledger.SettledAsync("a", late)).Text());
        }

        Assert.Equal(sent.Text(), (await place.Ledger.FoundAsync("a")).Text());
        Assert.Equal(at + Tick, (await place.Ledger.FoundAsync("a")).ChangedAt);
        Assert.Equal([1, 1, 1], await place.SizesAsync(Logs));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task SettleAsync_FailedOrRefundedOrQuarantined_LeavesTheLogsExactlyAsBefore(StoreKind kind)
    {
        await using var place = await PushPlace.NewAsync(servers, kind);
        await place.Ledger.AdmittedAsync(Wish("first").Into(Logs));
        place.Advance(Tick);
        await place.Ledger.AdmittedAsync(Wish("second").Into(Logs));
        var before = await place.LogsAsync(Logs);
        foreach (var (id, end, state) in new (string, Settlement, PushState)[]
        {
            ("f", new Settlement.Failed("400"), PushState.Failed), ("r", new Settlement.Refunded("not seen"), PushState.Failed), ("q", new Settlement.Quarantined("odd"), PushState.Quarantined),
        })
        {
            await place.Ledger.AdmittedAsync(Wish(id).Into(Logs));
            var row = await place.Ledger.SettledAsync(id, end);

            Assert.Equal((state, null, 0), (row.State, row.SlotAt, row.Slots.Length));
            Assert.Equal(before, await place.LogsAsync(Logs));
            for (var i = 0; i < 5; i++)
            {
                Assert.Equal(row.Text(), (await place.Ledger.SettledAsync(id, new Settlement.Refunded("again"))).Text());
                Assert.Equal(row.Text(), (await place.Ledger.SettledAsync(id, new Settlement.Failed("again"))).Text());
            }

            Assert.Equal(before, await place.LogsAsync(Logs));
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task SettleAsync_RefundedLater_GivesSlotsBackFromSentAndUnknown(StoreKind kind)
    {
        await using var place = await PushPlace.NewAsync(servers, kind);
        await place.Ledger.AdmittedAsync(Wish("a", Cap(1, Day)).Into(Logs));
        await place.Ledger.SettledAsync("a", new Settlement.Sent("m1"));
        await place.Ledger.DeniedAsync(Wish("b", Cap(1, Day)).Into(Logs));

        var row = await place.Ledger.SettledAsync("a", new Settlement.Refunded("never came"));

        Assert.Equal((PushState.Failed, "never came"), (row.State, row.Note));
        await place.Ledger.AdmittedAsync(Wish("b", Cap(1, Day)).Into(Logs));
        await place.Ledger.SettledAsync("b", new Settlement.Unknown("timeout"));
        await place.Ledger.SettledAsync("b", new Settlement.Refunded("never came"));
        Assert.Equal([0, 0, 0], await place.SizesAsync(Logs));

        // What holds no slots is not changed by it.
        await place.Ledger.AddAsync([Row("held", PushState.Held)], Cancel);
        Assert.Equal(PushState.Held, (await place.Ledger.SettledAsync("held", new Settlement.Refunded("x"))).State);
        Assert.Null(await place.Ledger.SettleAsync("none", null, new Settlement.Refunded("x"), Cancel));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task SettleAsync_Unknown_CountsAndALateReceiptStillEndsIt(StoreKind kind)
    {
        await using var place = await PushPlace.NewAsync(servers, kind);
        var at = await place.Ledger.AdmittedAsync(Wish("a", Cap(1, Day)).Into(Logs));

        var row = await place.Ledger.SettledAsync("a", new Settlement.Unknown("timeout"));

        Assert.Equal((PushState.Unknown, "timeout", at), (row.State, row.Note, row.SlotAt));
        Assert.Equal(["timeout"], row.Failures);
        await place.Ledger.DeniedAsync(Wish("b", Cap(1, Day)));
        Assert.Empty(await place.Ledger.TakeDueAsync(9, Claim, Cancel));
        place.Advance(Tick);
        var sent = await place.Ledger.SettledAsync("a", new Settlement.Sent("m1"));
        Assert.Equal((PushState.Sent, "m1", at), (sent.State, sent.Note, sent.SlotAt));
        Assert.Equal([1, 1, 1], await place.SizesAsync(Logs));

        await place.Ledger.AdmittedAsync(Wish("c").Into(Logs));
        await place.Ledger.SettledAsync("c", new Settlement.Unknown("timeout"));
        Assert.Equal(PushState.Failed, (await place.Ledger.SettledAsync("c", new Settlement.Failed("blocked"))).State);
        Assert.Equal([1, 1, 1], await place.SizesAsync(Logs));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task SettleAsync_Retry_KeepsSlotsAndEachReasonOnce(StoreKind kind)
    {
        await using var place = await PushPlace.NewAsync(servers, kind);
        var at = await place.Ledger.AdmittedAsync(Wish("a").Into(Logs));
        foreach (var reason in (string[])["429", "503", "429"])
        {
            var row = await place.Ledger.SettledAsync("a", new Settlement.Retry(await place.NowAsync() + Claim, reason));
            Assert.Equal((PushState.Retrying, at, reason), (row.State, row.SlotAt, row.Note));
            Assert.Equal(await place.NowAsync() + Claim, row.Due);
            Assert.Equal([1, 1, 1], await place.SizesAsync(Logs));
            // Only from calling.
            Assert.Equal(row.Text(), (await place.Ledger.SettledAsync("a", new Settlement.Retry(at, "x"))).Text());
            Assert.Equal(row.Text(), (await place.Ledger.SettledAsync("a", new Settlement.Awaiting(at))).Text());
            Assert.Equal(row.Text(), (await place.Ledger.SettledAsync("a", new Settlement.Unknown("x"))).Text());
            place.Advance(Claim);
            var taken = Assert.Single(await place.Ledger.TakeDueAsync(9, Claim, Cancel));
            at = await place.Ledger.AdmittedAsync(Wish("a").Into(Logs).Under(taken.Fence) with { Row = taken with { State = PushState.Calling, Calls = taken.Calls + 1 } });
        }

        var end = await place.Ledger.FoundAsync("a");
        Assert.Equal(["429", "503"], end.Failures);
        Assert.Equal(3, end.Calls);
        await place.Ledger.SettledAsync("a", new Settlement.Retry(await place.NowAsync(), "504"));
        Assert.Equal(PushState.Sent, (await place.Ledger.SettledAsync("a", new Settlement.Sent(null))).State);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task SettleAsync_Awaiting_CountsAsNowUntilItIsConfirmed(StoreKind kind)
    {
        await using var place = await PushPlace.NewAsync(servers, kind);
        var at = await place.Ledger.AdmittedAsync(Wish("a").Into(Logs));
        var row = await place.Ledger.SettledAsync("a", new Settlement.Awaiting(at + (Day * 4)));
        Assert.Equal((PushState.Awaiting, at + (Day * 4), at), (row.State, row.Due, row.SlotAt));

        place.Advance(Day * 3);
        var now = await place.NowAsync();
        var denied = await place.Ledger.DeniedAsync(Wish("b", Cap(1, Day), new Check.Cap("day", [OfGroup], 1, Window.Calendar(now, now + Day)), Cap(2, Day)));
        Assert.Equal([0, 1], denied.Select(one => one.Index));
        Assert.All(denied, one => Assert.Equal([new LogEntry(at, "a")], one.First));
        Assert.Equal([new LogEntry(at, "a")], (await place.Ledger.ReadLogsAsync([OfMei], now, 9, Cancel))[0]);
        Assert.Equal([1, 1, 1], await place.SizesAsync(Logs));

        var sent = await place.Ledger.SettledAsync("a", new Settlement.Confirmed("m1"));
        Assert.Equal((PushState.Sent, "m1", now), (sent.State, sent.Note, sent.SlotAt));
        Assert.Equal([new LogEntry(now, "a")], (await place.Ledger.ReadLogsAsync([OfMei], at, 9, Cancel))[0]);
        await place.GoToAsync(now + Day - Tick);
        await place.Ledger.DeniedAsync(Wish("b", Cap(1, Day)));
        await place.GoToAsync(now + Day);
        await place.Ledger.AdmittedAsync(Wish("b", Cap(1, Day)));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task SettleAsync_AwaitingPastItsEnd_IsTakenAndMayEndInEveryWay(StoreKind kind)
    {
        await using var place = await PushPlace.NewAsync(servers, kind);
        var at = await place.NowAsync();
        foreach (var id in (string[])["sent", "failed", "unknown", "refunded"])
        {
            await place.Ledger.AdmittedAsync(Wish(id).Into(LogKey.OfBot(id)));
            await place.Ledger.SettledAsync(id, new Settlement.Awaiting(at + Day));
        }

        place.Advance(Day - Tick);
        Assert.Empty(await place.Ledger.TakeDueAsync(9, Claim, Cancel));
        place.Advance(Tick);
        var taken = await place.Ledger.TakeDueAsync(9, Claim, Cancel);
        Assert.All(taken, row => Assert.Equal(PushState.Awaiting, row.State));
        Assert.Equal(4, taken.Length);

        Assert.Equal(at, (await place.Ledger.SettledAsync("sent", new Settlement.Sent("m"), taken[0].Fence)).SlotAt);
        await place.Ledger.SettledAsync("failed", new Settlement.Failed("gone"), taken[1].Fence);
        Assert.Equal(at, (await place.Ledger.SettledAsync("unknown", new Settlement.Unknown("not confirmed"), taken[2].Fence)).SlotAt);
        await place.Ledger.SettledAsync("refunded", new Settlement.Refunded("no"));
        Assert.Equal([1, 0, 1, 0], await place.SizesAsync(LogKey.OfBot("sent"), LogKey.OfBot("failed"), LogKey.OfBot("unknown"), LogKey.OfBot("refunded")));
        // What ended counts under its own time again.
        await place.Ledger.AdmittedAsync(Wish("x", Cap(1, Day, LogKey.OfBot("sent")), Cap(1, Day, LogKey.OfBot("unknown"))));
        var now = await place.NowAsync();
        Assert.Equal((PushState.Sent, now), ((await place.Ledger.SettledAsync("unknown", new Settlement.Confirmed("m"))).State, (await place.Ledger.FoundAsync("unknown")).SlotAt));
        await place.Ledger.DeniedAsync(Wish("y", Cap(1, Day, LogKey.OfBot("unknown"))));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task SettleAsync_StaleFence_ChangesNothing(StoreKind kind)
    {
        await using var place = await PushPlace.NewAsync(servers, kind);
        var now = await place.NowAsync();
        await place.Ledger.AdmittedAsync(Wish("a") with { Row = Wish("a").Row with { Due = now + Claim } });
        place.Advance(Claim);
        var again = Assert.Single(await place.Ledger.TakeDueAsync(9, Claim, Cancel));
        Assert.Equal((PushState.Calling, 1), (again.State, again.Fence));

        Assert.Null(await place.Ledger.SettleAsync("a", 0, new Settlement.Sent("late"), Cancel));
        Assert.Null(await place.Ledger.SettleAsync("none", 0, new Settlement.Sent("late"), Cancel));
        Assert.False(await place.Ledger.PlaceAsync(Row("a", PushState.Dropped), 0, Cancel));
        Assert.IsType<ReserveAnswer.Fenced>(await place.Ledger.AskAsync(Wish("a").Under(0)));
        Assert.Equal(again.Text(), (await place.Ledger.FoundAsync("a")).Text());
        Assert.Equal(PushState.Unknown, (await place.Ledger.SettledAsync("a", new Settlement.Unknown("crash"), again.Fence)).State);
        // A receipt has no fence.
        Assert.Equal(PushState.Sent, (await place.Ledger.SettledAsync("a", new Settlement.Sent("m"))).State);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task SettleAsync_RowThatNeverCalled_AllowsNothingButQuarantine(StoreKind kind)
    {
        await using var place = await PushPlace.NewAsync(servers, kind);
        var now = await place.NowAsync();
        await place.Ledger.AddAsync([Row("a", PushState.Held, now)], Cancel);
        var before = (await place.Ledger.FoundAsync("a")).Text();
        foreach (var early in (Settlement[])[new Settlement.Sent("x"), new Settlement.Failed("x"), new Settlement.Unknown("x"), new Settlement.Retry(now, "x"), new Settlement.Awaiting(now), new Settlement.Confirmed("x"), new Settlement.Refunded("x")])
        {
            Assert.Equal(before, (await place.Ledger.SettledAsync("a", early)).Text());
        }

        Assert.Equal(before, (await place.Ledger.FoundAsync("a")).Text());
        var row = await place.Ledger.SettledAsync("a", new Settlement.Quarantined("odd"));
        Assert.Equal((PushState.Quarantined, "odd"), (row.State, row.Note));
        Assert.Empty(await place.Ledger.TakeDueAsync(9, Claim, Cancel));
    }
}
