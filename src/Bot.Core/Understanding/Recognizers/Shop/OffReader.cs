namespace Bot.Core.Understanding.Recognizers.Shop;

/// <summary>Discounts of one number: 立减20, 便宜50块, 20元优惠券, 20% off, 到手价199.</summary>
internal static class OffReader
{
    // With these a bare number is money.
    private static readonly WordTable<bool> Strong = WordTable.Ends("立减 直减 直降 立省 立返 返现 抵扣 再减 满减 降价 便宜 优惠 减免 减价 让利 砍价 能少 可以少 再少 给少 能便宜 能减 再便宜");
    private static readonly WordTable<bool> Weak = WordTable.Ends("减 降 省 省了 省下 返 抵 少 便宜了 优惠了 降了 减了 砍 立享 抹掉 抹");
    private static readonly WordTable<bool> Final = WordTable.Ends("到手价 券后价 折后价 活动价 会员价 秒杀价 拼团价 团购价 预售价 直播价 到手 券后 折后");
    private static readonly WordTable<bool> Coupons = WordTable.Starts("优惠券 代金券 抵用券 无门槛 无门槛券 抵扣券 消费券 现金券 满减券 购物券 大额券 券 的券 的优惠券 红包 津贴 购物金");

    /// <summary>Reads the discount that a token makes with the words beside it; true when there is one.</summary>
    public static bool Read(Scan scan, ReadOnlySpan<char> text, List<ShopToken> tokens, int i, List<Recognized> into)
    {
        var token = tokens[i];
        if (token.IsOrdinal)
        {
            return false;
        }

        var rest = text[token.End..];
        var off = rest.TrimStart(' ').StartsWith("off") && rest.Length > 0 && !(rest.TrimStart(' ').Length > 3 && char.IsAsciiLetter(rest.TrimStart(' ')[3]));
        if (token.Unit.Kind == UnitKind.Percent)
        {
            var end = off ? text.Length - rest.TrimStart(' ').Length + 3 : rest.StartsWith(" discount") ? token.End + 9 : rest.StartsWith("的折扣") ? token.End + 3 : rest.StartsWith("折扣") ? token.End + 2 : 0;
            if (end == 0 || token.Low is <= 0 or > 100)
            {
                return false;
            }

            into.Add(scan.Lower(token.Start, end - token.Start, "discount", new Field("kind", "rate"), new Field("value", Amount.Plain(token.Low) + "%"),
                new Field("pay", Amount.Plain(100 - token.Low) + "%"), new Field("off", Amount.Plain(token.Low) + "%")));
            return true;
        }

        if (token.Unit.Kind is not (UnitKind.None or UnitKind.Money) || token.Number.Is(Said.Code | Said.Row | Said.Half) || token.Low <= 0)
        {
            return false;
        }

        var money = token.Unit.Kind == UnitKind.Money;
        if (money && off)
        {
            return Add(scan, "off", token, token.Start, text.Length - rest.TrimStart(' ').Length + 3, into);
        }

        if (money && Coupons.Length(rest) is > 0 and var coupon)
        {
            return Add(scan, "coupon", token, token.Start, token.End + coupon, into);
        }

        var lead = text[..token.Start].TrimEnd(" :：是为就才只要仅");
        if (Final.Has(lead) && !token.Number.Is(Said.Single))
        {
            // Where prices are read too, the price stands: its span is the same.
            if (scan.Shop.PriceAt(token.Start) is { Amount.IsRange: false } price)
            {
                into.Add(scan.Lower(price.Start, price.End - price.Start, "discount", new Field("kind", "final"), new Field("value", Amount.Plain(token.Low)), new Field("price", Amount.Plain(token.Low))));
            }

            return true;
        }

        lead = text[..token.Start].TrimEnd(" 了个到我您你");
        var bare = !money && !token.Number.Is(Said.Single | Said.Word) && (rest.IsEmpty || !char.IsLetterOrDigit(rest[0]) || "吧吗呢元左可行怎好呀啊的不，就也都"
            .Contains(rest[0], StringComparison.Ordinal));
        var word = money || bare ? Strong.Length(lead) : 0;
        word = word == 0 && money ? Weak.Length(lead) : word;
        return word > 0 && Add(scan, "off", token, lead.Length - word, token.End, into);
    }

    private static bool Add(Scan scan, string kind, ShopToken token, int start, int end, List<Recognized> into)
    {
        var value = token.Low == token.High ? Amount.Plain(token.Low) : $"[{Amount.Plain(token.Low)},{Amount.Plain(token.High)}]";
        into.Add(scan.Lower(start, end - start, "discount", new Field("kind", kind), new Field("value", value), new Field("off", value)));
        return true;
    }
}
