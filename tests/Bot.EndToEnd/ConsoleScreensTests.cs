using Microsoft.Playwright;

namespace Bot.EndToEnd;

/// <summary>Every screen in a real browser: nothing for axe, nothing too wide. Between the two stores both languages are seen in both widths and colours.</summary>
public abstract class ConsoleScreensTests(ConsoleStage stage)
{
    private static readonly string[] Screens =
    [
        "/", "/studio", "/studio/edit?path=templates/shop/result.tmpl", "/dialogs", "/dialogs/edit?path=dialogs/shopping.yaml", "/knowledge", "/knowledge/ask", "/knowledge/speak",
        "/inbox", "/pushes", "/pushes/new", "/pushes/calendar", "/pushes/queue", "/pushes/why", "/people", "/people/record", "/dash", "/dash/pushes", "/dash/answers", "/dash/content", "/dash/groups", "/admin", "/admin/keys", "/admin/audit", "/nowhere",
    ];

    protected async Task LookAsync(string language, int width, ColorScheme colours)
    {
        await using var page = await stage.EnterAsync(ConsoleStage.Admin, width, 844, colours);
        await page.SpeakAsync(language);
        var found = new List<string>();
        foreach (var screen in Screens)
        {
            // As a link within the console goes: the page and axe stay.
            await (screen == Screens[0] ? page.GoAsync(screen) : page.Page.EvaluateAsync("to => { history.pushState(null, '', to); dispatchEvent(new PopStateEvent('popstate')); }", "/console" + screen));
            await page.Page.GetByRole(AriaRole.Main).WaitForAsync();
            await page.Page.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))");
            await page.Page.WaitForFunctionAsync("() => !document.querySelector('.spin, [aria-busy=true]')");
            found.AddRange((await page.ViolationsAsync()).Select(one => $"{screen}: {one}"));
            var over = await page.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth");
            if (over > 0)
            {
                found.Add($"{screen}: {over} px too wide");
            }
        }

        Assert.Empty(found);
    }
}

/// <summary>On the embedded store.</summary>
[Collection(nameof(SqliteStage))]
public sealed class ConsoleScreensOnSqlite(SqliteStage stage) : ConsoleScreensTests(stage)
{
    [Theory]
    [InlineData("zh-CN", 1440, ColorScheme.Light)]
    [InlineData("en", 390, ColorScheme.Dark)]
    public Task EveryScreen_HasNothingForAxe_AndFitsTheWidth(string language, int width, ColorScheme colours) => LookAsync(language, width, colours);
}

/// <summary>On Redis.</summary>
[Collection(nameof(RedisStage))]
public sealed class ConsoleScreensOnRedis(RedisStage stage) : ConsoleScreensTests(stage)
{
    [Theory]
    [InlineData("en", 1440, ColorScheme.Dark)]
    [InlineData("zh-CN", 390, ColorScheme.Light)]
    public Task EveryScreen_HasNothingForAxe_AndFitsTheWidth(string language, int width, ColorScheme colours) => LookAsync(language, width, colours);
}
