using System.Text.RegularExpressions;
using Bot.Tests.Kit.Http;

namespace Bot.Tests.Console.Pages;

/// <summary>The single page behind <c>/console</c>: its policy, its nonce, its assets.</summary>
public sealed partial class ConsolePagesTests
{
    [Fact]
    public async Task Page_CarriesItsOwnNonceInPolicyAndText()
    {
        await using var service = await ConsoleService.StartAsync();
        var visitor = await service.AdminAsync();
        var first = await visitor.GetAsync("/console/");
        Assert.SkipWhen(first.Status == 503, "The console's pages were not built: there is no Node.js here.");
        var second = await visitor.GetAsync("/console/studio/edit?path=%3Cscript%3E");

        var (one, other) = (NonceOf(first.Text), NonceOf(second.Text));
        Assert.Equal(200, second.Status);
        Assert.NotEqual(one, other);
        Assert.Contains($"style-src 'self' 'nonce-{one}'", first.Headers["Content-Security-Policy"], StringComparison.Ordinal);
        Assert.Contains("script-src 'self';", first.Headers["Content-Security-Policy"], StringComparison.Ordinal);
        Assert.DoesNotContain("__NONCE__", first.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", second.Text, StringComparison.Ordinal);
        Assert.Equal("no-store", first.Headers["Cache-Control"]);
    }

    [Fact]
    public async Task Assets_ArePublicAndKept_AndTheRestOfTheFolderIsNotServedAsItIs()
    {
        await using var service = await ConsoleService.StartAsync();
        var visitor = await service.AdminAsync();
        var page = await visitor.GetAsync("/console/");
        Assert.SkipWhen(page.Status == 503, "The console's pages were not built: there is no Node.js here.");
        var script = Source().Match(page.Text).Groups[1].Value;
        var stranger = service.Visit();

        var asset = await stranger.GetAsync(script);
        Assert.Equal(200, asset.Status);
        Assert.Contains("immutable", asset.Headers["Cache-Control"], StringComparison.Ordinal);
        Assert.Equal(404, (await stranger.GetAsync("/console/assets/none.js")).Status);
        Assert.DoesNotContain("__NONCE__", (await visitor.GetAsync("/console/index.html")).Text, StringComparison.Ordinal);
    }

    private static string NonceOf(string page) => Nonce().Match(page).Groups[1].Value is { Length: >= 24 } nonce ? nonce : throw new InvalidOperationException(page);

    [GeneratedRegex("name=\"csp-nonce\" content=\"([^\"]+)\"")]
    private static partial Regex Nonce();

    [GeneratedRegex("src=\"(/console/assets/[^\"]+\\.js)\"")]
    private static partial Regex Source();
}
