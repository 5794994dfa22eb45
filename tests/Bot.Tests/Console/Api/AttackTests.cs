using Bot.Host.Console.Access;
using Bot.Host.Console.Api;
using Bot.Tests.Kit.Http;
using Microsoft.AspNetCore.Routing;

namespace Bot.Tests.Console.Api;

/// <summary>Who may not, and what is forged.</summary>
public sealed class AttackTests
{
    [Fact]
    public async Task Roles_OpenWhatTheyPermitAndNothingElse()
    {
        await using var service = await ConsoleService.StartAsync();
        var admin = await service.AdminAsync();
        (string Role, Permission Permits)[] roles =
        [
            ("viewer", Permission.View),
            ("editor", Permission.View | Permission.Edit | Permission.Serve),
            ("publisher", Permission.View | Permission.Edit | Permission.Serve | Permission.Publish),
            ("approver", Permission.View | Permission.Send),
        ];
        foreach (var (role, permits) in roles)
        {
            var person = await service.PersonAsync(admin, role, role);
            foreach (var route in OpenApi.Routes(service.Get<EndpointDataSource>()).Where(Harmless))
            {
                var needs = route.Metadata.GetMetadata<Needs>()!;
                var method = new HttpMethod(route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0]);
                var path = route.RoutePattern.RawText!.Replace("{id}", "none", StringComparison.Ordinal).Replace("{name}", "none", StringComparison.Ordinal);
                var answer = await person.SendAsync(method, path, method == HttpMethod.Get || method == HttpMethod.Delete ? null : new { });
                var refused = (answer.Status, answer.Code) == (403, "not_permitted");
                Assert.True(refused == ((permits & needs.Permission) != needs.Permission), $"{role} {method} {path}: {answer.Status} {answer.Code}");
            }
        }
    }

    [Fact]
    public async Task Changes_WithoutTheSessionsOwnTokenOrFromAnotherPage_AreRefused()
    {
        await using var service = await ConsoleService.StartAsync();
        var admin = await service.AdminAsync();
        var other = await service.SignInAsync("boss");
        var cookieOnly = service.Visit();
        cookieOnly.Cookies["qz_session"] = admin.Cookies["qz_session"];
        var body = new { name = "mei", roles = (string[])["viewer"], password = ConsoleService.Password };
        var token = admin.Headers["X-Qunzhu-Csrf"];

        Assert.Equal((403, "csrf"), Of(await cookieOnly.SendAsync(HttpMethod.Post, "/api/v1/accounts", body)));
        Assert.Equal((403, "csrf"), Of(await cookieOnly.SendAsync(HttpMethod.Post, "/api/v1/accounts", body, ("X-Qunzhu-Csrf", other.Headers["X-Qunzhu-Csrf"]))));
        Assert.Equal((403, "csrf"), Of(await cookieOnly.SendAsync(HttpMethod.Delete, "/api/v1/session")));
        (string, string)[][] foreign =
        [
            [("Sec-Fetch-Site", "cross-site")], [("Sec-Fetch-Site", "same-site")], [("Sec-Fetch-Site", "none")], [("Origin", "http://evil.example")], [("Origin", "null")],
            [("Origin", $"http://127.0.0.1:{service.Address.Port + 1}")], [("Sec-Fetch-Site", "cross-site"), ("Origin", service.Address.GetLeftPart(UriPartial.Authority))],
        ];
        foreach (var headers in foreign)
        {
            Assert.Equal((403, "foreign_page"), Of(await admin.SendAsync(HttpMethod.Post, "/api/v1/accounts", body, headers)));
            // Nobody is signed in into an account of the attacker's either.
            Assert.Equal((403, "foreign_page"), Of(await service.Visit().SendAsync(HttpMethod.Post, "/api/v1/session", new { name = "boss", password = ConsoleService.Password }, headers)));
        }

        Assert.Single(await service.Get<Accounts>().ListAsync(TestContext.Current.CancellationToken));
        Assert.Equal(200, (await cookieOnly.GetAsync("/api/v1/accounts")).Status);
        Assert.Equal(201, (await cookieOnly.SendAsync(HttpMethod.Post, "/api/v1/accounts", body, ("X-Qunzhu-Csrf", token), ("Origin", service.Address.GetLeftPart(UriPartial.Authority)), ("Sec-Fetch-Site", "same-origin"))).Status);
    }

    [Fact]
    public async Task SignIn_FromAForm_IsNotTaken()
    {
        await using var service = await ConsoleService.StartAsync();
        await service.AdminAsync();

        Assert.Equal((415, "not_json"), Of(await service.Visit().PostFormAsync("/api/v1/session", ("name", "boss"), ("password", ConsoleService.Password))));
    }

    [Fact]
    public async Task Keys_DoWhatTheirScopesPermitUntilTheyAreRemoved()
    {
        await using var service = await ConsoleService.StartAsync();
        var admin = await service.AdminAsync();
        Assert.Equal("scopes_wrong", (await admin.SendAsync(HttpMethod.Post, "/api/v1/keys", new { name = "crm", scopes = (string[])["root"] })).Code);
        Assert.Equal("scopes_wrong", (await admin.SendAsync(HttpMethod.Post, "/api/v1/keys", new { name = "crm", scopes = (string[])[] })).Code);
        Assert.Equal("name_wrong", (await admin.SendAsync(HttpMethod.Post, "/api/v1/keys", new { name = " ", scopes = (string[])["view"] })).Code);
        var made = await admin.SendAsync(HttpMethod.Post, "/api/v1/keys", new { name = "crm", scopes = (string[])["view", "send"] });
        Assert.Equal(201, made.Status);
        Assert.Equal("name_taken", (await admin.SendAsync(HttpMethod.Post, "/api/v1/keys", new { name = "CRM", scopes = (string[])["view"] })).Code);
        var token = made.Json.GetProperty("token").GetString()!;
        var tool = service.Visit();
        tool.Headers["Authorization"] = $"Bearer {token}";

        // No token of a session is needed, and a foreign page could not send the header anyway.
        Assert.Equal("key:crm", (await tool.GetAsync("/api/v1/session")).Json.GetProperty("account").GetProperty("name").GetString());
        Assert.Equal(200, (await tool.GetAsync("/api/v1/pushes")).Status);
        Assert.Equal(400, (await tool.SendAsync(HttpMethod.Post, "/api/v1/pushes", new { })).Status);
        Assert.Equal((403, "not_permitted"), Of(await tool.GetAsync("/api/v1/keys")));
        Assert.Equal((403, "not_permitted"), Of(await tool.SendAsync(HttpMethod.Put, "/api/v1/campaigns", new { id = "x" })));
        Assert.Equal((403, "person_needed"), Of(await tool.SendAsync(HttpMethod.Post, "/api/v1/campaigns/x/approve", new { })));
        Assert.Equal((403, "person_needed"), Of(await tool.SendAsync(HttpMethod.Put, "/api/v1/session/password", new { old = "x", @new = "y" })));
        Assert.Equal((403, "person_needed"), Of(await tool.SendAsync(HttpMethod.Put, "/api/v1/session/language", new { language = "en" })));

        // A wrong key is not helped by a cookie beside it; the operator key of /api opens nothing here.
        foreach (var wrong in (string[])[token[..^1], token + "x", $"qzk_{new string('0', 12)}_{token.Split('_', 3)[2]}", "qzk_", ServiceProcess.Key, ""])
        {
            var guesser = service.Visit();
            guesser.Cookies["qz_session"] = admin.Cookies["qz_session"];
            Assert.Equal((401, "signed_out"), Of(await guesser.SendAsync(HttpMethod.Get, "/api/v1/session", null, ("Authorization", $"Bearer {wrong}"))));
        }

        var listed = await admin.GetAsync("/api/v1/keys");
        Assert.DoesNotContain(token.Split('_', 3)[2], listed.Text, StringComparison.Ordinal);
        Assert.Equal(service.Clock.GetUtcNow(), Assert.Single(listed.Json.GetProperty("items").EnumerateArray()).GetProperty("usedAt").GetDateTimeOffset());
        Assert.DoesNotContain(token.Split('_', 3)[2], (await admin.GetAsync("/api/v1/audit")).Text, StringComparison.Ordinal);

        Assert.Equal(204, (await admin.SendAsync(HttpMethod.Delete, $"/api/v1/keys/{made.Json.GetProperty("id").GetString()}")).Status);
        Assert.Equal((401, "signed_out"), Of(await tool.GetAsync("/api/v1/pushes")));
        Assert.Equal((404, "no_key"), Of(await admin.SendAsync(HttpMethod.Delete, $"/api/v1/keys/{made.Json.GetProperty("id").GetString()}")));
    }

    [Fact]
    public async Task Body_TooLarge_IsRefused()
    {
        await using var service = await ConsoleService.StartAsync();
        var admin = await service.AdminAsync();

        Assert.Equal((413, "too_large"), Of(await admin.SendAsync(HttpMethod.Post, "/api/v1/accounts", new { name = new string('x', 5 * 1024 * 1024) })));
    }

    // What ends the session, or makes files, is tried elsewhere.
    private static bool Harmless(RouteEndpoint route) => route.Metadata.GetMetadata<Needs>() is { IsOpen: false }
        && route.RoutePattern.RawText is not "/api/v1/session" and not "/api/v1/content/export";

    private static (int Status, string? Code) Of(Answer answer) => (answer.Status, answer.Code);
}
