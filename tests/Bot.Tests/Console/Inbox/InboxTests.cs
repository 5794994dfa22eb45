using System.Text.Json;
using Bot.Tests.Kit.Http;

namespace Bot.Tests.Console.Inbox;

/// <summary>The inbox over HTTP: who waits, one conversation, and that of a person and the assistant only one answers.</summary>
public sealed class InboxTests
{
    private const string Talk = "/api/v1/inbox/conversation?channel=test&id=dm1";

    [Fact]
    public async Task HandOff_WaitsIsTakenAnsweredAndReleased_OneAnswersAtATime()
    {
        await using var connector = await ConnectorServer.StartAsync();
        await using var service = await ConsoleService.StartAsync();
        var admin = await service.AdminAsync();
        var mei = await service.PersonAsync(admin, "mei", "editor");
        var lei = await service.PersonAsync(admin, "lei", "editor");
        using var client = new HttpClient { BaseAddress = service.Address };
        await client.PostAsync(Wire.Message(connector.Url, "dm1", "member1", "m1", "我今年25岁"));
        await client.PostAsync(Wire.Message(connector.Url, "dm1", "member1", "m2", "转人工"));
        var begun = service.Clock.GetUtcNow();
        service.Clock.Advance(TimeSpan.FromMinutes(3));
        await client.PostAsync(Wire.Message(connector.Url, "dm1", "member1", "m3", "什么时候发货"));

        var waiting = Assert.Single(await ItemsAsync(mei));
        Assert.Equal(("对方要找人工：“转人工”", 180, "什么时候发货"), (Text(waiting, "summary"), waiting.GetProperty("waitedSeconds").GetInt32(), Text(waiting.GetProperty("last"), "text")));
        Assert.Equal(begun, waiting.GetProperty("waitingSince").GetDateTimeOffset());
        Assert.False(waiting.TryGetProperty("takenBy", out _));

        var talk = (await mei.GetAsync(Talk)).Json;
        Assert.Equal("member1", Text(talk.GetProperty("member"), "id"));
        var age = talk.GetProperty("profile").GetProperty("attributes").GetProperty("age");
        Assert.Equal(("25", "Stated"), (Text(age, "value"), Text(age, "source")));
        Assert.Equal(["member", "member"], talk.GetProperty("messages").EnumerateArray().Where(one => Text(one, "text") is "转人工" or "什么时候发货").Select(one => Text(one, "who")));
        var suggested = talk.GetProperty("suggestions")[0];
        Assert.StartsWith("faq.", Text(suggested, "key"), StringComparison.Ordinal);
        Assert.NotEmpty(Text(suggested, "text")!);
        Assert.DoesNotContain("serviceUrl", talk.GetRawText(), StringComparison.OrdinalIgnoreCase);

        // Nobody speaks before they have it, and what one has no other takes, speaks in or gives back.
        Assert.Equal((409, "not_taken"), await ActAsync(mei, "say", "在的"));
        Assert.Equal((200, null), await ActAsync(mei, "take"));
        Assert.Equal((200, null), await ActAsync(mei, "take"));
        var refused = await lei.SendAsync(HttpMethod.Post, "/api/v1/inbox/take", new { channel = "test", id = "dm1" });
        Assert.Equal((409, "taken", "mei的显示名"), (refused.Status, refused.Code, Text(refused.Json, "takenBy")));
        Assert.Equal((409, "taken"), await ActAsync(lei, "say", "我来"));
        Assert.Equal((409, "taken"), await ActAsync(lei, "release"));
        Assert.Equal("mei的显示名", Text(Assert.Single(await ItemsAsync(lei)), "takenBy"));

        Assert.Equal((200, null), await ActAsync(mei, "say", "明天发，稍等", "r1"));
        Assert.Equal((200, null), await ActAsync(mei, "say", "明天发，稍等", "r1"));
        Assert.False(Assert.Single(await ItemsAsync(mei)).TryGetProperty("waitingSince", out _));
        await client.PostAsync(Wire.Message(connector.Url, "dm1", "member1", "m4", "能开发票吗"));
        var said = (await mei.GetAsync(Talk)).Json.GetProperty("messages").EnumerateArray().TakeLast(2).Select(one => $"{Text(one, "who")} {Text(one, "name")} {Text(one, "text")}");
        Assert.Equal(["operator mei的显示名 明天发，稍等", "member member1 能开发票吗"], said);

        // Given back: the assistant answers again.
        Assert.Equal((200, null), await ActAsync(mei, "release"));
        Assert.Equal((409, "not_handed_off"), await ActAsync(mei, "release"));
        Assert.Empty(await ItemsAsync(mei));
        await client.PostAsync(Wire.Message(connector.Url, "dm1", "member1", "m5", "能开发票吗"));
        Assert.Equal("assistant", Text((await mei.GetAsync(Talk)).Json.GetProperty("messages").EnumerateArray().Last(), "who"));

        var trail = (await admin.GetAsync("/api/v1/audit?what=conversation.")).Json.GetProperty("items").EnumerateArray().Select(line => $"{Text(line, "who")} {Text(line, "what")}");
        Assert.Equal(["mei conversation.released", "mei conversation.said", "mei conversation.said", "mei conversation.taken", "mei conversation.taken"], trail);
    }

