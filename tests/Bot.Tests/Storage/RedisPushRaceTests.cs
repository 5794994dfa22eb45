using System.Diagnostics;
using Bot.Core.Activities;
using Bot.Core.Ports;
using Bot.Core.Throttling;
using Bot.Tests.Contracts;
using static Bot.Tests.Contracts.Pushing;

namespace Bot.Tests.Storage;

/// <summary>Many at once.</summary>
public sealed class RedisPushRaceTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Reserve_FourProcessesOf64WorkersOnOneCapOf100_AdmitExactly100()
    {
        await using var kit = await RedisPushKit.NewAsync();
        var said = await Task.WhenAll(Enumerable.Range(0, 4).Select(async i =>
        {
            using var child = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "StoreCrash.dll"), "push", kit.Redis.Address, kit.Folder($"{i}"), $"p{i}"]) { RedirectStandardOutput = true })!;
            var admitted = await child.StandardOutput.ReadToEndAsync(Cancel);
            await child.WaitForExitAsync(Cancel);
            Assert.Equal(0, child.ExitCode);
            return admitted.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }));

        Assert.Equal(100, said.Sum(ids => ids.Length));
        var ledger = (await kit.OpenAsync(serverTime: true)).Pushes;
        var group = LogKey.Of(new ConversationKey("race", "group"));
        Assert.Equal(100, await ledger.CountLogAsync(group, Cancel));
        var log = (await ledger.ReadLogsAsync([group], DateTimeOffset.UnixEpoch, 1000, Cancel))[0];
        Assert.Equal(said.SelectMany(ids => ids).Order(StringComparer.Ordinal), log.Select(entry => entry.Id).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Reserve_OneId256Times_OneIsAdmittedAndAllOthersSeeIt()
    {
        await using var kit = await RedisPushKit.NewAsync();
        var nodes = new List<IPushLedger>();
        for (var i = 0; i < 4; i++)
        {
            nodes.Add((await kit.OpenAsync($"{i}", serverTime: true)).Pushes);
        }

        var answers = await Task.WhenAll(Enumerable.Range(0, 256).Select(i => Task.Run(async () => await nodes[i % 4].AskAsync(RedisPushKit.Wish("one", Cap(1, Day))))));

        var at = Assert.Single(answers.OfType<ReserveAnswer.Admitted>()).At;
        var earlier = answers.OfType<ReserveAnswer.Duplicate>().ToArray();
        Assert.Equal(255, earlier.Length);
        Assert.All(earlier, one => Assert.Equal(at, one.Earlier.SlotAt));
        Assert.Equal(1, await nodes[0].CountLogAsync(OfGroup, Cancel));
    }
}
