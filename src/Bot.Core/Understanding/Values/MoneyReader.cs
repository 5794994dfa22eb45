using System.Globalization;

namespace Bot.Core.Understanding.Values;

/// <summary>Reads an amount of money: 两百, 1.5k, 3万5, 19块9, 一千五左右, 2000元, 1000到2000 (the upper end counts).</summary>
public static class MoneyReader
{
    private static readonly string[] Currencies = ["块钱", "人民币", "元", "块", "圆", "rmb", "yuan", "cny"];
    private static readonly string[] Before = ["¥", "预算", "价位", "价格", "不超过", "最多", "budget", "under", "max"];
    private static readonly string[] After = ["以内", "以下", "之内"];
    private const string OtherUnits = "平㎡岁天号月年个件台箱斤度%点楼次瓶盒支套款周日时分秒人位";

    /// <summary>The amount in the text. <paramref name="sure"/>: only with a sign that it is money (元, 块, ¥, 预算, k).</summary>
    public static Found? Find(string text, bool sure)
    {
        var folded = Fold.Text(text);
        Found? best = null;
        foreach (var number in NumberReader.All(text))
        {
            var (end, value, currency) = WithCurrency(folded, number);
            if (!currency && (OtherUnitAt(folded, end) || (!HasSign(folded, number, end) && (sure || !IsAnswer(text, number)))))
            {
                continue;
            }

            var amount = new Found(number.Start, end - number.Start, Plain(value), value);
            best = best is { } first && IsRange(folded, first.End, amount.Start)
                ? amount with { Start = first.Start, Length = amount.End - first.Start }
                : best ?? amount;
        }

        return best;
    }

    // A bare number is the amount when little else is said: 大概两百吧, but not 798艺术区怎么走.
    private static bool IsAnswer(string text, Found number) =>
        text.AsSpan(number.End).TrimStart() is ['左', '右', ..] or ['上', '下', ..]
        || Fold.Letters(text).Length - Fold.Letters(text.Substring(number.Start, number.Length)).Length <= 8
        || Fold.Letters(text).All(char.IsAsciiLetterOrDigit);

    private static (int End, decimal Value, bool Currency) WithCurrency(string folded, Found number)
    {
        var value = number.Number!.Value;
        var end = SkipBlank(folded, number.End);
        if (end < folded.Length && folded[end] is '毛' or '角')
        {
            return (end + 1, value / 10, true);
        }

        // 59r is 59 元; the r of rmb is longer, and 3 rooms are no money.
        var currency = Currencies.FirstOrDefault(c => folded.AsSpan(end).StartsWith(c, StringComparison.Ordinal))
            ?? (end < folded.Length && folded[end] == 'r' && (end + 1 == folded.Length || !char.IsAsciiLetterOrDigit(folded[end + 1])) ? "r" : null);
        if (currency is null)
        {
            return (number.End, value, false);
        }

        end += currency.Length;
        // 19块9 and 3块5毛: what follows 块 is tenths.
        if (currency == "块" && NumberReader.At(folded, end) is { Length: 1, Number: > 0 and < 10 and var tenths } tail && !OtherUnitAt(folded, tail.End))
        {
            value += tenths / 10;
            end = tail.End < folded.Length && folded[tail.End] is '毛' or '角' ? tail.End + 1 : tail.End;
        }

        return (Math.Min(end, folded.Length), value, true);
    }

    private static bool HasSign(string folded, Found number, int end) =>
        Before.Any(word => folded[..number.Start].TrimEnd(' ', ':', '是', '在', '要', '约', '大', '概', '差', '不', '多', '超', '过', '到', '为', '改', '成').EndsWith(word, StringComparison.Ordinal)
            || folded[..number.Start].TrimEnd().EndsWith(word, StringComparison.Ordinal))
        || After.Any(word => folded.AsSpan(end).StartsWith(word, StringComparison.Ordinal))
        || folded[end - 1] is 'k' or 'w';

    private static bool OtherUnitAt(string folded, int end) =>
        SkipBlank(folded, end) is var at && at < folded.Length && OtherUnits.Contains(folded[at], StringComparison.Ordinal);

    private static bool IsRange(string folded, int from, int to) =>
        from <= to && folded[from..to].Trim() is "-" or "到" or "至" or "~" or "—" or "to";

    private static int SkipBlank(string folded, int at)
    {
        while (at < folded.Length && folded[at] == ' ')
        {
            at++;
        }

        return at;
    }

    private static string Plain(decimal value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
