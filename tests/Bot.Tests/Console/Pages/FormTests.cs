using System.Collections.Immutable;
using System.Net;
using System.Text.RegularExpressions;
using Bot.Core.Ports;
using Bot.Host.Console.Access;
using Bot.Storage;
using Bot.Tests.Kit.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Console.Pages;

/// <summary>The pages that work without script.</summary>
public sealed partial class FormTests
{
    private const string SignIn = "/console/sign-in";
    private const string Script = "<script>alert(1)</script>";

    [Fact]
    public async Task FirstRunThenSignOutThenSignIn_WithoutScript()
    {
        await using var service = await ConsoleService.StartAsync();
        var token = await service.Get<FirstRun>().IssueAsync(TestContext.Current.CancellationToken);
        var link = $"/console/first-run?token={token}";
        var visitor = service.Visit();
        Assert.Contains("还没有账号", (await visitor.GetAsync(SignIn)).Text, StringComparison.Ordinal);
        var page = await visitor.GetAsync(link);
        Assert.Contains($"href=\"{link}&amp;lang=en\"", page.Text, StringComparison.Ordinal);

        (string, string)[] Fields(string password, string again) => [.. Hidden(page), ("name", "boss"), ("display", Script), ("password", password), ("again", again)];
        var differ = await visitor.PostFormAsync("/console/first-run", Fields(ConsoleService.Password, "another one here"));
        Assert.Contains("两次输入的密码不一样", differ.Text, StringComparison.Ordinal);
        var brief = await visitor.PostFormAsync("/console/first-run", Fields("short", "short"));
        Assert.Equal(400, brief.Status);
        Assert.Contains("密码至少 10 个字", brief.Text, StringComparison.Ordinal);
        Assert.Contains("value=\"boss\"", brief.Text, StringComparison.Ordinal);
        var made = await visitor.PostFormAsync("/console/first-run", Fields(ConsoleService.Password, ConsoleService.Password));
        Assert.Equal((302, "/console/"), (made.Status, made.Headers["Location"]));
        Assert.Equal(410, (await visitor.PostFormAsync("/console/first-run", Fields(ConsoleService.Password, ConsoleService.Password))).Status);
        Assert.Equal(410, (await visitor.GetAsync(link)).Status);

        // Signed in: the sign-in page is passed by; the sign-out page shows the name as text.
        Assert.Equal((302, "/console/pushes?tab=2"), Moved(await visitor.GetAsync(SignIn + "?return=%2Fconsole%2Fpushes%3Ftab%3D2")));
        var leaving = await visitor.GetAsync("/console/sign-out");
        Assert.DoesNotContain(Script, leaving.Text, StringComparison.Ordinal);
        Assert.Contains(WebUtility.HtmlEncode(Script), leaving.Text, StringComparison.Ordinal);
        Assert.Equal(403, (await visitor.PostFormAsync("/console/sign-out", ("csrf", "x"))).Status);
        Assert.Equal((302, SignIn + "?left=1"), Moved(await visitor.PostFormAsync("/console/sign-out", Hidden(leaving))));
        Assert.Contains("已经退出登录", (await visitor.GetAsync(SignIn + "?left=1")).Text, StringComparison.Ordinal);

        // And in again, to where one wanted to go.
        page = await visitor.GetAsync(SignIn + "?return=/console/content");
        var wrong = await visitor.PostFormAsync(SignIn, [.. Hidden(page), ("name", Script), ("password", "wrong password")]);
        Assert.Equal(401, wrong.Status);
        Assert.Contains("账号或密码不对", wrong.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Script, wrong.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong password", wrong.Text, StringComparison.Ordinal);
        var entered = await visitor.PostFormAsync(SignIn, [.. Hidden(wrong), ("name", "boss"), ("password", ConsoleService.Password)]);
        Assert.Equal((302, "/console/content"), Moved(entered));
        Assert.Equal(200, (await visitor.GetAsync("/api/v1/session")).Status);
    }

    [Fact]
    public async Task Console_WithoutASession_LeadsToSignIn()
    {
        await using var service = await ConsoleService.StartAsync();
        var admin = await service.AdminAsync();
        (string Path, string? Place)[] pages =
        [
            ("/console", SignIn), ("/console/", SignIn), ("/console/pushes?x=1", SignIn + "?return=%2Fconsole%2Fpushes%3Fx%3D1"), ("/console/index.html", SignIn + "?return=%2Fconsole%2Findex.html"),
            ("/Console/Index.html", SignIn + "?return=%2FConsole%2FIndex.html"), ("/console/assets", null), ("/console/assets/none.js", null),
        ];
        foreach (var (path, place) in pages)
        {
            var answer = await service.Visit().GetAsync(path);
            Assert.Equal((path, place), (path, answer.Status == 302 ? answer.Headers["Location"] : null));
            Assert.True(place is not null || answer.Status is 404, $"{path} {answer.Status}");
        }

        Assert.NotEqual(302, (await admin.GetAsync("/console/")).Status);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example")]
    [InlineData("/console//evil.example")]
    [InlineData("/console/\\evil.example")]
    [InlineData("/consoles")]
    [InlineData("/console/sign-out")]
    [InlineData("/console/\n")]
    [InlineData("javascript:alert(1)")]
    public async Task Return_LeadsNowhereElse(string place)
    {
        await using var service = await ConsoleService.StartAsync();
        await service.AdminAsync();
        var visitor = service.Visit();
        var page = await visitor.GetAsync($"{SignIn}?return={Uri.EscapeDataString(place)}");

        var entered = await visitor.PostFormAsync(SignIn, [.. Hidden(page), ("name", "boss"), ("password", ConsoleService.Password)]);

        Assert.Equal((302, "/console/"), Moved(entered));
    }

    [Fact]
    public async Task Forms_FromElsewhere_AreRefused()
    {
        await using var service = await ConsoleService.StartAsync();
        await service.AdminAsync();
        var visitor = service.Visit();
        var page = await visitor.GetAsync(SignIn);
        (string, string)[] person = [("name", "boss"), ("password", ConsoleService.Password)];

        Assert.Equal(400, (await visitor.PostFormAsync(SignIn, person)).Status);
        Assert.Equal(400, (await service.Visit().PostFormAsync(SignIn, [.. Hidden(page), .. person])).Status);
        Assert.Equal(400, (await visitor.PostFormAsync(SignIn, ("form", "x"), person[0], person[1])).Status);
        visitor.Headers["Origin"] = "http://evil.example";
        Assert.Equal(403, (await visitor.PostFormAsync(SignIn, [.. Hidden(page), .. person])).Status);
        Assert.Equal(400, (await service.Visit().SendAsync(HttpMethod.Post, SignIn, new { name = "boss" })).Status);
        Assert.DoesNotContain("qz_session", visitor.Cookies.Keys);
        for (var i = 0; i < 6; i++)
        {
            visitor.Headers.Remove("Origin");
            var last = await visitor.PostFormAsync(SignIn, [.. Hidden(page), ("name", "boss"), ("password", "wrong password")]);
            Assert.Equal((i == 5, i == 5), (last.Status == 429, last.Headers.ContainsKey("Retry-After")));
        }
    }

    [Fact]
    public async Task Pages_HaveNothingInlineAndNameTheirFields()
    {
        await using var service = await ConsoleService.StartAsync();
        var token = await service.Get<FirstRun>().IssueAsync(TestContext.Current.CancellationToken);
        var visitor = service.Visit();
        var admin = default(Visitor);
        foreach (var path in (string[])[SignIn, $"/console/first-run?token={token}", "/console/first-run?token=x", "/console/sign-out"])
        {
            if (path == "/console/sign-out")
            {
                admin = await service.AdminAsync();
            }

            foreach (var language in (string[])["zh", "en"])
            {
                var answer = await (admin ?? visitor).GetAsync(path + (path.Contains('?', StringComparison.Ordinal) ? "&" : "?") + $"lang={language}");
                Assert.Equal("default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'", answer.Headers["Content-Security-Policy"]);
                Assert.Equal(("no-store", "strict-origin", "nosniff"), (answer.Headers["Cache-Control"], answer.Headers["Referrer-Policy"], answer.Headers["X-Content-Type-Options"]));
                Assert.DoesNotMatch(@"<script|<style|\sstyle=|\son\w+=|javascript:", answer.Text);
                Assert.Contains($"<html lang=\"{(language == "zh" ? "zh-CN" : "en")}\">", answer.Text, StringComparison.Ordinal);
                foreach (Match input in Inputs().Matches(answer.Text))
                {
                    var id = Regex.Match(input.Value, "id=\"(\\w+)\"").Groups[1].Value;
                    Assert.Contains($"<label for=\"{id}\">", answer.Text, StringComparison.Ordinal);
                    Assert.Contains("autocomplete=\"", input.Value, StringComparison.Ordinal);
                }
            }

            // The language stays chosen.
            Assert.Contains("<html lang=\"en\">", (await (admin ?? visitor).GetAsync(path)).Text, StringComparison.Ordinal);
        }

        var css = await visitor.GetAsync("/access.css");
        Assert.Equal((200, "text/css"), (css.Status, css.Headers["Content-Type"]));
    }

    [Fact]
    public async Task StoreAway_IsSaidOnPagesAndInTheApi()
    {
        await using var service = await ConsoleService.StartAsync(null, services => services.AddSingleton<IDesk>(new AwayDesk()), "--Logging:Console:LogLevel:Default", "None");
        var visitor = service.Visit();
        visitor.Cookies["qz_session"] = "anything";
        foreach (var path in (string[])[SignIn, "/console/", "/console/first-run?token=x"])
        {
            var page = await visitor.GetAsync(path);
            Assert.Equal(503, page.Status);
            Assert.Contains("暂时打不开", page.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("secret place", page.Text, StringComparison.Ordinal);
        }

        var answer = await visitor.GetAsync("/api/v1/session");
        Assert.Equal((503, "busy", "2"), (answer.Status, answer.Code, answer.Headers["Retry-After"]));
        Assert.DoesNotContain("secret place", answer.Text, StringComparison.Ordinal);
    }

    private static (string, string)[] Hidden(Answer page) =>
        [.. HiddenFields().Matches(page.Text).Select(match => (match.Groups[1].Value, WebUtility.HtmlDecode(match.Groups[2].Value)))];

    private static (int Status, string? Place) Moved(Answer answer) => (answer.Status, answer.Headers.GetValueOrDefault("Location"));

    private sealed class AwayDesk : IDesk
    {
        private static StoreException Away => new("Redis did not take it: secret place");

        public ValueTask<DeskDocument?> FindAsync(string kind, string key, CancellationToken cancel) => throw Away;

        public ValueTask<ImmutableArray<DeskDocument>> ListAsync(string kind, string? after, int limit, CancellationToken cancel) => throw Away;

        public ValueTask<DeskOutcome> CommitAsync(ImmutableArray<DeskChange> changes, CancellationToken cancel) => throw Away;

        public ValueTask<ImmutableArray<DeskEntry>> ReadAsync(string log, long? before, int limit, CancellationToken cancel) => throw Away;

        public ValueTask<long> RevisionAsync(string kind, CancellationToken cancel) => throw Away;
    }

    [GeneratedRegex("<input type=\"hidden\" name=\"(\\w+)\" value=\"([^\"]*)\">")]
    private static partial Regex HiddenFields();

    [GeneratedRegex("<input id=[^>]*>")]
    private static partial Regex Inputs();
}
