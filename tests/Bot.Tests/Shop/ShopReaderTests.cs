using System.Collections.Immutable;
using Bot.Core.Content;
using Bot.Core.Shop;

namespace Bot.Tests.Shop;

public sealed class ShopReaderTests
{
    private const string Product = """
        products:
          - code: A1
            name: 洁面乳
            name_en: Cleanser
            category: 洁面
            price: 69.5
            stock: 3
            size: 120g
            aliases: [洗面奶]
            tags: [保湿, 温和]
            summary: 温和。
            summary_en: Mild.

        """;

    [Fact]
    public void Read_NoFiles_IsEmptyWithoutProblems()
    {
        var (data, problems) = Read();

        Assert.Empty(problems);
        Assert.Empty(data.Products);
        Assert.Equal("Asia/Shanghai", data.Zone);
    }

    [Fact]
    public void Read_Product_KeepsEveryField()
    {
        var (data, problems) = Read(("products", Product));

        Assert.Empty(problems);
        var product = Assert.Single(data.Products);
        Assert.Equal(("A1", "洁面乳", "Cleanser", "洁面", 69.5m, 3, "120g"), (product.Code, product.Name, product.NameEn, product.Category, product.Price, product.Stock, product.Size));
        Assert.Equal(["洗面奶"], product.Aliases);
        Assert.Equal(["保湿", "温和"], product.Tags);
        Assert.Equal(("温和。", "Mild."), (product.Summary, product.SummaryEn));
    }

    [Fact]
    public void Read_ProductWithoutEnglish_FallsBackToChinese()
    {
        var (data, problems) = Read(("products", "products:\n  - {code: A1, name: 洁面乳, category: 洁面, price: 69, stock: 0, summary: 温和。}\n"));

        Assert.Empty(problems);
        Assert.Equal(("洁面乳", "温和。"), (data.Products[0].NameEn, data.Products[0].SummaryEn));
    }

    [Fact]
    public void Read_Offer_IsValidFromItsStartUntilJustBeforeItsEnd()
    {
        var (data, problems) = Read(
            ("products", Product),
            ("offers", "offers:\n  - {id: O1, name: 尝新价, from: \"2026-03-01T00:00:00+08:00\", to: \"2026-04-01T00:00:00+08:00\", products: [A1], price: 59}\n"));

        Assert.Empty(problems);
        var offer = Assert.Single(data.Offers);
        Assert.Equal(59m, offer.Price);
        Assert.False(offer.ValidAt(offer.From.AddTicks(-1)));
        Assert.True(offer.ValidAt(offer.From));
        Assert.True(offer.ValidAt(offer.To.AddTicks(-1)));
        Assert.False(offer.ValidAt(offer.To));
    }

    [Fact]
    public void Read_Order_KeepsEveryField()
    {
        var (data, problems) = Read(("orders", "orders:\n  - {id: 2026112012345678, status: 已发货, status_en: shipped, items: [洁面乳, 面霜], total: 188, placed_at: \"2026-11-20T10:12:00+08:00\", courier: 中通 753, phone_tail: 0086}\n"));

        Assert.Empty(problems);
        var order = Assert.Single(data.Orders);
        Assert.Equal(("2026112012345678", "已发货", "shipped", 188m, "中通 753", "0086"), (order.Id, order.Status, order.StatusEn, order.Total, order.Courier, order.PhoneTail));
        Assert.Equal(new DateTimeOffset(2026, 11, 20, 2, 12, 0, TimeSpan.Zero), order.PlacedAt);
        Assert.Equal(["洁面乳", "面霜"], order.Items);
    }

    [Fact]
    public void Read_Card_KeepsLocalesAndZone()
    {
        var (data, problems) = Read(("shop", "zone: Europe/Berlin\ncard:\n  name: { zh-CN: 雾屿, en: Wuyu }\n  phone: 0572-1\n"));

        Assert.Empty(problems);
        Assert.Equal("Europe/Berlin", data.Zone);
        Assert.Equal("Wuyu", data.Card["name"]["en"]);
        Assert.Equal("0572-1", data.Card["phone"]["zh-CN"]);
    }

