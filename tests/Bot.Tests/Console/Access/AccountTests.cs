using System.Text.Json;
using Bot.Host.Console.Access;
using Bot.Tests.Kit.Http;

namespace Bot.Tests.Console.Access;

/// <summary>Accounts, their roles, and the trail of what administrators do.</summary>
public sealed class AccountTests
{
    private static readonly string[] Viewer = ["viewer"];

    [Fact]
    public async Task LastAdministrator_Stays()
    {
        await using var service = await ConsoleService.StartAsync();
        var boss = await service.AdminAsync();
        Assert.Equal((409, "last_admin"), Of(await boss.SendAsync(HttpMethod.Put, "/api/v1/accounts/boss", new { disabled = true })));
        Assert.Equal((409, "last_admin"), Of(await boss.SendAsync(HttpMethod.Put, "/api/v1/accounts/boss", new { roles = Viewer })));

        // Two who put each other out at the same time: one of them stays.
        for (var round = 0; round < 5; round++)
        {
            var name = $"chief{round}";
            var chief = await service.PersonAsync(boss, name, "admin");
            var both = await Task.WhenAll(
                boss.SendAsync(HttpMethod.Put, $"/api/v1/accounts/{name}", new { roles = Viewer }),
                chief.SendAsync(HttpMethod.Put, "/api/v1/accounts/boss", new { disabled = true }));
            Assert.Single(both, answer => answer.Status == 200);
            var left = (await service.Get<Accounts>().ListAsync(TestContext.Current.CancellationToken)).Where(one => one.Account.IsActiveAdmin).ToArray();
            Assert.Single(left);
            if (left[0].Key != "boss")
            {
                Assert.Equal(200, (await chief.SendAsync(HttpMethod.Put, "/api/v1/accounts/boss", new { disabled = false })).Status);
                boss = await service.SignInAsync("boss");
                Assert.Equal(200, (await boss.SendAsync(HttpMethod.Put, $"/api/v1/accounts/{name}", new { roles = Viewer })).Status);
            }
        }
    }

