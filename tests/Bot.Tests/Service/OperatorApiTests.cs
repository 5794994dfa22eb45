using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Bot.Tests.Kit.Http;

namespace Bot.Tests.Service;

/// <summary>What operators' tools can do over HTTP, on a service of its own.</summary>
public sealed class OperatorApiTests
{
    [Fact]
    public async Task Operators_TakeAnswerReleaseReadExportErase()
    {
        await using var connector = await ConnectorServer.StartAsync();
        await using var service = new ServiceProcess();
        await service.StartAsync();
        await service.Client.PostAsync(Wire.Message(connector.Url, "dm1", "member1", "m1", "我今年25岁，什么时候发货"));

        // Taken: the member speaks, the assistant is silent.
        Assert.Equal(HttpStatusCode.OK, await Act(service, "take", new { channel = "test", conversation = "dm1", @operator = "小美" }));
        await service.Client.PostAsync(Wire.Message(connector.Url, "dm1", "member1", "m2", "能开发票吗"));
        Assert.Equal("handed_off", Last(await Read(service, "conversation=dm1&channel=test"), "Silent").GetProperty("reason").GetString());
        Assert.Single((await Json(service, "/api/handoffs")).GetProperty("items").EnumerateArray());

        // The operator's own words go out, once for one request id.
        var words = new { channel = "test", conversation = "dm1", @operator = "小美", text = "可以开的，发我抬头就行", requestId = "r1" };
        Assert.Equal(HttpStatusCode.OK, await Act(service, "say", words));
        await Act(service, "say", words);
        await service.OutboxEmptyAsync();
        Assert.Single(connector.Replies, reply => reply.Text == words.text);

        // Released: the assistant answers again.
        Assert.Equal(HttpStatusCode.OK, await Act(service, "release", new { channel = "test", conversation = "dm1", @operator = "小美" }));
        await service.Client.PostAsync(Wire.Message(connector.Url, "dm1", "member1", "m3", "能开发票吗"));
        Assert.Equal("m3", Last(await Read(service, "conversation=dm1&channel=test"), "Replied").GetProperty("activityId").GetString());

        // The record by conversation with and without the channel, by member, by page.
        var all = await Read(service, "conversation=dm1&channel=test");
        Assert.Equal(all.Count, (await Read(service, "conversation=dm1")).Count);
        Assert.Equal(all.Count, (await Read(service, "member=member1&channel=test")).Count + all.Count(fact => fact.GetProperty("member").GetProperty("id").GetString() != "member1"));
        Assert.Equal(2, (await Read(service, "limit=2")).Count);
        Assert.Empty(await Read(service, "conversation=none"));

        // The member's data: stated age exported, then everything erased.
        var export = await Json(service, "/api/members/export?channel=test&id=member1");
        Assert.Equal("25", export.GetProperty("profile").GetProperty("attributes").GetProperty("age").GetProperty("value").GetString());
        using var erased = await service.Client.DeleteAsync(new Uri("/api/members?channel=test&id=member1", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, erased.StatusCode);
        Assert.Empty(await Read(service, "member=member1&channel=test"));
    }

    [Theory]
    [InlineData("/api/interactions?from=yesterday", 400)]
    [InlineData("/api/interactions?limit=0", 400)]
    [InlineData("/api/interactions?limit=99999999", 400)]
    public async Task Read_WrongQuery_SaysWhatToWrite(string path, int status)
    {
        await using var service = new ServiceProcess();
        await service.StartAsync();

        using var answer = await service.Client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(status, (int)answer.StatusCode);
        service.Client.DefaultRequestHeaders.Remove("X-Operator-Key");
        using var stranger = await service.Client.GetAsync(new Uri("/api/interactions", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, stranger.StatusCode);
    }

    private static async Task<HttpStatusCode> Act(ServiceProcess service, string act, object body)
    {
        using var answer = await service.Client.PostAsJsonAsync(new Uri($"/api/conversations/{act}", UriKind.Relative), body, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private static async Task<JsonElement> Json(ServiceProcess service, string path)
    {
        using var document = JsonDocument.Parse(await service.Client.GetStringAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken));
        return document.RootElement.Clone();
    }

    private static async Task<List<JsonElement>> Read(ServiceProcess service, string query) =>
        [.. (await Json(service, $"/api/interactions?{query}")).GetProperty("items").EnumerateArray()];

    private static JsonElement Last(List<JsonElement> facts, string kind) => facts.Last(fact => fact.GetProperty("kind").GetString() == kind);
}