    [Fact]
    public async Task Administrator_ReleasesWhatAnotherForgot_AndANewDisplayNameLosesNothing()
    {
        await using var connector = await ConnectorServer.StartAsync();
        await using var service = await ConsoleService.StartAsync();
        var admin = await service.AdminAsync();
        var mei = await service.PersonAsync(admin, "mei", "editor");
        var lei = await service.PersonAsync(admin, "lei", "editor");
        using var client = new HttpClient { BaseAddress = service.Address };
        await client.PostAsync(Wire.Message(connector.Url, "dm1", "member1", "m1", "什么时候发货"));

        Assert.Equal((200, null), await ActAsync(mei, "take"));
        Assert.Equal(200, (await admin.SendAsync(HttpMethod.Put, "/api/v1/accounts/mei", new { display = "阿梅" })).Status);
        Assert.Equal((200, null), await ActAsync(mei, "say", "在的"));
        Assert.False(Assert.Single(await ItemsAsync(mei)).TryGetProperty("waitingSince", out _));
        Assert.Equal((409, "taken"), await ActAsync(lei, "take"));
        Assert.Equal((200, null), await ActAsync(admin, "release"));
        Assert.Equal((200, null), await ActAsync(lei, "take"));
    }

    [Fact]
    public async Task Solved_AsksOnce_AndTheAnswerIsOnTheCard()
    {
        await using var connector = await ConnectorServer.StartAsync();
        await using var service = await ConsoleService.StartAsync();
        var admin = await service.AdminAsync();
        using var client = new HttpClient { BaseAddress = service.Address };
        var message = 0;

        // A number right after the question is the answer; what follows is answered as ever.
        await HandOverAsync("dm1", "member1");
        Assert.Equal((200, null), await CloseAsync("dm1"));
        Assert.Contains("回 1 满意、2 一般、3 不满意", (await LastAsync("dm1")).Text, StringComparison.Ordinal);
        await SaysAsync("dm1", "member1", "1");
        Assert.Equal("记下了，谢谢你。", (await LastAsync("dm1")).Text);
        Assert.Equal("satisfied", await OfAsync("member1"));
        await SaysAsync("dm1", "member1", "1");
        Assert.NotEqual("记下了，谢谢你。", (await LastAsync("dm1")).Text);

        // Not again within a week; not in a group; not where nobody asked for a person; not after a day's silence; not when it is not settled.
        await HandOverAsync("dm1", "member1");
        Assert.Equal((200, null), await CloseAsync("dm1"));
        Assert.DoesNotContain("回 1 满意", (await LastAsync("dm1")).Text, StringComparison.Ordinal);
        await SaysAsync("dm2", "member2", "什么时候发货");
        Assert.Equal((200, null), await CloseAsync("dm2"));
        await HandOverAsync("dm3", "member3");
        Assert.Equal((200, null), await CloseAsync("dm3", solved: false));
        Assert.DoesNotContain(new[] { (await LastAsync("dm2")).Text, (await LastAsync("dm3")).Text }, text => text.Contains("回 1 满意", StringComparison.Ordinal));

        // Other words first: the words of an answer still count, a bare number does not; after a day nothing does.
        await HandOverAsync("dm4", "member4");
        Assert.Equal((200, null), await CloseAsync("dm4"));
        await SaysAsync("dm4", "member4", "能开发票吗");
        await SaysAsync("dm4", "member4", "3");
        Assert.Null(await OfAsync("member4"));
        await SaysAsync("dm4", "member4", "不太满意！");
        Assert.StartsWith("抱歉没有帮好你", (await LastAsync("dm4")).Text, StringComparison.Ordinal);
        Assert.Equal("dissatisfied", await OfAsync("member4"));
        await HandOverAsync("dm5", "member5");
        Assert.Equal((200, null), await CloseAsync("dm5"));
        service.Clock.Advance(TimeSpan.FromHours(24));
        await SaysAsync("dm5", "member5", "满意");
        Assert.Null(await OfAsync("member5"));

        var facts = (await service.AdminAsync()) is var again ? (await again.GetAsync("/api/v1/interactions?limit=1000")).Json.GetProperty("items").EnumerateArray().Where(fact => Text(fact, "kind") == "Rated").Select(fact => $"{Text(fact.GetProperty("member"), "id")} {Text(fact, "reason")}") : [];
        Assert.Equal(["member1 satisfied", "member4 dissatisfied"], facts.Order(StringComparer.Ordinal));

        async Task HandOverAsync(string conversation, string member)
        {
            await SaysAsync(conversation, member, "什么时候发货");
            await SaysAsync(conversation, member, "转人工");
        }

        Task SaysAsync(string conversation, string member, string text) => client.PostAsync(Wire.Message(connector.Url, conversation, member, $"m{++message}", text));

        async Task<(int, string?)> CloseAsync(string id, bool solved = true)
        {
            Assert.Equal(200, (await admin.SendAsync(HttpMethod.Post, "/api/v1/inbox/take", new { channel = "test", id })).Status);
            return Of(await admin.SendAsync(HttpMethod.Post, "/api/v1/inbox/release", new { channel = "test", id, solved }));
        }

        async Task<(string Who, string Text)> LastAsync(string id)
        {
            var last = (await admin.GetAsync($"/api/v1/inbox/conversation?channel=test&id={id}")).Json.GetProperty("messages").EnumerateArray().Last();
            return (Text(last, "who")!, Text(last, "text")!);
        }

        async Task<string?> OfAsync(string member) =>
            (await service.Get<Bot.Core.Ports.IRecord>().ProfileAsync(new Bot.Core.Activities.MemberKey("test", member), TestContext.Current.CancellationToken)).Attributes.GetValueOrDefault("satisfaction")?.Value;
    }

