using System.Text.Json;
using Microsoft.Playwright;

namespace Bot.EndToEnd;

/// <summary>What a route said.</summary>
public sealed record Said(int Status, string Text)
{
    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    /// <summary>The code of a refusal.</summary>
    public string? Code => Text.StartsWith('{') && Json.TryGetProperty("code", out var code) ? code.GetString() : null;
}

/// <summary>What people do in the console.</summary>
internal static class ConsoleActs
{
    // The page's own session, and its own token unless told to go without.
    private const string Call = """
        async ([method, path, body, headers, forge]) => {
          const session = await (await fetch('/api/v1/session')).json();
          const answer = await fetch('/api/v1' + path, { method, headers: { 'Content-Type': 'application/json', ...(forge ? {} : { 'X-Qunzhu-Csrf': session.csrf }), ...headers }, body: body === null ? undefined : body });
          return [answer.status, await answer.text()];
        }
        """;

    public static ILocator Button(this IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public static ILocator Button(this ILocator part, string name) => part.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    /// <summary>Opens a screen.</summary>
    public static Task GoAsync(this DemoPage page, string screen) => page.Page.GotoAsync($"{page.Address}/console{screen}");

    /// <summary>Asks a route as a script in this person's page would.</summary>
    /// <param name="page">Whose page.</param>
    /// <param name="method">The method.</param>
    /// <param name="path">The path below <c>/api/v1</c>.</param>
    /// <param name="body">Sent as JSON; null for none.</param>
    /// <param name="match">The ETag that must hold; null without.</param>
    /// <param name="forge">True leaves the session's token out, as a foreign page must.</param>
    public static async Task<Said> CallAsync(this DemoPage page, string method, string path, object? body = null, string? match = null, bool forge = false)
    {
        if (!page.Page.Url.StartsWith(page.Address, StringComparison.Ordinal))
        {
            await page.GoAsync("/sign-in");
        }

        var headers = match is null ? new Dictionary<string, string>() : new() { ["If-Match"] = match };
        var answer = await page.Page.EvaluateAsync<JsonElement>(Call, new object?[] { method, path, body is null ? null : JsonSerializer.Serialize(body), headers, forge });
        return new Said(answer[0].GetInt32(), answer[1].GetString()!);
    }

    /// <summary>Sets the language of this person's console.</summary>
    public static Task SpeakAsync(this DemoPage page, string language) => page.CallAsync("PUT", "/session/language", new { language });

    /// <summary>Puts the caret at the end of the text and types.</summary>
    public static async Task WriteAsync(this IPage page, string text)
    {
        await page.Locator(".cm-content").ClickAsync();
        await page.Keyboard.PressAsync("Control+End");
        await page.Keyboard.TypeAsync(text);
    }

    /// <summary>Publishes what the editor shows.</summary>
    public static async Task PublishAsync(this IPage page, string reason)
    {
        await page.Button("发布").ClickAsync();
        var box = page.GetByRole(AriaRole.Dialog);
        await box.GetByLabel("理由").FillAsync(reason);
        await box.Button("发布").ClickAsync();
        await Assertions.Expect(page.Locator(".status .tag.good")).ToBeVisibleAsync();
    }

    /// <summary>Publishes a text without the screens, for what a journey begins with.</summary>
    public static async Task PublishAsync(this DemoPage page, string path, string text)
    {
        var at = Uri.EscapeDataString(path);
        Assert.Equal(200, (await page.CallAsync("PUT", $"/content/draft?path={at}", new { text }, "*")).Status);
        Assert.Equal(200, (await page.CallAsync("POST", $"/content/publish?path={at}", new { reason = "准备" }, "*")).Status);
    }
}
