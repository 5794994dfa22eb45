using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Bot.EndToEnd;

/// <summary>Operators write what the assistant says, in a real browser, until a customer receives it.</summary>
public abstract class ConsoleWritingTests(ConsoleStage stage)
{
    [Fact]
    public async Task Operator_WritesAReply_MendsAMistake_PublishesIt_AndACustomerReceivesIt()
    {
        await using var page = await stage.EnterAsync();
        await page.SpeakAsync("zh-CN");
        var window = page.Page;
        await page.GoAsync("/studio");
        await window.Button("新建回复").ClickAsync();
        var box = window.GetByRole(AriaRole.Dialog);
        await box.GetByLabel("名字").FillAsync("能不能带上飞机");
        await box.GetByLabel("键").FillAsync("faq.plane_test");
        await box.GetByLabel("大家会怎么问").FillAsync("喷雾可以带上飞机吗\n坐飞机能带喷雾不\n喷雾能托运吗");
        await box.Button("建立草稿").ClickAsync();

        await window.WriteAsync("{{user.nik}}喷雾一百毫升以内可以随身带。");
        var wrong = window.Locator(".problem.error").Filter(new() { HasText = "nik" });
        await wrong.GetByRole(AriaRole.Button).Last.ClickAsync();
        await Expect(window.Locator(".problem.error").Filter(new() { HasText = "user.nik}" })).ToHaveCountAsync(0);
        var unsure = window.Locator(".problem.error").Filter(new() { HasText = "可能没有值" });
        await unsure.GetByRole(AriaRole.Button).Last.ClickAsync();
        await Expect(window.Locator(".problem.error")).ToHaveCountAsync(0);
        await Expect(window.Locator(".phone .bubble").First).ToContainTextAsync("随身带");
        await Expect(window.GetByText("草稿已自动保存")).ToBeVisibleAsync();
        await window.PublishAsync("顾客问过");

        await using var customer = await stage.OpenAsync(1440, 900);
        await customer.OpenAsync();
        await customer.SayAsync("lu", "@小助 喷雾可以带上飞机吗");
        await Expect(customer.Bot("wang").Last).ToContainTextAsync("随身带");
    }

