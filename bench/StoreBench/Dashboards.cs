using System.Globalization;
using System.Net.Http.Json;
using Bot.Host;
using Bot.Host.Console.Access;
using Bot.Host.Content;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace StoreBench;

/// <summary>
/// The service on a filled store, and how long every route of its dashboards takes over HTTP: right after the start, and then again and again.
/// </summary>
internal static class Dashboards
{
    private static readonly string[] Names = ["today", "pushes", "answers", "content", "groups"];
    private static readonly string[] Figures = ["~said/", "~replied/knowledge", "~left", "~consent/OptOutPromo", "~handoff/asked", "faq.a299@", "~dialog/shopping/ended/done"];

    public static async Task RunAsync(string content, string? redis, params string[] storage)
    {
        var folder = Directory.CreateTempSubdirectory("dash-bench-").FullName;
        var app = BotHost.Build(["--urls", "http://127.0.0.1:0", "--Storage:DataFolder", folder, "--Content:Root", content, "--Logging:LogLevel:Default", "Warning", .. storage], content);
        app.Services.GetRequiredService<LiveCatalog>().Load();
        await app.StartAsync();
        try
        {
            using var client = await SignInAsync(app);
            await using var asking = await Asking.OpenAsync(client, redis);
            var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().AddHours(8).DateTime);

            // Nobody has asked anything yet, and nothing waits for what the service reads by itself.
            asking.Head("right after the start, each once");
            foreach (var name in Names)
            {
                await asking.OnceAsync($"dash/{name}", 7, Dash(name, today, 7));
            }

            await asking.OnceAsync("list ~said/", 7, List("~said/", today, 7));
            await asking.OnceAsync("list, plain", 1, Plain(today, 1, ""));
            await asking.OnceAsync("dash/groups", Facts.Days, Dash("groups", today, Facts.Days));
            await asking.QuietAsync();

            asking.Head("dashboards");
            foreach (var days in (int[])[7, 30, Facts.Days])
            {
                foreach (var name in Names)
                {
                    await asking.OftenAsync($"dash/{name}", days, Dash(name, today, days));
                }
            }

            foreach (var name in Names)
            {
                await asking.OftenAsync($"dash/{name} csv", 30, Dash(name, today, 30) + "&format=csv");
            }

            foreach (var name in Names)
            {
                await asking.OftenAsync($"dash/{name} of a group", 30, Dash(name, today, 30) + "&channel=wecom&group=group-017");
            }

            asking.Head("lists behind figures: the first page, the next, and as CSV");
            foreach (var days in (int[])[7, Facts.Days])
            {
                foreach (var name in Figures)
                {
                    await asking.OftenAsync($"list {name}", days, List(name, today, days));
                }
            }

            foreach (var name in (string[])["~said/", "~left", "~handoff/asked"])
            {
                await asking.PagesAsync($"list {name}, next pages", Facts.Days, List(name, today, Facts.Days));
                await asking.OftenAsync($"list {name} csv", 7, List(name, today, 7) + "&format=csv");
            }

            await asking.OftenAsync("list ~said/ of a group", Facts.Days, List("~said/", today, Facts.Days) + "&channel=wecom&conversation=group-017");
            asking.Head("the plain list");
            await asking.OftenAsync("list, plain", 1, Plain(today, 1, ""));
            await asking.OftenAsync("list, plain", Facts.Days, Plain(today, Facts.Days, ""));
            await asking.OftenAsync("list, plain, no days", 0, "/api/v1/interactions?limit=500");
            await asking.PagesAsync("list, plain, next pages", Facts.Days, Plain(today, Facts.Days, ""));
            await asking.OftenAsync("list, plain, days ago", 1, Plain(today.AddDays(-20), 1, ""));
            await asking.OftenAsync("list of a channel", 7, Plain(today, 7, "&channel=wecom"));
            await asking.OftenAsync("list of a group", 7, Plain(today, 7, "&channel=wecom&conversation=group-017"));
            await asking.OftenAsync("list of a kind", 7, Plain(today, 7, "&kind=HandOff"));
            asking.Foot();
        }
        finally
        {
            await app.StopAsync();
            await app.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Dash(string name, DateOnly last, int days) =>
        string.Create(CultureInfo.InvariantCulture, $"/api/v1/dash/{name}?from={last.AddDays(1 - days):yyyy-MM-dd}&to={last:yyyy-MM-dd}");

    private static string List(string name, DateOnly last, int days) => Plain(last, days, "&counted=" + Uri.EscapeDataString(name));

    private static string Plain(DateOnly last, int days, string more) =>
        string.Create(CultureInfo.InvariantCulture, $"/api/v1/interactions?limit=500&from={last.AddDays(1 - days):yyyy-MM-dd}T00:00:00%2B08:00&to={last.AddDays(1):yyyy-MM-dd}T00:00:00%2B08:00{more}");

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
