using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Bot.EndToEnd;

/// <summary>Two people in a group and one in a direct message talk to the assistant in a real browser.</summary>
public sealed class DemoPageTests(Stage stage) : IClassFixture<Stage>
{
    private const string Png = "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEklEQVR4nGNgYPiPAw0pCQB8lD/BrV2nEwAAAABJRU5ErkJggg==";

    [Fact]
    public async Task Group_Mentioned_AnswersForBothAndSaysWhy()
    {
        await using var page = await stage.VisitAsync();
        await page.SayAsync("lu", "@小助 什么时候发货");
        await Expect(page.Bot("lu").Last).ToContainTextAsync("天左右到");
        await Expect(page.Bot("wang").Last).ToContainTextAsync("天左右到");
        await Expect(page.Page.Locator("#wang .message.other", new() { HasText = "什么时候发货" })).ToContainTextAsync("小鹿");
        var why = page.Why("@小助 什么时候发货");
        await Expect(why).ToHaveAttributeAsync("data-verdict", "spoke");
        await Expect(why).ToContainTextAsync("faq.ship.when");
        await Expect(why).ToContainTextAsync("被 @ 了");
    }

    [Theory]
    [InlineData("周末有人一起爬山吗", "没有叫它，不插嘴")]
    [InlineData("@小鹿 你上次买的精华好用吗", "@ 的是别人")]
    [InlineData("@所有人 早上好", "说给所有人听的")]
    public async Task Group_NotAddressed_StaysSilentWithReason(string text, string reason)
    {
        await using var page = await stage.VisitAsync();
        await Expect(page.Bot("wang")).ToHaveCountAsync(1); // its one line on joining
        await page.SayAsync("wang", text);
        await Expect(page.Why(text)).ToHaveAttributeAsync("data-verdict", "quiet");
        await Expect(page.Why(text)).ToContainTextAsync(reason);
        await Expect(page.Bot("wang")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Group_PrivateQuestion_GoesOnInTheDirectMessage()
    {
        await using var page = await stage.VisitAsync();
        await Expect(page.Bot("dm")).ToHaveCountAsync(1);
        await page.SayAsync("lu", "@小助 帮我查订单");
        await Expect(page.Bot("dm")).ToHaveCountAsync(2);
        await Expect(page.Why("@小助 帮我查订单")).ToHaveAttributeAsync("data-verdict", "moved");
    }

    [Fact]
    public async Task Direct_Dialog_AsksOnWithChips()
    {
        await using var page = await stage.VisitAsync();
        await Expect(page.Bot("dm")).ToHaveCountAsync(1);
        await page.SayAsync("dm", "推荐一下");
        var chip = page.Page.Locator("#dm .chips .chip").First;
        await Expect(chip).ToBeVisibleAsync();
        var words = await chip.InnerTextAsync();
        await chip.ClickAsync();
        await Expect(page.Mine("dm", words).Last.Locator(".state.sent")).ToBeVisibleAsync();
        await Expect(page.Bot("dm")).ToHaveCountAsync(3);
        await Expect(page.Why("推荐一下")).ToContainTextAsync("选购推荐");
    }

    [Fact]
    public async Task Reload_LaterVisit_KeepsTheHistory()
    {
        await using var page = await stage.VisitAsync();
        await page.SayAsync("lu", "@小助 满多少包邮");
        await Expect(page.Bot("lu").Last).ToContainTextAsync("99");
        await page.OpenAsync();
        await Expect(page.Mine("lu", "满多少包邮")).ToHaveCountAsync(1);
        await Expect(page.Bot("lu").Last).ToContainTextAsync("99");
        await Expect(page.Why("@小助 满多少包邮")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Expert_OtherGroup_HasItsOwnPersona()
    {
        await using var page = await stage.VisitAsync();
        await page.Page.ClickAsync("[data-room=expert]");
        await page.SayAsync("lu", "@小研 什么时候发货");
        await Expect(page.Bot("wang").Last).ToContainTextAsync("小研");
        await Expect(page.Why("@小研 什么时候发货")).ToContainTextAsync("按群指定");
    }

    [Fact]
    public async Task Picture_Chosen_IsShownToBoth()
    {
        await using var page = await stage.VisitAsync();
        await page.Page.SetInputFilesAsync("#lu input[type=file]", new FilePayload { Name = "图.png", MimeType = "image/png", Buffer = Convert.FromBase64String(Png) });
        await page.Page.ClickAsync("#lu .send");
        await Expect(page.Page.Locator("#lu .message.own .photo")).ToHaveCountAsync(1);
        await Expect(page.Page.Locator("#wang .message.other .photo")).ToHaveJSPropertyAsync("naturalWidth", 8);
    }

    [Fact]
    public async Task Composer_AtAndReply_WorkByKeyboard()
    {
        await using var page = await stage.VisitAsync();
        await page.SayAsync("wang", "有人在吗");
        await page.Page.FocusAsync("#lu textarea");
        await page.Page.Keyboard.TypeAsync("@");
        await Expect(page.Page.Locator("#lu .names li")).ToHaveCountAsync(2);
        await page.Page.Keyboard.PressAsync("ArrowDown");
        await page.Page.Keyboard.PressAsync("Enter");
        await Expect(page.Page.Locator("#lu textarea")).ToHaveValueAsync("@老王 ");
        await page.Page.Locator("#lu .message.other", new() { HasText = "有人在吗" }).Locator(".answer").FocusAsync();
        await page.Page.Keyboard.PressAsync("Enter");
        await page.Page.Keyboard.TypeAsync("在");
        await page.Page.Keyboard.PressAsync("Enter");
        await Expect(page.Page.Locator("#wang .message.other", new() { HasText = "@老王 在" }).Locator("blockquote")).ToContainTextAsync("有人在吗");
    }

    [Fact]
    public async Task Phone_Narrow_HasTabsUnreadCountsAndNoSidewaysScroll()
    {
        await using var page = await stage.VisitAsync(390, 844);
        await Expect(page.Page.Locator("#lu")).ToBeVisibleAsync();
        await Expect(page.Page.Locator("#wang")).ToBeHiddenAsync();
        await page.SayAsync("lu", "@小助 在吗");
        await Expect(page.Page.Locator(".tabs [data-tab=wang] .badge")).ToBeVisibleAsync();
        await page.Page.ClickAsync(".tabs [data-tab=wang]");
        await Expect(page.Page.Locator("#wang .message.other", new() { HasText = "在吗" })).ToBeVisibleAsync();
        await Expect(page.Page.Locator(".tabs [data-tab=wang] .badge")).ToBeHiddenAsync();
        Assert.True(await page.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"));
        Assert.Empty(await page.ViolationsAsync());
    }

    [Theory]
    [InlineData(ColorScheme.Light, false)]
    [InlineData(ColorScheme.Dark, true)]
    public async Task Page_WithTalk_HasNoAccessibilityViolation(ColorScheme colours, bool english)
    {
        await using var page = await stage.VisitAsync(colours: colours);
        if (english)
        {
            await page.Page.ClickAsync("#language");
            await Expect(page.Page.Locator("h1")).ToHaveTextAsync("Qunzhu");
        }

        Assert.Empty(await page.ViolationsAsync());
        await page.SayAsync("lu", "@小助 推荐面霜");
        await page.SayAsync("wang", "我也想看看");
        await Expect(page.Why("我也想看看")).ToBeVisibleAsync();
        await page.Page.ClickAsync("#wang .tip");
        Assert.Empty(await page.ViolationsAsync());
    }

    [Fact]
    public async Task Demo_SwitchedOff_SaysSo()
    {
        await using var service = await RunningService.StartAsync("--Demo:Enabled", "false");
        var page = await stage.Chromium.Browser.NewPageAsync();
        await page.GotoAsync(service.Address);
        await Expect(page.Locator("#banner")).ToContainTextAsync("演示没有打开");
        await page.CloseAsync();
    }
}
