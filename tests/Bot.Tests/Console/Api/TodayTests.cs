using Bot.Tests.Kit.Http;

namespace Bot.Tests.Console.Api;

/// <summary>The operators' routes of before, under <c>/api/v1</c>: in the name of whoever is signed in.</summary>
public sealed class TodayTests
{
    private static readonly string[] Tags = ["oily"];

    [Fact]
    public async Task Approval_RestsOnTheAccountWhateverTheBodySays()
    {
        await using var service = await ConsoleService.StartAsync();
        var admin = await service.AdminAsync();
        var mei = await service.PersonAsync(admin, "mei", "editor", "approver");
        var lei = await service.PersonAsync(admin, "lei", "approver");
        var draft = CampaignDrafts.Value("oily", by: "lei");
        Assert.Equal((403, "not_permitted"), Of(await lei.SendAsync(HttpMethod.Put, "/api/v1/campaigns", draft)));
        Assert.Equal(200, (await mei.SendAsync(HttpMethod.Put, "/api/v1/campaigns", draft)).Status);
        Assert.Equal(200, (await mei.SendAsync(HttpMethod.Post, "/api/v1/campaigns/c1/submit", new { by = "lei" })).Status);

        Assert.Equal((409, "conflict"), Of(await mei.SendAsync(HttpMethod.Post, "/api/v1/campaigns/c1/approve", new { by = "lei" })));
        var approved = await lei.SendAsync(HttpMethod.Post, "/api/v1/campaigns/c1/approve", new { by = "mei", note = "看过了" });

        Assert.Equal(200, approved.Status);
        Assert.Equal(
            [("mei", "created"), ("mei", "submitted"), ("lei", "approved")],
            approved.Json.GetProperty("acts").EnumerateArray().Select(act => (act.GetProperty("by").GetString(), act.GetProperty("what").GetString())));
        var trail = (await admin.GetAsync("/api/v1/audit?what=campaign.")).Json.GetProperty("items").EnumerateArray()
            .Select(line => $"{line.GetProperty("who").GetString()} {line.GetProperty("what").GetString()} {line.GetProperty("on").GetString()}");
        Assert.Equal(["lei campaign.approved campaign/c1", "mei campaign.submitted campaign/c1", "mei campaign.written campaign/c1"], trail);
    }

    [Fact]
    public async Task Incomplete_Campaign_SaysWhichFieldsInTheOneFormOfRefusals()
    {
        await using var service = await ConsoleService.StartAsync();
        var admin = await service.AdminAsync();
        await admin.SendAsync(HttpMethod.Put, "/api/v1/campaigns", new { id = "empty" });

        var refused = await admin.SendAsync(HttpMethod.Post, "/api/v1/campaigns/empty/submit", new { });

        Assert.Equal((400, "bad_request", "还不能提交", "cannot be submitted yet"), (refused.Status, refused.Code, refused.Json.GetProperty("zh").GetString(), refused.Json.GetProperty("en").GetString()));
        Assert.Equal(7, refused.Json.GetProperty("problems").GetArrayLength());
    }

    [Fact]
    public async Task Conversation_IsTakenAndAnsweredUnderTheOperatorsOwnName()
    {
        await using var connector = await ConnectorServer.StartAsync();
        await using var service = await ConsoleService.StartAsync();
        var admin = await service.AdminAsync();
        var mei = await service.PersonAsync(admin, "mei", "editor");
        using var client = new HttpClient { BaseAddress = service.Address };
        await client.PostAsync(Wire.Message(connector.Url, "dm1", "member1", "m1", "什么时候发货"));

        var act = new { channel = "test", id = "dm1", @operator = "店长", text = "我来看看" };
        Assert.Equal(200, (await mei.SendAsync(HttpMethod.Post, "/api/v1/inbox/take", act)).Status);
        Assert.Equal(200, (await mei.SendAsync(HttpMethod.Post, "/api/v1/inbox/say", act)).Status);

        var waiting = Assert.Single((await mei.GetAsync("/api/v1/handoffs")).Json.GetProperty("items").EnumerateArray());
        Assert.Contains("mei的显示名", waiting.GetRawText(), StringComparison.Ordinal);
        var facts = (await mei.GetAsync("/api/v1/interactions?conversation=dm1&channel=test")).Text;
        Assert.Contains("mei的显示名", facts, StringComparison.Ordinal);
        Assert.DoesNotContain("店长", facts, StringComparison.Ordinal);
        Assert.StartsWith("id,at,", (await mei.GetAsync("/api/v1/interactions?format=csv")).Text, StringComparison.Ordinal);
        Assert.Equal(["conversation.said", "conversation.taken"], await WhatAsync(admin, "conversation."));

        // Tags are mended by who serves; a member's whole data and its end are the administrator's.
        Assert.Equal(200, (await mei.SendAsync(HttpMethod.Put, "/api/v1/members/tags", new { channel = "test", id = "member1", add = Tags })).Status);
        Assert.Equal((403, "not_permitted"), Of(await mei.GetAsync("/api/v1/members/export?channel=test&id=member1")));
        Assert.Equal(200, (await admin.GetAsync("/api/v1/members/export?channel=test&id=member1")).Status);
        Assert.Equal(200, (await admin.SendAsync(HttpMethod.Delete, "/api/v1/members?channel=test&id=member1")).Status);
        Assert.Equal(["member.erased", "member.exported", "member.changed"], await WhatAsync(admin, "member."));
        Assert.DoesNotContain("member1", (await admin.GetAsync("/api/v1/audit")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Push_OverrideIsTheSignedInPersonsOwn()
    {
        await using var service = await ConsoleService.StartAsync();
        var admin = await service.AdminAsync();
        var lei = await service.PersonAsync(admin, "lei", "approver");

        var asked = await lei.SendAsync(HttpMethod.Post, "/api/v1/pushes", new { id = "p1", @class = "value", member = new { channel = "test", id = "m1" }, template = "skin.season", overrideBy = "boss", reason = "门店急事" });

        Assert.Equal(202, asked.Status);
        var row = await service.Get<Bot.Core.Ports.IPushLedger>().FindAsync("p1", TestContext.Current.CancellationToken);
        Assert.Equal("lei", row!.Push.Override!.By);
        Assert.Equal("门店急事", (await admin.GetAsync("/api/v1/audit?what=push.")).Json.GetProperty("items")[0].GetProperty("why").GetString());
        Assert.Equal(200, (await lei.SendAsync(HttpMethod.Post, "/api/v1/why-not", new { @class = "value", member = new { channel = "test", id = "m1" } })).Status);
        Assert.Equal((404, "not_found"), Of(await lei.SendAsync(HttpMethod.Post, "/api/v1/pushes/none/settle", new { result = "sent" })));
    }

    private static async Task<IEnumerable<string?>> WhatAsync(Visitor admin, string what) =>
        (await admin.GetAsync($"/api/v1/audit?what={what}")).Json.GetProperty("items").EnumerateArray().Select(line => line.GetProperty("what").GetString());

    private static (int Status, string? Code) Of(Answer answer) => (answer.Status, answer.Code);
}
