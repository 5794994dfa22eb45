namespace Bot.Core.Understanding.Recognizers.Shop;

/// <summary>What the shop's readers share of a text: read once, when first asked for.</summary>
internal sealed class ShopText(string text)
{
    /// <summary>Numbers with their units.</summary>
    public List<ShopToken> Tokens => field ??= ShopTokens.Read(text);

    /// <summary>Tokens joined to ranges, with what bounds them.</summary>
    public List<Amount> Amounts => field ??= Shop.Amounts.Read(text, Tokens);

    /// <summary>Which tokens were taken for a price by <see cref="PriceReader"/>; by place of the last token.</summary>
    public List<Price> Prices => field ??= PriceReader.Find(text, this);

    /// <summary>The price whose first number begins at a place, if there is one.</summary>
    public Price? PriceAt(int start)
    {
        var (low, high) = (0, Prices.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = Prices[middle].Amount.First.Start < start ? (middle + 1, high) : (low, middle);
        }

        return low < Prices.Count && Prices[low].Amount.First.Start == start ? Prices[low] : null;
    }
}
