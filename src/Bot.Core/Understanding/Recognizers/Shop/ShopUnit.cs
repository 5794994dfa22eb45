namespace Bot.Core.Understanding.Recognizers.Shop;

/// <summary>What a unit measures.</summary>
internal enum UnitKind
{
    /// <summary>No unit.</summary>
    None,

    /// <summary>元, 块, 美元.</summary>
    Money,

    /// <summary>毛, 角.</summary>
    Tenth,

    /// <summary>分钱.</summary>
    Hundredth,

    /// <summary>%, 百分之.</summary>
    Percent,

    /// <summary>折.</summary>
    Fold,

    /// <summary>码.</summary>
    Size,

    /// <summary>度, ℃.</summary>
    Heat,

    /// <summary>岁.</summary>
    Age,

    /// <summary>米, kg, gb.</summary>
    Dimension,

    /// <summary>Counts goods: 斤, 箱, 件.</summary>
    Strong,

    /// <summary>Counts goods among other things: 张, 份, 台.</summary>
    Medium,

    /// <summary>个.</summary>
    Weak,

    /// <summary>Anything else: 人, 天, 楼.</summary>
    Other,
}

/// <summary>A unit.</summary>
/// <param name="Kind">What it measures.</param>
/// <param name="Name">Its name in results; money's ISO code.</param>
internal sealed record ShopUnit(UnitKind Kind, string Name)
{
    /// <summary>No unit.</summary>
    public static ShopUnit None { get; } = new(UnitKind.None, "");

    /// <summary>Chinese money.</summary>
    public static ShopUnit Yuan { get; } = new(UnitKind.Money, "CNY");

    /// <summary>Goods counted in 块, which is mostly money.</summary>
    public static ShopUnit Lump { get; } = new(UnitKind.Medium, "块");

    /// <summary>True for money in any coin.</summary>
    public bool IsMoney => Kind is UnitKind.Money or UnitKind.Tenth or UnitKind.Hundredth;

    /// <summary>True for what counts goods.</summary>
    public bool IsCount => Kind is UnitKind.Strong or UnitKind.Medium or UnitKind.Weak;
}
