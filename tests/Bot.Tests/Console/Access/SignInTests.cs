using Bot.Host.Console.Access;
using Bot.Tests.Kit.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Console.Access;

/// <summary>Signing in, and the ways to get in without.</summary>
public sealed class SignInTests
{
    private const string Session = "/api/v1/session";

    [Fact]
    public async Task SignIn_GivesASessionThatSlidesAndEnds()
    {
        await using var service = await ConsoleService.StartAsync();
        await service.AdminAsync();
        var mei = await service.SignInAsync("BOSS");

        var view = (await mei.GetAsync(Session)).Json;
        Assert.Equal(("boss", "店长", "zh-CN"), (view.GetProperty("account").GetProperty("name").GetString(), view.GetProperty("account").GetProperty("display").GetString(), view.GetProperty("language").GetString()));
        Assert.Equal(["view", "edit", "serve", "publish", "send", "admin"], view.GetProperty("permissions").EnumerateArray().Select(one => one.GetString()));

        for (var i = 0; i < 3; i++)
        {
            service.Clock.Advance(TimeSpan.FromHours(11));
            Assert.Equal(200, (await mei.GetAsync(Session)).Status);
        }

        service.Clock.Advance(TimeSpan.FromHours(12));
        Assert.Equal(401, (await mei.GetAsync(Session)).Status);

        mei = await service.SignInAsync("boss");
        var cookie = mei.Cookies["qz_session"];
        Assert.Equal(204, (await mei.SendAsync(HttpMethod.Delete, Session)).Status);
        Assert.Empty(mei.Cookies);
        mei.Cookies["qz_session"] = cookie;
        Assert.Equal(401, (await mei.GetAsync(Session)).Status);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Cookie_IsForOurPagesAlone(bool secure)
    {
        await using var service = await ConsoleService.StartAsync(null, services => services.AddSingleton(new AccessOptions { Rounds = 2, SecureCookie = secure }));
        await service.AdminAsync();

        var cookie = (await service.Visit().SendAsync(HttpMethod.Post, Session, new { name = "boss", password = ConsoleService.Password })).Headers["Set-Cookie"];

        Assert.Contains("; httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(secure, cookie.Contains("; secure", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain("expires", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Session_BroughtAlong_IsNeverTaken()
    {
        await using var service = await ConsoleService.StartAsync();
        await service.AdminAsync();
        var victim = service.Visit();
        victim.Cookies["qz_session"] = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
        var attacker = service.Visit();
        attacker.Cookies["qz_session"] = victim.Cookies["qz_session"];

        Assert.Equal(200, (await victim.SendAsync(HttpMethod.Post, Session, new { name = "boss", password = ConsoleService.Password })).Status);

        Assert.NotEqual(attacker.Cookies["qz_session"], victim.Cookies["qz_session"]);
        Assert.Equal(401, (await attacker.GetAsync(Session)).Status);

        // The same with a session that holds: signing in again ends it.
        attacker.Cookies["qz_session"] = victim.Cookies["qz_session"];
        Assert.Equal(200, (await victim.SendAsync(HttpMethod.Post, Session, new { name = "boss", password = ConsoleService.Password })).Status);
        Assert.Equal(401, (await attacker.GetAsync(Session)).Status);
        Assert.Equal(200, (await victim.GetAsync(Session)).Status);
    }

    [Fact]
    public async Task StolenCookie_IsWorthlessAfterAChange()
    {
        await using var service = await ConsoleService.StartAsync();
        var admin = await service.AdminAsync();
        var mei = await service.PersonAsync(admin, "mei", "editor");
        (string Path, object Body, Visitor By)[] changes =
        [
            ("/api/v1/session/password", new { old = ConsoleService.Password, @new = "another good sentence" }, mei),
            ("/api/v1/accounts/mei", new { password = ConsoleService.Password }, admin),
            ("/api/v1/accounts/mei", new { roles = (string[])["viewer"] }, admin),
            ("/api/v1/accounts/mei", new { disabled = true }, admin),
        ];
        foreach (var (path, body, by) in changes)
        {
            var thief = service.Visit();
            thief.Cookies["qz_session"] = mei.Cookies["qz_session"];
            Assert.Equal(200, (await thief.GetAsync(Session)).Status);

            var changed = await by.SendAsync(HttpMethod.Put, path, body);
            Assert.Equal(200, changed.Status);
            Assert.Equal(401, (await thief.GetAsync(Session)).Status);
            if (by == mei)
            {
                // Whoever changed it goes on with a new session.
                mei.Carrying(changed);
                Assert.Equal(200, (await mei.GetAsync(Session)).Status);
                Assert.Equal(200, (await mei.SendAsync(HttpMethod.Put, "/api/v1/session/language", new { language = "en" })).Status);
            }
            else if (path == changes[1].Path && !changed.Json.GetProperty("disabled").GetBoolean())
            {
                mei = await service.SignInAsync("mei");
            }
        }

        Assert.Equal((401, "wrong_password"), await TryAsync(service.Visit(), "mei", ConsoleService.Password));
        // A display name is no reason to end a session.
        Assert.Equal(200, (await admin.SendAsync(HttpMethod.Put, "/api/v1/accounts/boss", new { display = "大店长" })).Status);
        Assert.Equal(200, (await admin.GetAsync(Session)).Status);
        Assert.Equal((403, "wrong_password"), Of(await admin.SendAsync(HttpMethod.Put, "/api/v1/session/password", new { old = "not the password", @new = "another good sentence" })));
        Assert.Equal((400, "password_short"), Of(await admin.SendAsync(HttpMethod.Put, "/api/v1/session/password", new { old = ConsoleService.Password, @new = "九个字的密码不够长" })));
    }

    [Fact]
    public async Task UnknownName_HasTheSameAnswerAfterTheSameWork()
    {
        await using var service = await ConsoleService.StartAsync();
        var admin = await service.AdminAsync();
        await service.PersonAsync(admin, "gone", "viewer");
        await admin.SendAsync(HttpMethod.Put, "/api/v1/accounts/gone", new { disabled = true });
        var passwords = service.Get<Passwords>();
        var answers = new List<(int, string, long)>();
        foreach (var (name, password) in (IEnumerable<(string?, string?)>)[("boss", "wrong password"), ("nobody", "wrong password"), ("gone", ConsoleService.Password), ("a b\n", "x"), ("", ""), (null, null), (new string('x', 500), new string('y', 9000))])
        {
            var before = passwords.Computed;
            var answer = await service.Visit().SendAsync(HttpMethod.Post, Session, new { name, password });
            answers.Add((answer.Status, answer.Text, passwords.Computed - before));
        }

        var one = Assert.Single(answers.Distinct());
        Assert.Equal((401, 1), (one.Item1, one.Item3));
        Assert.Contains("账号或密码不对", one.Item2, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LockOut_AfterFiveOfAName_EndsAfterAQuarterOfAnHour()
    {
        await using var service = await ConsoleService.StartAsync();
        await service.AdminAsync();
        foreach (var name in (string[])["boss", "nobody"])
        {
            for (var i = 0; i < 5; i++)
            {
                Assert.Equal((401, "wrong_password"), await TryAsync(service.Visit(), i % 2 == 0 ? name : name.ToUpperInvariant(), "wrong password"));
            }

            var locked = await service.Visit().SendAsync(HttpMethod.Post, Session, new { name, password = ConsoleService.Password });
            Assert.Equal((429, "locked", "900"), (locked.Status, locked.Code, locked.Headers["Retry-After"]));
        }

        service.Clock.Advance(TimeSpan.FromMinutes(15) - TimeSpan.FromSeconds(1));
        Assert.Equal((429, "locked"), await TryAsync(service.Visit(), "boss", ConsoleService.Password));
        service.Clock.Advance(TimeSpan.FromSeconds(1));
        var boss = await service.SignInAsync("boss");

        // Told once in the trail, and the invented name not at all.
        var trail = (await boss.GetAsync("/api/v1/audit?what=session.locked")).Json.GetProperty("items");
        Assert.Equal("account/boss", Assert.Single(trail.EnumerateArray()).GetProperty("on").GetString());
    }

    [Fact]
    public async Task LockOut_ManyAtOnceOrManyNames_CountToo()
    {
        await using var service = await ConsoleService.StartAsync();
        await service.AdminAsync();

        var together = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => TryAsync(service.Visit(), "boss", "wrong password")));
        Assert.Equal(5, together.Count(answer => answer.Status == 401));

        for (var i = 0; i < 15; i++)
        {
            Assert.Equal(401, (await TryAsync(service.Visit(), $"name{i}", "wrong password")).Status);
        }

        Assert.Equal((429, "locked"), await TryAsync(service.Visit(), "another", "wrong password"));
        service.Clock.Advance(TimeSpan.FromMinutes(15));
        Assert.Equal((401, "wrong_password"), await TryAsync(service.Visit(), "another", "wrong password"));
    }

    [Fact]
    public async Task LockOut_OnTwoNodes_CountsTogether_AndARightPasswordWritesNothing()
    {
        var desk = new Bot.Tests.Kit.MemoryDesk();
        await using var one = await ConsoleService.StartAsync(null, services => services.AddSingleton<Bot.Core.Ports.IDesk>(desk));
        await using var other = await ConsoleService.StartAsync(null, services => services.AddSingleton<Bot.Core.Ports.IDesk>(desk));
        await one.AdminAsync();
        await other.SignInAsync("boss");
        Assert.Equal(0, await desk.RevisionAsync("try", TestContext.Current.CancellationToken));

        foreach (var node in (ConsoleService[])[one, one, one, other, other])
        {
            Assert.Equal((401, "wrong_password"), await TryAsync(node.Visit(), "boss", "wrong password"));
        }

        Assert.Equal((429, "locked"), await TryAsync(other.Visit(), "boss", ConsoleService.Password));
        Assert.Equal((429, "locked"), await TryAsync(one.Visit(), "boss", ConsoleService.Password));
        Assert.DoesNotContain(await desk.ListAsync("try", null, 10, TestContext.Current.CancellationToken), document => document.Key.Contains("127.0.0.1", StringComparison.Ordinal) || document.Json.Contains("127.0.0.1", StringComparison.Ordinal) || document.Key.Contains("boss", StringComparison.Ordinal));
        one.Clock.Advance(TimeSpan.FromMinutes(15));
        other.Clock.Advance(TimeSpan.FromMinutes(15));
        var boss = await one.SignInAsync("boss");
        Assert.Single((await boss.GetAsync("/api/v1/audit?what=session.locked")).Json.GetProperty("items").EnumerateArray());

        // The first right one begins anew; what is left of the address is swept away by the next wrong one.
        Assert.DoesNotContain(await desk.ListAsync("try", null, 10, TestContext.Current.CancellationToken), document => document.Key.StartsWith("n:", StringComparison.Ordinal));
        Assert.Equal((401, "wrong_password"), await TryAsync(one.Visit(), "nobody", "wrong password"));
        Assert.Equal(2, (await desk.ListAsync("try", null, 10, TestContext.Current.CancellationToken)).Length);
    }

    [Theory]
    [InlineData("", "127.0.0.1")]
    [InlineData("10.0.0.0/8", "127.0.0.1")]
    [InlineData("127.0.0.1", "203.0.113.7")]
    [InlineData("::1, 127.0.0.0/8 203.0.113.0/24", "198.51.100.9")]
    public async Task Address_IsTakenFromConfiguredProxiesOnly(string known, string address)
    {
        await using var service = await ConsoleService.StartAsync(null, null, "--Proxies:Known", known);
        await service.AdminAsync();
        var visitor = service.Visit();
        var signedIn = await visitor.SendAsync(HttpMethod.Post, Session, new { name = "boss", password = ConsoleService.Password }, ("X-Forwarded-For", "198.51.100.9, 203.0.113.7"), ("X-Forwarded-Proto", "https"));

        Assert.Equal(200, signedIn.Status);
        Assert.Equal(address != "127.0.0.1", signedIn.Headers["Set-Cookie"].Contains("; secure", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(address, (await visitor.Carrying(signedIn).GetAsync("/api/v1/audit?what=session.begun")).Json.GetProperty("items")[0].GetProperty("address").GetString());
    }

    private static async Task<(int Status, string? Code)> TryAsync(Visitor visitor, string name, string password) =>
        Of(await visitor.SendAsync(HttpMethod.Post, Session, new { name, password }));

    private static (int Status, string? Code) Of(Answer answer) => (answer.Status, answer.Code);
}
