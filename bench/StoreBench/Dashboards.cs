using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using Bot.Host;
using Bot.Host.Console.Access;
using Bot.Host.Content;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace StoreBench;

/// <summary>The service on a filled store, and how long its five dashboards take over HTTP: the first time, and after.</summary>
internal static class Dashboards
{
    private const int Times = 15;
    private static readonly string[] Names = ["today", "pushes", "answers", "content", "groups"];

    public static async Task RunAsync(string content, params string[] storage)
    {
        var folder = Directory.CreateTempSubdirectory("dash-bench-").FullName;
        var app = BotHost.Build(["--urls", "http://127.0.0.1:0", "--Storage:DataFolder", folder, "--Content:Root", content, "--Logging:LogLevel:Default", "Warning", .. storage], content);
        app.Services.GetRequiredService<LiveCatalog>().Load();
        await app.StartAsync();
        try
        {
            using var client = await SignInAsync(app);
            // What is slow only because it was never run: days long gone, in which nothing is counted.
            foreach (var name in Names)
            {
                await AskAsync(client, name, new DateOnly(2020, 1, 10), 10);
            }

            await WarmAsync(client);
            var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().AddHours(8).DateTime);
            Console.WriteLine("dashboard  days  first ms  p50 ms  max ms  bytes");
            foreach (var days in (int[])[7, 30, Facts.Days])
            {
                foreach (var name in Names)
                {
                    var (first, bytes) = await AskAsync(client, name, today, days);
                    var times = new List<double>();
                    for (var i = 0; i < Times; i++)
                    {
                        times.Add((await AskAsync(client, name, today, days)).Ms);
                    }

                    times.Sort();
                    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-9}  {days,4}  {first,8:F1}  {times[Times / 2],6:F1}  {times[^1],6:F1}  {bytes,5}"));
                }
            }

            await ListsAsync(client, today);
            Console.WriteLine($"resident {Process.GetCurrentProcess().WorkingSet64 >> 20} MB");
        }
        finally
        {
            await app.StopAsync();
            await app.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    // First pages of lists behind figures, and the whole of a short one.
    private static async Task ListsAsync(HttpClient client, DateOnly today)
    {
        Console.WriteLine("list                            days  first ms  p50 ms  max ms  facts");
        foreach (var days in (int[])[7, Facts.Days])
        {
            foreach (var (name, page) in ((string, int)[])[("~said/", 500), ("~replied/knowledge", 500), ("~left", 500), ("~consent/OptOutPromo", 500), ("~handoff/asked", 500), ("faq.a299@", 500), ("~dialog/shopping/ended/done", 500)])
            {
                var path = string.Create(CultureInfo.InvariantCulture, $"/api/v1/interactions?limit={page}&from={today.AddDays(1 - days):yyyy-MM-dd}T00:00:00%2B08:00&to={today.AddDays(1):yyyy-MM-dd}T00:00:00%2B08:00&counted={Uri.EscapeDataString(name)}");
                var (first, facts) = await PageAsync(client, path);
                var times = new List<double>();
                for (var i = 0; i < 5; i++)
                {
                    times.Add((await PageAsync(client, path)).Ms);
                }

                times.Sort();
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-30}  {days,4}  {first,8:F1}  {times[2],6:F1}  {times[^1],6:F1}  {facts,5}"));
            }
        }
    }

    private static async Task<(double Ms, int Facts)> PageAsync(HttpClient client, string path)
    {
        var began = Stopwatch.GetTimestamp();
        var body = await client.GetByteArrayAsync(new Uri(path, UriKind.Relative));
        var took = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        using var json = System.Text.Json.JsonDocument.Parse(body);
        return (took, json.RootElement.GetProperty("items").GetArrayLength());
    }

    // What the service reads after its start, so that nobody waits for it.
    private static async Task WarmAsync(HttpClient client)
    {
        var began = Stopwatch.GetTimestamp();
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().AddHours(8).DateTime);
        while ((await AskAsync(client, "today", today, Facts.Days)).Ms > 300)
        {
            await Task.Delay(500);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ready {Stopwatch.GetElapsedTime(began).TotalSeconds:F1} s after the start"));
    }

    private static async Task<(double Ms, int Bytes)> AskAsync(HttpClient client, string name, DateOnly last, int days)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"/api/v1/dash/{name}?from={last.AddDays(1 - days):yyyy-MM-dd}&to={last:yyyy-MM-dd}");
        var began = Stopwatch.GetTimestamp();
        var body = await client.GetByteArrayAsync(new Uri(path, UriKind.Relative));
        return (Stopwatch.GetElapsedTime(began).TotalMilliseconds, body.Length);
    }

    private static async Task<HttpClient> SignInAsync(WebApplication app)
    {
        var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        const string password = "correct horse battery";
        var account = new { token = await app.Services.GetRequiredService<FirstRun>().IssueAsync(default), name = "boss", password, display = "bench" };
        using var answer = await client.PostAsJsonAsync("/api/v1/" + (account.token is null ? "session" : "setup"), account);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? client : throw new InvalidOperationException(text);
    }
}
