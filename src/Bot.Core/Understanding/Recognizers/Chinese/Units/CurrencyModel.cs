using Bot.Core.Understanding.Folding;
using Bot.Core.Understanding.Recognizers.Chinese.Numbers;

namespace Bot.Core.Understanding.Recognizers.Chinese.Units;

/// <summary>The <c>currency</c> model: 五元三毛, 两美元又三美分, 人民币50元, $20.</summary>
internal static class CurrencyModel
{
    private static readonly UnitTable Table = new(Wholes().Concat(Parts()).Concat(Signs()));

    /// <summary>Adds every amount of money; smaller coins that follow an amount of theirs belong to it.</summary>
    public static void Read(Scan scan, List<Recognized> into)
    {
        UnitSpan? open = null;
        var named = false;
        foreach (var span in UnitScanner.Read(scan, Table))
        {
            if (open is { } whole && Follows(scan.Text, whole, span))
            {
                open = whole with { End = span.End, Value = whole.Value + (span.Value / span.Unit.Parts), Whole = span.Whole };
                continue;
            }

            if (open is { } name && Names(scan.Text, name, span, ref named, out var both))
            {
                open = both;
                continue;
            }

            Add(scan, open, into);
            open = span;
            named = false;
        }

        Add(scan, open, into);
    }

    // 三毛 behind 五元, with 又, 再 or blanks between.
    private static bool Follows(ReadOnlySpan<char> text, UnitSpan whole, UnitSpan part) =>
        whole is { Value: not null, Whole: true, Unit.Iso: { } iso }
        && part is { Value: not null, Unit.Parts: > 0 }
        && part.Unit.Wholes.Contains(iso, StringComparison.Ordinal)
        && text[whole.End..part.Start].Trim() is "" or "又" or "再" or "零";

    // 人民币 50元 and 50元美金: a name beside an amount in 元 or 块.
    private static bool Names(ReadOnlySpan<char> text, UnitSpan one, UnitSpan two, ref bool named, out UnitSpan both)
    {
        both = default;
        if (named || !text[one.End..two.Start].Trim().IsEmpty || two.Unit.Parts > 0 || one.Unit.Parts > 0)
        {
            return false;
        }

        if (one.Value is null && two is { Value: not null, Behind: true } && two.Unit.Iso == "CNY" && two.Unit.Name == one.Unit.Name)
        {
            both = two with { Start = one.Start };
        }
        else if (one is { Value: not null, Behind: true } && two.Value is null && two.Start == one.End && IsPlain(text[one.End - 1]) && two.Unit.Iso is not null)
        {
            both = one with { End = two.End, Unit = two.Unit };
        }
        else
        {
            return false;
        }

        named = true;
        return true;
    }

    private static bool IsPlain(char c) => c is '元' or '块' or '圆' or '钱';

    private static void Add(Scan scan, UnitSpan? money, List<Recognized> into)
    {
        if (money is not { } span)
        {
            return;
        }

        var value = new Field("value", span.Value is { } number ? NumberSpan.Write(number) : null);
        var unit = new Field("unit", span.Unit.Name);
        into.Add(span.Unit.Iso is { } iso
            ? scan.Lower(span.Start, span.End - span.Start, "currency", value, unit, new Field("isoCurrency", iso))
            : scan.Lower(span.Start, span.End - span.Start, "currency", value, unit));
    }

    private static IEnumerable<UnitWord> Wholes() =>
        from line in ShippedTable.Lines("Recognizers.Chinese.Units.Currencies.txt")
        let field = line.Split('|')
        let unit = new Unit(field[0], field[1].Length > 0 ? field[1] : null)
        from word in UnitTable.Words(unit, field[2], weak: false).Concat(UnitTable.Words(unit, field[3], weak: true))
        select word;

    private static IEnumerable<UnitWord> Parts() =>
        from line in ShippedTable.Lines("Recognizers.Chinese.Units.CurrencyParts.txt")
        let field = line.Split('|')
        let unit = new Unit(field[0], null, int.Parse(field[1], System.Globalization.CultureInfo.InvariantCulture), field[2])
        from word in UnitTable.Words(unit, field[3], weak: false).Concat(UnitTable.Words(unit, field[4], weak: true))
        select word;

    private static IEnumerable<UnitWord> Signs() =>
        from line in ShippedTable.Lines("Recognizers.Chinese.Units.CurrencySigns.txt")
        let field = line.Split('|')
        let unit = new Unit(field[0], field[1].Length > 0 ? field[1] : null)
        from word in UnitTable.Words(unit, field[2], weak: false, sign: true)
        select word;
}
