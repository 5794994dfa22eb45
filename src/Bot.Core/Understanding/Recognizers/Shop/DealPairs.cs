namespace Bot.Core.Understanding.Recognizers.Shop;

/// <summary>Discounts of two numbers: 满300减50, 每满200减30, 买二送一, 拍一发三, 第二件1元, buy 2 get 1; and 满99包邮.</summary>
internal static class DealPairs
{
    private static readonly string[] Offs = ["立减", "直减", "减免", "减", "立省", "省", "优惠", "便宜", "返现", "返", "抵", "可用", "可减", "可抵", "就减", "再减", "立返", "直降", "-"];
    private static readonly string[] Gives = ["送", "赠", "免", "得", "发", "再送", "加送", "立送", "还送", "就送", "get", "享"];
    private static readonly string[] Free = ["包邮", "免邮", "免运费"];

    /// <summary>Reads the pair that begins with a token; true when there was one.</summary>
    public static bool Read(Scan scan, ReadOnlySpan<char> text, List<ShopToken> tokens, int i, List<Recognized> into)
    {
        var one = tokens[i];
        var start = one.IsOrdinal ? one.Start - 1 : one.Start;
        var lead = one.IsOrdinal || start == 0 ? ' ' : text[start - 1];
        var buys = lead is '买' or '拍' or '购' or '订' || (lead == ' ' && start > 3 && text[..start].TrimEnd().EndsWith("buy"));
        var full = lead is '满' or '够' or '每';
        if (one.Unit.Kind is not (UnitKind.None or UnitKind.Money) && !one.Unit.IsCount)
        {
            return false;
        }

        if (full || buys)
        {
            start--;
            start -= start > 0 && text[start - 1] is '每' or '购' or '凡' ? 1 : 0;
            start = text[start] == ' ' ? text[..start].TrimEnd().Length - 3 : start;
        }

        if (full && !one.Unit.IsCount && Word(text, one.End, Free) is > 0 and var free)
        {
            into.Add(scan.Lower(start, free - start, "discount", new Field("kind", "freeshipping"), new Field("threshold", Amount.Plain(one.Low))));
            return true;
        }

        if (i + 1 >= tokens.Count || tokens[i + 1].Start - one.End > 8)
        {
            return false;
        }

        var two = tokens[i + 1];
        var between = text[one.End..two.Start].Trim();
        if (one.IsOrdinal)
        {
            return Nth(scan, one, two, between, into);
        }

        between = between.TrimStart("元就可立享还,，即再");
        if ((buys || (full && two.Unit.IsCount)) && IsOne(between, Gives) && two.Unit.Kind is UnitKind.None or UnitKind.Strong or UnitKind.Medium or UnitKind.Weak)
        {
            // 拍一发三 and 买一得二: what is paid for is counted in.
            var all = between is "得" or "发";
            if (all && two.Unit.Kind != UnitKind.None && two.Unit != one.Unit)
            {
                return false;
            }

            var end = two.Unit.Kind == UnitKind.None && text[two.End..].StartsWith(" free") ? two.End + 5 : two.End;
            var given = all && two.Low > one.Low ? two.Low - one.Low : two.Low;
            into.Add(scan.Lower(start, end - start, "discount", new Field("kind", "buyget"), new Field("buy", Amount.Plain(one.Low)), new Field("get", Amount.Plain(given))));
            return true;
        }

        var money = two.Unit.Kind is UnitKind.None or UnitKind.Money && !two.Number.Is(Said.Single | Said.Half | Said.Word);
        var plain = between is "减" or "立减" or "直减" && one.Low >= 10 && one.Unit.Kind is UnitKind.None or UnitKind.Money;
        if (money && (full || plain || (buys && one.Unit.IsCount)) && (IsOne(between, Offs) || (full && between is "送" or "赠" && two.Unit.Kind == UnitKind.Money)) && (one.Unit.IsCount || two.Low < one.Low))
        {
            Threshold(scan, text, start, one, two, into);
            return true;
        }

        return false;
    }

    private static void Threshold(Scan scan, ReadOnlySpan<char> text, int start, ShopToken one, ShopToken two, List<Recognized> into)
    {
        var fields = new List<Field>(5)
        {
            new("kind", "threshold"),
            new("value", Amount.Plain(two.Low)),
            new("threshold", Amount.Plain(one.Low)),
            new("off", Amount.Plain(two.Low)),
        };
        if (one.Unit.IsCount)
        {
            fields.Add(new Field("unit", one.Unit.Name));
        }

        if (text[start] == '每')
        {
            fields.Add(new Field("repeat", true));
        }

        into.Add(scan.Lower(start, two.End - start, "discount", [.. fields]));
    }

    // 第二件1元, 第二件只要9.9, 第二件减10.
    private static bool Nth(Scan scan, ShopToken one, ShopToken two, ReadOnlySpan<char> between, List<Recognized> into)
    {
        var off = IsOne(between, Offs);
        if (!one.Unit.IsCount || two.Unit.Kind is not (UnitKind.Money or UnitKind.None) || !(off || between is "" or "只要" or "仅" or "仅需" or "只需"))
        {
            return false;
        }

        into.Add(scan.Lower(one.Start - 1, two.End - one.Start + 1, "discount", new Field("kind", "nth"), new Field("value", Amount.Plain(two.Low)),
            new Field("ordinal", Amount.Plain(one.Low)), new Field("unit", one.Unit.Name), new Field(off ? "off" : "price", Amount.Plain(two.Low))));
        return true;
    }

    private static bool IsOne(ReadOnlySpan<char> text, string[] words)
    {
        foreach (var word in words)
        {
            if (text.SequenceEqual(word))
            {
                return true;
            }
        }

        return false;
    }

    private static int Word(ReadOnlySpan<char> text, int at, string[] words)
    {
        foreach (var word in words)
        {
            if (text[at..].StartsWith(word))
            {
                return at + word.Length;
            }
        }

        return 0;
    }
}
