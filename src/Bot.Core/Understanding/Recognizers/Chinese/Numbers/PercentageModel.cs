namespace Bot.Core.Understanding.Recognizers.Chinese.Numbers;

/// <summary>The <c>percentage</c> model: 百分之五, 万分之三, 12.5%, 三个百分点, 三成半, 八五折.</summary>
internal static class PercentageModel
{
    /// <summary>Adds every percentage, as Microsoft reads them: a discount is what remains to be paid.</summary>
    public static void Read(Scan scan, List<Recognized> into)
    {
        ReadOnlySpan<char> text = scan.Text;
        var numbers = ChineseNumbers.Of(scan);
        var next = 0;
        var free = 0;
        for (var at = 0; at < text.Length; at++)
        {
            var c = text[at];
            var start = at;
            double value;
            int end;
            if (ChineseDigits.Unit(c) > 0)
            {
                end = Parts(scan, at, out var after, out value);
                at = after - 1;
            }
            else if (c == '%' || c == '个')
            {
                end = Counted(scan, numbers, at, ref next, out start, out value);
            }
            else if (c is '折' or '成')
            {
                end = TenthReader.Read(text, at, out start, out value);
            }
            else
            {
                continue;
            }

            if (end > 0 && start >= free)
            {
                into.Add(scan.Lower(start, end - start, "percentage", new Field("value", NumberSpan.Write(value) + "%")));
                free = end;
                at = Math.Max(at, end - 1);
            }
        }
    }

    // 百分之五, 千分之三点二, 百万分之五, 百分之百; not 五百分之二, which is a fraction. The end, or 0.
    private static int Parts(Scan scan, int start, out int units, out double value)
    {
        ReadOnlySpan<char> text = scan.Text;
        var whole = 1.0;
        value = 0;
        for (units = start; units < text.Length && units < start + 5 && ChineseDigits.Unit(text[units]) is > 0 and var unit; units++)
        {
            whole *= unit;
        }

        var at = FractionReader.Parts(text, units);
        if (at == units || at >= text.Length || whole <= 10 || (start > 0 && (ChineseDigits.Digit(text[start - 1]) >= 0 || ChineseDigits.Unit(text[start - 1]) > 0 || char.IsAsciiDigit(text[start - 1]))))
        {
            return 0;
        }

        int end;
        if (ChineseDigits.Unit(text[at]) == 100)
        {
            (value, end) = (100, at + 1);
        }
        else if (ChineseNumbers.TryReadAt(scan.Shown, at, out var parts) && !parts.Is(NumberTraits.Bare | NumberTraits.Half))
        {
            (value, end) = (parts.Value, parts.End);
        }
        else
        {
            return 0;
        }

        // 百分之二三十: neither two nor thirty.
        if (end < text.Length && (ChineseDigits.Digit(text[end]) >= 0 || ChineseDigits.Unit(text[end]) > 0))
        {
            return 0;
        }

        value = value * 100 / whole;
        return end;
    }

    // 12.5 % and 十五个百分点: the number that ends before a sign. The end, or 0.
    private static int Counted(Scan scan, ReadOnlySpan<NumberSpan> numbers, int sign, ref int next, out int start, out double value)
    {
        ReadOnlySpan<char> text = scan.Text;
        (start, value) = (sign, 0);
        var end = text[sign] == '%' ? sign + 1 : Points(text, sign);
        while (next < numbers.Length && numbers[next].End <= sign)
        {
            next++;
        }

        if (end == 0 || next == 0)
        {
            return 0;
        }

        var number = numbers[next - 1];
        var usable = text[sign] == '%'
            ? number.Is(NumberTraits.Arabic)
                && number.Kind is NumberKind.Integer or NumberKind.Decimal
                && !(number.Start > 0 && text[number.Start - 1] == '%')
                && !(end < text.Length && char.IsAsciiDigit(text[end]))
            : !number.Is(NumberTraits.Bare | NumberTraits.Half | NumberTraits.Crowded);
        if (!usable || ChineseDigits.SkipBlanks(text[..sign], number.End) != sign)
        {
            return 0;
        }

        (start, value) = (number.Start, number.Value);
        return end;
    }

    // 个百分点, with blanks between. The end, or 0.
    private static int Points(ReadOnlySpan<char> text, int at)
    {
        foreach (var wanted in "个百分点")
        {
            at = ChineseDigits.SkipBlanks(text, at);
            if (at >= text.Length || !(text[at] == wanted || (wanted == '百' && text[at] == '佰')))
            {
                return 0;
            }

            at++;
        }

        return at;
    }
}
