using System.Globalization;
using Bot.Storage;
using Bot.Storage.Redis;

// The push throttle on Redis against rate-limiter-flexible, in one run, in shuffled slices, on one server.
//   npm install --prefix bench/throttle/peers
//   dotnet run -c Release --project bench/throttle -- [pairs|cpu|memory ...] [rounds]
// pairs:  decisions/s; one decision is four caps and (ours only) one id judged once, all or none.
// cpu:    the server's CPU for a decision, with 2 to 30 entries in each log.
// memory: what 100,000 members' logs take, or those of so many as are named.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var rounds = args.Select(arg => int.TryParse(arg, out var number) ? number : 0).FirstOrDefault(number => number > 0, 15);
var wanted = args.Where(arg => !int.TryParse(arg, out _)).DefaultIfEmpty("all").ToArray();
var random = new Random(20261122);
var slice = TimeSpan.FromMilliseconds(500);
bool Wants(string what) => wanted.Contains(what) || wanted.Contains("all");
using var server = new Server();

if (Wants("pairs"))
{
    var here = Path.Combine(Directory.GetCurrentDirectory(), "bench/throttle/peers/rlf.mjs");
    using var peer = new Peer(here, server.Port);
    foreach (var workers in (int[])[1, 64, 256])
    {
        server.Ask("FLUSHALL");
        var folder = Directory.CreateTempSubdirectory("throttle-bench-").FullName;
        await using var bare = await OpenAsync("bare", null);
        await using var journaled = await OpenAsync("journaled", folder);
        var ours = new Decisions(bare.Pushes, "a");
        var kept = new Decisions(journaled.Pushes, "b");
        (string Name, Func<TimeSpan, Task<double>> Run)[] sides =
        [
            ("rlf, 4 caps one after another", time => peer.RunAsync(workers, time)),
            ("ours, 4 exact rules + dedupe", time => ours.RunAsync(workers, time)),
            ("ours, with the journal", time => kept.RunAsync(workers, time)),
        ];
        foreach (var side in sides)
        {
            await side.Run(slice * 2);
        }

        var (used, served, count) = (Environment.CpuUsage.TotalTime, server.Cpu(), ours.Count);
        await sides[1].Run(slice * 4);
        count = ours.Count - count;
        Console.WriteLine($"concurrency {workers}: ours, CPU for a decision: client {(Environment.CpuUsage.TotalTime - used).TotalMicroseconds / count:F1} us, server {(server.Cpu() - served) / count:F1} us");
        var seen = sides.Select(_ => new List<double>()).ToArray();
        for (var round = 0; round < rounds; round++)
        {
            int[] order = [0, 1, 2];
            random.Shuffle(order);
            foreach (var one in order)
            {
                seen[one].Add(await sides[one].Run(slice));
            }
        }

        Console.WriteLine($"concurrency {workers}, {rounds} rounds of {slice.TotalSeconds} s slices");
        for (var i = 0; i < sides.Length; i++)
        {
            var ratios = seen[i].Zip(seen[0], (mine, theirs) => mine / theirs).ToArray();
            Console.WriteLine($"  {sides[i].Name,-32} {At(seen[i], 0.5),8:F0}/s   {At(ratios, 0.5):F2}x (IQR {At(ratios, 0.25):F2}-{At(ratios, 0.75):F2})");
        }

        await bare.DisposeAsync();
        await journaled.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}

if (Wants("cpu"))
{
    const int People = 1000;
    Console.WriteLine("server CPU for a decision (4 caps on 3 logs, dedupe, row, due index, funnel, and the tidying behind it)");
    server.Ask("FLUSHALL");
    await using var store = await OpenAsync("cpu", null);
    var decisions = new Decisions(store.Pushes, "c");
    var number = 0;
    var entries = 0;
    foreach (var length in (int[])[2, 5, 10, 20, 30])
    {
        for (; entries < length; entries++)
        {
            await FillAsync(decisions, People, number);
            number += People;
        }

        var cpu = new List<double>();
        for (var round = 0; round < 8; round++)
        {
            // Several tenths of a second of the server's time, and the logs grow by one entry only.
            var before = server.Cpu();
            var idle = server.Cpu() - before;
            before = server.Cpu();
            await FillAsync(decisions, People, number);
            cpu.Add((server.Cpu() - before - idle) / People);
            number += People;
            entries++;
        }

        Console.WriteLine($"  {length,2} entries: {At(cpu, 0.5):F1} us (least {cpu.Min():F1})");
    }
}

if (Wants("memory"))
{
    // A number of a thousand or more is so many members.
    var people = rounds >= 1000 ? rounds : 100_000;
    foreach (var length in (int[])[3, 10])
    {
        server.Ask("FLUSHALL");
        var before = server.Memory();
        // Entries as a reservation leaves them, without the rows, which weigh what their words weigh.
        server.Ask("EVAL", """
            for person = 0, ARGV[1] - 1 do
              for i = 1, ARGV[2] do
                redis.call('ZADD', 'th:{qz}:Lm|5:16:wecomwmAbCdEf' .. string.format('%08d', person), string.format('%.0f', 1795000000000 + i * 86400000), 'campaign-7:' .. person .. ':' .. i)
              end
            end
            """, "0", $"{people}", $"{length}");
        Console.WriteLine($"  {length} entries each: {(server.Memory() - before) / people:F0} bytes a member's log, measured over {people:N0} members");
    }
}

async Task<Store> OpenAsync(string tenant, string? folder) =>
    await RedisStore.OpenAsync(server.Address, new() { Tenant = tenant, DataFolder = folder }, TimeProvider.System);

static Task FillAsync(Decisions decisions, int people, int from) =>
    Parallel.ForEachAsync(Enumerable.Range(0, people), new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (person, _) => await decisions.OneAsync(from + person, person, person));

static double At(IEnumerable<double> values, double part)
{
    var sorted = values.Order().ToArray();
    return sorted[(int)(part * (sorted.Length - 1))];
}
