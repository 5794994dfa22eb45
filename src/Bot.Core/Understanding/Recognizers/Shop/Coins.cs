namespace Bot.Core.Understanding.Recognizers.Shop;

/// <summary>Names of money as Microsoft's recognisers give them.</summary>
internal static class Coins
{
    /// <summary>The name of an ISO code.</summary>
    public static string Name(string iso) => iso switch
    {
        "CNY" => "Chinese yuan",
        "USD" => "United States dollar",
        "EUR" => "Euro",
        "GBP" => "British pound",
        "HKD" => "Hong Kong dollar",
        "JPY" => "Japanese yen",
        "KRW" => "South Korean won",
        "TWD" => "New Taiwan dollar",
        _ => iso,
    };
}
