using System.Globalization;
using Bot.Core.Ports;
using Bot.Core.Throttling;
using Bot.Tests.Contracts;
using Bot.Tests.Kit;
using static Bot.Tests.Contracts.Pushing;

namespace Bot.Tests.Storage;

/// <summary>Whose clock decides about pushes.</summary>
public sealed class RedisPushClockTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(-90)]
    [InlineData(90)]
    public async Task Reserve_NodeIsWrong_TheServersDayCounts(int seconds)
    {
        await using var kit = await RedisPushKit.NewAsync();
        var server = (await kit.OpenAsync(serverTime: true)).Pushes;
        var now = await server.NowAsync(Cancel);
        var skewed = (await kit.OpenAsync("b", serverTime: true, clock: new ManualClock(now.AddSeconds(seconds)))).Pushes;

        // The node takes its own moment for now, and plans for the minute around it.
        var from = now.AddSeconds(seconds - 30);
        var wish = RedisPushKit.Wish("a", new Check.Cap("member-day", [OfMei], 1, Window.Calendar(from, from.AddMinutes(1)))) with { ValidFrom = from, ValidUntil = from.AddMinutes(1) };
        var stale = Assert.IsType<ReserveAnswer.Stale>(await skewed.AskAsync(wish));
        Assert.InRange(stale.Now, now, now.AddSeconds(30));
        Assert.Null(await skewed.FindAsync("a", Cancel));

        var at = await skewed.AdmittedAsync(wish with { ValidFrom = stale.Now.AddHours(-1), ValidUntil = stale.Now.AddHours(1) });
        Assert.InRange(at, stale.Now, stale.Now.AddSeconds(30));
        Assert.Equal(at, (await server.ReadLogsAsync([OfMei], now, 1, Cancel))[0][0].At);
    }

    [Fact]
    public async Task Reserve_ServersTimeStepsBack_EntriesDoNot()
    {
        await using var kit = await RedisPushKit.NewAsync();
        var ledger = (await kit.OpenAsync(serverTime: true)).Pushes;
        var ahead = (await ledger.NowAsync(Cancel)).AddHours(1);
        // What the server gave out an hour ago by a clock that was an hour ahead.
        await kit.Redis.CommandAsync("HSET", "th:{qz}:meta", "c", ahead.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));

        Assert.Equal(ahead, await ledger.NowAsync(Cancel));
        Assert.Equal(ahead, await ledger.AdmittedAsync(RedisPushKit.Wish("a", Cap(1, Day))));
        Assert.Equal(ahead, Assert.Single(Assert.Single(await ledger.DeniedAsync(RedisPushKit.Wish("b", Cap(1, TimeSpan.FromMilliseconds(1))))).First).At);
    }

    [Fact]
    public async Task Reserve_NodesTimeStepsBack_EntriesDoNot()
    {
        await using var kit = await RedisPushKit.NewAsync();
        var first = (await kit.OpenAsync()).Pushes;
        var at = await first.AdmittedAsync(RedisPushKit.Wish("a"));
        var behind = (await kit.OpenAsync("b", clock: new ManualClock(at.AddHours(-2)))).Pushes;

        Assert.Equal(at, await behind.NowAsync(Cancel));
        Assert.Equal(at, await behind.AdmittedAsync(RedisPushKit.Wish("b", Cap(2, Day))));
    }
}
