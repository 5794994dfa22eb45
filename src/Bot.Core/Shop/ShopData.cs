using System.Collections.Immutable;

namespace Bot.Core.Shop;

/// <summary>Something on sale.</summary>
/// <param name="Code">The merchant's code, unique.</param>
/// <param name="Name">Name shown to members.</param>
/// <param name="NameEn">English name.</param>
/// <param name="Category">Category, as dialogs' choices name it.</param>
/// <param name="Price">Price in yuan.</param>
/// <param name="Stock">Pieces left.</param>
/// <param name="Size">Size or content, <c>50ml</c> say.</param>
/// <param name="Aliases">What people call it.</param>
/// <param name="Tags">What it is good for; searched by dialogs.</param>
/// <param name="Summary">One sentence.</param>
/// <param name="SummaryEn">The same in English.</param>
public sealed record Product(
    string Code,
    string Name,
    string NameEn,
    string Category,
    decimal Price,
    int Stock,
    string Size,
    ImmutableArray<string> Aliases,
    ImmutableArray<string> Tags,
    string Summary,
    string SummaryEn)
{
    /// <summary>From how many pieces on stock is no longer low.</summary>
    public const int LowStock = 10;

    /// <summary>Nearly gone: worth saying how many are left.</summary>
    public bool IsLow => Stock is > 0 and < LowStock;
}

/// <summary>An offer with its validity; outside it nothing may say it (requirement A13).</summary>
/// <param name="Id">Unique.</param>
/// <param name="Name">What it is.</param>
/// <param name="NameEn">The same in English.</param>
/// <param name="From">First moment, inclusive.</param>
/// <param name="To">Last moment, exclusive.</param>
/// <param name="Products">Product codes; empty for all.</param>
/// <param name="Price">The offer's price in yuan, when it has one.</param>
public sealed record Offer(string Id, string Name, string NameEn, DateTimeOffset From, DateTimeOffset To, ImmutableArray<string> Products, decimal? Price)
{
    /// <summary>True when it may be said at <paramref name="now"/>.</summary>
    public bool ValidAt(DateTimeOffset now) => From <= now && now < To;
}

/// <summary>An order as the merchant's system tells it.</summary>
/// <param name="Id">Order number, 8 to 20 digits.</param>
/// <param name="Status">State in words.</param>
/// <param name="StatusEn">The same in English.</param>
/// <param name="Items">What was bought.</param>
/// <param name="Total">Paid, in yuan.</param>
/// <param name="PlacedAt">When.</param>
/// <param name="Courier">Courier and number, once sent.</param>
/// <param name="PhoneTail">Last four digits of the buyer's phone: asked before details are told.</param>
public sealed record Order(string Id, string Status, string StatusEn, ImmutableArray<string> Items, decimal Total, DateTimeOffset PlacedAt, string? Courier, string PhoneTail);

/// <summary>The merchant's own data, as content: the shop card, products, offers and sample orders.</summary>
public sealed record ShopData
{
    /// <summary>No shop.</summary>
    public static ShopData Empty { get; } = new();

    /// <summary>The shop card by name, <c>name, cutoff, ship_days, phone_hours</c> and so on: the <c>shop.*</c> variables of templates. Values by locale tag, <c>zh-CN</c> being the default.</summary>
    public ImmutableDictionary<string, ImmutableDictionary<string, string>> Card { get; init; } = ImmutableDictionary<string, ImmutableDictionary<string, string>>.Empty;

    /// <summary>Zone of the shop's clock (IANA).</summary>
    public string Zone { get; init; } = "Asia/Shanghai";

    /// <summary>Products, in the file's order.</summary>
    public ImmutableArray<Product> Products { get; init; } = [];

    /// <summary>Offers, in the file's order.</summary>
    public ImmutableArray<Offer> Offers { get; init; } = [];

    /// <summary>Orders.</summary>
    public ImmutableArray<Order> Orders { get; init; } = [];
}
