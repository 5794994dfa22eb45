using Microsoft.Playwright;

namespace Bot.EndToEnd;

/// <summary>Service and browser, shared by all tests of the page.</summary>
public sealed class Stage : IAsyncLifetime
{
    public RunningService Service { get; private set; } = null!;

    public Chromium Chromium { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Chromium = await Chromium.StartAsync();
        Service = await RunningService.StartAsync();
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

    /// <summary>A new visitor who opens the page.</summary>
    public async Task<DemoPage> VisitAsync(int width = 1440, int height = 900, ColorScheme colours = ColorScheme.Light)
    {
        var context = await Chromium.Browser.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = height }, ColorScheme = colours, ReducedMotion = ReducedMotion.Reduce });
        var page = new DemoPage(await context.NewPageAsync(), Service.Address);
        await page.OpenAsync();
        return page;
    }
}
