using Bot.Core.Understanding.Recognizers.Chinese.Numbers;

namespace Bot.Core.Understanding.Recognizers.Chinese.Units;

/// <summary>Finds numbers with units of one table in a text: 三百米, 两米半, $20, 华氏98.6度, and units alone.</summary>
internal static class UnitScanner
{
    private const string AfterHalf = "天年月个小夜价路折成身径圆空";

    /// <summary>All of them in order of place, none overlapping another.</summary>
    public static List<UnitSpan> Read(Scan scan, UnitTable table)
    {
        ReadOnlySpan<char> text = scan.Text;
        var numbers = ChineseNumbers.Of(scan);
        var found = new List<UnitSpan>();
        var next = 0;
        for (var at = 0; at < text.Length;)
        {
            while (next < numbers.Length && numbers[next].Start < at)
            {
                next++;
            }

            UnitSpan span;
            if (next < numbers.Length && numbers[next].Start == at)
            {
                if (TryNumber(scan, table, numbers, next, out span))
                {
                    found.Add(span);
                    at = span.End;
                }
                else
                {
                    at = TryAlone(scan, table, at, out span) ? Taken(found, span) : numbers[next].End;
                }

                continue;
            }

            at = table.Begins(text[at]) && (TrySign(scan, table, numbers, next, at, out span) || TryAlone(scan, table, at, out span)) ? Taken(found, span) : at + 1;
        }

        return found;
    }

    private static int Taken(List<UnitSpan> found, UnitSpan span)
    {
        found.Add(span);
        return span.End;
    }

    // A number and the unit behind it.
    private static bool TryNumber(Scan scan, UnitTable table, ReadOnlySpan<NumberSpan> numbers, int i, out UnitSpan span)
    {
        span = default;
        ReadOnlySpan<char> text = scan.Text;
        var number = numbers[i];
        if (number.Is(NumberTraits.Crowded) || (number.Is(NumberTraits.Bare) && table.Alone(text, number.Start) is { } alone && alone.Word.Length > number.Length))
        {
            return false;
        }

        // 十二千米: the last 千 or 兆 belongs to the unit when that makes a longer word than what follows the number.
        var last = number.End - 1;
        if (last > number.Start
            && text[last] is '千' or '兆'
            && table.Behind(text, last) is { } longer
            && last + longer.Word.Length > number.End
            && ChineseNumbers.TryReadAt(scan.Shown, number.Start, last, out var shorter)
            && ChineseDigits.SkipBlanks(text, shorter.End) == last)
        {
            return Made(text, shorter, last, longer, out span);
        }

        var at = ChineseDigits.SkipBlanks(text, number.End);
        return table.Behind(text, at) is { } word && Made(text, number, at, word, out span);
    }

    private static bool Made(ReadOnlySpan<char> text, NumberSpan number, int at, UnitWord word, out UnitSpan span)
    {
        var end = at + word.Word.Length;
        var value = number.Value;
        var whole = number.Kind == NumberKind.Integer;

        // 两米半.
        if (whole && end < text.Length && text[end] == '半' && !(end + 1 < text.Length && (AfterHalf.Contains(text[end + 1], StringComparison.Ordinal) || ChineseDigits.Unit(text[end + 1]) > 0)))
        {
            value += value < 0 ? -0.5 : 0.5;
            whole = false;
            end++;
        }

        span = new UnitSpan(number.Start, end, value, word.Unit, whole, true);
        return true;
    }

    // A sign and the number behind it, maybe with a unit as well: 华氏温度98.6度.
    private static bool TrySign(Scan scan, UnitTable table, ReadOnlySpan<NumberSpan> numbers, int next, int at, out UnitSpan span)
    {
        span = default;
        ReadOnlySpan<char> text = scan.Text;
        if (table.Before(Signed(scan, at), at) is not { } sign)
        {
            return false;
        }

        var unit = sign.Unit;
        var start = ChineseDigits.SkipBlanks(text, at + sign.Word.Length);
        while (next < numbers.Length && numbers[next].Start < start)
        {
            next++;
        }

        if (next == numbers.Length || numbers[next].Start != start || numbers[next].Is(NumberTraits.Crowded | NumberTraits.Bare))
        {
            return false;
        }

        var number = numbers[next];
        var end = number.End;
        var behind = table.Behind(text, ChineseDigits.SkipBlanks(text, end));
        if (behind is { Weak: true } && (behind.Unit.Name == unit.Name || behind.Unit.Name == "Degree"))
        {
            end = ChineseDigits.SkipBlanks(text, end) + behind.Word.Length;
        }

        span = new UnitSpan(at, end, number.Value, unit, number.Kind == NumberKind.Integer, false);
        return true;
    }

    // Folding makes ￥ a ¥, which Microsoft takes for the yen.
    private static ReadOnlySpan<char> Signed(Scan scan, int at) => scan.Shown[at] == '￥' ? scan.Shown : scan.Text;

    // A unit without a number.
    private static bool TryAlone(Scan scan, UnitTable table, int at, out UnitSpan span)
    {
        span = default;
        if (table.Alone(Signed(scan, at), at) is not { } word)
        {
            return false;
        }

        span = new UnitSpan(at, at + word.Word.Length, null, word.Unit, false, true);
        return true;
    }
}
