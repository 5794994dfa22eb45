using System.Collections.Immutable;
using Bot.Core.Understanding;

namespace Bot.Core.Pushes;

/// <summary>Words of an offer: a service notice that holds one is no service notice (requirement B6).</summary>
public static class PromoWords
{
    private static readonly ImmutableArray<string> Words =
        ["优惠", "折扣", "打折", "满减", "秒杀", "促销", "特价", "限时", "抢购", "领券", "直播间", "清仓", "discount", "promotion", "coupon", "flashsale", "percentoff"];

    /// <summary>The first of them in a text; null for none.</summary>
    public static string? In(string text)
    {
        var folded = TextFold.Letters(text);
        return Words.FirstOrDefault(word => folded.Contains(word, StringComparison.Ordinal));
    }
}