    [Theory]
    [InlineData("products", "products:\n  - ¦just a word\n", "C101")]
    [InlineData("products", "products:\n  - {code: A, name: 甲, category: 洁面, price: 1, stock: 1, summary: 好}\n  - {code: ¦A, name: 乙, category: 洁面, price: 1, stock: 1, summary: 好}\n", "C102")]
    [InlineData("products", "products:\n  - {code: A, name: 甲, category: 洁面, price: ¦六十九, stock: 1, summary: 好}\n", "C103")]
    [InlineData("products", "products:\n  - {code: A, name: 甲, category: 洁面, price: ¦-1, stock: 1, summary: 好}\n", "C103")]
    [InlineData("products", "products:\n  - {code: A, name: 甲, category: 洁面, price: 1, stock: ¦-2, summary: 好}\n", "Y008")]
    [InlineData("products", "products:\n  - ¦{code: A, name: 甲, category: 洁面, stock: 1, summary: 好}\n", "Y009")]
    [InlineData("products", "products:\n  - {code: A, name: 甲, category: 洁面, price: 1, stock: 1, summary: 好, ¦colour: red}\n", "Y007")]
    [InlineData("offers", "offers:\n  - {id: O, name: 优惠, from: ¦2026-11-01, to: \"2026-12-01T00:00:00+08:00\"}\n", "C104")]
    [InlineData("offers", "offers:\n  - {id: O, name: 优惠, from: \"2026-12-01T00:00:00+08:00\", to: ¦\"2026-11-01T00:00:00+08:00\"}\n", "C106")]
    [InlineData("offers", "offers:\n  - {id: O, name: 优惠, from: \"2026-11-01T00:00:00+08:00\", to: \"2026-12-01T00:00:00+08:00\", products: [¦A9]}\n", "C107")]
    [InlineData("orders", "orders:\n  - {id: ¦12a, status: 好, total: 1, placed_at: \"2026-11-01T00:00:00+08:00\", phone_tail: 1234}\n", "C108")]
    [InlineData("orders", "orders:\n  - {id: 12345678, status: 好, total: 1, placed_at: \"2026-11-01T00:00:00+08:00\", phone_tail: ¦123}\n", "C109")]
    [InlineData("shop", "zone: ¦Asia/Huzhou\n", "C110")]
    [InlineData("shop", "card:\n  ¦name: { en: Wuyu }\n", "C111")]
    [InlineData("shop", "¦crad: {}\n", "Y007")]
    public void Read_Mistake_IsNamedAtItsPlaceInBothLanguages(string file, string marked, string code)
    {
        var at = marked.IndexOf('¦', StringComparison.Ordinal);
        var before = marked[..at].Split('\n');

        var (data, problems) = Read((file, marked.Remove(at, 1)));

        var problem = Assert.Single(problems);
        Assert.Equal((code, before.Length, before[^1].Length + 1), (problem.Code, problem.Line, problem.Column));
        Assert.Equal($"templates/_data/{file}.yaml", problem.File);
        Assert.Matches(@"\p{IsCJKUnifiedIdeographs}", problem.Zh);
        Assert.DoesNotMatch(@"\p{IsCJKUnifiedIdeographs}", problem.En.Replace("六十九", ""));
        Assert.True(data.Products.Length <= 1 && data.Offers.IsEmpty && data.Orders.IsEmpty);
    }

    [Fact]
    public void Read_AliasOfTwoProducts_Warns()
    {
        var (data, problems) = Read(("products", "products:\n  - {code: A, name: 甲, category: 洁面, price: 1, stock: 1, aliases: [面霜], summary: 好}\n  - {code: B, name: 面霜, category: 面霜, price: 1, stock: 1, summary: 好}\n"));

        var problem = Assert.Single(problems);
        Assert.Equal(("C105", Severity.Warning, 3), (problem.Code, problem.Severity, problem.Line));
        Assert.Equal(2, data.Products.Length);
    }

    [Fact]
    public void Read_UnknownProductNearAKnownOne_SuggestsIt()
    {
        var (_, problems) = Read(
            ("products", Product.Replace("A1", "JM01", StringComparison.Ordinal)),
            ("offers", "offers:\n  - {id: O, name: 优惠, from: \"2026-11-01T00:00:00+08:00\", to: \"2026-12-01T00:00:00+08:00\", products: [JM10]}\n"));

        Assert.Contains("JM01", Assert.Single(problems).Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_BrokenYaml_ReportsItAndReadsTheOtherFiles()
    {
        var (data, problems) = Read(("products", Product), ("offers", "offers: []\nextra：1\n"));

        Assert.Equal("Y002", Assert.Single(problems).Code);
        Assert.Single(data.Products);
    }

    private static (ShopData Data, ImmutableArray<Problem> Problems) Read(params (string Name, string Text)[] files)
    {
        var problems = ImmutableArray.CreateBuilder<Problem>();
        var data = ShopReader.Read([.. files.Select(file => new ContentFile($"templates/_data/{file.Name}.yaml", file.Text))], problems);
        return (data, problems.ToImmutable());
    }
}
