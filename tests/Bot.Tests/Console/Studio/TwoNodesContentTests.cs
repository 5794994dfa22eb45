using System.Collections.Concurrent;
using System.Diagnostics;
using Bot.Core.Activities;
using Bot.Core.Interactions;
using Bot.Core.Ports;
using Bot.Tests.Kit;
using Bot.Tests.Kit.Http;

namespace Bot.Tests.Console.Studio;

/// <summary>Two nodes on one Redis, over HTTP: what is published on one is what customers of both hear a moment later, and never half of it.</summary>
public sealed class TwoNodesContentTests
{
    private const string Path = "templates/faq/ship.when.tmpl";
    private const string Ask = "什么时候发货";
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Publish_OnOneNode_IsHeardOnBothWithinASecond_AndNeverHalf()
    {
        var content = Directory.CreateTempSubdirectory("qunzhu-nodes-").FullName;
        Repository.Write(Repository.SmallContent(), content);
        await using var redis = await RedisServer.StartAsync();
        await using var connector = await ConnectorServer.StartAsync();
        string[] store = ["--Storage:Provider", "Redis", "--ConnectionStrings:Redis", redis.Address];
        await using var one = await ConsoleService.StartAsync(content, null, store);
        await using var two = await ConsoleService.StartAsync(content, null, store);
        var admin = await one.AdminAsync();
        using var first = new HttpClient { BaseAddress = one.Address };
        using var second = new HttpClient { BaseAddress = two.Address };
        await PublishAsync(admin, 0);

        // Customers of both nodes ask on and on, in groups and directly, while one version follows the other.
        using var enough = new CancellationTokenSource();
        var heard = new ConcurrentBag<Interaction>();
        var asking = Enumerable.Range(0, 4).Select(i => HammerAsync(i % 2 == 0 ? (one, first) : (two, second), connector.Url, $"c{i}", i < 2, heard, enough.Token)).ToArray();
        var took = new List<TimeSpan>();
        for (var version = 1; version <= 5; version++)
        {
            await PublishAsync(admin, version);
            var since = Stopwatch.GetTimestamp();
            foreach (var (service, client) in new[] { (one, first), (two, second) })
            {
                for (var i = 0; (await AskAsync(service, client, connector.Url, $"v{version}", i, false)).Text != Words(version, "dm"); i++)
                {
                    Assert.True(Stopwatch.GetElapsedTime(since) < Patience, $"version {version} never came");
                }
            }

            took.Add(Stopwatch.GetElapsedTime(since));
        }

        await enough.CancelAsync();
        await Task.WhenAll(asking);

        // A machine that is busy with other tests may be late now and then; a service that is late always is wrong.
        Assert.True(took.Min() < Bound, $"it took {string.Join(", ", took)}");
        TestContext.Current.TestOutputHelper?.WriteLine($"in force on both after {string.Join(", ", took.Select(one => $"{one.TotalMilliseconds:F0} ms"))}; {heard.Count} answers meanwhile");
        Assert.NotEmpty(heard);
        foreach (var answers in heard.GroupBy(fact => fact.Template))
        {
            var version = Enumerable.Range(0, 6).Single(number => Words(number, "dm") == answers.First().Text || Words(number, "group") == answers.First().Text);
            Assert.All(answers, fact => Assert.Contains(fact.Text, (string[])[Words(version, "dm"), Words(version, "group")]));
        }

        Directory.Delete(content, recursive: true);
    }

    private static string Words(int version, string where) => $"{where} 第{version}版：现在下单当天发，第{version}版。";

    private static string Text(int version) =>
        $"---\nname: 什么时候发货\nkind: answer\nasks: [什么时候发货, 多久能到]\nlocales: [zh-CN]\n---\n== zh-CN id=a\n{Words(version, "dm")}\n== zh-CN channel=group id=short\n{Words(version, "group")}\n";

    private static async Task PublishAsync(Visitor admin, int version)
    {
        var at = Uri.EscapeDataString(Path);
        var drafted = await admin.SendAsync(HttpMethod.Put, $"/api/v1/content/draft?path={at}", new { text = Text(version) }, ("If-Match", "*"));
        Assert.Equal(200, drafted.Status);
        var published = await admin.SendAsync(HttpMethod.Post, $"/api/v1/content/publish?path={at}", new { reason = $"{version}" }, ("If-Match", "*"));
        Assert.True(published.Status == 200, published.Text);
    }

    private static async Task HammerAsync((ConsoleService Service, HttpClient Client) node, string url, string who, bool group, ConcurrentBag<Interaction> heard, CancellationToken enough)
    {
        for (var i = 0; !enough.IsCancellationRequested; i++)
        {
            heard.Add(await AskAsync(node.Service, node.Client, url, who, i, group));
        }
    }

    // The answer is on record when the platform is acknowledged.
    private static async Task<Interaction> AskAsync(ConsoleService service, HttpClient client, string url, string who, int turn, bool group)
    {
        var (conversation, id) = ($"{who}-{service.Address.Port}-{turn}", $"m-{who}-{service.Address.Port}-{turn}");
        Assert.InRange(await client.PostAsync(Wire.Message(url, conversation, $"u-{who}", id, group ? $"@小助 {Ask}" : Ask, group: group)), 200, 202);
        await foreach (var (_, fact) in service.Get<IRecord>().ReadAsync(new InteractionQuery(new ConversationKey("test", conversation)), Cancel))
        {
            if (fact.Kind == InteractionKind.Replied && fact.Template?.StartsWith("faq.ship.when", StringComparison.Ordinal) == true)
            {
                return fact;
            }
        }

        throw new Xunit.Sdk.XunitException($"{conversation}: no answer");
    }
}
