using System.Collections.Immutable;
using Bot.Core.Content;
using Bot.Core.Shop;
using Bot.Tests.Kit;

namespace Bot.Tests.Shop;

public sealed class ShippedShopTests
{
    private static readonly DateTimeOffset Today = new(2026, 11, 22, 12, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    public void Read_ShippedFiles_HaveNoProblem()
    {
        var problems = ImmutableArray.CreateBuilder<Problem>();
        ShopReader.Read(Repository.Content(), problems);

        Assert.Empty(problems.Select(problem => problem.Format("en")));
    }

    [Fact]
    public void Read_ShippedProducts_AreEnoughToChooseFrom()
    {
        var shop = Shipped();

        Assert.True(shop.Products.Length >= 24, $"{shop.Products.Length} products");
        Assert.Contains(shop.Products, product => product.Stock == 0);
        Assert.Contains(shop.Products, product => product.Stock is > 0 and < 10);
        Assert.All(shop.Products, product => Assert.True(product.Aliases.Length >= 2 && product.Tags.Length >= 1 && product.NameEn != product.Name, product.Code));
        Assert.All(shop.Products.GroupBy(product => product.Category), category => Assert.True(category.Count() >= 2, category.Key));
    }

    [Fact]
    public void Read_ShippedOffers_HoldAValidAnExpiredAndAFutureOne()
    {
        var shop = Shipped();

        Assert.Contains(shop.Offers, offer => offer.ValidAt(Today));
        Assert.Contains(shop.Offers, offer => offer.To <= Today);
        Assert.Contains(shop.Offers, offer => offer.From > Today);
    }

    [Fact]
    public void Read_ShippedOrders_BuyOnlyWhatIsSoldAndShowManyStates()
    {
        var shop = Shipped();
        var names = shop.Products.Select(product => product.Name).ToHashSet();

        Assert.True(shop.Orders.Length >= 8);
        Assert.True(shop.Orders.Select(order => order.Status).Distinct().Count() >= 8);
        Assert.All(shop.Orders.SelectMany(order => order.Items), item => Assert.Contains(item, names));
    }

    [Fact]
    public void Read_ShippedCard_IsWholeInBothLanguages()
    {
        var shop = Shipped();

        Assert.All(shop.Card, value => Assert.True(value.Value.ContainsKey("zh-CN") && value.Value.ContainsKey("en"), value.Key));
    }

    private static ShopData Shipped() => ShopReader.Read(Repository.Content(), ImmutableArray.CreateBuilder<Problem>());
}
