namespace Bot.Core.Understanding.Recognizers.Chinese.Numbers;

/// <summary>Reads what follows 点 behind a Chinese integer: 五点八, 四百亿点零五零, 三点五万.</summary>
internal static class DecimalReader
{
    /// <summary>Lengthens a Chinese integer by its decimals. True when it stays an integer, so that more may follow it.</summary>
    public static bool Extend(ReadOnlySpan<char> text, int limit, ref NumberSpan span)
    {
        var at = ChineseDigits.SkipBlanks(text[..limit], span.End);
        if (at >= limit || !ChineseDigits.IsPoint(text[at]))
        {
            return true;
        }

        at = ChineseDigits.SkipBlanks(text[..limit], at + 1);
        if (at >= limit || ChineseDigits.PlainDigit(text[at]) < 0)
        {
            return true;
        }

        var end = at;
        var value = 0.0;
        var scale = 1.0;
        while (at < limit && ChineseDigits.Digit(text[at]) is >= 0 and var digit)
        {
            if (scale < 1e15)
            {
                value = (value * 10) + digit;
                scale *= 10;
            }

            end = at + 1;
            at = ChineseDigits.SkipBlanks(text[..limit], end);
        }

        var total = span.Value + (value / scale);
        var factor = 1.0;
        var units = end;
        while (units < limit && units < end + 2 && ChineseDigits.Unit(text[units]) is >= 1e4 and var unit)
        {
            factor *= unit;
            units++;
        }

        if (units < limit && units == end && ChineseDigits.Unit(text[units]) > 0)
        {
            // 八点五十: a time, and no decimal.
            span = span with { Traits = span.Traits | NumberTraits.Crowded };
        }

        total = factor > 1 ? Math.Round(total * factor, 6) : total;
        span = span with { Length = units - span.Start, Value = total, Kind = NumberKind.Decimal, Traits = span.Traits & ~NumberTraits.Single };
        return false;
    }
}
