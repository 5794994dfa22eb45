using Bot.Host.Console.Access;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Bot.EndToEnd;

/// <summary>Service and browser for tests of the console; the first-run link is used once, by the first test that comes.</summary>
public sealed class ConsoleStage : IAsyncLifetime
{
    public const string Name = "mei";
    public const string Password = "a long password 1";

    public RunningService Service { get; private set; } = null!;

    public Chromium Chromium { get; private set; } = null!;

    /// <summary>The link that the start prints.</summary>
    public string FirstRun { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        Chromium = await Chromium.StartAsync();
        Service = await RunningService.StartAsync("--Content:Root", RunningService.Root);
        var token = await Service.Services.GetRequiredService<FirstRun>().IssueAsync(TestContext.Current.CancellationToken);
        FirstRun = $"{Service.Address}/console/first-run?token={token}";
        if (!File.Exists(Path.Combine(AppContext.BaseDirectory, "wwwroot", "console", "index.html")))
        {
            Assert.Skip("The console's pages are not built: install Node.js 20 or newer and build again.");
        }

        // The administrator, made on the page that works without script.
        await using var page = await OpenAsync(1440, 900);
        await page.Page.GotoAsync(FirstRun);
        await page.Page.FillAsync("input[name=name]", Name);
        await page.Page.FillAsync("input[name=display]", "梅姐");
        await page.Page.FillAsync("input[name=password]", Password);
        await page.Page.FillAsync("input[name=again]", Password);
        await page.Page.ClickAsync("button[type=submit]");
        await page.Page.GetByRole(AriaRole.Main).WaitForAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (Service is not null)
        {
            await Service.DisposeAsync();
        }

        if (Chromium is not null)
        {
            await Chromium.DisposeAsync();
        }
    }

    /// <summary>A browser of its own, at the sign-in's door.</summary>
    public async Task<DemoPage> OpenAsync(int width, int height, ColorScheme colours = ColorScheme.Light)
    {
        var context = await Chromium.Browser.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = height }, ColorScheme = colours, ReducedMotion = ReducedMotion.Reduce });
        return new DemoPage(await context.NewPageAsync(), Service.Address, "Failed to load resource");
    }

    /// <summary>Somebody who has signed in.</summary>
    public async Task<DemoPage> EnterAsync(int width = 1440, int height = 900, ColorScheme colours = ColorScheme.Light)
    {
        var page = await OpenAsync(width, height, colours);
        await page.Page.GotoAsync($"{Service.Address}/console/sign-in");
        await page.Page.FillAsync("input[name=name]", Name);
        await page.Page.FillAsync("input[name=password]", Password);
        await page.Page.ClickAsync("button[type=submit]");
        await page.Page.GetByRole(AriaRole.Main).WaitForAsync();
        return page;
    }
}
