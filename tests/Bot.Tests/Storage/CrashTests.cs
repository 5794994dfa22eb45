using System.Diagnostics;
using System.Globalization;
using Bot.Core.Activities;
using Bot.Storage;
using Bot.Storage.Redis;
using Bot.Storage.Sqlite;
using Bot.Tests.Contracts;
using Bot.Tests.Kit;

namespace Bot.Tests.Storage;

/// <summary>What was acknowledged is there, once and whole, whatever is killed and when.</summary>
public sealed class CrashTests
{
    private const int Lanes = 4;
    private readonly Random _random = new(20261122);
    private readonly long[] _acknowledged = new long[Lanes];

    [Fact]
    public async Task Sqlite_KilledTwelveTimes_KeepsEveryAcknowledgedTurnOnceAndWhole()
    {
        var folder = Directory.CreateTempSubdirectory("qunzhu-crash-").FullName;
        for (var round = 0; round < 12; round++)
        {
            await RunAndKillAsync("sqlite", $"Data Source={folder}/crash.db");
            await using var store = SqliteStore.Open($"Data Source={folder}/crash.db", new(), TimeProvider.System);
            await CheckAsync(store);
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Redis_ClientKilledTenTimes_KeepsEveryAcknowledgedTurnOnceAndWhole()
    {
        await using var redis = await RedisServer.StartAsync("--appendonly", "yes", "--appendfsync", "always");
        for (var round = 0; round < 10; round++)
        {
            await RunAndKillAsync("redis", redis.Address);
            await using var store = await RedisStore.OpenAsync(redis.Address, new(), TimeProvider.System);
            await CheckAsync(store);
        }
    }

    [Fact]
    public async Task Redis_ServerKilledTenTimes_ClientGoesOnAndNothingAcknowledgedIsLost()
    {
        await using var redis = await RedisServer.StartAsync("--appendonly", "yes", "--appendfsync", "always");
        using var child = Start("redis", redis.Address);
        for (var round = 0; round < 10; round++)
        {
            await ReadAsync(child, _random.Next(5, 300));
            await redis.KillAsync();
            await redis.StartAgainAsync();
        }

        await ReadAsync(child, 100);
        child.Kill();
        await ReadAsync(child, int.MaxValue);
        await using var store = await RedisStore.OpenAsync(redis.Address, new(), TimeProvider.System);
        await CheckAsync(store);
    }

    private static Process Start(string kind, string connection) =>
        Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "StoreCrash.dll"), kind, connection]) { RedirectStandardOutput = true })!;

    private async Task RunAndKillAsync(string kind, string connection)
    {
        using var child = Start(kind, connection);
        await ReadAsync(child, _random.Next(1, 400));
        child.Kill();
        // What it said before it died counts as well.
        await ReadAsync(child, int.MaxValue);
        await child.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    private async Task ReadAsync(Process child, int lines)
    {
        while (lines-- > 0 && await child.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.Split(' ') is [var lane, var turn])
            {
                _acknowledged[int.Parse(lane, CultureInfo.InvariantCulture)] = long.Parse(turn, CultureInfo.InvariantCulture);
            }
        }
    }

    private async Task CheckAsync(Store store)
    {
        var cancel = TestContext.Current.CancellationToken;
        var member = new MemberKey("crash", "member");
        var rows = 0L;
        for (var lane = 0; lane < Lanes; lane++)
        {
            var conversation = new ConversationKey("crash", $"{lane}");
            var snapshot = await store.Ledger.LoadAsync(conversation, member, cancel);
            // At most the one commit that was on its way is there beyond what was acknowledged.
            Assert.InRange(snapshot.Version, _acknowledged[lane], _acknowledged[lane] + 1);
            Assert.Equal(snapshot.Version, snapshot.State.Turns);
            var expected = Enumerable.Range(1, (int)snapshot.Version).SelectMany(turn => (string[])[$"{turn}|0", $"{turn}|1"]);
            Assert.Equal(expected, await store.TextsAsync(new(Conversation: conversation, Limit: int.MaxValue)));
            Assert.True(snapshot.Version == 0 || snapshot.Member.Conversations.Contains(conversation));
            rows += snapshot.Version;
            _acknowledged[lane] = snapshot.Version;
        }

        Assert.True(rows > 0);
        Assert.Equal(rows, await store.Outbox.CountAsync(cancel));
        await TallyRecount.EqualAsync(store, new(1970, 1, 1), new(1970, 1, 1));
    }
}
