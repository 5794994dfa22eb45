namespace Bot.Core.Understanding.Recognizers.Shop;

/// <summary>Numbers, shares, measures, ages and temperatures as shoppers mean them; the models that Microsoft has too.</summary>
internal static class ChatUnits
{
    private const string Data = "内存 运存 存储 储存 显存 硬盘 固态 ssd 版 流量 空间 容量 rom ram u盘 手机 版本 内 闪存 运行 云 套餐";

    private static readonly WordTable<bool> StoredBehind = WordTable.Starts(Data);
    private static readonly WordTable<bool> StoredBefore = WordTable.Ends(Data);

    /// <summary>The <c>number</c> model: no idioms, no lone 一 or 两, no codes.</summary>
    public static void ReadNumber(Scan scan, List<Recognized> into)
    {
        var text = scan.Text;
        foreach (var token in scan.Shop.Tokens)
        {
            var number = token.Number;
            var lone = number.Is(Said.Single) && (number.Low == 1 || token.Unit.Kind == UnitKind.None) && !IsWhole(text, number);
            if (token.IsOrdinal || lone || number.Is(Said.Bare | Said.Half | Said.Word | Said.Code) || number.Low != number.High || token.Unit.Kind is UnitKind.Fold or UnitKind.Size || text[number.Start] == '百')
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

    /// <summary>The <c>dimension</c> model; 256g内存 is gigabytes, 身高175 centimetres.</summary>
    public static void ReadDimension(Scan scan, List<Recognized> into)
    {
        ReadOnlySpan<char> text = scan.Text;
        foreach (var amount in scan.Shop.Amounts)
        {
            if (Measure(text, amount) is { } unit)
            {
                Add(scan, amount, "dimension", amount.IsRange ? amount.Value() : amount.Low == amount.High ? Amount.Plain(amount.Low) : amount.Value(), unit, into);
            }
        }
    }

    /// <summary>The <c>age</c> model: 3岁, 三岁半, 6个月大, 3-6岁.</summary>
    public static void ReadAge(Scan scan, List<Recognized> into)
    {
        foreach (var amount in scan.Shop.Amounts)
        {
            if (amount.Unit.Kind == UnitKind.Age)
            {
                Add(scan, amount, "age", amount.IsRange ? amount.Value() : Amount.Plain(amount.Low), amount.Unit.Name, into);
            }
        }
    }

    /// <summary>The <c>temperature</c> model: 零下五度 is -5.</summary>
    public static void ReadTemperature(Scan scan, List<Recognized> into)
    {
        ReadOnlySpan<char> text = scan.Text;
        foreach (var amount in scan.Shop.Amounts)
        {
            if (amount.Unit.Kind != UnitKind.Heat)
            {
                continue;
            }

            var before = text[..amount.CoreStart];
            if (before.EndsWith("近视") || before.EndsWith("散光") || before.EndsWith("老花") || amount.First.IsOrdinal)
            {
                continue;
            }

            var below = before.EndsWith("零下") ? 2 : before.EndsWith("负") || (before.EndsWith("-") && !(before.Length > 1 && char.IsAsciiLetterOrDigit(before[^2]))) ? 1 : 0;
            var start = amount.CoreStart - below;
            var value = below > 0 ? Amount.Plain(-amount.First.Low) : Amount.Plain(amount.Low);
            value = amount.IsRange ? $"[{value},{Amount.Plain(amount.High)}]" : value;
            into.Add(scan.Lower(start, amount.CoreEnd - start, "temperature", new Field("value", value), new Field("unit", amount.Unit.Name)));
        }
    }

    private static void Add(Scan scan, Amount amount, string type, string value, string unit, List<Recognized> into) =>
        into.Add(scan.Lower(amount.CoreStart, amount.CoreEnd - amount.CoreStart, type, new Field("value", value), new Field("unit", unit)));

    private static string? Measure(ReadOnlySpan<char> text, Amount amount)
    {
        if (amount.Is(Said.Single) && amount.Unit.Kind == UnitKind.None || amount.First.IsOrdinal)
        {
            return null;
        }

        if (amount.Unit.Kind == UnitKind.None)
        {
            return amount.First.Before != ' ' || amount.High is < 20 or > 260 ? null : Topics.Of(text, amount.Start) switch
            {
                Topic.Height when amount.High >= 50 => "Centimeter",
                Topic.Weight => amount.High > 90 ? "Jin" : "Kilogram",
                _ => null,
            };
        }

        if (amount.Unit is { Name: "斤", Kind: UnitKind.Strong })
        {
            return Topics.Of(text, amount.Start) == Topic.Weight ? "Jin" : null;
        }

        var data = amount.Unit.Name is "Gram" or "Gigabyte" && text[amount.CoreEnd - 1] == 'g';
        if (data && amount.Unit.Name == "Gram" && IsStored(text, amount))
        {
            return "Gigabyte";
        }

        return amount.Unit.Kind == UnitKind.Dimension && amount.High > 0 ? amount.Unit.Name : null;
    }

    // 256g内存, 内存16g, 8g+256g, 128g版.
    private static bool IsStored(ReadOnlySpan<char> text, Amount amount)
    {
        var rest = text[amount.CoreEnd..].TrimStart(" 的");
        var before = text[..amount.CoreStart].TrimEnd(" :：是有大");
        if (StoredBehind.Has(rest) || StoredBefore.Has(before))
        {
            return true;
        }

        return decimal.IsInteger(amount.High) && amount.High is >= 4 and <= 4096 && int.IsPow2((int)amount.High) && (rest.StartsWith("+") || before.EndsWith("+"));
    }

    private static bool IsWhole(string text, ShopNumber number) => text.Trim().Length == number.End - number.Start;
}