    [Fact]
    public async Task TwoOperators_EditTheSameReply_SeeEachOther_AndNothingIsLost()
    {
        const string edit = "/studio/edit?path=templates/faq/record.tmpl";
        await using var mei = await stage.EnterAsync();
        await using var lei = await stage.EnterAsync(ConsoleStage.Editor);
        await mei.SpeakAsync("zh-CN");
        await mei.GoAsync(edit);
        await mei.Page.WriteAsync("甲写的一句。");
        await Expect(mei.Page.GetByText("草稿已自动保存")).ToBeVisibleAsync();

        // The colleague comes while she is there, and begins from what she has saved.
        await lei.GoAsync(edit);
        await Expect(lei.Page.GetByText("梅姐 也在编辑这份内容")).ToBeVisibleAsync();
        await Expect(lei.Page.Locator(".cm-content")).ToContainTextAsync("甲写的一句。");
        await mei.Page.WriteAsync("甲又写一句。");
        await Expect(mei.Page.GetByText("草稿已自动保存")).ToBeHiddenAsync();
        await Expect(mei.Page.GetByText("草稿已自动保存")).ToBeVisibleAsync();
        await lei.Page.WriteAsync("乙写的一句。");

        // Refused, with both texts side by side; on the service hers still stands.
        var box = lei.Page.GetByRole(AriaRole.Dialog);
        await Expect(box.GetByText("梅姐 先保存了这份草稿")).ToBeVisibleAsync();
        await Expect(box.Locator(".diff")).ToContainTextAsync("甲又写一句。");
        await Expect(box.Locator(".diff")).ToContainTextAsync("乙写的一句。");
        Assert.DoesNotContain("乙写的一句。", await DraftAsync(lei), StringComparison.Ordinal);

        await box.Button("用对方的").ClickAsync();
        await Expect(lei.Page.Locator(".cm-content")).ToContainTextAsync("甲又写一句。");
        await lei.Page.WriteAsync("乙写的一句。");
        await Expect(lei.Page.GetByText("草稿已自动保存")).ToBeHiddenAsync();
        await Expect(lei.Page.GetByText("草稿已自动保存")).ToBeVisibleAsync();
        Assert.Contains("甲写的一句。甲又写一句。乙写的一句。", await DraftAsync(lei), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Operator_RollsBackWithOneClick_AndACustomerGetsTheOldWords()
    {
        const string path = "templates/faq/store.where.tmpl";
        await using var mei = await stage.EnterAsync();
        await mei.SpeakAsync("zh-CN");
        await mei.PublishAsync(path, "---\nname: 门店在哪\nkind: answer\nasks: [门店地址, 你们店在哪, 门店在哪, 怎么去你们店]\nlocales: [zh-CN]\n---\n== zh-CN\n门店搬家了，地址写错了的一版。\n");
        await using var customer = await Customer.ComeAsync(stage, "rollback", "小鹿");
        await customer.SayAsync("你们店在哪");
        await customer.HearAsync("地址写错了的一版");

        await mei.GoAsync($"/studio/edit?path={path}");
        await mei.Page.GetByRole(AriaRole.Tab, new() { Name = "历史" }).ClickAsync();
        await mei.Page.Locator(".versions li").Nth(1).GetByRole(AriaRole.Button).ClickAsync();
        await mei.Page.GetByRole(AriaRole.Dialog).Button("回滚到这个版本").ClickAsync();
        await Expect(mei.Page.Locator(".versions li")).ToHaveCountAsync(3);
        await Expect(mei.Page.Locator(".versions li").First).ToContainTextAsync("线上");
        await Expect(mei.Page.Locator(".cm-content")).Not.ToContainTextAsync("写错了");

        await customer.SayAsync("你们店在哪");
        Assert.DoesNotContain(await customer.HearAsync("欢迎来坐坐"), words => words.Contains("写错了", StringComparison.Ordinal));
    }

    [Fact]
    public async Task UnansweredQuestion_BecomesAReply_ThatAnswersTheNextCustomer()
    {
        await using (var first = await Customer.ComeAsync(stage, "asks1", "阿青"))
        {
            await first.SayAsync("喜马拉雅山有多高");
            await first.SayAsync("喜马拉雅山有多高呀");
        }

        await using var mei = await stage.EnterAsync();
        await mei.SpeakAsync("zh-CN");
        await mei.GoAsync("/knowledge");
        var question = mei.Page.Locator("li.box").Filter(new() { HasText = "喜马拉雅山" });
        await Expect(question).ToContainTextAsync("2 次");
        await question.Button("新建回复").ClickAsync();
        var box = mei.Page.GetByRole(AriaRole.Dialog);
        await box.GetByLabel("键").FillAsync("faq.mountain");
        await box.Button("建立草稿").ClickAsync();
        await mei.Page.WriteAsync("八千八百多米，山上很干，记得擦面霜。");
        await Expect(mei.Page.Locator(".phone .bubble").First).ToContainTextAsync("记得擦面霜");
        await mei.Page.PublishAsync("顾客问的");

        await using var next = await Customer.ComeAsync(stage, "asks2", "阿蓝");
        await next.SayAsync("喜马拉雅山多高");
        await next.HearAsync("记得擦面霜");
        await mei.GoAsync("/knowledge");
        await Expect(mei.Page.Locator(".waiting")).ToHaveCountAsync(0);
        await Expect(question).ToHaveCountAsync(0);
    }

    private static async Task<string> DraftAsync(DemoPage page) =>
        (await page.CallAsync("GET", "/content/file?path=templates%2Ffaq%2Frecord.tmpl")).Json.GetProperty("draft").GetProperty("text").GetString()!;
}

[Collection(nameof(SqliteStage))]
public sealed class ConsoleWritingOnSqlite(SqliteStage stage) : ConsoleWritingTests(stage);

[Collection(nameof(RedisStage))]
public sealed class ConsoleWritingOnRedis(RedisStage stage) : ConsoleWritingTests(stage);
