using Microsoft.Playwright;

namespace Bot.EndToEnd;

/// <summary>
/// Makes the pictures of every screen for the guides, in <c>docs/images/console</c>, on the real service with a week of a shop's life:
/// <c>tests/Bot.EndToEnd/bin/Release/net10.0/Bot.EndToEnd --explicit only --filter-class Bot.EndToEnd.Pictures</c>.
/// </summary>
public sealed class Pictures
{
    private const string Reply = "/studio/edit?path=templates/faq/ship.when.tmpl";

    // The name of the picture, the screen, and what is done there first.
    private static readonly (string Name, string Path, Func<Eye, Task>? Act)[] Screens =
    [
        ("today", "/", null),
        ("studio", "/studio", null),
        ("studio-new", "/studio", eye => eye.ClickAsync("新建回复", "New reply")),
        ("editor", Reply, null),
        ("editor-mistake", "/studio/edit?path=templates/faq/gift.wrap_new.tmpl", null),
        ("editor-variable", Reply, eye => eye.ClickAsync("插入变量", "Insert a variable")),
        ("editor-publish", "/studio/edit?path=templates/faq/recycle.tmpl", eye => eye.ClickAsync("发布", "Publish")),
        ("editor-history", Reply, async eye => { await eye.TabAsync("历史", "History"); await eye.Page.Locator(".versions li").Nth(1).GetByRole(AriaRole.Button).ClickAsync(); }),
        ("editor-hits", Reply, eye => eye.TabAsync("近 30 天命中", "Said in 30 days")),
        ("dialogs", "/dialogs", null),
        ("dialog", "/dialogs/edit?path=dialogs/shopping.yaml", null),
        ("persona", "/dialogs/edit?path=dialogs/personas/shopping.yaml", null),
        ("policy", "/dialogs/edit?path=dialogs/throttle.yaml", null),
        ("unanswered", "/knowledge", null),
        ("unanswered-point", "/knowledge", eye => eye.FirstAsync("指到已有回复", "Give it to a reply")),
        ("ask", "/knowledge/ask?q=什么时候发货", eye => eye.ClickAsync("问一下", "Ask")),
        ("speak", "/knowledge/speak", null),
        ("inbox", "/inbox", null),
        ("talk", "/inbox?talk=directline|dm-xi", null),
        ("pushes", "/pushes", null),
        ("push-new", "/pushes/new", null),
        ("push-plan", "/pushes/plan?id=winter", eye => eye.ClickAsync("预测一下", "Forecast")),
        ("push-sent", "/pushes/plan?id=season", null),
        ("calendar", "/pushes/calendar", null),
        ("queue", "/pushes/queue", null),
        ("queue-release", "/pushes/queue", eye => eye.FirstAsync("放行", "Release")),
        ("why", "/pushes/why", null),
        ("people", "/people", null),
        ("card", "/people/card?channel=directline&id=dl_lu", null),
        ("record", "/people/record", null),
        ("trace", "/people/record?kind=Replied", eye => eye.Page.Locator(".fact-row button").First.ClickAsync()),
        ("dash", "/dash", null),
        ("dash-pushes", "/dash/pushes", null),
        ("dash-answers", "/dash/answers", null),
        ("dash-content", "/dash/content", null),
        ("dash-content-more", "/dash/content", eye => eye.ShowAsync("[aria-label=replies]")),
        ("dash-groups", "/dash/groups", null),
        ("dash-groups-more", "/dash/groups", eye => eye.ShowAsync(".field")),
        ("accounts", "/admin", null),
        ("account-new", "/admin", eye => eye.ClickAsync("新建账号", "New account")),
        ("keys", "/admin/keys", null),
        ("audit", "/admin/audit", null),
        ("account", "/", eye => eye.Page.Locator(".top .who").ClickAsync()),
    ];

    [Theory(Explicit = true)]
    [InlineData("zh-CN", 1440, 900, ColorScheme.Light)]
    [InlineData("en", 390, 844, ColorScheme.Dark)]
    public async Task EveryScreen(string language, int width, int height, ColorScheme colours)
    {
        var folder = Directory.CreateDirectory(Path.Combine(RunningService.Root, "docs", "images", "console"));
        await using var stage = new SqliteStage { Language = language };
        await stage.InitializeAsync();
        await ShopLife.LiveAsync(stage);
        var wanted = Environment.GetEnvironmentVariable("PICTURES")?.Split(' ');
        await using (var stranger = await stage.OpenAsync(width, height, colours))
        {
            await stranger.Page.GotoAsync($"{stage.Service.Address}/console/sign-in{(language == "en" ? "?lang=en" : "")}");
            await ShootAsync(stranger.Page, folder, "sign-in", language);
        }

        await using var page = await stage.EnterAsync(ConsoleStage.Admin, width, height, colours);
        await page.Page.Context.Clock.SetSystemTimeAsync(stage.Clock.GetUtcNow().UtcDateTime);
        await page.SpeakAsync(language);
        var eye = new Eye(page.Page, language == "en");
        foreach (var (name, path, act) in Screens.Where(screen => wanted?.Contains(screen.Name) != false))
        {
            try
            {
                await page.Page.GotoAsync($"{stage.Service.Address}/console{path}", new() { WaitUntil = WaitUntilState.NetworkIdle });
                await (act is null ? Task.CompletedTask : act(eye));
                await page.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
                await page.Page.WaitForFunctionAsync("() => !document.querySelector('.spin, [aria-busy=true]')", null, new() { Timeout = 4000 });
            }
            catch (Exception missing) when (missing is PlaywrightException or TimeoutException)
            {
                TestContext.Current.TestOutputHelper?.WriteLine($"{name}: {missing.Message.Split('\n')[0]}");
            }

            await ShootAsync(page.Page, folder, name, language);
        }
    }

    private static async Task ShootAsync(IPage page, DirectoryInfo folder, string name, string language)
    {
        var png = await page.ScreenshotAsync(new() { Animations = ScreenshotAnimations.Disabled, Caret = ScreenshotCaret.Hide });
        await File.WriteAllBytesAsync(Path.Combine(folder.FullName, $"{name}{(language == "en" ? "-phone-en" : "")}.png"), SmallPng.Of(png), TestContext.Current.CancellationToken);
    }

    /// <summary>Finds what to press in either language.</summary>
    private sealed record Eye(IPage Page, bool English)
    {
        public Task ClickAsync(string zh, string en) => Page.Button(English ? en : zh).ClickAsync(new() { Timeout = 4000 });

        public Task FirstAsync(string zh, string en) => Page.Button(English ? en : zh).First.ClickAsync(new() { Timeout = 4000 });

        public async Task ShowAsync(string part)
        {
            await Page.Locator(part).First.WaitForAsync(new() { Timeout = 8000 });
            await Page.EvaluateAsync("part => { document.querySelector(part).scrollIntoView(); scrollBy(0, -110); }", part);
        }

        public async Task TabAsync(string zh, string en)
        {
            await Page.GetByRole(AriaRole.Tab, new() { Name = English ? en : zh }).ClickAsync(new() { Timeout = 4000 });
            await Page.Locator(".drawer .waiting").WaitForAsync(new() { State = WaitForSelectorState.Detached });
            await Page.EvaluateAsync("() => document.querySelector('.drawer').scrollIntoView({ block: 'end' })");
        }
    }
}
