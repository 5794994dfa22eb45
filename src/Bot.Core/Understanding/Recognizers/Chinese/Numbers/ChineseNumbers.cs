namespace Bot.Core.Understanding.Recognizers.Chinese.Numbers;

/// <summary>
/// The numbers of a Chinese text, for all readers that need them. One pass from left to right, linear in the text's length.
/// </summary>
/// <remarks>
/// <see cref="Of(Scan)"/> gives every candidate in order of place, none overlapping another, read once for each text. The
/// reader decides with <see cref="NumberSpan.Traits"/> what counts: a lone 一 (<see cref="NumberTraits.Single"/>), 百万
/// without a digit (<see cref="NumberTraits.Bare"/>), 半 (<see cref="NumberTraits.Half"/>), and numbers that touch
/// (<see cref="NumberTraits.Crowded"/>: 二三十 is 二 and 三十; 二零一八 four digits) are all in it. Who reads rows of digits
/// (years, codes) uses <see cref="ChineseDigits.Row"/>; who needs whole numbers only (三点一刻 is 3.1 here) uses
/// <see cref="TryReadInteger(ReadOnlySpan{char}, int, out NumberSpan)"/>.
/// </remarks>
internal static class ChineseNumbers
{
    /// <summary>All candidates of a text, by place; read at the first call and kept with the text.</summary>
    public static ReadOnlySpan<NumberSpan> Of(Scan scan) => scan.ChineseNumbers;

    /// <summary>All candidates of a text, by place. Case matters only for multiplier letters (5k, 5M but 5m).</summary>
    public static NumberSpan[] Read(ReadOnlySpan<char> text)
    {
        var found = new List<NumberSpan>();
        for (var at = 0; at < text.Length;)
        {
            if (!Begins(text[at]) || NotNumbers.At(text, at) || !TryReadAt(text, at, text.Length, out var span))
            {
                // Digits too many for a number are passed over at once.
                at = Math.Max(at + 1, ArabicDigits.Run(text, at));
                continue;
            }

            if (found.Count > 0 && found[^1].End == span.Start)
            {
                found[^1] = found[^1] with { Traits = found[^1].Traits | NumberTraits.Crowded };
                span = span with { Traits = span.Traits | NumberTraits.Crowded };
            }

            found.Add(span);
            at = span.End;
        }

        return found.Count == 0 ? [] : [.. found];
    }

    /// <summary>True when a number may begin with a character (sign included); a cheap test before <see cref="TryReadAt(ReadOnlySpan{char}, int, out NumberSpan)"/>.</summary>
    public static bool Begins(char c) =>
        c < '\u3000' ? char.IsAsciiDigit(c) || c is '-' or '.' : ChineseDigits.Digit(c) >= 0 || ChineseDigits.Unit(c) > 0 || c is '半' or '负' or '負' or '几' or '幾';

    /// <summary>Reads the longest number that begins exactly at a place, with its sign; false when none does.</summary>
    public static bool TryReadAt(ReadOnlySpan<char> text, int position, out NumberSpan span) => TryReadAt(text, position, text.Length, out span);

    /// <summary>The same, of what lies before a limit.</summary>
    public static bool TryReadAt(ReadOnlySpan<char> text, int position, int limit, out NumberSpan span)
    {
        span = default;
        if (position >= limit)
        {
            return false;
        }

        var c = text[position];
        if (ChineseDigits.IsNegative(c) || (c == '-' && MinusAt(text, position)))
        {
            var at = ChineseDigits.SkipBlanks(text[..limit], position + 1);
            if (at >= limit || (at > position + 1 && !char.IsAsciiDigit(text[at])) || (c == '-' && !char.IsAsciiDigit(text[at]) && text[at] != '.') || !Unsigned(text, at, limit, out var number))
            {
                return false;
            }

            span = number with { Start = position, Length = number.End - position, Value = -number.Value, Traits = number.Traits | NumberTraits.Signed };
            return !number.Is(NumberTraits.Half);
        }

        return Unsigned(text, position, limit, out span);
    }

