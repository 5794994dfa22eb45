using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Bot.EndToEnd;

/// <summary>What must not work, in a real browser. A script that ran would open a dialog or write to the browser's console, which fails every test.</summary>
public abstract class ConsoleAttackTests(ConsoleStage stage)
{
    private const string Script = "<img src=x onerror=alert(1)><script>alert(2)</script>";
    private const string Template = "templates/faq/attack.tmpl";

    [Fact]
    public async Task Stranger_IsSentToTheDoor_AndTheFirstRunLinkWorksOnce()
    {
        await using var page = await stage.OpenAsync(390, 844);
        await page.GoAsync("/studio");
        Assert.Contains("/console/sign-in", page.Page.Url, StringComparison.Ordinal);
        Assert.Empty(await page.ViolationsAsync());
        var again = await page.Page.APIRequest.GetAsync(stage.FirstRun);
        Assert.NotEqual(200, again.Status);
    }

    [Fact]
    public async Task WrongRole_SeesNoButton_AndIsRefusedByTheService()
    {
        await using var wei = await stage.EnterAsync(ConsoleStage.Viewer);
        await wei.GoAsync("/studio");
        await Expect(wei.Page.Locator(".content-row").First).ToBeVisibleAsync();
        await Expect(wei.Page.Button("新建回复")).ToHaveCountAsync(0);
        await Expect(wei.Page.GetByRole(AriaRole.Link, new() { Name = "收件箱" })).ToHaveCountAsync(0);
        await Expect(wei.Page.GetByRole(AriaRole.Link, new() { Name = "管理" })).ToHaveCountAsync(0);
        await wei.GoAsync("/studio/edit?path=templates/faq/ship.fee.tmpl");
        await Expect(wei.Page.Locator(".cm-content")).ToHaveAttributeAsync("aria-readonly", "true");
        await Expect(wei.Page.Button("发布")).ToHaveCountAsync(0);
        await wei.GoAsync("/admin");
        await Expect(wei.Page.GetByRole(AriaRole.Main)).ToContainTextAsync("没有这项权限");
        await wei.GoAsync("/pushes");
        await Expect(wei.Page.GetByRole(AriaRole.Link, new() { Name = "新建计划" })).ToHaveCountAsync(0);

        Assert.Equal((403, "not_permitted"), Of(await wei.CallAsync("PUT", "/content/draft?path=templates%2Ffaq%2Fship.fee.tmpl", new { text = "x" }, "*")));
        Assert.Equal((403, "not_permitted"), Of(await wei.CallAsync("POST", "/content/publish?path=templates%2Ffaq%2Fship.fee.tmpl", new { reason = "x" }, "*")));
        Assert.Equal((403, "not_permitted"), Of(await wei.CallAsync("POST", "/accounts", new { name = "eve", roles = (string[])["admin"], password = ConsoleStage.Password })));
        Assert.Equal((403, "not_permitted"), Of(await wei.CallAsync("POST", "/inbox/take", new { channel = "directline", id = "dm-x" })));
        Assert.Equal((403, "not_permitted"), Of(await wei.CallAsync("POST", "/pushes", new { id = "x", @class = "value", member = new { channel = "directline", id = "dl_x" }, text = "x" })));
    }

    [Fact]
    public async Task MissingAntiforgery_IsRefused()
    {
        await using var mei = await stage.EnterAsync();
        Assert.Equal((403, "csrf"), Of(await mei.CallAsync("POST", "/accounts", new { name = "eve", roles = (string[])["admin"], password = ConsoleStage.Password }, forge: true)));
        Assert.Equal((403, "csrf"), Of(await mei.CallAsync("DELETE", "/session", forge: true)));
        Assert.DoesNotContain("\"eve\"", (await mei.CallAsync("GET", "/accounts")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StoredScript_InANickname_AMessageAndAFileName_IsShownAsText()
    {
        await using var attacker = await Customer.ComeAsync(stage, "attacker", Script);
        await attacker.SayAsync($"请问{Script}");
        await attacker.SendAsync("<img src=x onerror=alert(3)>.html", "<script>alert(4)</script>"u8.ToArray());
        await attacker.SayAsync("转人工");

        await using var mei = await stage.EnterAsync();
        await mei.SpeakAsync("zh-CN");
        await mei.GoAsync("/inbox");
        await mei.Page.Locator(".waiting-list li").Filter(new() { HasText = "onerror" }).GetByRole(AriaRole.Button).ClickAsync();
        await Expect(mei.Page.Locator(".talk .messages")).ToContainTextAsync($"请问{Script}");
        await HarmlessAsync(mei);
        await mei.GoAsync("/people?q=onerror");
        await mei.Page.GetByRole(AriaRole.Link, new() { Name = Script, Exact = true }).ClickAsync();
        await Expect(mei.Page.Locator("h1")).ToContainTextAsync("onerror");
        await HarmlessAsync(mei);
        await mei.GoAsync("/people/record?member=dl_attacker&from=2026-11-24&to=2026-11-24");
        var fact = mei.Page.Locator(".fact-row").Filter(new() { HasText = Script }).First;
        await fact.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(mei.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync(Script);
        await HarmlessAsync(mei);
    }

    [Fact]
    public async Task StoredScript_InATemplate_IsShownAsText_AndNoPathHoldsOne()
    {
        await using var mei = await stage.EnterAsync();
        await mei.SpeakAsync("zh-CN");
        Assert.Equal((400, "path_wrong"), Of(await mei.CallAsync("POST", "/content/create", new { path = $"templates/faq/{Script}.tmpl", text = "x" })));
        await mei.CallAsync("POST", "/content/create", new { path = Template, text = $"---\nname: '{Script}'\nkind: answer\nasks: ['{Script}']\nlocales: [zh-CN]\n---\n== zh-CN\n{Script}\n" });
        await mei.GoAsync($"/studio/edit?path={Template}");
        await Expect(mei.Page.Locator(".phone .bubble").First).ToContainTextAsync(Script);
        await Expect(mei.Page.Locator("h1")).ToContainTextAsync("onerror");
        await mei.Page.Button("发布").ClickAsync();
        await Expect(mei.Page.GetByRole(AriaRole.Dialog).Locator(".diff")).ToContainTextAsync(Script);
        await HarmlessAsync(mei);
        await mei.GoAsync("/studio?q=attack");
        await Expect(mei.Page.Locator(".content-row")).ToContainTextAsync("onerror");
        await HarmlessAsync(mei);
        Assert.Equal(204, (await mei.CallAsync("DELETE", $"/content/draft?path={Uri.EscapeDataString(Template)}", match: "*")).Status);
    }

    private static (int Status, string? Code) Of(Said said) => (said.Status, said.Code);

    private static async Task HarmlessAsync(DemoPage page) =>
        Assert.Equal(0, await page.Page.EvaluateAsync<int>("() => document.querySelectorAll('img[src=x], [onerror], script:not([src])').length"));
}

[Collection(nameof(SqliteStage))]
public sealed class ConsoleAttackOnSqlite(SqliteStage stage) : ConsoleAttackTests(stage);

[Collection(nameof(RedisStage))]
public sealed class ConsoleAttackOnRedis(RedisStage stage) : ConsoleAttackTests(stage);
