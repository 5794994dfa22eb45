using Bot.Core.Understanding.Recognizers.Shop;

namespace Bot.Core.Understanding.Values;

/// <summary>Reads an amount of money: 两百, 1.5k, 3万5, 19块9, 一千五左右, 2000元, 1000到2000 (the upper end counts).</summary>
public static class MoneyReader
{
    /// <summary>The amount in the text. <paramref name="sure"/>: only where the words say that it is a price (元, 块, ¥, 预算, 以内, k).</summary>
    public static Found? Find(string text, bool sure)
    {
        var shop = new ShopText(Fold.Text(text));
        if (shop.Prices.Count > 0)
        {
            var price = shop.Prices[0];
            return Of(price.Amount, price.Amount.CoreStart, price.Amount.CoreEnd);
        }

        if (!sure)
        {
            foreach (var amount in shop.Amounts)
            {
                if (amount.Unit.Kind == UnitKind.None && !amount.Last.Number.Is(Said.Code | Said.Half) && IsAnswer(text, amount))
                {
                    return Of(amount, amount.CoreStart, amount.CoreEnd);
                }
            }
        }

        return null;
    }

    private static Found Of(Amount amount, int start, int end)
    {
        var value = amount.To ?? amount.Low;
        return new Found(start, end - start, Amount.Plain(value), value);
    }

    // A bare number is the amount when little else is said: 大概两百吧, but not 798艺术区怎么走.
    private static bool IsAnswer(string text, Amount amount) =>
        Fold.Letters(text).Length - Fold.Letters(text[amount.CoreStart..amount.CoreEnd]).Length <= 8
        || Fold.Letters(text).All(char.IsAsciiLetterOrDigit);
}
