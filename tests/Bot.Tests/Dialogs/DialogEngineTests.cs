using Bot.Core.Dialogs;

namespace Bot.Tests.Dialogs;

public sealed class DialogEngineTests
{
    private static Talk Shopping(bool group = true) =>
        Talk.With(Samples.Shopping, group: group, fake: static call => call.Name == "catalog.search" ? new ActionResult.Done(Array.Empty<object?>()) : null);

    [Fact]
    public void Advance_TheSampleTranscript_GoesAsWritten()
    {
        var talk = Shopping();
        Assert.Equal("shop.ask_budget", talk.Start("shopping", "推荐个净化器"));
        talk.Faq = "faq.genuine";
        Assert.Equal("faq:faq.genuine shop.ask_budget", talk.Say("你们是正品吗"));
        talk.Faq = null;
        Assert.Equal("shop.bad_budget", talk.Say("20"));
        Assert.Equal("shop.ask_room", talk.Say("1.5k"));
        Assert.Equal("shop.remind", talk.Wait(TimeSpan.FromMinutes(31)));
        Assert.Equal("shop.ask_focus", talk.Say("二十平"));
        Assert.Equal("silent:not_the_starter", talk.Say("我觉得加湿器更好", "老王"));
        Assert.Equal("shop.confirm", talk.Say("静音"));
        Assert.Equal("1500", talk.Slot("budget"));
        Assert.Equal("shop.confirm", talk.Say("不对，预算三千"));
        Assert.Equal("3000", talk.Slot("budget"));
        Assert.Equal("shop.none end:no_result", talk.Say("可以"));
        Assert.Null(talk.State);
    }

    [Fact]
    public void Start_SentenceWithSlots_AsksOnlyTheRest()
    {
        var talk = Shopping();

        Assert.Equal("shop.ask_room", talk.Start("shopping", "推荐个1000块的净化器"));
        Assert.Equal("1000", talk.Slot("budget"));
        Assert.Equal("1000块", talk.State!.Slots["budget"].Raw);
        Assert.Equal("shop.ask_focus", talk.Say("二十平"));
    }

    [Fact]
    public void Start_AllSlotsInOneSentence_ConfirmsAtOnce() =>
        Assert.Equal("shop.confirm", Shopping().Start("shopping", "推荐个1000块的净化器，二十平，家里有猫"));

    [Fact]
    public void Advance_NumberWithUnitOfAnotherSlot_FillsThatOne()
    {
        var talk = Shopping();
        talk.Start("shopping", "推荐个净化器");

        Assert.Equal("shop.ask_budget", talk.Say("房间二十平"));
        Assert.Equal("20", talk.Slot("room"));
        Assert.Equal("", talk.Slot("budget"));
    }

    [Fact]
    public void Advance_NotUnderstoodAndInvalid_CountApart()
    {
        var talk = Shopping(group: false);
        talk.Start("shopping", "推荐个净化器");
        Assert.Equal("shop.ask_budget", talk.Say("嗯这个嘛"));
        Assert.Equal("shop.bad_budget", talk.Say("20"));
        Assert.Equal("shop.ask_budget", talk.Say("说不好呀"));
        Assert.Equal("shop.bad_budget", talk.Say("10"));
        Assert.Equal((2, 2), (talk.State!.NotUnderstood, talk.State.Invalid));

        Assert.Equal("shop.handoff handoff:invalid end:hand_off", talk.Say("5"));
    }

    [Fact]
    public void Advance_PlainNo_AsksWhatToChangeAndConfirmsAnew()
    {
        var talk = Shopping();
        talk.Start("shopping", "推荐个1000块的净化器，二十平，家里有猫");

        Assert.Equal("shop.ask_change", talk.Say("不对"));
        Assert.Equal("shop.ask_budget", talk.Say("预算"));
        Assert.Equal("shop.confirm", talk.Say("两千"));
        Assert.Equal("2000", talk.Slot("budget"));
    }

