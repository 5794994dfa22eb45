using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Bot.EndToEnd;

/// <summary>Operators run the shop alone, in a real browser: from the first-run link to a reply that a customer then receives.</summary>
public sealed class ConsoleTests(ConsoleStage stage) : IClassFixture<ConsoleStage>
{
    private static readonly string[] Screens =
    [
        "/", "/studio", "/studio/edit?path=templates/shop/result.tmpl", "/dialogs", "/dialogs/edit?path=dialogs/shopping.yaml", "/knowledge", "/knowledge/ask", "/knowledge/speak",
        "/inbox", "/pushes", "/pushes/new", "/pushes/calendar", "/pushes/queue", "/pushes/why", "/people", "/people/record", "/dash", "/admin", "/admin/keys", "/admin/audit", "/nowhere",
    ];

    private const string Speak = """
        async language => {
          const session = await (await fetch('/api/v1/session')).json();
          await fetch('/api/v1/session/language', { method: 'PUT', headers: { 'X-Qunzhu-Csrf': session.csrf, 'Content-Type': 'application/json' }, body: JSON.stringify({ language }) });
        }
        """;

    [Fact]
    public async Task Operator_WritesAReply_MendsAMistake_PublishesIt_AndACustomerReceivesIt()
    {
        await using var page = await stage.EnterAsync();
        var window = page.Page;
        await window.EvaluateAsync(Speak, "zh-CN");
        await window.GotoAsync($"{stage.Service.Address}/console/studio");
        await Button(window, "新建回复").ClickAsync();
        var box = window.GetByRole(AriaRole.Dialog);
        await box.GetByLabel("名字").FillAsync("能不能带上飞机");
        await box.GetByLabel("键").FillAsync("faq.plane_test");
        await box.GetByLabel("大家会怎么问").FillAsync("喷雾可以带上飞机吗\n坐飞机能带喷雾不\n喷雾能托运吗");
        await Button(box, "建立草稿").ClickAsync();

        var text = window.Locator(".cm-content");
        await text.ClickAsync();
        await window.Keyboard.PressAsync("Control+End");
        await window.Keyboard.TypeAsync("{{user.nik}}喷雾一百毫升以内可以随身带。");
        var wrong = window.Locator(".problem.error").Filter(new() { HasText = "nik" });
        await wrong.GetByRole(AriaRole.Button).Last.ClickAsync();
        await Expect(window.Locator(".problem.error").Filter(new() { HasText = "user.nik}" })).ToHaveCountAsync(0);
        var unsure = window.Locator(".problem.error").Filter(new() { HasText = "可能没有值" });
        await unsure.GetByRole(AriaRole.Button).Last.ClickAsync();
        await Expect(window.Locator(".problem.error")).ToHaveCountAsync(0);
        await Expect(window.Locator(".phone .bubble").First).ToContainTextAsync("随身带");
        await Expect(window.GetByText("草稿已自动保存")).ToBeVisibleAsync();

        await Button(window, "发布").ClickAsync();
        var publish = window.GetByRole(AriaRole.Dialog);
        await publish.GetByLabel("理由").FillAsync("顾客问过");
        await Button(publish, "发布").ClickAsync();
        await Expect(window.Locator(".status .tag.good")).ToBeVisibleAsync();

        await using var customer = await stage.OpenAsync(1440, 900);
        await customer.OpenAsync();
        await customer.SayAsync("lu", "@小助 喷雾可以带上飞机吗");
        await Expect(customer.Bot("wang").Last).ToContainTextAsync("随身带");
    }

    [Theory]
    [InlineData("zh-CN", 1440, ColorScheme.Light)]
    [InlineData("en", 390, ColorScheme.Dark)]
    public async Task EveryScreen_HasNothingForAxe_AndFitsTheWidth(string language, int width, ColorScheme colours)
    {
        await using var page = await stage.EnterAsync(width, 844, colours);
        await page.Page.EvaluateAsync(Speak, language);
        var found = new List<string>();
        foreach (var screen in Screens)
        {
            await page.Page.GotoAsync($"{stage.Service.Address}/console{screen}", new() { WaitUntil = WaitUntilState.NetworkIdle });
            await page.Page.GetByRole(AriaRole.Main).WaitForAsync();
            found.AddRange((await page.ViolationsAsync()).Select(one => $"{screen}: {one}"));
            var over = await page.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth");
            if (over > 0)
            {
                found.Add($"{screen}: {over} px too wide");
            }
        }

        Assert.Empty(found);
    }

    [Fact]
    public async Task Stranger_IsSentToTheDoor_AndTheFirstRunLinkWorksOnce()
    {
        await using var page = await stage.OpenAsync(390, 844);
        await page.Page.GotoAsync($"{stage.Service.Address}/console/studio");
        Assert.Contains("/console/sign-in", page.Page.Url, StringComparison.Ordinal);
        Assert.Empty(await page.ViolationsAsync());
        var again = await page.Page.APIRequest.GetAsync(stage.FirstRun);
        Assert.NotEqual(200, again.Status);
    }

    private static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    private static ILocator Button(ILocator part, string name) => part.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
}
