using System.Collections.Immutable;
using Bot.Core.Dialogs;
using Bot.Core.Shop;

namespace Bot.Tests.Dialogs;

public sealed class ShopActionsTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    private static readonly ShopData Shop = ShopData.Empty with
    {
        Products =
        [
            new("A", "甲霜", "Cream A", "面霜", 99, 50, "50g", [], ["保湿"], "好", "good"),
            new("B", "乙霜", "Cream B", "面霜", 199, 3, "50g", [], ["保湿", "修护"], "好", "good"),
            new("C", "丙霜", "Cream C", "面霜", 299, 0, "50g", [], ["控油"], "好", "good"),
            new("D", "丁水", "Toner D", "爽肤水", 59, 9, "200ml", [], ["保湿"], "好", "good"),
        ],
        Orders = [new("20261101000001", "已签收", "delivered", ["甲霜", "丁水"], 158, Now.AddDays(-8), "中通 123", "8000")],
    };

    [Theory]
    [InlineData("category=面霜", "乙霜 甲霜 丙霜")]
    [InlineData("category=面霜;max=200", "乙霜 甲霜")]
    [InlineData("focus=修护、保湿", "乙霜 甲霜 丁水")]
    [InlineData("category=面霜;focus=控油", "丙霜")]
    [InlineData("product=丁水", "丁水")]
    [InlineData("max=10", "")]
    [InlineData("min=150;category=面霜", "乙霜 丙霜")]
    public void Search_Arguments_NarrowAndRank(string with, string names)
    {
        var found = (IReadOnlyList<object?>)((ActionResult.Done)Run("catalog.search", with)).Value!;

        Assert.Equal(names, string.Join(" ", found.Select(static product => ((IReadOnlyDictionary<string, object?>)product!)["name"])));
    }

    [Fact]
    public void Search_Product_HasWhatTemplatesPrint()
    {
        var product = (IReadOnlyDictionary<string, object?>)((IReadOnlyList<object?>)((ActionResult.Done)Run("catalog.search", "product=乙霜")).Value!)[0]!;

        Assert.Equal((199m, 3, true, false, "50g"), ((decimal)product["price"]!, (int)product["stock"]!, (bool)product["low"]!, (bool)product["sold_out"]!, (string)product["size"]!));
    }

    [Fact]
    public void Order_Known_TellsDaysAndNoPhone()
    {
        var order = (IReadOnlyDictionary<string, object?>)((ActionResult.Done)Run("order.get", "id=20261101000001")).Value!;

        Assert.Equal((8, "甲霜、丁水", "已签收"), ((int)order["days"]!, (string)order["items"]!, (string)order["status"]!));
        Assert.DoesNotContain("8000", order.Values.Select(static value => value?.ToString() ?? ""));
    }

    [Theory]
    [InlineData("order.get", "id=99999999", "order_not_found")]
    [InlineData("order.get", "", "order_not_found")]
    [InlineData("order.get", "id=20261101000001;phone=1234", "phone_mismatch")]
    [InlineData("order.burn", "", "unknown_action")]
    public void Run_Wrong_IsAFailure(string action, string with, string reason) => Assert.Equal(reason, ((ActionResult.Failed)Run(action, with)).Reason);

    [Fact]
    public void Ticket_SameCall_GivesTheSameNumber()
    {
        var first = (ActionResult.Done)Run("ticket.create", "kind=退货", "i/1");

        Assert.Equal(first.Ticket!["no"], ((ActionResult.Done)Run("ticket.create", "kind=退货", "i/1")).Ticket!["no"]);
        Assert.NotEqual(first.Ticket!["no"], ((ActionResult.Done)Run("ticket.create", "kind=退货", "i/2")).Ticket!["no"]);
        Assert.Equal("退货", first.Ticket["kind"]);
        Assert.Equal(9, first.Ticket["no"].Length);
    }

    private static ActionResult Run(string action, string with, string key = "k") => ShopActions.Run(Shop, new ActionCall(action, With(with), key), Now);

    private static ImmutableSortedDictionary<string, SlotValue> With(string with) => with.Split(';', StringSplitOptions.RemoveEmptyEntries)
        .Select(static pair => pair.Split('='))
        .ToImmutableSortedDictionary(static pair => pair[0], static pair => new SlotValue(pair[1], pair[1], decimal.TryParse(pair[1], out var number) && pair[1].Length < 8 ? number : null));
}
