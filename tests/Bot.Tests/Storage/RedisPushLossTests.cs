using System.Diagnostics;
using Bot.Core.Ports;
using Bot.Core.Pushes;
using Bot.Core.Throttling;
using Bot.Storage;
using Bot.Tests.Contracts;
using static Bot.Tests.Contracts.Pushing;

namespace Bot.Tests.Storage;

/// <summary>A Redis server that forgets scripts, forgets everything, or takes no writes.</summary>
public sealed class RedisPushLossTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Scripts_FlushedBetweenCalls_AreSentAgain()
    {
        await using var kit = await RedisPushKit.NewAsync();
        var ledger = (await kit.OpenAsync()).Pushes;
        for (var i = 0; i < 4; i++)
        {
            await kit.Redis.CommandAsync("SCRIPT", "FLUSH");
            await ledger.AdmittedAsync(RedisPushKit.Wish($"p{i}", Cap(9, Day)));
            await kit.Redis.CommandAsync("SCRIPT", "FLUSH");
            await ledger.SettledAsync($"p{i}", new Settlement.Sent("m"));
        }

        Assert.Equal(4, await ledger.CountLogAsync(OfMei, Cancel));
    }

    [Fact]
    public async Task FlushAll_ThenRebuilt_AnswersAsBefore()
    {
        await using var kit = await RedisPushKit.NewAsync();
        var store = await kit.OpenAsync();
        var ledger = store.Pushes;
        await FillAsync(kit, ledger);
        var before = await TellAsync(ledger);

        await kit.Redis.CommandAsync("FLUSHALL");

        Assert.False(await ledger.RemembersAsync(Cancel));
        Assert.IsType<ReserveAnswer.Closed>(await ledger.AskAsync(RedisPushKit.Wish("x", Cap(99, Day))));
        await ledger.AdmittedAsync(Wish("code").Into() with { EvenWithoutMemory = true });
        // A new process on the same journal knows as well that something is missing.
        await kit.CloseAsync(store);
        ledger = (await kit.OpenAsync()).Pushes;
        Assert.IsType<ReserveAnswer.Closed>(await ledger.AskAsync(RedisPushKit.Wish("x", Cap(99, Day))));
        await ledger.RebuildAsync(Cancel);
        Assert.True(await ledger.RemembersAsync(Cancel));
        await ledger.RebuildAsync(Cancel);

        Assert.Equal(before, await TellAsync(ledger));
        Assert.IsType<ReserveAnswer.Duplicate>(await ledger.AskAsync(RedisPushKit.Wish("sent")));
        Assert.IsType<ReserveAnswer.Duplicate>(await ledger.AskAsync(RedisPushKit.Wish("code")));
        Assert.Equal(2, Assert.Single(await ledger.TakeDueAsync(9, Claim, Cancel)).Fence);
    }

    [Fact]
    public async Task FlushAll_TwoNodes_IsWholeWhenBothJournalsAreIn()
    {
        await using var kit = await RedisPushKit.NewAsync();
        var a = (await kit.OpenAsync("a")).Pushes;
        var b = (await kit.OpenAsync("b")).Pushes;
        await a.AdmittedAsync(RedisPushKit.Wish("of-a"));
        await b.AdmittedAsync(RedisPushKit.Wish("of-b"));
        // A minute later each hears of the other.
        kit.Clock.Advance(TimeSpan.FromMinutes(1));
        await a.TakeDueAsync(0, Claim, Cancel);
        await b.TakeDueAsync(0, Claim, Cancel);
        await kit.Redis.CommandAsync("FLUSHALL");

        await a.RebuildAsync(Cancel);
        Assert.False(await a.RemembersAsync(Cancel));
        Assert.IsType<ReserveAnswer.Closed>(await a.AskAsync(RedisPushKit.Wish("x", Cap(9, Day))));
        await b.RebuildAsync(Cancel);

        Assert.True(await a.RemembersAsync(Cancel));
        Assert.True(await b.RemembersAsync(Cancel));
        Assert.Equal(2, Assert.Single(await a.DeniedAsync(RedisPushKit.Wish("x", Cap(2, Day)))).Have);
    }

    [Fact]
    public async Task FlushAll_OneOfTwoNodesIsGoneForGood_AnOperatorOpensTheGate()
    {
        await using var kit = await RedisPushKit.NewAsync();
        var a = await kit.OpenAsync("a");
        var b = await kit.OpenAsync("b");
        kit.Clock.Advance(TimeSpan.FromMinutes(1));
        await a.Pushes.TakeDueAsync(0, Claim, Cancel);
        await a.Pushes.AdmittedAsync(RedisPushKit.Wish("of-a"));
        await kit.CloseAsync(b);
        await kit.CloseAsync(a);
        await kit.Redis.CommandAsync("FLUSHALL");

        a = await kit.OpenAsync("a");
        await a.Pushes.RebuildAsync(Cancel);
        Assert.False(await a.Pushes.RemembersAsync(Cancel));
        await kit.CloseAsync(a);
        a = await kit.OpenAsync("a", alone: true);
        await a.Pushes.RebuildAsync(Cancel);

        Assert.True(await a.Pushes.RemembersAsync(Cancel));
        Assert.Single(await a.Pushes.DeniedAsync(RedisPushKit.Wish("x", Cap(1, Day))));
    }

    [Fact]
    public async Task FlushAll_ErasedMember_DoesNotComeBackFromAnyJournal()
    {
        await using var kit = await RedisPushKit.NewAsync();
        var a = (await kit.OpenAsync("a")).Pushes;
        var b = (await kit.OpenAsync("b")).Pushes;
        await a.AdmittedAsync(RedisPushKit.Wish("of-a"));
        await b.AdmittedAsync(RedisPushKit.Wish("of-b"));
        Assert.Equal(2, await a.EraseAsync(Mei, Cancel));
        kit.Clock.Advance(TimeSpan.FromMinutes(1));
        await b.TakeDueAsync(0, Claim, Cancel);
        await kit.Redis.CommandAsync("FLUSHALL");

        await a.RebuildAsync(Cancel);
        await b.RebuildAsync(Cancel);

        Assert.Null(await a.FindAsync("of-a", Cancel));
        Assert.Null(await a.FindAsync("of-b", Cancel));
        Assert.Equal(0, await a.CountLogAsync(OfMei, Cancel));
        Assert.Equal(2, await a.CountLogAsync(OfGroup, Cancel));
    }

    [Fact]
    public async Task Server_FullOrReadOnly_SaysSoAndKeepsNothing()
    {
        await using var kit = await RedisPushKit.NewAsync();
        var ledger = (await kit.OpenAsync()).Pushes;
        await ledger.AdmittedAsync(RedisPushKit.Wish("a"));
        await kit.Redis.CommandAsync("CONFIG", "SET", "maxmemory", "1");
        var full = await Assert.ThrowsAsync<StoreException>(async () => await ledger.AskAsync(RedisPushKit.Wish("b")));
        Assert.Contains("OOM", full.Message, StringComparison.Ordinal);
        await kit.Redis.CommandAsync("CONFIG", "SET", "maxmemory", "0");
        await kit.Redis.CommandAsync("CONFIG", "SET", "min-replicas-to-write", "1");
        await Assert.ThrowsAsync<StoreException>(async () => await ledger.AskAsync(RedisPushKit.Wish("b")));
        await kit.Redis.CommandAsync("CONFIG", "SET", "min-replicas-to-write", "0");

        Assert.Null(await ledger.FindAsync("b", Cancel));
        Assert.Equal(1, await ledger.CountLogAsync(OfMei, Cancel));
        await ledger.AdmittedAsync(RedisPushKit.Wish("b"));
    }

    [Fact]
    public async Task Process_KilledWhileItPushes_EveryAcknowledgedSlotIsInItsJournal()
    {
        await using var kit = await RedisPushKit.NewAsync();
        var acknowledged = new List<string>();
        using (var child = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "StoreCrash.dll"), "push", kit.Redis.Address, kit.Folder("a"), "p"]) { RedirectStandardOutput = true })!)
        {
            while (acknowledged.Count < 40 && await child.StandardOutput.ReadLineAsync(Cancel) is { } id)
            {
                acknowledged.Add(id);
            }

            child.Kill();
            await child.WaitForExitAsync(Cancel);
        }

        await kit.Redis.CommandAsync("FLUSHALL");
        var ledger = (await kit.OpenAsync(serverTime: true)).Pushes;
        await ledger.RebuildAsync(Cancel);

        foreach (var id in acknowledged)
        {
            Assert.Equal(PushState.Calling, (await ledger.FoundAsync(id)).State);
        }

        var group = (await ledger.ReadLogsAsync([LogKey.Of(new Bot.Core.Activities.ConversationKey("race", "group"))], DateTimeOffset.UnixEpoch, 1000, Cancel))[0];
        Assert.Empty(acknowledged.Except(group.Select(entry => entry.Id)));
    }

    private static async Task FillAsync(RedisPushKit kit, IPushLedger ledger)
    {
        foreach (var (id, end) in new (string, Settlement?)[]
        {
            ("sent", new Settlement.Sent("m")), ("unknown", new Settlement.Unknown("x")), ("failed", new Settlement.Failed("x")), ("awaiting", new Settlement.Awaiting(Make.Noon.AddYears(1))),
        })
        {
            var wish = RedisPushKit.Wish(id);
            await ledger.AdmittedAsync(wish with { Row = wish.Row with { Push = Push(id, campaign: "c") } });
            _ = end is null ? null : await ledger.SettledAsync(id, end);
            kit.Clock.Advance(TimeSpan.FromMinutes(7));
        }

        await ledger.AddAsync([Row("held", PushState.Held, await ledger.NowAsync(Cancel), campaign: "c", rule: "member-day")], Cancel);
        await ledger.TakeDueAsync(1, Claim, Cancel);
        await ledger.SignalAsync(LogKey.Engaged(Mei), [new(await ledger.NowAsync(Cancel), "s1")], Cancel);
        kit.Clock.Advance(Claim);
    }

    private static async Task<string> TellAsync(IPushLedger ledger)
    {
        var logs = await ledger.ReadLogsAsync([OfMei, OfGroup, LogKey.Engaged(Mei)], DateTimeOffset.UnixEpoch, 99, Cancel);
        var rows = await ledger.ListAsync(new(Campaign: "c"), Cancel);
        var failing = await ledger.DeniedAsync(RedisPushKit.Wish("x", Cap(3, Day)) with { DryRun = true });
        return string.Join('\n', logs.Select(log => string.Join(' ', log)).Concat(rows.Select(row => row.Text())).Concat(failing.Select(one => $"{one.Have} {string.Join(' ', one.First)}")))
            + string.Join('\n', await ledger.CountsAsync("c", Cancel));
    }
}
