using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Bot.EndToEnd;

/// <summary>The endpoints behind the page: a visit's own conversations, and nobody else's.</summary>
public sealed class DemoApiTests(DemoApiTests.Open open) : IClassFixture<DemoApiTests.Open>
{
    /// <summary>One service for those tests that want no settings of their own.</summary>
    public sealed class Open : IAsyncLifetime
    {
        public RunningService Service { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Service = await RunningService.StartAsync();

        public ValueTask DisposeAsync() => Service?.DisposeAsync() ?? default;
    }

    private static readonly HttpClient Http = new();

    private static async Task<JsonObject> VisitAsync(RunningService service, string? key = null)
    {
        using var answer = await Http.PostAsJsonAsync(service.Address + "/demo/session", new { key }, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonObject>(TestContext.Current.CancellationToken))!;
    }

    private static async Task<(int Status, string Body)> AskAsync(RunningService service, HttpMethod method, string path, string? token, object? body = null)
    {
        using var request = new HttpRequestMessage(method, service.Address + path) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using var answer = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static (string Conversation, string Token) Room(JsonObject visit, string key)
    {
        var room = visit["rooms"]!.AsArray().Single(other => (string)other!["key"]! == key)!;
        return ((string)room["conversation"]!, (string)room["tokens"]!["lu"]!);
    }

    [Fact]
    public async Task Session_WithKey_IsTheSameVisitAndWithoutAnother()
    {
        var service = open.Service;
        var first = await VisitAsync(service);
        Assert.Equal(Room(first, "group").Conversation, Room(await VisitAsync(service, (string)first["key"]!), "group").Conversation);
        Assert.NotEqual(Room(first, "group").Conversation, Room(await VisitAsync(service), "group").Conversation);
        Assert.NotEqual(Room(first, "group").Conversation, Room(await VisitAsync(service, Room(first, "group").Token), "group").Conversation);
    }

    [Fact]
    public async Task Session_TooOften_Is429()
    {
        await using var service = await RunningService.StartAsync("--Demo:SessionsPerMinute", "1");
        var statuses = new List<int>();
        for (var i = 0; i < 4; i++)
        {
            statuses.Add((await AskAsync(service, HttpMethod.Post, "/demo/session", null)).Status);
        }

        Assert.Contains(429, statuses);
    }

    [Fact]
    public async Task Why_OnlyForTheConversationsOwnToken()
    {
        var service = open.Service;
        var visit = await VisitAsync(service);
        var (group, token) = Room(visit, "group");
        var other = Room(await VisitAsync(service), "group").Token;
        Assert.Equal(200, (await AskAsync(service, HttpMethod.Get, $"/demo/why?conversation={group}", token)).Status);
        Assert.Equal(401, (await AskAsync(service, HttpMethod.Get, $"/demo/why?conversation={group}", null)).Status);
        Assert.Equal(403, (await AskAsync(service, HttpMethod.Get, $"/demo/why?conversation={group}", other)).Status);
        Assert.Equal(403, (await AskAsync(service, HttpMethod.Get, "/demo/why?conversation=shop-1", token)).Status);
        Assert.Equal(403, (await AskAsync(service, HttpMethod.Get, $"/demo/why?conversation={group}", (string)visit["key"]!)).Status);
    }

    [Fact]
    public async Task Why_WhatWentToTheDirectMessage_IsToldWithoutItsWords()
    {
        var service = open.Service;
        var visit = await VisitAsync(service);
        var (direct, directToken) = Room(visit, "dm");
        var (group, token) = Room(visit, "group");
        await AskAsync(service, HttpMethod.Post, "/v3/directline/conversations", directToken, new { });
        await AskAsync(service, HttpMethod.Post, $"/v3/directline/conversations/{group}/activities", token, new { type = "message", text = "@小助 帮我查订单" });
        var facts = JsonNode.Parse((await AskAsync(service, HttpMethod.Get, $"/demo/why?conversation={group}", token)).Body)!["facts"]!.AsArray();
        var moved = Assert.Single(facts, fact => (string?)fact!["data"]?["to"] == "direct")!;
        Assert.Null(moved["text"]);
        Assert.Equal("order.ask_order", ((string)moved["template"]!).Split('@')[0]);
        var said = JsonNode.Parse((await AskAsync(service, HttpMethod.Get, $"/v3/directline/conversations/{direct}/activities", directToken)).Body)!["activities"]!.AsArray();
        Assert.NotEmpty(said);
    }
}