    [Fact]
    public async Task List_MostOverdueFirst_WithTheTimeToAnswerBy()
    {
        await using var connector = await ConnectorServer.StartAsync();
        await using var service = await ConsoleService.StartAsync(null, null, "--Inbox:Answer", "20");
        var admin = await service.AdminAsync();
        using var client = new HttpClient { BaseAddress = service.Address };
        await client.PostAsync(Wire.Message(connector.Url, "dm2", "member2", "m1", "转人工"));
        await client.PostAsync(Wire.Message(connector.Url, "dm3", "member3", "m2", "什么时候发货"));
        service.Clock.Advance(TimeSpan.FromMinutes(1));
        await client.PostAsync(Wire.Message(connector.Url, "dm1", "member1", "m3", "转人工"));
        Assert.Equal(200, (await admin.SendAsync(HttpMethod.Post, "/api/v1/inbox/take", new { channel = "test", id = "dm3" })).Status);

        var items = await ItemsAsync(admin);

        Assert.Equal(["dm2", "dm1", "dm3"], items.Select(item => Text(item.GetProperty("conversation"), "id")));
        Assert.Equal(service.Clock.GetUtcNow().AddMinutes(19), items[0].GetProperty("slaUntil").GetDateTimeOffset());
        Assert.Equal(service.Clock.GetUtcNow().AddMinutes(20), (await admin.GetAsync(Talk)).Json.GetProperty("slaUntil").GetDateTimeOffset());
        Assert.False(items[2].TryGetProperty("slaUntil", out _));
    }

    [Fact]
    public async Task Wrong_IsRefusedInTheOneForm()
    {
        await using var service = await ConsoleService.StartAsync();
        var admin = await service.AdminAsync();
        var viewer = await service.PersonAsync(admin, "vi", "viewer");

        Assert.Equal((403, "not_permitted"), Of(await viewer.GetAsync("/api/v1/inbox")));
        Assert.Equal((404, "no_conversation"), Of(await admin.GetAsync(Talk)));
        Assert.Equal((404, "no_conversation"), await ActAsync(admin, "take"));
        Assert.Equal((400, "text_wrong"), await ActAsync(admin, "say"));
        Assert.Equal((400, "conversation_missing"), Of(await admin.SendAsync(HttpMethod.Post, "/api/v1/inbox/take", new { channel = "test" })));
        Assert.Equal((400, "conversation_missing"), Of(await admin.GetAsync("/api/v1/inbox/conversation?channel=test")));
        Assert.StartsWith("conversation.channel,conversation.id,takenBy", (await admin.GetAsync("/api/v1/inbox?format=csv")).Text.TrimStart('\uFEFF'), StringComparison.Ordinal);
    }

    private static async Task<(int, string?)> ActAsync(Visitor who, string act, string? text = null, string? requestId = null) =>
        Of(await who.SendAsync(HttpMethod.Post, $"/api/v1/inbox/{act}", new { channel = "test", id = "dm1", text, requestId }));

    private static async Task<JsonElement[]> ItemsAsync(Visitor who) => [.. (await who.GetAsync("/api/v1/inbox")).Json.GetProperty("items").EnumerateArray()];

    private static string? Text(JsonElement of, string name) => of.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static (int Status, string? Code) Of(Answer answer) => (answer.Status, answer.Code);
}
