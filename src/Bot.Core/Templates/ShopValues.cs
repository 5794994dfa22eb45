using System.Collections.Immutable;
using System.Globalization;
using Bot.Core.Shop;

namespace Bot.Core.Templates;

/// <summary>The shop's data as template variables: <c>shop.*</c>, <c>offers</c>, <c>products</c>, <c>offer.*</c>, <c>product.*</c>.</summary>
internal static class ShopValues
{
    public static readonly ImmutableArray<Variable> ProductFields =
    [
        new("code", VariableType.Text, "商品编码", "JH01"),
        new("name", VariableType.Text, "商品名", "舒缓保湿精华"),
        new("name_en", VariableType.Text, "英文名", "Soothing Serum"),
        new("category", VariableType.Text, "品类", "精华"),
        new("price", VariableType.Money, "价格", 129m),
        new("stock", VariableType.Number, "库存", 36),
        new("low", VariableType.Flag, "库存紧张", true),
        new("sold_out", VariableType.Flag, "卖完了", false),
        new("size", VariableType.Text, "规格", "30ml"),
        new("summary", VariableType.Text, "一句话介绍", "换季泛红也能用的保湿精华"),
        new("summary_en", VariableType.Text, "英文介绍", "A hydrating serum that is kind to red skin"),
        new("tags", VariableType.List, "适合", null),
    ];

    public static readonly ImmutableArray<Variable> OfferFields =
    [
        new("id", VariableType.Text, "优惠编号", "NEW15"),
        new("name", VariableType.Text, "优惠名", "新客首单减 15 元"),
        new("name_en", VariableType.Text, "英文名", "15 yuan off the first order"),
        new("from", VariableType.Date, "开始", "2026-11-01T00:00:00+08:00"),
        new("to", VariableType.Date, "结束", "2026-12-01T00:00:00+08:00"),
        new("price", VariableType.Money, "优惠价", 99m, nullable: true),
    ];

    public static IEnumerable<Variable> Shapes(ShopData shop) =>
    [
        new("shop", VariableType.Map, "店铺", null, false, false, [.. shop.Card.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => new Variable(c.Key, VariableType.Text, c.Key, In(c.Value, "zh-CN")))]),
        new("offers", VariableType.List, "当前优惠", null, false, false, OfferFields),
        new("products", VariableType.List, "全部商品", null, false, false, ProductFields),
    ];

    public static Dictionary<string, object?> Card(ShopData shop, string locale)
    {
        var card = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, texts) in shop.Card)
        {
            card[name] = In(texts, locale);
        }

        return card;
    }

    /// <summary>Only those that may be said now.</summary>
    public static List<object?> Offers(ShopData shop, DateTimeOffset now) => [.. shop.Offers.Where(o => o.ValidAt(now)).Select(o => Offer(o, shop.Zone))];

    public static List<object?> Products(ShopData shop) => [.. shop.Products.Select(Product)];

    public static Dictionary<string, object?> Offer(Offer offer, string zone) => new(StringComparer.Ordinal)
    {
        ["id"] = offer.Id,
        ["name"] = offer.Name,
        ["name_en"] = offer.NameEn,
        ["from"] = Moment(offer.From, zone),
        ["to"] = Moment(offer.To, zone),
        ["price"] = offer.Price,
    };

    public static Dictionary<string, object?> Product(Product product) => new(StringComparer.Ordinal)
    {
        ["code"] = product.Code,
        ["name"] = product.Name,
        ["name_en"] = product.NameEn,
        ["category"] = product.Category,
        ["price"] = product.Price,
        ["stock"] = product.Stock,
        ["low"] = product.IsLow,
        ["sold_out"] = product.Stock <= 0,
        ["size"] = product.Size,
        ["summary"] = product.Summary,
        ["summary_en"] = product.SummaryEn,
        ["tags"] = product.Tags.IsDefault ? [] : product.Tags.Cast<object?>().ToList(),
    };

    /// <summary>A moment on the shop's clock, in the one form that <c>date</c> reads.</summary>
    public static string Moment(DateTimeOffset at, string zone) =>
        (TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) ? TimeZoneInfo.ConvertTime(at, found) : at)
        .ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    private static string? In(ImmutableDictionary<string, string> texts, string locale) =>
        texts.TryGetValue(locale, out var exact) ? exact
        : locale.IndexOf('-') is var dash and > 0 && texts.TryGetValue(locale[..dash], out var parent) ? parent
        : texts.GetValueOrDefault("zh-CN") ?? texts.Values.FirstOrDefault();
}
