namespace Bot.Core.Understanding.Recognizers.Chinese.Numbers;

/// <summary>Reads fractions in words: 三分之二, 五又七分之一, 3又一千分之23, 负3分之负一百五十七.</summary>
internal static class FractionReader
{
    /// <summary>
    /// Lengthens a whole number that is a denominator, or the whole part of a mixed number. A unit alone (百分之, 千分之)
    /// makes a percentage, not a fraction. True when it stays what it was.
    /// </summary>
    public static bool Extend(ReadOnlySpan<char> text, int limit, ref NumberSpan span)
    {
        if (span.Kind != NumberKind.Integer || span.Is(NumberTraits.Bare | NumberTraits.Multiplier))
        {
            return true;
        }

        var at = ChineseDigits.SkipBlanks(text[..limit], span.End);
        if (at < limit && text[at] == '又')
        {
            at = ChineseDigits.SkipBlanks(text[..limit], at + 1);
            if (Whole(text, at, limit, out var denominator) && Numerator(text, limit, denominator, out var part, out var end))
            {
                span = Made(span, end, span.Value + part);
            }
        }
        else if (Numerator(text, limit, span, out var value, out var end))
        {
            span = Made(span, end, value);
        }

        return span.Kind == NumberKind.Integer;
    }

    /// <summary>Reads 分之 at a place; the place after it and its blanks, or the place itself.</summary>
    public static int Parts(ReadOnlySpan<char> text, int position)
    {
        var at = ChineseDigits.SkipBlanks(text, position);
        if (at >= text.Length || text[at] != '分')
        {
            return position;
        }

        at = ChineseDigits.SkipBlanks(text, at + 1);
        return at < text.Length && text[at] == '之' ? ChineseDigits.SkipBlanks(text, at + 1) : position;
    }

    private static NumberSpan Made(NumberSpan span, int end, double value) =>
        new(span.Start, end - span.Start, value, NumberKind.Fraction, span.Traits & ~NumberTraits.Single);

    private static bool Numerator(ReadOnlySpan<char> text, int limit, NumberSpan denominator, out double value, out int end)
    {
        value = 0;
        end = 0;
        var at = Parts(text[..limit], denominator.End);
        if (at == denominator.End || denominator.Value == 0 || !Whole(text, at, limit, out var numerator))
        {
            return false;
        }

        end = numerator.End;
        value = numerator.Value / denominator.Value;
        return double.IsFinite(value);
    }

    // A number, maybe with its own sign and decimals; never itself a fraction, so that a chain of 分之 costs no more than its length.
    private static bool Whole(ReadOnlySpan<char> text, int position, int limit, out NumberSpan span)
    {
        span = default;
        if (position >= limit)
        {
            return false;
        }

        var negative = ChineseDigits.IsNegative(text[position]) || text[position] == '-';
        var at = negative ? ChineseDigits.SkipBlanks(text[..limit], position + 1) : position;
        if (at >= limit)
        {
            return false;
        }

        if (char.IsAsciiDigit(text[at]))
        {
            var end = ArabicDigits.Read(text[..limit], at, out var value, out var plain, out var point);
            if (end == at)
            {
                return false;
            }

            span = new NumberSpan(at, end - at, value, point ? NumberKind.Decimal : NumberKind.Integer, NumberTraits.Arabic);
            if (plain && IntegerReader.TryRead(text, at, limit, out var whole))
            {
                span = whole;
            }
        }
        else if (!IntegerReader.TryRead(text, at, limit, out span))
        {
            return false;
        }
        else
        {
            DecimalReader.Extend(text, limit, ref span);
        }

        span = span with { Value = negative ? -span.Value : span.Value };
        return true;
    }
}
