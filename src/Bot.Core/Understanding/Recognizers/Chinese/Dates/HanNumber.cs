using Bot.Core.Understanding.Recognizers.Chinese.Numbers;

namespace Bot.Core.Understanding.Recognizers.Chinese.Dates;

/// <summary>The whole Chinese numbers that dates are made of, up to 9,999; a longer one is passed over as one piece.</summary>
internal static class HanNumber
{
    // No number of a date is longer: a bound, so that each character is looked at a few times only.
    private const int Longest = 12;

    /// <summary>Whether a number can begin or go on with a character.</summary>
    public static bool Is(char c) => c > '\u3000' && (ChineseDigits.Digit(c) >= 0 || ChineseDigits.Unit(c) > 0 || c is '廿' or '卅');

    /// <summary>
    /// The number that begins a text with a character that <see cref="Is"/>: its end, its value, -1 when it is none that a date
    /// could hold, and whether it is a row of digits (二零一六).
    /// </summary>
    public static (int End, int Value, bool Row) Read(ReadOnlySpan<char> text)
    {
        if (text[0] is '廿' or '卅')
        {
            var tens = text[0] == '廿' ? 20 : 30;
            return text.Length > 1 && ChineseDigits.PlainDigit(text[1]) > 0 ? (2, tens + ChineseDigits.PlainDigit(text[1]), false) : (1, tens, false);
        }

        var row = ChineseDigits.Row(text, 0, out var digits);
        if (row >= 2)
        {
            // 一二十 is no number.
            var power = row < text.Length && ChineseDigits.Unit(text[row]) > 0;
            return power ? (Run(text, row), -1, false) : (row, row <= 4 ? (int)digits : -1, true);
        }

        if (!ChineseNumbers.TryReadInteger(text, 0, Math.Min(text.Length, Longest), out var span) || span.Length == 0)
        {
            return (1, -1, false);
        }

        var plain = !span.Is(NumberTraits.Approximate | NumberTraits.Multiplier | NumberTraits.Dozen | NumberTraits.Bare) && span.Value is >= 0 and <= 9_999 && span.End < Longest;
        return plain ? (span.End, (int)span.Value, false) : (Math.Max(span.End, Run(text, 0)), -1, false);
    }

    private static int Run(ReadOnlySpan<char> text, int from)
    {
        var end = from;
        while (end < text.Length && Is(text[end]))
        {
            end++;
        }

        return end;
    }
}
