using Microsoft.Playwright;

namespace Bot.EndToEnd;

/// <summary>Every screen in a real browser: nothing for axe, nothing too wide. On one store, for no screen knows on which it is.</summary>
[Collection(nameof(SqliteStage))]
public sealed class ConsoleScreensTests(SqliteStage stage)
{
    private static readonly string[] Screens =
    [
        "/", "/studio", "/studio/edit?path=templates/shop/result.tmpl", "/dialogs", "/dialogs/edit?path=dialogs/shopping.yaml", "/knowledge", "/knowledge/ask", "/knowledge/speak",
        "/inbox", "/pushes", "/pushes/new", "/pushes/calendar", "/pushes/queue", "/pushes/why", "/people", "/people/record", "/dash", "/dash/pushes", "/dash/answers", "/dash/content", "/dash/groups", "/admin", "/admin/keys", "/admin/audit", "/nowhere",
    ];

    [Theory]
    [InlineData("zh-CN", 1440, ColorScheme.Light)]
    [InlineData("en", 390, ColorScheme.Dark)]
    public async Task EveryScreen_HasNothingForAxe_AndFitsTheWidth(string language, int width, ColorScheme colours)
    {
        await using var page = await stage.EnterAsync(ConsoleStage.Admin, width, 844, colours);
        await page.SpeakAsync(language);
        var found = new List<string>();
        foreach (var screen in Screens)
        {
            await page.GoAsync(screen);
            await page.Page.GetByRole(AriaRole.Main).WaitForAsync();
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
