using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Bot.EndToEnd;

/// <summary>Operators serve customers themselves, in a real browser: in a conversation handed to them, and by a push.</summary>
public abstract class ConsoleServingTests(ConsoleStage stage)
{
    [Fact]
    public async Task HandOff_IsTakenAnsweredAndGivenBack_AndOnlyOneAnswersAtATime()
    {
        await using var customer = await Customer.ComeAsync(stage, "handoff", "小溪");
        await customer.SayAsync("转人工");
        await using var lei = await stage.EnterAsync(ConsoleStage.Editor);
        await lei.GoAsync("/inbox");
        await lei.Page.Locator(".waiting-list li").Filter(new() { HasText = "小溪" }).GetByRole(AriaRole.Button).ClickAsync();
        var talk = lei.Page.Locator(".talk");
        var answer = talk.GetByRole(AriaRole.Textbox, new() { Name = "回复" });
        await Expect(answer).ToBeDisabledAsync();
        await talk.Button("接手").ClickAsync();
        await answer.FillAsync("我是小雷，帮您看一下订单。");
        await talk.Button("发送").ClickAsync();
        await customer.HearAsync("我是小雷，帮您看一下订单。");

        // What the assistant knows by heart it leaves to the person who has the conversation.
        await customer.SayAsync("什么时候发货");
        await Expect(talk.Locator(".messages")).ToContainTextAsync("什么时候发货");
        await answer.FillAsync("已经发出了。");
        await talk.Button("发送").ClickAsync();
        Assert.Equal(["已经发出了。"], await customer.HearAsync("已经发出了。"));

        await talk.Button("结束并交还").ClickAsync();
        await lei.Page.GetByRole(AriaRole.Dialog).Button("解决了，交还").ClickAsync();
        await customer.HearAsync("回 1 满意");
        await Expect(lei.Page.Locator(".waiting-list li").Filter(new() { HasText = "小溪" })).ToHaveCountAsync(0);
        await customer.SayAsync("满多少包邮");
        Assert.DoesNotContain(await customer.HearAsync("99"), words => words.Contains("发出", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Push_IsPlannedApprovedPartlyHeldWithReasons_AndKilled()
    {
        await using var gets = await Customer.ComeAsync(stage, "gets", "收到的人");
        await using var refuses = await Customer.ComeAsync(stage, "refuses", "退订的人");
        await using var full = await Customer.ComeAsync(stage, "full", "今天收过的人");
        await using var mei = await stage.EnterAsync();
        await mei.SpeakAsync("zh-CN");
        foreach (var (customer, member) in new[] { (gets, "gets"), (refuses, "refuses"), (full, "full") })
        {
            await customer.SayAsync("满多少包邮");
            await customer.HearAsync("99");
            Assert.Equal(200, (await mei.CallAsync("PUT", "/members/tags", new { channel = "directline", id = $"dl_{member}", add = (string[])["老客户"] })).Status);
        }

        await refuses.SayAsync("退订全部");
        Assert.InRange((await mei.CallAsync("POST", "/pushes", new { id = "earlier", @class = "value", member = new { channel = "directline", id = "dl_full" }, text = "今天的护肤小知识" })).Status, 200, 202);
        await full.HearAsync("今天的护肤小知识");

        // The five fields, then the words and the time.
        await mei.GoAsync("/pushes/new");
        var form = mei.Page.Locator(".plan-form");
        await form.GetByLabel("名字").FillAsync("换季护理");
        await form.GetByLabel("条件 1 的内容").FillAsync("老客户");
        await form.Button("看看是哪些人").ClickAsync();
        await Expect(form).ToContainTextAsync("会发给 3 人");
        await form.GetByLabel("什么内容").SelectOptionAsync("value");
        await form.GetByLabel("品类").FillAsync("面霜");
        await form.GetByLabel("说什么").FillAsync("skin.season");
        await form.GetByLabel("最早几点").FillAsync("09:00");
        await form.GetByLabel("最晚几点").FillAsync("21:00");
        await form.GetByLabel("最多几次").FillAsync("1");
        await form.GetByLabel("每多少天").FillAsync("7");
        await form.GetByLabel("第一次什么时候").FillAsync(stage.Clock.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).AddMinutes(10).ToString("yyyy-MM-ddTHH:mm", System.Globalization.CultureInfo.InvariantCulture));
        await form.Button("保存计划").ClickAsync();

        var acts = mei.Page.Locator(".page-head");
        await mei.Page.Button("预测一下").ClickAsync();
        await Expect(mei.Page.GetByText("共 3 人，能发 1")).ToBeVisibleAsync();
        await DoAsync(mei, "提交");
        await Expect(mei.Page.Locator(".status")).ToContainTextAsync("等待批准");
        await DoAsync(mei, "批准", done: false);
        await Expect(mei.Page.GetByRole(AriaRole.Dialog).Locator(".refusal")).ToContainTextAsync("不能自己批准");
        var plan = new Uri(mei.Page.Url).PathAndQuery["/console".Length..];
        await using var lan = await stage.EnterAsync(ConsoleStage.Approver);
        await lan.GoAsync(plan);
        await DoAsync(lan, "批准");
        await Expect(lan.Page.Locator(".status")).ToContainTextAsync("已排期");

        stage.Clock.Skip(TimeSpan.FromMinutes(10));
        Assert.Contains("换季", (await gets.HearAsync("换季"))[^1], StringComparison.Ordinal);
        await Expect(lan.Page.Locator(".status")).ToContainTextAsync("已完成");
        await Expect(lan.Page.GetByText("已退订")).ToBeVisibleAsync();

        // What waits says why in words, and goes with the plan.
        var id = Uri.UnescapeDataString(plan[(plan.IndexOf("id=", StringComparison.Ordinal) + 3)..]);
        await lan.GoAsync($"/pushes/queue?campaign={id}");
        var held = lan.Page.Locator("li.push");
        await Expect(held).ToHaveCountAsync(1);
        await Expect(held).ToContainTextAsync("今天收过的人");
        await Expect(held.Locator(".because")).ToContainTextAsync("每人每天的上限");
        await lan.GoAsync(plan);
        await DoAsync(lan, "终止");
        await Expect(lan.Page.Locator(".status")).ToContainTextAsync("已终止");
        await lan.GoAsync($"/pushes/queue?campaign={id}&state=Dropped");
        await Expect(held.Filter(new() { HasText = "今天收过的人" })).ToContainTextAsync("终止");
    }

    private static async Task DoAsync(DemoPage page, string act, bool done = true)
    {
        await page.Page.Locator(".page-head").Button(act).ClickAsync();
        var box = page.Page.GetByRole(AriaRole.Dialog);
        await box.Button(act).ClickAsync();
        if (done)
        {
            await Expect(box).ToHaveCountAsync(0);
        }
    }
}

[Collection(nameof(SqliteStage))]
public sealed class ConsoleServingOnSqlite(SqliteStage stage) : ConsoleServingTests(stage);

[Collection(nameof(RedisStage))]
public sealed class ConsoleServingOnRedis(RedisStage stage) : ConsoleServingTests(stage);
