using Bot.Channels.DirectLine;
using Bot.Core.Activities;
using Bot.Core.Ports;
using Bot.EndToEnd;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Bot.Conformance.DirectLine;

/// <summary>Microsoft's Web Chat 4.18.1 in Chromium: two users in one conversation of ours.</summary>
public sealed class WebChatTests
{
    private const string Conversation = "peers-2";
    private const string Png = "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEklEQVR4nGNgYPiPAw0pCQB8lD/BrV2nEwAAAABJRU5ErkJggg==";
    private static readonly Route Route = new("directline", "", new Account("qunzhu", "小助", IsBot: true));

    [Fact]
    public async Task WebChat_TwoUsers_TalkUploadSeeCardsAndEdits()
    {
        var bundle = Path.Combine(RunningService.Root, "tests", "Bot.Conformance", "node_modules", "botframework-webchat", "dist", "webchat.js");
        if (!File.Exists(bundle))
        {
            Assert.Skip("Web Chat is not installed: run eng/install.");
        }

        await using var chromium = await Chromium.StartAsync();
        await using var service = await RunningService.StartAsync();
        await using var pages = await WebChatPage.StartAsync(bundle);
        var mint = service.Services.GetRequiredService<TokenMint>();
        string Token(string user, string name) => mint.Make(new Grant(Conversation, user, name, IsGroup: true), TokenUse.Access, TimeSpan.FromHours(1));

        var errors = new List<string>();
        var lu = await OpenAsync(chromium, pages.For(service.Address, Token("dl_lu", "小鹿")), errors);
        await SayAsync(lu, "@小助 什么时候发货");
        await Expect(lu.GetByText("天左右到").First).ToBeVisibleAsync();

        // History on join, and who is who.
        var wang = await OpenAsync(chromium, pages.For(service.Address, Token("dl_wang", "老王"), Conversation), errors);
        await Expect(wang.GetByText("@小助 什么时候发货").First).ToBeVisibleAsync();
        await Expect(wang.GetByText("天左右到").First).ToBeVisibleAsync();
        await SayAsync(wang, "我也想知道");
        await Expect(Mine(wang, "我也想知道")).ToHaveCountAsync(1);
        await Expect(Mine(wang, "@小助 什么时候发货")).ToHaveCountAsync(0);
        await Expect(lu.GetByText("我也想知道").First).ToBeVisibleAsync();
        await Expect(Mine(lu, "我也想知道")).ToHaveCountAsync(0);
        await Expect(Mine(lu, "@小助 什么时候发货")).ToHaveCountAsync(1);

        // A card, and an edit under the same id.
        var channel = service.Services.GetServices<IChannel>().Single(other => other.Adapter == "directline");
        var sent = await DeliverAsync(channel, "row-1", Message("看看这款") with { Cards = [new Card("修护面霜", "¥128", "清爽不黏", null, ["就要这个"])] });
        await Expect(wang.GetByText("修护面霜").First).ToBeVisibleAsync();
        await Expect(wang.Locator("button.ac-pushButton", new() { HasText = "就要这个" })).ToBeVisibleAsync();
        await DeliverAsync(channel, "row-2", Message("看看这一款新的") with { Verb = OutboundVerb.Update, TargetId = sent });
        await Expect(lu.GetByText("看看这一款新的").First).ToBeVisibleAsync();
        await Expect(lu.GetByText("看看这款", new() { Exact = true })).ToHaveCountAsync(0);

        // A picture, from one to the other.
        await lu.SetInputFilesAsync("input[type=file]", new FilePayload { Name = "图.png", MimeType = "image/png", Buffer = Convert.FromBase64String(Png) });
        await lu.ClickAsync(".webchat__send-button");
        await Expect(wang.Locator($"img[src*='{service.Address}/v3/directline/attachments/']")).ToHaveCountAsync(1);
        Assert.Empty(errors);
    }

    private static OutboundMessage Message(string text) => new() { Conversation = new("directline", Conversation), Route = Route, Text = text, IsGroup = true };

    private static async Task<string> DeliverAsync(IChannel channel, string row, OutboundMessage message) =>
        Assert.IsType<DeliveryResult.Sent>(await channel.DeliverAsync(new OutboxRow(row, message, 0, default), TestContext.Current.CancellationToken)).ActivityId;

    private static async Task<IPage> OpenAsync(Chromium chromium, string address, List<string> errors)
    {
        var page = await chromium.Browser.NewPageAsync();
        page.SetDefaultTimeout(30_000);
        page.PageError += (_, error) =>
        {
            lock (errors)
            {
                errors.Add(error);
            }
        };
        await page.GotoAsync(address);
        await page.WaitForSelectorAsync("html[data-status='2']", new() { State = WaitForSelectorState.Attached });
        return page;
    }

    private static async Task SayAsync(IPage page, string text)
    {
        await page.FillAsync(".webchat__send-box [data-testid='send box text area'], .webchat__send-box-text-box__input", text);
        await page.Keyboard.PressAsync("Enter");
    }

    private static ILocator Mine(IPage page, string text) => page.Locator(".webchat__bubble--from-user", new() { HasText = text });
}
