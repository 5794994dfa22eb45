using System.Text.Json;
using Bot.Core.Activities;
using Bot.Core.Audience;
using Bot.Core.Ports;
using Bot.Core.Pushes;
using Bot.Core.Throttling;
using Bot.Tests.Kit.Http;

namespace Bot.Tests.Console.PushDesk;

/// <summary>Waiting pushes over HTTP: let go, put off, taken out; what a campaign would do, and what it did.</summary>
public sealed class QueueTests
{
    private static readonly MemberKey Member = new("test", "member1");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Release_OverridesOnlyForWhomThePolicyNames()
    {
        await using var connector = await ConnectorServer.StartAsync();
        await using var service = await ConsoleService.StartAsync();
        var admin = await service.AdminAsync();
        var lei = await service.PersonAsync(admin, "lei", "approver");
        var owner = await service.PersonAsync(admin, "owner", "approver");
        using var client = new HttpClient { BaseAddress = service.Address };
        await client.PostAsync(Wire.Message(connector.Url, "dm1", "member1", "m1", "什么时候发货"));
        service.Clock.Advance(TimeSpan.FromHours(5));
        await AddAsync(service, "p1");

        var refused = await ActAsync(lei, "p1", "release", "客户在等");
        Assert.Equal((409, "not_released"), (refused.Status, refused.Code));
        Assert.Contains("不能越过：推送规矩只让这些人或角色越过：管理（owner）。", refused.Json.GetProperty("zh").GetString(), StringComparison.Ordinal);
        var kept = (await service.Get<IPushLedger>().FindAsync("p1", Cancel))!;
        Assert.Equal((PushState.Held, null), (kept.State, kept.Push.Override));

        var released = await ActAsync(owner, "p1", "release", "客户在等");

        Assert.Equal((200, "Sent"), (released.Status, released.Json.GetProperty("state").GetString()));
        Assert.Equal(new PushOverride("owner", "客户在等") { Roles = "approver" }, (await service.Get<IPushLedger>().FindAsync("p1", Cancel))!.Push.Override);
        Assert.Single(connector.Replies, reply => reply.Text == "新的护肤文章");
        Assert.Equal((409, "is_over"), Of(await ActAsync(owner, "p1", "release", "再发")));

        // The policy's owner is whoever administers, whatever their account is called.
        await AddAsync(service, "p2");
        Assert.Equal(200, (await ActAsync(admin, "p2", "release", "补发")).Status);
        Assert.Equal(["boss push.released 补发", "owner push.released 客户在等"], (await TrailAsync(admin)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Move_PutsOffAndDrop_EndsIt()
    {
        await using var service = await ConsoleService.StartAsync();
        var admin = await service.AdminAsync();
        var lei = await service.PersonAsync(admin, "lei", "approver");
        var vi = await service.PersonAsync(admin, "vi", "viewer");
        await AddAsync(service, "p1", campaign: "c1");
        await AddAsync(service, "p2", PushState.InDigest);
        var later = service.Clock.GetUtcNow().AddHours(30);

        Assert.Equal((403, "not_permitted"), Of(await ActAsync(vi, "p1", "drop", "不要了")));
        Assert.Equal((400, "reason_missing"), Of(await ActAsync(lei, "p1", "drop", " ")));
        Assert.Equal((400, "at_wrong"), Of(await ActAsync(lei, "p1", "move", "晚点", service.Clock.GetUtcNow().AddSeconds(-1))));
        Assert.Equal((404, "no_push"), Of(await ActAsync(lei, "none", "drop", "不要了")));
        Assert.Equal(200, (await ActAsync(lei, "p1", "move", "等新品到店", later)).Status);

        var queue = (await vi.GetAsync("/api/v1/pushes/queue")).Json.GetProperty("items").EnumerateArray().ToArray();
        Assert.Equal(["p1", "p2"], queue.Select(one => one.GetProperty("id").GetString()));
        Assert.Equal((later, "moved"), (queue[0].GetProperty("due").GetDateTimeOffset(), queue[0].GetProperty("verdict").GetProperty("rule").GetString()));
        Assert.Contains(queue[0].GetProperty("why").EnumerateArray(), one => one.GetProperty("zh").GetString()!.Contains("运营人员把它改到", StringComparison.Ordinal));
        Assert.Equal(["p1"], (await vi.GetAsync("/api/v1/pushes/queue?campaign=c1")).Json.GetProperty("items").EnumerateArray().Select(one => one.GetProperty("id").GetString()));
        var first = (await vi.GetAsync("/api/v1/pushes/queue?limit=1")).Json;
        Assert.Equal(["p2"], (await vi.GetAsync($"/api/v1/pushes/queue?limit=5&after={first.GetProperty("next").GetString()}")).Json.GetProperty("items").EnumerateArray().Select(one => one.GetProperty("id").GetString()));
        Assert.Equal((400, "state_wrong"), Of(await vi.GetAsync("/api/v1/pushes/queue?state=Sent")));
        Assert.Equal((400, "cursor_wrong"), Of(await vi.GetAsync("/api/v1/pushes/queue?after=x")));

        var dropped = await ActAsync(lei, "p1", "drop", "活动取消");
        Assert.Equal((200, "Dropped", "lei: 活动取消"), (dropped.Status, dropped.Json.GetProperty("state").GetString(), dropped.Json.GetProperty("note").GetString()));
        Assert.Equal((409, "is_over"), Of(await ActAsync(lei, "p1", "move", "还是发吧", later)));
        Assert.Equal(["lei push.dropped 活动取消", "lei push.moved 等新品到店"], await TrailAsync(admin));
    }

    [Fact]
    public async Task Forecast_CountsTheAudienceByWhatHoldsIt()
    {
        await using var service = await ConsoleService.StartAsync();
        var admin = await service.AdminAsync();
        for (var i = 0; i < 4; i++)
        {
            await service.Get<ILedger>().ChangeProfileAsync(
                new MemberKey("test", $"m{i}"),
                [new ProfileChange.Seen(new ConversationKey("test", $"dm{i}"), $"m{i}"), new ProfileChange.Tagged(["vip"], []), new ProfileChange.Consented(new Consent(AllOptedOut: i == 3))], Cancel);
        }

        await DraftAsync(admin);
        var found = (await admin.SendAsync(HttpMethod.Post, "/api/v1/campaigns/forecast", new { id = "c1" })).Json;

        Assert.Equal((4, 4, 3), (found.GetProperty("audience").GetInt32(), found.GetProperty("total").GetInt32(), found.GetProperty("send").GetInt32()));
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 10, 30, 0, TimeSpan.Zero), found.GetProperty("at").GetDateTimeOffset());
        var held = Assert.Single(found.GetProperty("held").EnumerateArray());
        Assert.Equal(("optout", 1, "对方退订了这类消息。"), (held.GetProperty("rule").GetString(), held.GetProperty("count").GetInt32(), held.GetProperty("zh").GetString()));
        Assert.Empty(await service.Get<IPushLedger>().ListAsync(new PushQuery(), Cancel));
        await admin.SendAsync(HttpMethod.Put, "/api/v1/campaigns", new { id = "empty" });
        Assert.Equal((409, "incomplete"), Of(await admin.SendAsync(HttpMethod.Post, "/api/v1/campaigns/forecast", new { id = "empty" })));
        Assert.Equal((404, "no_campaign"), Of(await admin.SendAsync(HttpMethod.Post, "/api/v1/campaigns/forecast", new { id = "none" })));
        Assert.Equal((400, "forecast_wrong"), Of(await admin.SendAsync(HttpMethod.Post, "/api/v1/campaigns/forecast", new { })));
    }

    [Fact]
    public async Task After_CountsWhatFollowed_AndOnlyHoursThatAreOver()
    {
        await using var connector = await ConnectorServer.StartAsync();
        await using var service = await ConsoleService.StartAsync();
        var admin = await service.AdminAsync();
        await DraftAsync(admin);
        using var client = new HttpClient { BaseAddress = service.Address };
        await client.PostAsync(Wire.Message(connector.Url, "dm1", "member1", "m1", "什么时候发货"));
        service.Clock.Advance(TimeSpan.FromHours(1));
        await AddAsync(service, "p1", campaign: "c1");
        Assert.Equal(200, (await ActAsync(admin, "p1", "release", "现在发")).Status);
        service.Clock.Advance(TimeSpan.FromMinutes(30));
        await client.PostAsync(Wire.Message(connector.Url, "dm1", "member1", "m2", "收到"));
        service.Clock.Advance(TimeSpan.FromHours(1));
        await client.PostAsync(Wire.Message(connector.Url, "dm1", "member1", "m3", "退订"));

        Assert.Equal(["1 n=1 exits= optOuts=0 replies=1", "24 n=0 exits= optOuts= replies=", "72 n=0 exits= optOuts= replies="], await WindowsAsync(admin));
        service.Clock.Advance(TimeSpan.FromHours(23));
        admin = await service.AdminAsync();
        Assert.Equal("24 n=1 exits= optOuts=1 replies=1", (await WindowsAsync(admin))[1]);
        Assert.Equal((404, "no_campaign"), Of(await admin.GetAsync("/api/v1/campaigns/none/after")));
    }

    [Fact]
    public async Task Calendar_ShowsRunsThatAreAhead()
    {
        await using var service = await ConsoleService.StartAsync();
        var admin = await service.AdminAsync();
        await DraftAsync(admin);

        var calendar = (await admin.GetAsync("/api/v1/calendar?from=2026-11-20T00:00:00Z&to=2026-11-24T16:00:00Z")).Json;

        Assert.Equal(
            ["2026-11-22T10:30 c1 value draft", "2026-11-23T10:30 c1 value draft", "2026-11-24T10:30 c1 value draft"],
            calendar.GetProperty("items").EnumerateArray().Select(one => $"{one.GetProperty("at").GetDateTimeOffset().UtcDateTime:yyyy-MM-ddTHH:mm} {one.GetProperty("id").GetString()} {one.GetProperty("kind").GetString()} {one.GetProperty("state").GetString()}"));
        Assert.Equal(28, (await admin.GetAsync("/api/v1/calendar")).Json.GetProperty("items").GetArrayLength());
        await admin.SendAsync(HttpMethod.Post, "/api/v1/campaigns/c1/kill", new { });
        Assert.Empty((await admin.GetAsync("/api/v1/calendar")).Json.GetProperty("items").EnumerateArray());
        Assert.Equal((400, "span_wrong"), Of(await admin.GetAsync("/api/v1/calendar?from=2026-11-20T00:00:00Z&to=2027-11-20T00:00:00Z")));
    }

    private static async Task<string[]> WindowsAsync(Visitor who)
    {
        var answer = await who.GetAsync("/api/v1/campaigns/c1/after");
        Assert.True(answer.Status == 200, answer.Text);
        return [.. answer.Json.GetProperty("windows").EnumerateArray()
            .Select(one => $"{one.GetProperty("hours")} n={one.GetProperty("n")} exits={Value(one, "exits")} optOuts={Value(one, "optOuts")} replies={Value(one, "replies")}")];
    }

    private static string Value(JsonElement window, string line) => window.GetProperty(line).TryGetProperty("value", out var value) ? value.ToString() : "";

    private static async Task DraftAsync(Visitor admin) => Assert.Equal(200, (await admin.SendAsync(HttpMethod.Put, "/api/v1/campaigns", CampaignDrafts.Value("vip"))).Status);

    private static async Task AddAsync(ConsoleService service, string id, PushState state = PushState.Held, string? campaign = null)
    {
        var now = await service.Get<IPushLedger>().NowAsync(Cancel);
        await service.Get<IPushLedger>().AddAsync(
            [new PushRow { Push = new Push { Id = id, Class = PushClass.Value, Member = Member, Campaign = campaign, CreatedAt = now }, Content = new PushContent("", "新的护肤文章"), State = state, Due = now.AddHours(20), ChangedAt = now }], Cancel);
    }

    private static Task<Answer> ActAsync(Visitor who, string id, string act, string reason, DateTimeOffset? at = null) => who.SendAsync(HttpMethod.Post, $"/api/v1/pushes/{id}/{act}", new { reason, at });

    private static async Task<IEnumerable<string>> TrailAsync(Visitor admin) =>
        (await admin.GetAsync("/api/v1/audit?what=push.")).Json.GetProperty("items").EnumerateArray().Select(line => $"{line.GetProperty("who").GetString()} {line.GetProperty("what").GetString()} {line.GetProperty("why").GetString()}");

    private static (int Status, string? Code) Of(Answer answer) => (answer.Status, answer.Code);
}