    [Fact]
    public void Advance_CorrectedToABranchNotAsked_AsksItsSlots()
    {
        var talk = Shopping();
        talk.Start("shopping", "推荐个加湿器，300块");

        Assert.Equal("shop.ask_room", talk.Say("不对，要净化器"));
    }

    [Theory]
    [InlineData("算了")]
    [InlineData("不用了")]
    [InlineData("取消吧")]
    [InlineData("那就算了吧")]
    public void Advance_CancelWords_EndIt(string text)
    {
        var talk = Shopping();
        talk.Start("shopping", "推荐个净化器");

        Assert.Equal("shop.cancelled end:cancelled", talk.Say(text));
    }

    [Fact]
    public void Advance_NotCancelled_GoesOn()
    {
        var talk = Shopping();
        talk.Start("shopping", "推荐个净化器");

        Assert.Equal("shop.ask_budget", talk.Say("不要取消"));
    }

    [Theory]
    [InlineData("人工")]
    [InlineData("帮我转人工吧")]
    [InlineData("我要找客服")]
    public void Advance_HandOffWords_CallAPerson(string text)
    {
        var talk = Shopping();
        talk.Start("shopping", "推荐个净化器");

        Assert.Equal("shop.handoff handoff:asked end:hand_off", talk.Say(text));
        Assert.Equal("选购顾问", talk.Effects.OfType<DialogEffect.HandOff>().Single().To);
    }

    [Fact]
    public void Wake_SilentMember_IsRemindedOnceThenItEnds()
    {
        var talk = Shopping();
        talk.Start("shopping", "推荐个净化器");

        Assert.Equal("", talk.Wait(TimeSpan.FromMinutes(29)));
        Assert.Equal("shop.remind", talk.Wait(TimeSpan.FromMinutes(1)));
        Assert.Equal(Bot.Core.Activities.Initiator.Merchant, ((DialogEffect.Say)talk.Effects[0]).Initiator);
        Assert.Equal("", talk.Wait(TimeSpan.FromMinutes(29)));
        Assert.Equal("end:timeout", talk.Wait(TimeSpan.FromMinutes(1)));
        Assert.Null(talk.State);
    }

    [Fact]
    public void Advance_ChoiceAsked_OffersItsOptions()
    {
        var talk = Shopping();
        talk.Start("shopping", "帮我选");

        Assert.Equal(["空气净化器", "加湿器", "扫地机"], ((DialogEffect.Say)talk.Effects[0]).Choices);
        Assert.Equal("shop.ask_budget", talk.Say("第三个"));
        Assert.Equal("扫地机", talk.Slot("category"));
    }

    [Fact]
    public void Advance_SeveralChoices_AreJoined()
    {
        var talk = Shopping();
        talk.Start("shopping", "推荐个1000块的净化器，二十平");
        talk.Say("新房，还有猫");

        Assert.Equal("除甲醛、宠物", talk.Slot("focus"));
    }

    [Fact]
    public void Advance_OtherDialog_IsAskedFirst()
    {
        var talk = new Talk(Talk.Set(Samples.Shopping, Samples.AfterSales), Core.Shop.ShopData.Empty);
        talk.Start("shopping", "推荐个净化器");
        talk.Other = "aftersales";
        Assert.Equal("d.switch", talk.Say("我要退货"));
        talk.Other = null;
        Assert.Equal("shop.ask_budget", talk.Say("不是"));
        talk.Other = "aftersales";
        talk.Say("我要退货");
        talk.Other = null;

        Assert.Equal("end:switched switch:aftersales", talk.Say("对"));
    }

    [Fact]
    public void Advance_RemovedDialog_Ends()
    {
        var talk = Shopping();
        talk.Start("shopping", "推荐个净化器");

        Assert.Null(DialogEngine.Advance(DialogSet.Empty, talk.State!, Inputs.Direct("1000")).State);
    }
}
