using System.Collections.Immutable;
using Bot.Core.Activities;
using Bot.Core.Ports;
using Bot.Host.Delivery;
using Bot.Host.Operability;
using Bot.Tests.Contracts;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bot.Tests.Host;

/// <summary>What two nodes make of rows that are committed while one of them looks at the store for their conversation.</summary>
[Collection(nameof(StoreContracts))]
public sealed class OutboxPumpTests(StoreServers servers)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task PollAsync_CommitWhileItLooks_SendsAllInOrderUnderOneLease()
    {
        var (place, store) = await Place.OpenNewAsync(servers, StoreKind.Redis);
        await using var _ = place;
        var other = await place.OpenAsync();
        await store.KeptAsync(Sending(0, "r1"));
        await store.Outbox.ReleaseAsync(Make.Group, Cancel);
        var platform = new Platform(async () => (await other.Outbox.TakeAsync(Make.Group, place.Clock.GetUtcNow(), 9, Cancel)).Length);
        var outbox = new Watched(store.Outbox);
        using var metrics = new BotMetrics();
        using var pump = new OutboxPump(new(outbox, store.Ledger, new ChannelTable([platform]), null!, false), new(), place.Clock, metrics, NullLogger<OutboxPump>.Instance);
        outbox.Taken = async () =>
        {
            outbox.Taken = null;
            var (before, second) = (pump.Mark(), Sending(1, "r2"));
            await store.KeptAsync(second);
            pump.Send(Make.Group, second.Outbox, behind: true, before);
        };

        await pump.PollAsync(Cancel);
        await pump.DrainAsync(Cancel);

        Assert.Equal(["r1", "r2"], platform.Delivered);
        Assert.Equal([0, 0], platform.TakenByOthers);
        Assert.Equal(0, await store.Outbox.CountAsync(Cancel));
    }

    [Fact]
    public async Task PollAsync_NothingFoundButCommitMeanwhile_LeavesItToWhoeverLooksNext()
    {
        var (place, store) = await Place.OpenNewAsync(servers, StoreKind.Redis);
        await using var _ = place;
        var other = await place.OpenAsync();
        await store.KeptAsync(Sending(0, "r1"));
        await store.Outbox.ReleaseAsync(Make.Group, Cancel);
        var platform = new Platform(() => Task.FromResult(0));
        var outbox = new Watched(store.Outbox);
        using var metrics = new BotMetrics();
        using var pump = new OutboxPump(new(outbox, store.Ledger, new ChannelTable([platform]), null!, false), new(), place.Clock, metrics, NullLogger<OutboxPump>.Instance);
        outbox.Taking = async () =>
        {
            // Another node sends what waited, and is done before we look.
            await other.Outbox.TakeAsync(Make.Group, place.Clock.GetUtcNow(), 9, Cancel);
            await other.Outbox.SettleLastAsync(Make.Group, "r1", new DeliveryResult.Sent(""), place.Clock.GetUtcNow(), Cancel);
        };
        outbox.Taken = async () =>
        {
            var (before, second) = (pump.Mark(), Sending(1, "r2"));
            await store.KeptAsync(second);
            pump.Send(Make.Group, second.Outbox, behind: false, before);
        };

        await pump.PollAsync(Cancel);
        await pump.DrainAsync(Cancel);

        Assert.Empty(platform.Delivered);
        Assert.Equal(["r2"], (await other.Outbox.TakeAsync(Make.Group, place.Clock.GetUtcNow(), 9, Cancel)).Select(row => row.Id));
    }

    private static TurnCommit Sending(long version, string row)
    {
        var commit = Make.Turn(Make.Group, version, row).Sending(row);
        return commit with { Outbox = [.. commit.Outbox.Select(one => one with { Message = one.Message with { Route = one.Message.Route with { Adapter = "watched" } } })] };
    }

    private sealed class Platform(Func<Task<int>> other) : IChannel
    {
        public string Adapter => "watched";

        public List<string> Delivered { get; } = [];

        public List<int> TakenByOthers { get; } = [];

        public ChannelCapabilities CapabilitiesOf(string channel) => new(4000, true, true, true, true);

        public async ValueTask<DeliveryResult> DeliverAsync(OutboxRow row, CancellationToken cancel)
        {
            Delivered.Add(row.Id);
            TakenByOthers.Add(await other());
            return new DeliveryResult.Sent("p-" + row.Id);
        }
    }

    /// <summary>The real store, watched at the moment of a look.</summary>
    private sealed class Watched(IOutbox real) : IOutbox
    {
        public Func<Task>? Taking { get; set; }

        public Func<Task>? Taken { get; set; }

        public TimeSpan Lease => real.Lease;

        public async ValueTask<ImmutableArray<OutboxRow>> TakeAsync(ConversationKey conversation, DateTimeOffset now, int max, CancellationToken cancel)
        {
            await (Taking?.Invoke() ?? Task.CompletedTask);
            var rows = await real.TakeAsync(conversation, now, max, cancel);
            await (Taken?.Invoke() ?? Task.CompletedTask);
            return rows;
        }

        public ValueTask StartAsync(ConversationKey conversation, string rowId, CancellationToken cancel) => real.StartAsync(conversation, rowId, cancel);

        public ValueTask SettleAsync(ConversationKey conversation, string rowId, DeliveryResult result, DateTimeOffset? retryAt, DateTimeOffset now, CancellationToken cancel) =>
            real.SettleAsync(conversation, rowId, result, retryAt, now, cancel);

        public ValueTask<bool> SettleLastAsync(ConversationKey conversation, string rowId, DeliveryResult result, DateTimeOffset now, CancellationToken cancel) =>
            real.SettleLastAsync(conversation, rowId, result, now, cancel);

        public ValueTask ReleaseAsync(ConversationKey conversation, CancellationToken cancel) => real.ReleaseAsync(conversation, cancel);

        public ValueTask<ImmutableArray<ConversationKey>> WaitingAsync(DateTimeOffset now, int max, CancellationToken cancel) => real.WaitingAsync(now, max, cancel);

        public ValueTask<long> CountAsync(CancellationToken cancel) => real.CountAsync(cancel);

        public ValueTask<ImmutableArray<DeadLetter>> DeadLettersAsync(int max, CancellationToken cancel) => real.DeadLettersAsync(max, cancel);
    }
}
