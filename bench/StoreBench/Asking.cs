using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using StackExchange.Redis;

namespace StoreBench;

/// <summary>Asks a route, once or often, and says what it took: time, this process's processor time (service and client), and what the Redis server had to do.</summary>
internal sealed class Asking : IAsyncDisposable
{
    private const int Times = 25;
    private const int Pages = 12;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly HttpClient _client;
    private readonly ConnectionMultiplexer? _redis;
    private double _slowest;
    private string _slowestWhat = "";

    private Asking(HttpClient client, ConnectionMultiplexer? redis) => (_client, _redis) = (client, redis);

    /// <summary>What the server counted: seconds of processor, commands, bytes sent.</summary>
    private readonly record struct Server(double Seconds, long Commands, long Bytes);

    public static async Task<Asking> OpenAsync(HttpClient client, string? redis) => new(client, redis is null ? null : await ConnectionMultiplexer.ConnectAsync(redis));

    public void Head(string what) => Console.WriteLine($"\n{what}\n{"route",-34}  days    p50 ms    p95 ms    max ms    cpu ms  bytes    facts{(_redis is null ? "" : "  redis ms  commands   redis KB")}");

    public void Foot() => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\nslowest after the start: {_slowest:F1} ms, {_slowestWhat}; resident {Process.GetCurrentProcess().WorkingSet64 >> 20} MB"));

    public async ValueTask DisposeAsync()
    {
        if (_redis is not null)
        {
            await _redis.CloseAsync();
            _redis.Dispose();
        }
    }

    /// <summary>Asks once.</summary>
    public Task OnceAsync(string what, int days, string path) => MeasureAsync(what, days, [path], false);

    /// <summary>Asks the same again and again.</summary>
    public Task OftenAsync(string what, int days, string path) => MeasureAsync(what, days, Enumerable.Repeat(path, 1 + Times), true);

    /// <summary>Follows a list from page to page; the first page does not count.</summary>
    public async Task PagesAsync(string what, int days, string path)
    {
        var pages = new List<string>();
        for (var next = (await GetAsync(path)).Next; next is not null && pages.Count < Pages; next = (await GetAsync(pages[^1])).Next)
        {
            pages.Add($"{path}&after={Uri.EscapeDataString(next)}");
        }

        await MeasureAsync(what, days, pages, true);
    }

    /// <summary>Waits until the service no longer works by itself.</summary>
    public async Task QuietAsync()
    {
        var began = Stopwatch.GetTimestamp();
        for (var quiet = 0; quiet < 3 && Stopwatch.GetElapsedTime(began).TotalSeconds < 60;)
        {
            var used = Environment.CpuUsage.TotalTime;
            await Task.Delay(300);
            quiet = (Environment.CpuUsage.TotalTime - used).TotalMilliseconds < 30 ? quiet + 1 : 0;
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"quiet {Stopwatch.GetElapsedTime(began).TotalSeconds:F1} s later"));
    }

    private async Task MeasureAsync(string what, int days, IEnumerable<string> paths, bool counts)
    {
        var (times, bytes, facts) = (new List<double>(), 0, -1);
        var (used, server) = (Environment.CpuUsage.TotalTime, await ServerAsync());
        foreach (var path in paths)
        {
            var began = Stopwatch.GetTimestamp();
            try
            {
                (bytes, facts, _) = await GetAsync(path);
            }
            catch (TaskCanceledException)
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-34}  {days,4}  no answer in {Patience.TotalSeconds:F0} s"));
                _slowestWhat = $"{what}: no answer";
                return;
            }

            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }

        if (times.Count == 0)
        {
            return;
        }

        var cpu = (Environment.CpuUsage.TotalTime - used).TotalMilliseconds / times.Count;
        var after = await ServerAsync();
        times.Sort();
        if (counts && times[^1] > _slowest)
        {
            (_slowest, _slowestWhat) = (times[^1], what);
        }

        var line = string.Create(CultureInfo.InvariantCulture, $"{what,-34}  {days,4}  {At(times, 0.5),8:F1}  {At(times, 0.95),8:F1}  {times[^1],8:F1}  {cpu,8:F1}  {bytes,7}  {(facts < 0 ? "" : $"{facts}"),5}");
        Console.WriteLine(_redis is null ? line : string.Create(CultureInfo.InvariantCulture,
            $"{line}  {(after.Seconds - server.Seconds) * 1000 / times.Count,8:F1}  {(after.Commands - server.Commands) / times.Count,8}  {(after.Bytes - server.Bytes) / 1024 / times.Count,9}"));
    }

    private async Task<(int Bytes, int Facts, string? Next)> GetAsync(string path)
    {
        using var patience = new CancellationTokenSource(Patience);
        var body = await _client.GetByteArrayAsync(new Uri(path, UriKind.Relative), patience.Token);
        if (!path.Contains("/interactions", StringComparison.Ordinal) || path.Contains("format=csv", StringComparison.Ordinal))
        {
            return (body.Length, -1, null);
        }

        using var json = JsonDocument.Parse(body);
        return (body.Length, json.RootElement.GetProperty("items").GetArrayLength(), json.RootElement.TryGetProperty("next", out var next) ? next.GetString() : null);
    }

    private async Task<Server> ServerAsync()
    {
        if (_redis is null)
        {
            return default;
        }

        var info = ((string)(await _redis.GetDatabase().ExecuteAsync("INFO"))!).Split('\n').Select(line => line.Trim().Split(':')).Where(parts => parts.Length == 2).ToDictionary(parts => parts[0], parts => parts[1]);
        return new(Number("used_cpu_user") + Number("used_cpu_sys"), (long)Number("total_commands_processed"), (long)Number("total_net_output_bytes"));

        double Number(string name) => double.Parse(info[name], CultureInfo.InvariantCulture);
    }

    private static double At(List<double> sorted, double part) => sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * part))];
}
