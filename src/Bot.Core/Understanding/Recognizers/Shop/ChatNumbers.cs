namespace Bot.Core.Understanding.Recognizers.Shop;

/// <summary>Numbers, ranges, shares and ordinals as shoppers mean them; models that Microsoft has too.</summary>
internal static class ChatNumbers
{
    /// <summary>The <c>number</c> model: no idioms, no lone 一 or 两, no codes.</summary>
    public static void ReadNumber(Scan scan, List<Recognized> into)
    {
        var text = scan.Text;
        foreach (var token in scan.Shop.Tokens)
        {
            var number = token.Number;
            var lone = number.Is(Said.Single) && (number.Low == 1 || token.Unit.Kind == UnitKind.None) && !IsWhole(text, number);
            if (token.IsOrdinal || lone || number.Is(Said.Bare | Said.Half | Said.Word | Said.Code) || number.Low != number.High || (number.Is(Said.Row) && !text.AsSpan(number.Start, number.End - number.Start).ContainsAny('零', '〇')) || token.Unit.Kind is UnitKind.Fold or UnitKind.Size || text[number.Start] == '百')
            {
                continue;
            }

            into.Add(scan.Lower(number.Start, number.End - number.Start, "number", new Field("subtype", number.Is(Said.Point) ? "decimal" : "integer"), new Field("value", Amount.Plain(number.Low))));
        }
    }

    /// <summary>The <c>numberrange</c> model: bounds of numbers that are no prices.</summary>
    public static void ReadRange(Scan scan, List<Recognized> into)
    {
        foreach (var amount in scan.Shop.Amounts)
        {
            var bounded = (amount.Bound & ~(Bound.About | Bound.Behind)) != 0 || amount.IsRange || amount.Low != amount.High;
            if (bounded && (amount.Unit.Kind == UnitKind.None || (amount.Unit.Kind == UnitKind.Other && scan.Text[amount.CoreEnd - 1] is '分' or '人' or '次' or '位')) && amount.From != amount.To && !amount.Last.Number.Is(Said.Code | Said.Word | Said.Half))
            {
                // Of 4.5分以上 the unit is no part of the words, the bound is.
                into.Add(scan.Lower(amount.Start, amount.End - amount.Start, "numberrange", new Field("value", amount.Value())));
            }
        }
    }

    /// <summary>The <c>percentage</c> model: 20%, 百分之二十, 八成, and what is paid of 八五折.</summary>
    public static void ReadPercentage(Scan scan, List<Recognized> into)
    {
        foreach (var amount in scan.Shop.Amounts)
        {
            if (amount.Unit.Kind == UnitKind.Percent)
            {
                into.Add(scan.Lower(amount.CoreStart, amount.CoreEnd - amount.CoreStart, "percentage", new Field("value", amount.IsRange || amount.Low != amount.High ? amount.Value("%") : Amount.Plain(amount.Low) + "%")));
            }
            else if (amount.Unit.Kind == UnitKind.Other && amount.Low is >= 1 and <= 10 && !amount.IsRange && scan.Text[amount.CoreEnd - 1] == '成'
                && !(amount.CoreEnd < scan.Text.Length && "为了交员功本绩果长都语份人立"
                    .Contains(scan.Text[amount.CoreEnd], StringComparison.Ordinal)))
            {
                into.Add(scan.Lower(amount.CoreStart, amount.CoreEnd - amount.CoreStart, "percentage", new Field("value", Amount.Plain(amount.Low * 10) + "%")));
            }
        }

        var discounts = new List<Recognized>();
        DiscountReader.Read(scan, discounts);
        foreach (var discount in discounts)
        {
            if (discount["kind"] is "rate" or "nth" or "count" && discount["value"] is string share && share.EndsWith('%') && discount["off"] is null)
            {
                into.Add(discount with { TypeName = "percentage", Resolution = [new Field("value", share)] });
            }
        }
    }

    /// <summary>The <c>ordinal</c> model: 第三, 最后一个, 倒数第二.</summary>
    public static void ReadOrdinal(Scan scan, List<Recognized> into)
    {
        var text = scan.Text;
        foreach (var token in scan.Shop.Tokens)
        {
            if (token.IsOrdinal && token.Low == token.High)
            {
                var start = text.LastIndexOf('第', token.Number.Start);
                var back = start >= 2 && text.AsSpan(start - 2, 2) is "倒数";
                var value = Amount.Plain(back && token.Low > 0 ? 1 - token.Low : token.Low);
                start -= back ? 2 : 0;
                into.Add(scan.Lower(start, token.Number.End - start, "ordinal", new Field("value", Amount.Plain(token.Low)), new Field("offset", value), new Field("relativeTo", back ? "end" : "start")));
            }
        }

        for (var at = text.IndexOf("最后", StringComparison.Ordinal); at >= 0; at = text.IndexOf("最后", at + 2, StringComparison.Ordinal))
        {
            if (at + 3 < text.Length && text[at + 2] == '一' && ShopUnits.At(text, at + 3, out var end) is { } unit && (unit.IsCount || unit.Kind == UnitKind.Other) && unit.Name != "Day" && end == at + 4 && text[at + 3] is not ('天' or '周' or '年' or '月' or '日' or '秒'))
            {
                into.Add(scan.Lower(at, end - at, "ordinal", new Field("value", "last"), new Field("offset", "0"), new Field("relativeTo", "end")));
            }
        }
    }

    private static bool IsWhole(string text, ShopNumber number) => text.Trim().Length == number.End - number.Start;
}
