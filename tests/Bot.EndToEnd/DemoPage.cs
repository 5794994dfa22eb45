using System.Text.Json;
using Microsoft.Playwright;

namespace Bot.EndToEnd;

/// <summary>The demo page as a visitor uses it. Nothing may be wrong in the browser's console, and nothing may be fetched from elsewhere.</summary>
public sealed class DemoPage : IAsyncDisposable
{
    private readonly List<string> _wrong = [];

    /// <param name="page">The window.</param>
    /// <param name="address">The service's.</param>
    /// <param name="allowed">Part of a line in the browser's console that is no fault, such as the status of a route that a screen does without.</param>
    public DemoPage(IPage page, string address, string? allowed = null)
    {
        (Page, Address) = (page, address);
        page.SetDefaultTimeout(15_000);
        page.Console += (_, message) => Note(message.Type == "error" && (allowed is null || !message.Text.Contains(allowed, StringComparison.Ordinal)), $"console: {message.Text}");
        page.Dialog += (_, dialog) =>
        {
            // The browser's own question before one leaves unsaved work is none of a script's doing.
            Note(dialog.Type != "beforeunload", $"dialog: {dialog.Message}");
            _ = dialog.AcceptAsync();
        };
        page.PageError += (_, error) => Note(true, $"error: {error}");
        page.Request += (_, request) => Note(IsOutside(request.Url), $"outside: {request.Url}");
        page.WebSocket += (_, socket) => Note(IsOutside(socket.Url), $"outside: {socket.Url}");
    }

    public IPage Page { get; }

    /// <summary>The service's address.</summary>
    public string Address { get; }

    public async Task OpenAsync()
    {
        await Page.GotoAsync(Address);
        await Page.WaitForSelectorAsync("html[data-ready=yes]", new() { State = WaitForSelectorState.Attached });
    }

    /// <summary>Types and sends; the phone's id is lu, wang or dm.</summary>
    public async Task SayAsync(string phone, string text)
    {
        await Page.FillAsync($"#{phone} textarea", text);
        await Page.PressAsync($"#{phone} textarea", "Enter");
        await Mine(phone, text).Last.Locator(".state.sent").WaitForAsync();
    }

    public ILocator Mine(string phone, string text) => Page.Locator($"#{phone} .message.own", new() { HasText = text });

    public ILocator Bot(string phone) => Page.Locator($"#{phone} .message.bot");

    /// <summary>The panel's card about a message.</summary>
    public ILocator Why(string quote) => Page.Locator(".fact", new() { HasText = quote });

    /// <summary>axe-core's complaints about what is on screen.</summary>
    public async Task<IReadOnlyList<string>> ViolationsAsync()
    {
        var axe = Path.Combine(RunningService.Root, "tests", "Bot.EndToEnd", "node_modules", "axe-core", "axe.min.js");
        if (!File.Exists(axe))
        {
            Assert.Skip("axe-core is not installed: run eng/install.");
        }

        if (await Page.EvaluateAsync<bool>("() => !window.axe"))
        {
            await Page.EvaluateAsync(await File.ReadAllTextAsync(axe));
        }

        var result = await Page.EvaluateAsync<JsonElement>("() => axe.run({ resultTypes: ['violations'] })");
        return [.. result.GetProperty("violations").EnumerateArray().SelectMany(rule => rule.GetProperty("nodes").EnumerateArray()
            .Select(node => $"{rule.GetProperty("id").GetString()}: {node.GetProperty("html").GetString()} {node.GetProperty("failureSummary").GetString()}"))];
    }

    public async ValueTask DisposeAsync()
    {
        await Page.Context.CloseAsync();
        lock (_wrong)
        {
            Assert.Empty(_wrong);
        }
    }

    private bool IsOutside(string url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is ("http" or "https" or "ws" or "wss") && uri.Authority != new Uri(Address).Authority;

    private void Note(bool wrong, string what)
    {
        if (wrong)
        {
            lock (_wrong)
            {
                _wrong.Add(what);
            }
        }
    }
}
