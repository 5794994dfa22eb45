using System.Collections.Immutable;
using Bot.Core.Shop;

namespace Bot.Core.Understanding.Values;

/// <summary>Reads a product by name, English name, alias or code. The value is the product's name.</summary>
public static class ProductReader
{
    /// <summary>The product named. <paramref name="sure"/>: only by a whole name, alias or code.</summary>
    public static Found? Find(string text, ShopData shop, bool sure)
    {
        ImmutableArray<Choice> choices = [.. shop.Products.Select(static product =>
            new Choice(product.Name, [.. product.Aliases.Append(product.Code).Append(product.NameEn).Where(static word => word.Length > 1)]))];
        return ChoiceReader.Find(text, choices, sure);
    }
}
