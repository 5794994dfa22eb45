using System.Diagnostics;
using Bot.Core.Ports;
using Bot.Core.Pushes;
using Bot.Core.Throttling;
using Bot.Storage.Sqlite;

namespace Bot.Tests.Storage;

/// <summary>What was answered about a push is there, and its slots with it, whatever is killed and when.</summary>
public sealed class PushCrashTests
{
    private readonly Random _random = new(20261122);
    private readonly Dictionary<string, PushState> _answered = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sqlite_KilledEightTimes_KeepsEveryAnswerAndNoSlotWithoutItsRow()
    {
        var folder = Directory.CreateTempSubdirectory("qunzhu-push-crash-").FullName;
        for (var round = 0; round < 8; round++)
        {
            await RunAndKillAsync($"Data Source={folder}/crash.db", round);
            await using var store = SqliteStore.Open($"Data Source={folder}/crash.db", new(), TimeProvider.System);
            await CheckAsync(store.Pushes);
        }

        Directory.Delete(folder, recursive: true);
    }

    private async Task RunAndKillAsync(string connection, int round)
    {
        using var child = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "StoreCrash.dll"), "sqlite", connection, "pushes", $"{round}"]) { RedirectStandardOutput = true })!;
        await ReadAsync(child, _random.Next(1, 1500));
        child.Kill();
        // What it said before it died counts as well.
        await ReadAsync(child, int.MaxValue);
        await child.WaitForExitAsync(Cancel);
    }

    private async Task ReadAsync(Process child, int lines)
    {
        while (lines-- > 0 && await child.StandardOutput.ReadLineAsync(Cancel) is { } line)
        {
            if (line.Split(' ') is [var what, var id])
            {
                _answered[id] = what == "reserved" ? PushState.Calling : Enum.Parse<PushState>(what);
            }
        }
    }

    private async Task CheckAsync(IPushLedger ledger)
    {
        var rows = (await ledger.ListAsync(new(Max: int.MaxValue), Cancel)).ToDictionary(row => row.Push.Id);
        foreach (var (id, state) in _answered)
        {
            // A settlement that was on its way may be there unanswered; nothing that was answered may be missing.
            Assert.True(rows[id].State == state || state == PushState.Calling, $"{id} is {rows[id].State}, and {state} was answered");
        }

        // At most the four calls that were on their way are there beyond what was answered; a later round finds them again.
        Assert.InRange(rows.Count, _answered.Count, _answered.Count + 4);
        var holding = rows.Values.Where(row => row.HoldsSlots).ToList();
        Assert.All(holding, row => Assert.Equal(3, row.Slots.Length));
        Assert.All(rows.Values.Where(row => !row.HoldsSlots), row => Assert.Empty(row.Slots));
        Assert.Equal(holding.Count, await ledger.CountLogAsync(LogKey.OfBot("crash"), Cancel));
        foreach (var group in holding.GroupBy(row => row.Push.Member!))
        {
            Assert.Equal(group.Count(), await ledger.CountLogAsync(LogKey.Of(group.Key), Cancel));
            Assert.Equal(group.Count(), await ledger.CountLogAsync(LogKey.Of(group.Key).With(PushClass.Promo), Cancel));
        }

        var counts = await ledger.CountsAsync("crash", Cancel);
        Assert.Equal(rows.Values.GroupBy(row => row.State).Select(group => (group.Key, (long)group.Count())).Order(), counts.Select(count => (count.State, count.Count)).Order());
        foreach (var row in rows.Values)
        {
            _answered[row.Push.Id] = row.State;
        }
    }
}
