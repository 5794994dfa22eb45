using System.Text.Json;
using Bot.Core.Turns;
using Bot.Core.Understanding.Speaking;
using Bot.Tests.Kit.Chat;
using Bot.Tests.Kit.Http;
using Bot.Tests.Understanding.Speaking;

namespace Bot.Tests.Service;

/// <summary>From an operator's label to an answer that nobody had to ask for, over HTTP.</summary>
public sealed class SpeakApiTests
{
    private const string Question = "什么时候发货";

    [Fact]
    public async Task Labels_EnoughGoodOnes_OpenTheGateAndWrongOnesShutIt()
    {
        await using var connector = await ConnectorServer.StartAsync();
        await using var service = await ClockedService.StartAsync();
        await SayAsync(service, connector, "m1", Question);

        // In shadow at first: on the queue, silent, not switched by itself.
        var waiting = Assert.Single(await QueueAsync(service));
        Assert.Equal((Question, "faq.ship.when", "untrained"), (Text(waiting, "text"), Text(waiting, "entry"), Text(waiting, "because")));
        var (status, body) = await LabelAsync(service, new { interaction = Text(waiting, "interaction"), label = "speak" });
        Assert.Equal((200, 1), (status, body.GetProperty("kept").GetInt32()));
        Assert.Empty(await QueueAsync(service));
        Assert.Equal("speak", Text(Assert.Single(await QueueAsync(service, "&all=true")), "label"));
        Assert.Equal(("few_labels", false), Standing(await GroupAsync(service)));

        // Taught, it learns by itself and opens.
        await LabelAsync(service, [.. Lessons()]);
        await ServiceProcess.UntilAsync(async () => (await GroupAsync(service)).GetProperty("on").GetBoolean());
        var open = await GroupAsync(service);
        Assert.True(open.GetProperty("precision").GetDouble() >= 0.95);
        Assert.True(open.GetProperty("labels").GetInt32() >= 200);
        await SayAsync(service, connector, "m2", Question);
        Assert.Empty(connector.Replies);
        await service.WakeAsync(TimeSpan.FromSeconds(46));
        await ServiceProcess.UntilAsync(() => Task.FromResult(connector.Replies.Count == 1));
        Assert.Equal("m2", connector.Replies.Single().ReplyToId);

        // What it said is labelled like the rest; three mistakes, and it is silent again, at once.
        var said = (await QueueAsync(service)).Single(item => Text(item, "because") == "said");
        await LabelAsync(service, new { interaction = Text(said, "interaction"), label = "silent" });
        foreach (var (i, question) in (IEnumerable<(int, string)>)[(3, "能开发票吗"), (4, "有实体店吗")])
        {
            await service.WakeAsync(TimeSpan.FromMinutes(31));
            await SayAsync(service, connector, $"m{i}", question);
            await service.WakeAsync(TimeSpan.FromSeconds(46));
            await ServiceProcess.UntilAsync(async () => (await QueueAsync(service)).Any(item => Text(item, "because") is "said" or "shadow"));
            await LabelAsync(service, [.. (await QueueAsync(service)).Where(item => Text(item, "because") is "said" or "shadow").Select(item => new { interaction = Text(item, "interaction"), label = "wrong" })]);
        }

        await ServiceProcess.UntilAsync(async () => Standing(await GroupAsync(service)) is { Item2: false, Item1: "lately" });
    }

    [Fact]
    public async Task Mode_Off_IsShownAndHeld()
    {
        await using var connector = await ConnectorServer.StartAsync();
        await using var service = await ClockedService.StartAsync();
        Assert.Equal(404, (await ModeAsync(service, "off")).Status);
        await SayAsync(service, connector, "m1", Question);

        Assert.Equal(200, (await ModeAsync(service, "off")).Status);
        await SayAsync(service, connector, "m2", Question);

        Assert.Single(await QueueAsync(service));
        Assert.Equal(("off", false), Standing(await GroupAsync(service)));
        Assert.Equal(400, (await ModeAsync(service, "loud")).Status);
        Assert.Equal(400, (await LabelAsync(service, new { text = "x", label = "maybe" })).Status);
        Assert.Equal(400, (await LabelAsync(service, new { interaction = "nothing", label = "speak" })).Status);
        Assert.Equal(400, (await LabelAsync(service)).Status);
    }

    // Questions that the shop's content surely knows, and chat; both in many words.
    private static IEnumerable<object> Lessons()
    {
        var catalog = World.Catalog;
        var asks = catalog.Templates.All.Where(template => AmbientEntries.Allows(catalog, template.Key)).SelectMany(template => template.Asks)
            .Where(ask => SpeakCues.Of(ask) is { Question: true } or { Shop: true }).Distinct().Where((_, i) => i % 3 == 0).Take(250);
        foreach (var ask in asks)
        {
            yield return new { text = ask, label = "speak" };
        }

        foreach (var label in Labelled.Make(260).Where(label => label.Verdict == SpeakVerdict.Silent))
        {
            yield return new { text = label.Text, label = "silent" };
        }
    }

    private static async Task SayAsync(ClockedService service, ConnectorServer connector, string id, string text) =>
        Assert.InRange(await service.Client.PostAsync(Wire.Message(connector.Url, "g1", "member1", id, text, group: true)), 200, 299);

    private static Task<(int Status, JsonElement Body)> LabelAsync(ClockedService service, params object[] labels) =>
        service.SendAsync(HttpMethod.Post, "/api/speak/labels", new { channel = "test", group = "g1", @operator = "小美", labels });

    private static Task<(int Status, JsonElement Body)> ModeAsync(ClockedService service, string mode) =>
        service.SendAsync(HttpMethod.Put, "/api/speak/mode", new { channel = "test", group = "g1", mode });

    private static async Task<List<JsonElement>> QueueAsync(ClockedService service, string more = "") =>
        [.. (await service.JsonAsync($"/api/speak/queue?channel=test&group=g1{more}")).GetProperty("items").EnumerateArray()];

    private static async Task<JsonElement> GroupAsync(ClockedService service) =>
        (await service.JsonAsync("/api/speak?channel=test&group=g1")).GetProperty("items").EnumerateArray().Single();

    private static (string? Why, bool On) Standing(JsonElement group) => (Text(group, "why"), group.GetProperty("on").GetBoolean());

    private static string? Text(JsonElement item, string name) => item.TryGetProperty(name, out var value) ? value.GetString() : null;
}
