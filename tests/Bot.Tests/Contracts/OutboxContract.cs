using Bot.Core.Activities;

namespace Bot.Tests.Contracts;

/// <summary>What every outbox does.</summary>
[Collection(nameof(StoreContracts))]
public sealed class OutboxContract(StoreServers servers)
{
    public static TheoryData<StoreKind> Kinds => Place.Kinds;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Kinds))]
    public async Task TakeAsync_SeveralCommits_GivesRowsInOrderOfCommit(StoreKind kind)
    {
        var (place, store) = await Place.OpenNewAsync(servers, kind);
        await using var _ = place;
        await store.KeptAsync(Make.Turn(Make.Group, 0, "a").Sending("r3", "r1"));
        await store.KeptAsync(Make.Turn(Make.Group, 1, "b").Sending("r2"));

        var rows = await store.Outbox.TakeAsync(Make.Group, place.Clock.GetUtcNow(), 10, Cancel);

        Assert.Equal(["r3", "r1", "r2"], rows.Select(row => row.Id));
        Assert.Equal("第r3", rows[0].Message.Text);
        Assert.Equal(Make.Route, rows[0].Message.Route);
        Assert.Equal((0, false, DateTimeOffset.UnixEpoch), (rows[0].Attempts, rows[0].CallStarted, rows[0].NotBefore));
        Assert.Equal(["r3", "r1"], (await store.Outbox.TakeAsync(Make.Group, place.Clock.GetUtcNow(), 2, Cancel)).Select(row => row.Id));
        Assert.Equal(3, await store.Outbox.CountAsync(Cancel));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task TakeAsync_OtherNodeHoldsLease_IsEmptyUntilItEndsOrIsGivenBack(StoreKind kind)
    {
        var (place, store) = await Place.OpenNewAsync(servers, kind);
        await using var _ = place;
        var other = await place.OpenAsync();
        await store.KeptAsync(Make.Turn(Make.Group, 0, "a").Sending("r1"));
        var now = place.Clock.GetUtcNow();

        Assert.Empty(await other.Outbox.TakeAsync(Make.Group, now, 10, Cancel));
        Assert.Empty(await other.Outbox.WaitingAsync(now, 10, Cancel));
        Assert.Single(await store.Outbox.TakeAsync(Make.Group, now + (store.Outbox.Lease / 2), 10, Cancel));
        Assert.Empty(await other.Outbox.TakeAsync(Make.Group, now + store.Outbox.Lease, 10, Cancel));
        Assert.Equal([Make.Group], await other.Outbox.WaitingAsync(now + (store.Outbox.Lease * 2), 10, Cancel));
        Assert.Single(await other.Outbox.TakeAsync(Make.Group, now + (store.Outbox.Lease * 2), 10, Cancel));
        Assert.Empty(await store.Outbox.TakeAsync(Make.Group, now + (store.Outbox.Lease * 2), 10, Cancel));

        await store.Outbox.ReleaseAsync(Make.Group, Cancel);
        Assert.Empty(await store.Outbox.TakeAsync(Make.Group, now + (store.Outbox.Lease * 2), 10, Cancel));
        await other.Outbox.ReleaseAsync(Make.Group, Cancel);
        Assert.Single(await store.Outbox.TakeAsync(Make.Group, now + (store.Outbox.Lease * 2), 10, Cancel));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task SettleAsync_Sent_RemovesRowAndKnowsOwnMessage(StoreKind kind)
    {
        var (place, store) = await Place.OpenNewAsync(servers, kind);
        await using var _ = place;
        var now = place.Clock.GetUtcNow();
        var opened = new ConversationKey("msteams", "a:1");
        await store.KeptAsync(Make.Turn(Make.Group, 0, "a").Sending("r1", "r2", "r3"));

        await store.Outbox.SettleAsync(Make.Group, "r1", new DeliveryResult.Sent("m/1"), null, now, Cancel);
        await store.Outbox.SettleAsync(Make.Group, "r2", new DeliveryResult.Sent("m2", opened), null, now, Cancel);
        await store.Outbox.SettleAsync(Make.Group, "r3", new DeliveryResult.Sent(""), null, now, Cancel);
        await store.Outbox.SettleAsync(Make.Group, "unknown", new DeliveryResult.Sent("m9"), null, now, Cancel);

        Assert.Equal(0, await store.Outbox.CountAsync(Cancel));
        Assert.True(await store.Ledger.IsOwnMessageAsync(Make.Group, "m/1", Cancel));
        Assert.True(await store.Ledger.IsOwnMessageAsync(opened, "m2", Cancel));
        Assert.False(await store.Ledger.IsOwnMessageAsync(Make.Group, "m2", Cancel));
        Assert.False(await store.Ledger.IsOwnMessageAsync(opened, "m/1", Cancel));
        Assert.False(await store.Ledger.IsOwnMessageAsync(Make.Group, "", Cancel));
        Assert.Empty(await store.Outbox.WaitingAsync(now.AddDays(1), 10, Cancel));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task SettleLastAsync_NothingBehind_GivesTheLeaseBackAndElseKeepsIt(StoreKind kind)
    {
        var (place, store) = await Place.OpenNewAsync(servers, kind);
        await using var _ = place;
        var other = await place.OpenAsync();
        var now = place.Clock.GetUtcNow();
        await store.KeptAsync(Make.Turn(Make.Group, 0, "a").Sending("r1", "r2"));

        Assert.True(await store.Outbox.SettleLastAsync(Make.Group, "r1", new DeliveryResult.Sent("m1"), now, Cancel));
        Assert.Empty(await other.Outbox.TakeAsync(Make.Group, now, 10, Cancel));
        Assert.False(await store.Outbox.SettleLastAsync(Make.Group, "r2", new DeliveryResult.Refused("403"), now, Cancel));

        Assert.True(await store.Ledger.IsOwnMessageAsync(Make.Group, "m1", Cancel));
        Assert.Equal("r2", Assert.Single(await store.Outbox.DeadLettersAsync(9, Cancel)).Row.Id);
        await other.KeptAsync(Make.Turn(Make.Group, 1, "b").Sending("r3"));
        Assert.Single(await other.Outbox.TakeAsync(Make.Group, now, 10, Cancel));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task SettleAsync_Retry_WaitsWithAllBehindIt(StoreKind kind)
    {
        var (place, store) = await Place.OpenNewAsync(servers, kind);
        await using var _ = place;
        var now = place.Clock.GetUtcNow();
        await store.KeptAsync(Make.Turn(Make.Group, 0, "a").Sending("r1", "r2"));
        await store.Outbox.StartAsync(Make.Group, "r1", Cancel);
        await store.Outbox.StartAsync(Make.Group, "none", Cancel);
        Assert.Equal([true, false], (await store.Outbox.TakeAsync(Make.Group, now, 9, Cancel)).Select(row => row.CallStarted));

        await store.Outbox.SettleAsync(Make.Group, "r1", new DeliveryResult.Retry(null, "429"), now.AddMinutes(1), now, Cancel);
        await store.Outbox.ReleaseAsync(Make.Group, Cancel);

        Assert.Empty(await store.Outbox.WaitingAsync(now.AddSeconds(59), 10, Cancel));
        Assert.Equal([Make.Group], await store.Outbox.WaitingAsync(now.AddMinutes(1), 10, Cancel));
        var rows = await store.Outbox.TakeAsync(Make.Group, now.AddMinutes(1), 9, Cancel);
        Assert.Equal(["r1", "r2"], rows.Select(row => row.Id));
        Assert.Equal((1, now.AddMinutes(1), false), (rows[0].Attempts, rows[0].NotBefore, rows[0].CallStarted));
        Assert.Equal(0, rows[1].Attempts);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task SettleAsync_RefusedOrGivenUp_IsDeadLetterNewestFirst(StoreKind kind)
    {
        var (place, store) = await Place.OpenNewAsync(servers, kind);
        await using var _ = place;
        var now = place.Clock.GetUtcNow();
        await store.KeptAsync(Make.Turn(Make.Group, 0, "a").Sending("r1", "r2", "r3"));

        await store.Outbox.SettleAsync(Make.Group, "r1", new DeliveryResult.Refused("403 |：被拒"), now.AddMinutes(9), now, Cancel);
        await store.Outbox.SettleAsync(Make.Group, "r2", new DeliveryResult.Unknown("502"), now, now, Cancel);
        await store.Outbox.SettleAsync(Make.Group, "r2", new DeliveryResult.Unknown("504"), null, now.AddSeconds(1), Cancel);
        await store.Outbox.SettleAsync(Make.Group, "r3", new DeliveryResult.Retry(null, "gone"), null, now.AddSeconds(2), Cancel);

        var dead = await store.Outbox.DeadLettersAsync(10, Cancel);
        Assert.Equal([("r3", "gone", 1), ("r2", "504", 2), ("r1", "403 |：被拒", 1)], dead.Select(letter => (letter.Row.Id, letter.Reason, letter.Row.Attempts)));
        Assert.Equal(now.AddSeconds(2), dead[0].At);
        Assert.Equal("第r3", dead[0].Row.Message.Text);
        Assert.Equal(["r3"], (await store.Outbox.DeadLettersAsync(1, Cancel)).Select(letter => letter.Row.Id));
        Assert.Equal(0, await store.Outbox.CountAsync(Cancel));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task WaitingAsync_ManyConversations_GivesEarliestUpToTheMost(StoreKind kind)
    {
        var (place, store) = await Place.OpenNewAsync(servers, kind);
        await using var _ = place;
        var now = place.Clock.GetUtcNow();
        for (var i = 0; i < 20; i++)
        {
            var key = Make.Group with { Id = $"g{i}" };
            await store.KeptAsync(Make.Turn(key, 0, "a").Sending("r"));
            await store.Outbox.SettleAsync(key, "r", new DeliveryResult.Retry(null, "x"), now.AddSeconds(-i), now, Cancel);
            await store.Outbox.ReleaseAsync(key, Cancel);
        }

        Assert.Equal(["g19", "g18", "g17"], (await store.Outbox.WaitingAsync(now, 3, Cancel)).Select(key => key.Id));
        Assert.Equal(20, (await store.Outbox.WaitingAsync(now, 100, Cancel)).Length);
        Assert.Equal(20, await store.Outbox.CountAsync(Cancel));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task DueAsync_WakeDue_IsGivenToOneNodeOnceAndAgainAfterItsLease(StoreKind kind)
    {
        var (place, store) = await Place.OpenNewAsync(servers, kind);
        await using var _ = place;
        var other = await place.OpenAsync();
        var now = place.Clock.GetUtcNow();
        await store.KeptAsync(Make.Turn(Make.Group, 0, "a") with { WakeAt = now.AddMinutes(5) });
        await store.KeptAsync(Make.Turn(Make.Group with { Id = "never" }, 0, "a"));

        Assert.Empty(await store.Ledger.DueAsync(now.AddMinutes(5).AddMilliseconds(-1), 10, Cancel));
        var at = now.AddMinutes(5);
        var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => (i % 2 == 0 ? store : other).Ledger.DueAsync(at, 10, Cancel).AsTask()));
        var wake = Assert.Single(taken.SelectMany(some => some));
        Assert.Equal((Make.Group, at), (wake.Conversation, wake.At));
        Assert.Empty(await other.Ledger.DueAsync(at + (store.Outbox.Lease / 2), 10, Cancel));
        Assert.Single(await other.Ledger.DueAsync(at + store.Outbox.Lease, 10, Cancel));

        await store.KeptAsync(Make.Turn(Make.Group, 1, "b") with { WakeAt = now.AddHours(1) });
        Assert.Empty(await other.Ledger.DueAsync(now.AddMinutes(50), 10, Cancel));
        Assert.Single(await other.Ledger.DueAsync(now.AddHours(1), 10, Cancel));
        await store.KeptAsync(Make.Turn(Make.Group, 2, "c"));
        Assert.Empty(await other.Ledger.DueAsync(now.AddDays(9), 10, Cancel));
    }
}
