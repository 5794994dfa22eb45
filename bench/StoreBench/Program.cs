using System.Diagnostics;
using System.Globalization;
using Bot.Core.Ports;
using Bot.Storage;
using Bot.Storage.Redis;
using Bot.Storage.Sqlite;
using StoreBench;

// dotnet run -c Release --project bench/StoreBench -- sqlite bench.db [seconds]
//                                                    -- redis localhost:6379 [seconds]
// Behind the seconds: "pushes" for the throttle's decisions instead of turns; "members" keeps ten pushes for each of 20,000 members;
// "plan" goes through an audience of 100,000; "dash" writes 1,000,000 facts of sixty days and times the dashboards over HTTP;
// "dash-again" times them on a store that "dash" has filled ("age" is its last step before that).
var where = args.Length > 1 ? args[1] : Path.Combine(Path.GetTempPath(), $"store-bench-{Environment.ProcessId}.db");
var seconds = args.Length > 2 ? double.Parse(args[2], CultureInfo.InvariantCulture) : 4;
await using Store store = args.FirstOrDefault() switch
{
    "sqlite" or null => SqliteStore.Open($"Data Source={where}", new(), TimeProvider.System),
    "redis" => await RedisStore.OpenAsync(args.ElementAtOrDefault(1) ?? "localhost:6379", new(), TimeProvider.System),
    _ => throw new ArgumentException("The first argument is sqlite or redis."),
};

switch (args.ElementAtOrDefault(3))
{
    case "pushes":
        await new Pushes(store.Pushes).RunAsync(TimeSpan.FromSeconds(seconds));
        return;
    case "plan":
        await new Planning(store).RunAsync(100_000);
        return;
    case "dash":
        await new Facts(store).FillAsync(1_000_000);
        await store.DisposeAsync();
        await AgeAsync();
        await DashAsync();
        return;
    case "dash-again":
        await store.DisposeAsync();
        await DashAsync();
        return;
    case "age":
        await store.DisposeAsync();
        await AgeAsync();
        return;
    case "members":
        await new Pushes(store.Pushes).FillAsync(20_000, 10);
        return;
}

Console.WriteLine("what            concurrency  per second  p50 ms  p99 ms  max ms  alloc/op  cpu us/op");
foreach (var settle in (bool[])[false, true])
{
    foreach (var concurrency in (int[])[1, 16, 64])
    {
        await RunAsync(settle, concurrency, TimeSpan.FromSeconds(0.7), false);
        await RunAsync(settle, concurrency, TimeSpan.FromSeconds(seconds), true);
    }
}

Console.WriteLine($"resident {Process.GetCurrentProcess().WorkingSet64 >> 20} MB");

async Task AgeAsync()
{
    if (args[0] == "redis")
    {
        await Aging.OfServerAsync(where);
    }
    else
    {
        Aging.OfFile(where);
    }
}

Task DashAsync() => Dashboards.RunAsync(
    Directory.GetCurrentDirectory(), args[0] == "redis" ? where : null, args[0] == "redis" ? ["--Storage:Provider", "Redis", "--ConnectionStrings:Redis", where] : ["--ConnectionStrings:Sqlite", $"Data Source={where}"]);

async Task RunAsync(bool settle, int concurrency, TimeSpan length, bool show)
{
    var allocated = GC.GetTotalAllocatedBytes();
    var used = Environment.CpuUsage.TotalTime;
    var end = Stopwatch.GetTimestamp() + (long)(length.TotalSeconds * Stopwatch.Frequency);
    var began = Stopwatch.GetTimestamp();
    var times = await Task.WhenAll(Enumerable.Range(0, concurrency).Select(lane => Task.Run(() => LaneAsync(lane))));
    var took = Stopwatch.GetElapsedTime(began);
    var all = times.SelectMany(one => one).Order().ToArray();
    if (show)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{(settle ? "commit+settle " : "commit        "),-14}  {concurrency,11}  {all.Length / took.TotalSeconds,10:F0}  {Ms(all, 0.5),6:F2}  {Ms(all, 0.99),6:F2}  {Ms(all, 1),6:F2}  {(GC.GetTotalAllocatedBytes() - allocated) / all.Length,8}  {(Environment.CpuUsage.TotalTime - used).TotalMicroseconds / all.Length,9:F0}"));
    }

    async Task<List<long>> LaneAsync(int lane)
    {
        var turn = await Turns.BeginAsync(store.Ledger, $"{(settle ? "s" : "c")}-{lane}-{Guid.NewGuid():N}");
        var taken = new List<long>();
        while (Stopwatch.GetTimestamp() < end)
        {
            var start = Stopwatch.GetTimestamp();
            var commit = turn.Next(settle);
            if (await store.Ledger.CommitAsync(commit, default) is not CommitResult.Kept)
            {
                throw new InvalidOperationException("A lane of its own met a conflict.");
            }

            taken.Add(Stopwatch.GetTimestamp() - start);
            if (settle)
            {
                await store.Outbox.SettleAsync(commit.Conversation, commit.Outbox[0].Id, new Bot.Core.Activities.DeliveryResult.Sent(commit.Outbox[0].Id), null, TimeProvider.System.GetUtcNow(), default);
            }
        }

        return taken;
    }
}

static double Ms(long[] sorted, double part) => sorted.Length == 0 ? 0 : sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * part))] * 1000.0 / Stopwatch.Frequency;