    [Fact]
    public async Task Accounts_AreCheckedAndNobodyLooksLikeAnother()
    {
        await using var service = await ConsoleService.StartAsync();
        var boss = await service.AdminAsync();
        await service.PersonAsync(boss, "mei", "editor");
        (object Body, string Code)[] wrong =
        [
            (new { name = "ＭＥＩ", roles = Viewer, password = ConsoleService.Password }, "name_taken"),
            (new { name = "lei", display = "店长 ", roles = Viewer, password = ConsoleService.Password }, "name_taken"),
            (new { name = "lei", display = "BOSS", roles = Viewer, password = ConsoleService.Password }, "name_taken"),
            (new { name = "店长", roles = Viewer, password = ConsoleService.Password }, "name_taken"),
            (new { name = "key:tool", roles = Viewer, password = ConsoleService.Password }, "name_wrong"),
            (new { name = "../x", roles = Viewer, password = ConsoleService.Password }, "name_wrong"),
            (new { name = new string('x', 65), roles = Viewer, password = ConsoleService.Password }, "name_wrong"),
            (new { name = "lei", display = "a\nb", roles = Viewer, password = ConsoleService.Password }, "display_wrong"),
            (new { name = "lei", roles = (string[])["root"], password = ConsoleService.Password }, "roles_wrong"),
            (new { name = "lei", roles = (string[])[], password = ConsoleService.Password }, "roles_wrong"),
            (new { name = "lei", password = ConsoleService.Password }, "roles_wrong"),
            (new { name = "lei", roles = Viewer, password = "123456789" }, "password_short"),
            (new { name = "lei", roles = Viewer, password = new string('x', 257) }, "password_long"),
        ];
        foreach (var (body, code) in wrong)
        {
            Assert.Equal(code, (await boss.SendAsync(HttpMethod.Post, "/api/v1/accounts", body)).Code);
        }

        Assert.Equal("name_taken", (await boss.SendAsync(HttpMethod.Put, "/api/v1/accounts/mei", new { display = "店长" })).Code);
        Assert.Equal((404, "no_account"), Of(await boss.SendAsync(HttpMethod.Put, "/api/v1/accounts/none", new { display = "x" })));

        // No forced kinds of characters; Chinese counts by the character, and width does not matter.
        Assert.Equal(201, (await boss.SendAsync(HttpMethod.Post, "/api/v1/accounts", new { name = "小雷", roles = Viewer, password = "我家的猫爱吃小鱼干１２" })).Status);
        Assert.Equal(200, (await service.Visit().SendAsync(HttpMethod.Post, "/api/v1/session", new { name = "小雷", password = "我家的猫爱吃小鱼干12" })).Status);
        Assert.DoesNotContain("pbkdf2", (await boss.GetAsync("/api/v1/accounts")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Change_OfAStaleVersion_IsRefusedWithWhatIsThere()
    {
        await using var service = await ConsoleService.StartAsync();
        var boss = await service.AdminAsync();
        await service.PersonAsync(boss, "mei", "editor");

        var first = await boss.SendAsync(HttpMethod.Put, "/api/v1/accounts/mei", new { display = "小美" }, ("If-Match", "\"v1\""));
        Assert.Equal((200, "\"v2\""), (first.Status, first.Headers["ETag"]));
        var stale = await boss.SendAsync(HttpMethod.Put, "/api/v1/accounts/mei", new { display = "阿美" }, ("If-Match", "\"v1\""));
        Assert.Equal((412, "stale", "小美"), (stale.Status, stale.Code, stale.Json.GetProperty("current").GetProperty("display").GetString()));
        Assert.Equal((400, "etag_wrong"), Of(await boss.SendAsync(HttpMethod.Put, "/api/v1/accounts/mei", new { display = "阿美" }, ("If-Match", "v1"))));
    }

    [Fact]
    public async Task Trail_TellsWhoDidWhatAndWhy()
    {
        await using var service = await ConsoleService.StartAsync();
        var boss = await service.AdminAsync();
        await service.PersonAsync(boss, "mei", "editor");
        await boss.SendAsync(HttpMethod.Put, "/api/v1/accounts/mei", new { roles = Viewer, reason = "换岗" });
        await boss.SendAsync(HttpMethod.Put, "/api/v1/accounts/mei", new { password = "another good sentence" });
        await boss.SendAsync(HttpMethod.Put, "/api/v1/accounts/mei", new { disabled = true }, ("If-Match", "\"v1\""));

        var all = await LinesAsync(boss, "");
        Assert.Equal(
            ["account.password", "account.changed", "session.begun", "account.created", "session.begun", "account.created"],
            all.Select(line => line.GetProperty("what").GetString()));
        Assert.Equal(Enumerable.Range(1, 6).Reverse(), all.Select(line => line.GetProperty("number").GetInt32()));
        var changed = all[1];
        Assert.Equal(("boss", "account/mei", 1, 2, "换岗", "127.0.0.1"), (
            changed.GetProperty("who").GetString(), changed.GetProperty("on").GetString(), changed.GetProperty("from").GetInt32(), changed.GetProperty("to").GetInt32(), changed.GetProperty("why").GetString(), changed.GetProperty("address").GetString()));
        Assert.Equal(service.Clock.GetUtcNow(), changed.GetProperty("at").GetDateTimeOffset());
        Assert.DoesNotContain(all, line => line.GetRawText().Contains("sentence", StringComparison.Ordinal));

        Assert.Equal(["session.begun"], (await LinesAsync(boss, "?who=mei")).Select(line => line.GetProperty("what").GetString()));
        Assert.Equal(4, (await LinesAsync(boss, "?what=account.")).Length);
        var page = (await boss.GetAsync("/api/v1/audit?limit=4")).Json;
        Assert.Equal(3, page.GetProperty("next").GetInt32());
        var last = (await boss.GetAsync("/api/v1/audit?limit=4&before=3")).Json;
        Assert.Equal(2, last.GetProperty("items").GetArrayLength());
        Assert.False(last.TryGetProperty("next", out _));
    }

    private static async Task<JsonElement[]> LinesAsync(Visitor visitor, string query) => [.. (await visitor.GetAsync("/api/v1/audit" + query)).Json.GetProperty("items").EnumerateArray()];

    private static (int Status, string? Code) Of(Answer answer) => (answer.Status, answer.Code);
}
