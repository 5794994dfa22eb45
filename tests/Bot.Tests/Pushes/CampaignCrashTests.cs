using System.Diagnostics;
using Bot.Core.Ports;
using Bot.Core.Pushes;
using Bot.Storage.Sqlite;

namespace Bot.Tests.Pushes;

/// <summary>A campaign whose process is killed, at every durable step and at random: nothing promotional goes twice, the sums are exact, what nobody knows is listed.</summary>
public sealed class CampaignCrashTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("claimed", 1)]
    [InlineData("reserved", 1)]
    [InlineData("reserved", 30)]
    [InlineData("calling", 1)]
    [InlineData("calling", 30)]
    [InlineData("called", 1)]
    [InlineData("called", 30)]
    [InlineData("settled", 1)]
    [InlineData("settled", 30)]
    [InlineData("paged", 1)]
    [InlineData("noted", 1)]
    public async Task Killed_AtAStep_SendsNothingTwice(string step, int nth)
    {
        using var run = new Run(120);
        await run.StartAsync(step, nth);
        await run.StartAsync("-", 0);

        await run.CheckAsync(step is "reserved" or "calling" or "called" ? 1 : 0);
    }

    [Fact]
    public async Task Killed_TwentyTimes_SendsNothingTwice()
    {
        using var run = new Run(1000);
        var random = new Random(20261122);
        for (var i = 0; i < 20; i++)
        {
            await run.StartAsync("-", 0, random.Next(1, 45));
        }

        await run.StartAsync("-", 0);

        await run.CheckAsync(20);
    }

    private sealed class Run(int recipients) : IDisposable
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("qunzhu-campaign-crash-").FullName;
        private int _starts;

        private string Connection => $"Data Source={_folder}/crash.db";

        /// <summary>Runs the campaign until it ends, dies, or (where lines are given) is killed after so many deliveries.</summary>
        public async Task StartAsync(string step, int nth, int? lines = null)
        {
            string[] arguments = [Path.Combine(AppContext.BaseDirectory, "CampaignCrash.dll"), Connection, $"{_folder}/deliveries", $"{recipients}", $"{_starts++}", step, $"{nth}"];
            using var child = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
            var last = "";
            while (lines-- is not 0 && await child.StandardOutput.ReadLineAsync(Cancel) is { } line)
            {
                last = line;
            }

            child.Kill();
            await child.WaitForExitAsync(Cancel);
            Assert.Equal(step == "-" && lines is null, last == "done");
        }

        public async Task CheckAsync(int mostUnknown)
        {
            var delivered = await File.ReadAllLinesAsync($"{_folder}/deliveries", Cancel);
            Assert.Equal(delivered.Length, delivered.Distinct().Count());
            await using var store = SqliteStore.Open(Connection, new(), TimeProvider.System);
            var rows = (await store.Pushes.ListAsync(new PushQuery(Campaign: "crash", Max: 10_000), Cancel)).ToDictionary(row => row.Push.Id);
            Assert.Equal(recipients, rows.Count);
            Assert.All(delivered, id => Assert.True(rows[id].State is PushState.Sent or PushState.Unknown, $"{id} was delivered and is {rows[id].State}"));
            Assert.All(rows.Values.Where(row => row.State == PushState.Sent), row => Assert.Contains(row.Push.Id, delivered));
            var counts = await store.Pushes.CountsAsync("crash", Cancel);
            Assert.Equal(recipients, counts.Sum(count => count.Count));
            Assert.All(rows.Values, row => Assert.True(row.IsFinal, $"{row.Push.Id} is {row.State}"));
            var unknown = await store.Pushes.ListAsync(new PushQuery(Campaign: "crash", State: PushState.Unknown, Max: 10_000), Cancel);
            Assert.InRange(unknown.Length, 0, mostUnknown);
            Assert.Equal(rows.Values.Count(row => row.State == PushState.Unknown), unknown.Length);
        }

        public void Dispose() => Directory.Delete(_folder, recursive: true);
    }
}
