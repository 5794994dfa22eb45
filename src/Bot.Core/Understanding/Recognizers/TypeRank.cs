namespace Bot.Core.Understanding.Recognizers;

/// <summary>Which type stands in chat where two have the same words: what says more to a shop comes first.</summary>
internal static class TypeRank
{
    /// <summary>The type's rank; lower wins.</summary>
    public static int Of(string type) => type switch
    {
        "phonenumber" => 0,
        "trackingnumber" => 1,
        "ordernumber" => 2,
        "wechatid" => 3,
        "choice" => 4,
        "price" => 5,
        "discount" => 6,
        "quantity" => 7,
        "size" => 8,
        "currency" => 9,
        "dimension" or "age" or "temperature" => 10,
        "percentage" => 11,
        "numberrange" => 14,
        "number" => 15,
        _ => 12,
    };
}
