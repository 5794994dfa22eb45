namespace Bot.Core.Understanding.Recognizers.Shop;

/// <summary>An amount that is a price.</summary>
/// <param name="Amount">The amount.</param>
/// <param name="Start">First character.</param>
/// <param name="End">The place after the last: a unit that is priced (一斤) included.</param>
/// <param name="Per">What is priced, 斤; null when nothing is said.</param>
internal sealed record Price(Amount Amount, int Start, int End, string? Per);

/// <summary>The <c>price</c> model: 两百块以内, 100-150元, 19块9, 3万5, 预算300, 人均50-100, 三块五一斤.</summary>
internal static class PriceReader
{
    /// <summary>Adds every price.</summary>
    public static void Read(Scan scan, List<Recognized> into)
    {
        foreach (var price in scan.Shop.Prices)
        {
            into.Add(Result(scan, price.Start, price.End, "price", price.Amount, price.Per));
        }

        FreeOfCharge.Read(scan, into);
    }

    /// <summary>Adds every amount of money with its sign or unit, without bounds: the <c>currency</c> model.</summary>
    public static void ReadCurrency(Scan scan, List<Recognized> into)
    {
        foreach (var token in scan.Shop.Tokens)
        {
            if (token.Unit.Kind == UnitKind.Money && !token.IsOrdinal)
            {
                into.Add(scan.Lower(token.Start, token.End - token.Start, "currency",
                    new Field("value", token.Low == token.High ? Amount.Plain(token.Low) : $"[{Amount.Plain(token.Low)},{Amount.Plain(token.High)}{(token.Open ? ')' : ']')}"),
                    new Field("unit", Coins.Name(token.Unit.Name)), new Field("isoCurrency", token.Unit.Name)));
            }
        }
    }

    /// <summary>The prices of a text, by place.</summary>
    public static List<Price> Find(ReadOnlySpan<char> text, ShopText shop)
    {
        var found = new List<Price>();
        foreach (var amount in shop.Amounts)
        {
            var per = Per(text, shop.Tokens, amount, out var end);
            if (PriceRules.IsPrice(text, amount, per is not null))
            {
                var whole = per is not null && end > amount.End;
                found.Add(new Price(amount, amount.Start, whole ? end : amount.End, per));
            }
        }

        return found;
    }

    private static Recognized Result(Scan scan, int start, int end, string type, Amount amount, string? per)
    {
        var iso = amount.Unit.Kind == UnitKind.Money ? amount.Unit.Name : "CNY";
        var fields = new List<Field>(5) { new("value", amount.Value()), new("unit", Coins.Name(iso)), new("isoCurrency", iso) };
        if (amount.Mod is { } mod)
        {
            fields.Add(new Field("Mod", mod));
        }

        if (per is not null)
        {
            fields.Add(new Field("per", per));
        }

        return scan.Lower(start, end - start, type, [.. fields]);
    }

    // 一斤, 每斤, /斤, 1斤 behind a price.
    private static string? Per(ReadOnlySpan<char> text, List<ShopToken> tokens, Amount amount, out int end)
    {
        end = amount.End;
        var rest = amount.End < text.Length ? text[amount.End] : '\0';
        if (rest is '/' or '每')
        {
            return ShopUnits.At(text, amount.End + 1, out end) is { IsCount: true } or { Kind: UnitKind.Dimension } ? text[(amount.End + 1)..end].ToString() : null;
        }

        if (amount.Index + 1 < tokens.Count && tokens[amount.Index + 1] is { Low: 1, High: 1, IsOrdinal: false } one && one.Start == amount.End && (one.Unit.IsCount || one.Unit.Name is "Kilogram" or "Meter"))
        {
            end = one.End;
            return text[one.Number.End..one.End].Trim().ToString();
        }

        return null;
    }
}
