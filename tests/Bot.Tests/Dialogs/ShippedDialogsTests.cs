using System.Collections.Immutable;
using Bot.Core.Content;
using Bot.Core.Dialogs;
using Bot.Core.Shop;
using Bot.Tests.Kit;

namespace Bot.Tests.Dialogs;

public sealed class ShippedDialogsTests
{
    private static readonly IReadOnlyList<ContentFile> Files = Repository.Content();
    private static readonly ShopData Shop = ShopReader.Read(Files, ImmutableArray.CreateBuilder<Problem>());

    private static DialogSet Build(ImmutableArray<Problem>.Builder problems)
    {
        var keys = Files.Where(static f => f.Path.EndsWith(".tmpl", StringComparison.Ordinal))
            .Select(static f => f.Path["templates/".Length..^".tmpl".Length].Replace('/', '.')).ToHashSet(StringComparer.Ordinal);
        return DialogSet.Build(Files, new DialogContext(keys.Contains, Shop, ShopActions.Names), problems);
    }

    private static Talk Talk(bool group = false) => new(Build(ImmutableArray.CreateBuilder<Problem>()), Shop) { Group = group };

    [Fact]
    public void Build_ShippedContent_HasNoProblems()
    {
        var problems = ImmutableArray.CreateBuilder<Problem>();
        var set = Build(problems);

        Assert.Empty(problems.Select(static problem => problem.Format("en")));
        Assert.Superset(new HashSet<string>(["shopping", "aftersales", "order"]), set.All.Select(static dialog => dialog.Id).ToHashSet());
    }

    [Fact]
    public void Shopping_Happy_FindsProducts()
    {
        var talk = Talk();
        Assert.Equal("shop.ask_budget", talk.Start("shopping", "推荐个面霜"));
        Assert.Equal("shop.ask_skin", talk.Say("五百"));
        Assert.Equal("shop.ask_focus", talk.Say("干皮"));
        Assert.Equal("shop.confirm", talk.Say("保湿"));
        Assert.Equal("shop.result end:done", talk.Say("可以"));
    }

    [Fact]
    public void Order_RightTail_TellsTheStatusInTheDirectMessage()
    {
        var order = Shop.Orders[0];
        var talk = Talk(group: true);
        Assert.Equal(">dm:order.move_dm order.ask_order", talk.Start("order", "查订单"));
        Assert.Equal("order.ask_tail", talk.Say(order.Id));
        Assert.Equal("order.status end:done", talk.Say(order.PhoneTail));
    }

    [Fact]
    public void Order_WrongTail_TellsNothing()
    {
        var talk = Talk();
        talk.Start("order", "查订单 " + Shop.Orders[0].Id);

        Assert.Equal("order.mismatch end:phone_mismatch", talk.Say("0001"));
    }

    [Fact]
    public void AfterSales_Happy_MakesATicket()
    {
        var talk = Talk();
        Assert.Equal("as.ask_order", talk.Start("aftersales", "我要退货"));
        Assert.Equal("as.ask_reason", talk.Say(Shop.Orders[0].Id));
        Assert.Equal("as.confirm", talk.Say("泵头按不出来，瓶身也有点漏"));
        Assert.Equal("ticket as.ticket end:done", talk.Say("可以"));
    }
}
