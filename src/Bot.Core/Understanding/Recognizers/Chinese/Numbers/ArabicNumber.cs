namespace Bot.Core.Understanding.Recognizers.Chinese.Numbers;

/// <summary>Reads a number that begins with Arabic digits: 1,234, 2.5, 40k, 2^5, 1e10, 1/2, 1 4/3, 11.92亿, 25万6千.</summary>
internal static class ArabicNumber
{
    /// <summary>Reads at a place that holds a digit or a dot; false when no number begins there.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, int position, out NumberSpan span)
    {
        span = default;
        if (text[position] == '.' && position > 0 && (char.IsAsciiDigit(text[position - 1]) || text[position - 1] == '.'))
        {
            return false;
        }

        var end = ArabicDigits.Read(text, position, out var value, out var plain, out var point);
        if (end == position)
        {
            return false;
        }

        var kind = point ? NumberKind.Decimal : NumberKind.Integer;
        span = new NumberSpan(position, end - position, value, kind, NumberTraits.Arabic);
        return Power(text, ref span) || (plain && Fraction(text, ref span)) || Units(text, plain, ref span) || Letter(text, ref span) || true;
    }

    private static bool Power(ReadOnlySpan<char> text, ref NumberSpan span)
    {
        var end = ArabicDigits.Exponent(text, span.End, out var exponent);
        if (end == span.End)
        {
            return false;
        }

        var value = text[span.End] == '^' ? Math.Pow(span.Value, exponent) : span.Value * Math.Pow(10, exponent);
        if (!double.IsFinite(value))
        {
            return false;
        }

        span = span with { Length = end - span.Start, Value = value, Kind = NumberKind.Power };
        return true;
    }

    // 3/5 and 1 4/3; not the first bar of 2018/1/2.
    private static bool Fraction(ReadOnlySpan<char> text, ref NumberSpan span)
    {
        var numerator = span.Value;
        var whole = 0.0;
        var bar = span.End;
        if (bar < text.Length && char.IsWhiteSpace(text[bar]))
        {
            var second = ChineseDigits.SkipBlanks(text, bar);
            bar = ArabicDigits.Run(text, second);
            if (bar == second || bar - second > 300 || bar >= text.Length || text[bar] != '/')
            {
                return false;
            }

            whole = numerator;
            ArabicDigits.Read(text[..bar], second, out numerator, out _, out _);
        }

        if (bar >= text.Length || text[bar] != '/')
        {
            return false;
        }

        var end = ArabicDigits.Run(text, bar + 1);
        if (end == bar + 1 || end - bar > 300 || (end < text.Length && text[end] == '/') || (span.Start > 0 && text[span.Start - 1] == '/'))
        {
            return false;
        }

        ArabicDigits.Read(text[..end], bar + 1, out var denominator, out _, out _);
        if (denominator == 0)
        {
            return false;
        }

        span = span with { Length = end - span.Start, Value = whole + (numerator / denominator), Kind = NumberKind.Fraction };
        return true;
    }

    // 1,100万, 11.92亿, 500余万; whole digits go on as Chinese numbers do: 25万6千.
    private static bool Units(ReadOnlySpan<char> text, bool plain, ref NumberSpan span)
    {
        if (plain)
        {
            if (!IntegerReader.TryRead(text, span.Start, text.Length, out var whole) || whole.Length == span.Length)
            {
                return false;
            }

            span = whole;
            return true;
        }

        var at = ChineseDigits.SkipBlanks(text, span.End);
        var traits = span.Traits;
        if (at < text.Length && ChineseDigits.IsApproximate(text[at]))
        {
            at = ChineseDigits.SkipBlanks(text, at + 1);
            traits |= NumberTraits.Approximate;
        }

        var factor = 1.0;
        var end = at;
        while (end < text.Length && end < at + 3 && ChineseDigits.Unit(text[end]) is > 10 and var unit)
        {
            factor *= unit;
            end++;
        }

        if (end == at)
        {
            return false;
        }

        span = span with { Length = end - span.Start, Value = Exact(span.Value * factor), Traits = traits };
        return true;
    }

    private static bool Letter(ReadOnlySpan<char> text, ref NumberSpan span)
    {
        var end = ArabicDigits.Multiplier(text, span.End, out var factor);
        if (end == span.End)
        {
            return false;
        }

        span = span with { Length = end - span.Start, Value = Exact(span.Value * factor), Traits = span.Traits | NumberTraits.Multiplier };
        return true;
    }

    // 36.57 x 1E8 is 3657000000, not 3657000000.0000005.
    private static double Exact(double value) => Math.Abs(value) < 9e15 && Math.Abs(value - Math.Round(value)) < 1e-6 * Math.Max(1, Math.Abs(value) * 1e-9) ? Math.Round(value) : value;
}