    /// <summary>
    /// Reads a whole number without sign at a place: 十五, 1千零1, 2018, and 八 of 八点五十. No point, fraction or letter
    /// belongs to it.
    /// </summary>
    public static bool TryReadInteger(ReadOnlySpan<char> text, int position, out NumberSpan span) => TryReadInteger(text, position, text.Length, out span);

    /// <summary>The same, of what lies before a limit.</summary>
    public static bool TryReadInteger(ReadOnlySpan<char> text, int position, int limit, out NumberSpan span)
    {
        span = default;
        return position < limit && (char.IsAsciiDigit(text[position]) || text[position] > '\u3000') && IntegerReader.TryRead(text, position, limit, out span);
    }

    // A minus is a sign unless it stands between numbers (20-100, 5k - 20k) or behind another minus.
    private static bool MinusAt(ReadOnlySpan<char> text, int position)
    {
        if (position > 0 && text[position - 1] == '-')
        {
            return false;
        }

        var before = position - 1;
        while (before >= 0 && char.IsWhiteSpace(text[before]))
        {
            before--;
        }

        return before < 0
            || !(char.IsAsciiDigit(text[before])
                || text[before] == '%'
                || ChineseDigits.Digit(text[before]) >= 0
                || ChineseDigits.Unit(text[before]) > 0
                || (text[before] is 'k' or 'K' or 'M' or 'G' or 'T' or 'B' or 'b' && before > 0 && char.IsAsciiDigit(text[before - 1])));
    }

    private static bool Unsigned(ReadOnlySpan<char> text, int position, int limit, out NumberSpan span)
    {
        span = default;
        var c = text[position];
        if (char.IsAsciiDigit(c) || c == '.')
        {
            return ArabicNumber.TryRead(text[..limit], position, out span) && Extended(text, limit, ref span);
        }

        if (c == '半')
        {
            return Half(text, position, limit, out span);
        }

        if (!IntegerReader.TryRead(text, position, limit, out span))
        {
            return false;
        }

        return Extended(text, limit, ref span);
    }

    private static bool Extended(ReadOnlySpan<char> text, int limit, ref NumberSpan span)
    {
        // 5点5 with Arabic digits is no decimal; with a unit (3千点五) it is.
        var words = span.Kind == NumberKind.Integer && text[span.End - 1] > '\u3000';
        if ((!words || DecimalReader.Extend(text, limit, ref span)) && FractionReader.Extend(text, limit, ref span))
        {
            Dozen(text, limit, ref span);
        }

        return true;
    }

    // 半百, 半打; 半 alone is a half.
    private static bool Half(ReadOnlySpan<char> text, int position, int limit, out NumberSpan span)
    {
        var next = position + 1 < limit ? text[position + 1] : '\0';
        var unit = next == '打' ? 12 : ChineseDigits.Unit(next);
        span = unit > 0
            ? new NumberSpan(position, 2, unit / 2, NumberKind.Integer, next == '打' ? NumberTraits.Dozen : NumberTraits.None)
            : new NumberSpan(position, 1, 0.5, NumberKind.Decimal, NumberTraits.Half);
        return true;
    }

    // 五十打, but not 打开, 打折, 打五折.
    private static void Dozen(ReadOnlySpan<char> text, int limit, ref NumberSpan span)
    {
        var end = span.End;
        if (span.Kind != NumberKind.Integer || span.Is(NumberTraits.Multiplier) || end >= limit || text[end] != '打')
        {
            return;
        }

        var next = end + 1 < text.Length ? text[end + 1] : ' ';
        if (ChineseDigits.Digit(next) < 0 && ChineseDigits.Unit(next) == 0 && !"开開电電折对對扫掃印听聽包算击擊架字工球针針".Contains(next, StringComparison.Ordinal))
        {
            span = span with { Length = span.Length + 1, Value = span.Value * 12, Traits = (span.Traits & ~NumberTraits.Single) | NumberTraits.Dozen };
        }
    }
}
