using Bot.Core.Dialogs;
using Bot.Core.Shop;

namespace Bot.Tests.Dialogs;

public sealed class DialogStepsTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    private static readonly ShopData Shop = ShopData.Empty with
    {
        Orders = [new("2026111000000001", "已签收", "delivered", ["霜"], 99, Now.AddDays(-9), null, "8000"), new("2026112000000002", "已发货", "sent", ["水"], 59, Now.AddDays(-1), null, "1234")],
    };

    [Fact]
    public void Private_BegunInAGroup_MovesWithOneLineFirst()
    {
        var talk = Talk.With(Samples.AfterSales, Shop, group: true);

        Assert.Equal(">dm:as.move_dm as.ask_order", talk.Start("aftersales", "我要退货"));
        Assert.Equal(0, talk.State!.GroupTurns);
    }

    [Fact]
    public void If_ActionsResult_ChoosesTheBranch()
    {
        var talk = Talk.With(Samples.AfterSales, Shop);

        Assert.Equal("as.over_7_days as.handoff handoff:over_7_days end:hand_off", talk.Start("aftersales", "我要退货，订单2026111000000001"));
    }

    [Fact]
    public void Do_Corrected_RunsAgainWithAnotherKey()
    {
        var keys = new List<string>();
        var talk = Talk.With(Samples.AfterSales, Shop, fake: call =>
        {
            keys.Add(call.Key);
            return null;
        });
        talk.Start("aftersales", "我要换货，订单2026112000000002");
        Assert.Equal("as.confirm", talk.Say("盖子裂了"));

        Assert.Equal("as.confirm", talk.Say("不对，订单号2026111000000001"));
        Assert.Equal(["i1/do:order.get", "i1/do:order.get/1"], keys);
        Assert.Equal("ticket as.ticket end:done", talk.Say("好的"));
    }

    [Fact]
    public void Do_Failed_SaysSoAndHandsOver() =>
        Assert.Equal("as.order_not_found as.handoff handoff:order_not_found end:hand_off", Talk.With(Samples.AfterSales, Shop).Start("aftersales", "退货 99999999"));

    [Fact]
    public void Do_FailedWithRetry_AsksAgainThenGivesUp()
    {
        var talk = Talk.With(Samples.AfterSales.Replace("say: as.order_not_found,", "say: as.order_not_found, retry: order,", StringComparison.Ordinal), Shop);

        Assert.Equal("as.order_not_found", talk.Start("aftersales", "退货 99999999"));
        Assert.Equal("as.order_not_found", talk.Say("88888888"));
        Assert.Equal("as.order_not_found as.handoff handoff:order_not_found end:hand_off", talk.Say("77777777"));
    }

    [Fact]
    public void Ask_FreeText_KeepsTheWholeSentence()
    {
        var talk = Talk.With(Samples.AfterSales, Shop);
        talk.Start("aftersales", "换货 2026112000000002");
        talk.Say("泵头坏了，取消按钮也没反应");

        Assert.Equal("泵头坏了，取消按钮也没反应", talk.Slot("reason"));
        Assert.Equal("换货", talk.Slot("kind"));
    }

    [Fact]
    public void Ask_FreeTextWithBrokenCharacters_IsKeptWhole()
    {
        var talk = Talk.With(Samples.AfterSales, Shop);
        talk.Start("aftersales", "换货 2026112000000002");
        talk.Say("坏\u0000了\uD800，" + string.Concat(Enumerable.Repeat("😀", 300)));

        Assert.StartsWith("坏了\uFFFD，😀", talk.Slot("reason"), StringComparison.Ordinal);
        Assert.EndsWith("😀", talk.Slot("reason"), StringComparison.Ordinal);
    }

    [Fact]
    public void Ask_FreeTextAndAQuestion_IsAnsweredFirst()
    {
        var talk = Talk.With(Samples.AfterSales, Shop);
        talk.Start("aftersales", "换货 2026112000000002");
        talk.Faq = "faq.fee";

        Assert.Equal("faq:faq.fee as.ask_reason", talk.Say("运费谁出？"));
    }

    [Theory]
    [InlineData("跳过")]
    [InlineData("不确定哎")]
    public void Ask_Optional_CanBeSkipped(string text)
    {
        var talk = Talk.With(Samples.Matching);
        Assert.Equal("m.ask_what", talk.Start("matching", "求购"));
        Assert.Equal("m.ask_city", talk.Say("纸箱"));
        Assert.Equal("m.ask_amount", talk.Say("杭州"));
        Assert.Equal("m.ask_consent", talk.Say(text));
        Assert.Equal("m.private_only end:private", talk.Say("不同意"));
    }

    [Fact]
    public void Ask_OptionalNeverUnderstood_IsLeftOut()
    {
        var talk = Talk.With(Samples.Matching);
        talk.Start("matching", "求购");
        talk.Say("纸箱");
        talk.Say("杭州");
        talk.Say("嗯……");
        talk.Say("这个嘛");

        Assert.Equal("m.ask_consent", talk.Say("怎么说呢"));
    }

    [Fact]
    public void Confirm_YesWithFailingLookUp_Ends()
    {
        var talk = Talk.With(Samples.Matching, fake: static call => new ActionResult.Done(Array.Empty<object?>()));
        talk.Start("matching", "求购");
        talk.Say("纸箱");
        talk.Say("杭州");
        talk.Say("300箱");

        Assert.Equal(300, talk.State!.Slots["amount"].Number);
        Assert.Equal("m.saved_will_notify end:waiting", talk.Say("同意"));
    }

    private const string Outer =
        """
        dialog: outer
        name: 外
        slots:
          city: { name: 城市, type: city, ask: o.city }
        steps:
          - ask: city
          - call: inner
          - if: inner.outcome is fine
            then: [ { say: o.fine } ]
          - say: o.end
        """;

    private const string Inner =
        """
        dialog: inner
        name: 内
        slots:
          city: { name: 城市, type: city, ask: i.city }
          day: { name: 日子, type: date, ask: i.day }
        steps:
          - ask: city
          - ask: day
          - end: fine
        """;

    [Fact]
    public void Call_Dialog_SharesSlotsAndComesBack()
    {
        var talk = new Talk(Talk.Set(Outer, Inner), ShopData.Empty);
        Assert.Equal("o.city", talk.Start("outer", "开始"));
        Assert.Equal("i.day", talk.Say("杭州"));
        Assert.Equal("inner", talk.State!.Dialog);

        Assert.Equal("o.fine o.end end:done", talk.Say("下周三"));
    }

    [Fact]
    public void Call_CancelledInside_EndsBoth()
    {
        var talk = new Talk(Talk.Set(Outer, Inner), ShopData.Empty);
        talk.Start("outer", "开始");
        talk.Say("杭州");

        Assert.Equal("d.cancelled end:cancelled", talk.Say("取消"));
        Assert.Null(talk.State);
    }

    private const string Open =
        """
        dialog: open
        name: 接龙
        start: { say: [接龙] }
        rules: { owner: anyone, max_group_turns: 2, timeout: { after: 5m, then: hand_off } }
        slots:
          size: { name: 尺码, type: choice, ask: p.size, options: [大, 中, 小] }
          day: { name: 日子, type: date, ask: p.day, listen: asked }
          pic: { name: 图, type: image, ask: p.pic }
        steps:
          - ask: size
          - ask: day
          - move_to: dm
            reply: p.move
          - ask: pic
        """;

    [Fact]
    public void Anyone_OthersAnswer_CountsAndChatterDoesNot()
    {
        var talk = Talk.With(Open, group: true);
        talk.Start("open", "接龙");

        Assert.Equal("silent:not_an_answer", talk.Say("哈哈哈", "老王"));
        Assert.Equal("p.day", talk.Say("大的", "老王"));
        Assert.Equal(">dm:p.move p.pic", talk.Say("明天", "老李"));
    }

    [Fact]
    public void MaxGroupTurns_Reached_GoesOnInTheDirectMessage()
    {
        var talk = Talk.With(Open, group: true);
        talk.Start("open", "接龙");
        Assert.Equal("p.size", talk.Say("什么意思呀"));

        Assert.Equal(">dm:d.move p.day", talk.Say("中"));
    }

    [Fact]
    public void Timeout_ThenHandOff_HandsOver()
    {
        var talk = Talk.With(Open.Replace("then: hand_off", "remind: p.remind, then: hand_off", StringComparison.Ordinal));
        talk.Start("open", "接龙");
        Assert.Equal("p.remind", talk.Wait(TimeSpan.FromMinutes(5)));

        Assert.Equal("d.handoff handoff:timeout end:hand_off", talk.Wait(TimeSpan.FromMinutes(5)));
    }

    [Fact]
    public void Start_UnknownDialog_Ends() => Assert.Equal("end:unknown", Talk.With(Open).Start("nix", "接龙"));
}
