using Bot.Host.Console.Api;
using Bot.Tests.Kit.Http;
using Microsoft.AspNetCore.Routing;

namespace Bot.Tests.Console.Api;

/// <summary>What holds for every route of <c>/api/v1</c>.</summary>
public sealed class FrameTests
{
    [Fact]
    public async Task Routes_EachSayWhomTheyAreFor()
    {
        await using var service = await ConsoleService.StartAsync();
        var routes = OpenApi.Routes(service.Get<EndpointDataSource>()).ToArray();

        Assert.True(routes.Length > 40, $"{routes.Length} routes");
        Assert.Empty(routes.Where(route => route.Metadata.GetMetadata<Needs>() is null).Select(route => route.DisplayName));
        Assert.Empty(routes.Where(route => route.Metadata.GetMetadata<RouteWords>() is null).Select(route => route.DisplayName));
        Assert.Equal(
            ["/api/v1/session", "/api/v1/setup"],
            routes.Where(route => route.Metadata.GetMetadata<Needs>() is { IsOpen: true }).Select(route => route.RoutePattern.RawText).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Stranger_IsAskedToSignInOnEveryRoute()
    {
        await using var service = await ConsoleService.StartAsync();
        var stranger = service.Visit();
        foreach (var route in OpenApi.Routes(service.Get<EndpointDataSource>()).Where(route => route.Metadata.GetMetadata<Needs>() is { IsOpen: false }))
        {
            var method = new HttpMethod(route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0]);
            var answer = await stranger.SendAsync(method, route.RoutePattern.RawText!.Replace("{id}", "x", StringComparison.Ordinal).Replace("{name}", "x", StringComparison.Ordinal), method == HttpMethod.Get ? null : new { });
            Assert.Equal((401, "signed_out"), (answer.Status, answer.Code));
        }
    }

    [Fact]
    public async Task Refusals_AreProblemsInTwoLanguages()
    {
        await using var service = await ConsoleService.StartAsync();
        var admin = await service.AdminAsync();
        (HttpMethod Method, string Path, object? Body, int Status, string Code)[] wrong =
        [
            (HttpMethod.Get, "/api/v1/nothing", null, 404, "no_route"),
            (HttpMethod.Patch, "/api/v1/accounts", new { }, 405, "no_method"),
            (HttpMethod.Post, "/api/v1/accounts", null, 400, "bad_request"),
            (HttpMethod.Get, "/api/v1/campaigns/none", null, 404, "not_found"),
            (HttpMethod.Get, "/api/v1/interactions?limit=0", null, 400, "bad_request"),
            (HttpMethod.Get, "/api/v1/interactions?after=nonsense", null, 400, "cursor_wrong"),
            (HttpMethod.Get, "/api/v1/audit?limit=0", null, 400, "limit_wrong"),
            (HttpMethod.Get, "/api/v1/audit?limit=x", null, 400, "bad_request"),
        ];
        foreach (var (method, path, body, status, code) in wrong)
        {
            var answer = await admin.SendAsync(method, path, body);
            Assert.Equal((path, status, code), (path, answer.Status, answer.Code));
            Assert.StartsWith("application/problem+json", answer.Headers["Content-Type"], StringComparison.Ordinal);
            foreach (var name in (string[])["type", "title", "detail", "zh", "en"])
            {
                Assert.NotEqual("", answer.Json.GetProperty(name).GetString());
            }

            Assert.DoesNotContain(" / ", answer.Json.GetProperty("zh").GetString(), StringComparison.Ordinal);
            Assert.Equal("no-store", answer.Headers["Cache-Control"]);
        }
    }

    [Fact]
    public async Task OpenApi_ListsEveryRouteWithItsPermission()
    {
        await using var service = await ConsoleService.StartAsync();
        var admin = await service.AdminAsync();

        var document = (await admin.GetAsync("/api/v1/openapi.json")).Json;

        Assert.Equal("3.1.0", document.GetProperty("openapi").GetString());
        var paths = document.GetProperty("paths");
        Assert.Equal(
            OpenApi.Routes(service.Get<EndpointDataSource>()).Sum(route => route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Count),
            paths.EnumerateObject().Sum(path => path.Value.EnumerateObject().Count()));
        Assert.Equal("send", paths.GetProperty("/campaigns/{id}/approve").GetProperty("post").GetProperty("x-permission").GetString());
        Assert.Equal("#/components/schemas/AccountBody", paths.GetProperty("/accounts").GetProperty("post").GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("schema").GetProperty("$ref").GetString());
        Assert.Equal("string", document.GetProperty("components").GetProperty("schemas").GetProperty("AccountBody").GetProperty("properties").GetProperty("display").GetProperty("type").GetString());
        Assert.False(paths.GetProperty("/session").GetProperty("post").TryGetProperty("security", out _));
        Assert.Contains(paths.GetProperty("/members").GetProperty("get").GetProperty("parameters").EnumerateArray(), one => one.GetProperty("name").GetString() == "channel" && one.GetProperty("required").GetBoolean());
    }

    [Fact]
    public async Task Lists_AskedForAsCsv_AreSafeInASpreadsheet()
    {
        await using var service = await ConsoleService.StartAsync();
        var admin = await service.AdminAsync();
        await admin.SendAsync(HttpMethod.Post, "/api/v1/accounts", new { name = "mei", display = "=1+1,\"x\"", roles = (string[])["viewer", "editor"], password = ConsoleService.Password });

        var answer = await admin.GetAsync("/api/v1/accounts?format=csv");

        Assert.Equal((200, "text/csv; charset=utf-8"), (answer.Status, answer.Headers["Content-Type"]));
        Assert.Contains("mei,\"'=1+1,\"\"x\"\"\",viewer editor,false,zh-CN,", answer.Text, StringComparison.Ordinal);
        Assert.StartsWith("name,display,roles,", answer.Text, StringComparison.Ordinal);
        Assert.Contains("account.created,account/boss,0,1,first-run,127.0.0.1", (await admin.SendAsync(HttpMethod.Get, "/api/v1/audit", null, ("Accept", "text/csv"))).Text, StringComparison.Ordinal);
    }
}
