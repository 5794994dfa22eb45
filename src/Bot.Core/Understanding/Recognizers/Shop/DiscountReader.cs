namespace Bot.Core.Understanding.Recognizers.Shop;

/// <summary>
/// The <c>discount</c> model. <c>kind</c> says what it is: <c>rate</c> (八五折, 半价), <c>nth</c> (第二件半价), <c>count</c> (3件8折),
/// <c>threshold</c> (满300减50), <c>buyget</c> (买二送一), <c>off</c> (立减20), <c>coupon</c> (20元券), <c>freeshipping</c>
/// (满99包邮), <c>final</c> (到手价199). <c>pay</c> is the share that is paid, <c>off</c> what is taken off.
/// </summary>
internal static class DiscountReader
{
    /// <summary>Adds every discount.</summary>
    public static void Read(Scan scan, List<Recognized> into)
    {
        ReadOnlySpan<char> text = scan.Text;
        var tokens = scan.Shop.Tokens;
        for (var i = 0; i < tokens.Count; i++)
        {
            _ = (tokens[i].Unit.Kind == UnitKind.Fold && Fold(scan, text, tokens, i, into))
                || DealPairs.Read(scan, text, tokens, i, into)
                || OffReader.Read(scan, text, tokens, i, into);
        }

        if (!text.ContainsAny('半', '对') && !text.Contains("half", StringComparison.Ordinal))
        {
            return;
        }

        for (var at = 0; at + 1 < text.Length; at++)
        {
            var length = text[at] switch
            {
                '半' when text[at + 1] is '价' => 2,
                '对' when text[at + 1] == '折' => 2,
                'h' when text[at..].StartsWith("half price") || text[at..].StartsWith("half-price") => 10,
                'h' when text[at..].StartsWith("half off") => 8,
                _ => 0,
            };
            if (length > 0)
            {
                Rate(scan, text, tokens, Before(tokens, at), at, at + length, 50, 50, into);
                at += length - 1;
            }
        }
    }

    // The last token that ends at or before a place; -1 when there is none.
    private static int Before(List<ShopToken> tokens, int at)
    {
        var (low, high) = (0, tokens.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = tokens[middle].End <= at ? (middle + 1, high) : (low, middle);
        }

        return low - 1;
    }

    private static bool Fold(Scan scan, ReadOnlySpan<char> text, List<ShopToken> tokens, int i, List<Recognized> into)
    {
        var token = tokens[i];
        if (token.IsOrdinal || Pay(text, token) is not { } high)
        {
            return false;
        }

        // 三到五折, 7、8折.
        if (i > 0 && tokens[i - 1] is { Unit.Kind: UnitKind.None or UnitKind.Fold, IsOrdinal: false } first
            && text[first.End..token.Start].Trim() is "-" or "~" or "到" or "至" or "、" or "—" && Pay(text, first) is { } low && low < high)
        {
            Rate(scan, text, tokens, i - 2, first.Start, token.End, low, high, into);
            return true;
        }

        Rate(scan, text, tokens, i - 1, token.Start, token.End, high, high, into);
        return true;
    }

    // 9 and 九 are 90 %, 85, 八五 and 8.5 are 85 %.
    private static decimal? Pay(ReadOnlySpan<char> text, ShopToken token)
    {
        decimal value = token.Low;
        if (!token.Number.Is(Said.Arabic | Said.Point) && HanDigits.Of(text[token.Number.Start]) > 0 && token.Number.End == token.Number.Start + 2 && HanDigits.Of(text[token.Number.Start + 1]) >= 0)
        {
            value = (HanDigits.Of(text[token.Number.Start]) * 10) + HanDigits.Of(text[token.Number.Start + 1]);
        }

        return value is > 0 and <= 10 ? value * 10 : value is > 10 and < 100 ? value : null;
    }

    private static void Rate(Scan scan, ReadOnlySpan<char> text, List<ShopToken> tokens, int before, int start, int end, decimal low, decimal high, List<Recognized> into)
    {
        var from = start;
        var lead = text[..start].TrimEnd(' ');
        var floor = false;
        foreach (var word in (ReadOnlySpan<string>)["低至", "最低", "低到", "打个", "打了", "打", "享受", "享", "全场"])
        {
            if (lead.EndsWith(word))
            {
                from = lead.Length - word.Length;
                floor = word[^1] is '至' or '低' or '到';
                break;
            }
        }

        var to = end;
        if (end < text.Length && text[end] == '起' && !(end + 1 < text.Length && text[end + 1] is '来' or '床' or '飞'))
        {
            (to, floor) = (end + 1, true);
        }
        else if (text[end..].StartsWith("优惠") || text[end..].StartsWith("封顶") || text[end..].StartsWith("左右") || text[end..].StartsWith("以下"))
        {
            to = end + 2;
        }

        var pay = low == high ? Amount.Plain(low) + "%" : $"[{Amount.Plain(low)}%,{Amount.Plain(high)}%]";
        var fields = new List<Field>(6);
        var kind = "rate";
        if (before >= 0 && Condition(text, tokens[before], from, out var at))
        {
            var condition = tokens[before];
            var number = Amount.Plain(condition.Low);
            from = at;
            kind = condition.IsOrdinal ? "nth" : condition.Unit.IsCount ? "count" : "threshold";
            fields.Add(new Field(condition.IsOrdinal ? "ordinal" : condition.Unit.IsCount ? "buy" : "threshold", number));
            if (condition.Unit.IsCount)
            {
                fields.Add(new Field("unit", condition.Unit.Name));
            }
        }

        fields.Insert(0, new Field("kind", kind));
        fields.Insert(1, new Field("value", pay));
        fields.Add(new Field("pay", pay));
        if (floor)
        {
            fields.Add(new Field("Mod", "from"));
        }

        into.Add(scan.Lower(from, to - from, "discount", [.. fields]));
    }

    // 第二件, 满3件, 3件, 满1000 right before the rate.
    private static bool Condition(ReadOnlySpan<char> text, ShopToken token, int until, out int start)
    {
        start = token.Start;
        if (until - token.End > 4 || text[token.End..until].Trim().TrimEnd("就可享立再即都全,，打") is not "")
        {
            return false;
        }

        var full = start > 0 && text[start - 1] is '满' or '够' or '买' or '拍' or '每';
        if (token.IsOrdinal)
        {
            start = text[..start].LastIndexOf('第');
            return token.Unit.IsCount;
        }

        start -= full ? 1 : 0;
        start -= full && start > 0 && text[start - 1] is '每' or '购' ? 1 : 0;
        return (token.Unit.IsCount && !token.Number.Is(Said.Half)) || (full && token.Unit.Kind is UnitKind.None or UnitKind.Money);
    }
}
