namespace Bot.Core.Understanding.Recognizers.Chinese.Numbers;

/// <summary>Reads tenths around 折 and 成: 八五折, 9.9折, 7 2 折, 半折, 打对折, 三成, 七成六, 三成半, 六点五成, 十成.</summary>
internal static class TenthReader
{
    /// <summary>Reads around a 折 or 成; the place after, or 0 when there are no tenths. The value is in percent.</summary>
    public static int Read(ReadOnlySpan<char> text, int sign, out int start, out double value)
    {
        start = sign;
        value = 0;
        var last = Back(text, sign - 1);
        if (last < 0)
        {
            return 0;
        }

        if (text[last] == '半' || (text[sign] == '折' && text[last] == '对' && last > 0 && text[last - 1] == '打'))
        {
            (start, value) = (last, text[last] == '半' && text[sign] == '成' ? 5 : 50);
            return sign + 1;
        }

        return text[sign] == '折' ? Fold(text, sign, last, out start, out value) : Tenth(text, sign, last, out start, out value);
    }

    private static int Fold(ReadOnlySpan<char> text, int sign, int last, out int start, out double value)
    {
        (start, value) = (last, Digit(text, last) * 10);
        if (value < 0)
        {
            return 0;
        }

        // A second digit before it, point or blanks between; both of one script.
        var at = Back(text, last - 1);
        var point = at >= 0 && ChineseDigits.IsPoint(text[at]);
        at = point ? Back(text, at - 1) : at;
        if (at >= 0 && Digit(text, at) is >= 0 and var first && char.IsAsciiDigit(text[at]) == char.IsAsciiDigit(text[last]))
        {
            (start, value) = (at, (first * 10) + (value / 10));
        }

        // 199折 and 1.25折 are something else.
        return char.IsAsciiDigit(text[start]) && start > 0 && (char.IsAsciiDigit(text[start - 1]) || (text[start - 1] == '.' && start > 1 && char.IsAsciiDigit(text[start - 2]))) ? 0 : sign + 1;
    }

    private static int Tenth(ReadOnlySpan<char> text, int sign, int last, out int start, out double value)
    {
        (start, value) = (last, ChineseDigits.Unit(text[last]) == 10 ? 100 : Digit(text, last) * 10);
        if (value < 0)
        {
            return 0;
        }

        var before = last > 0 ? text[last - 1] : ' ';
        var arabic = char.IsAsciiDigit(text[last]);
        if (arabic && before == '1' && text[last] == '0')
        {
            (start, value) = (last - 1, 100);
        }
        else
        {
            var at = Back(text, last - 1);
            if (at >= 0 && ChineseDigits.IsPoint(text[at]) && Back(text, at - 1) is >= 0 and var whole && Digit(text, whole) is >= 0 and var first && char.IsAsciiDigit(text[whole]) == arabic)
            {
                (start, value) = (whole, (first * 10) + (value / 10));
                return Alone(text, start) ? sign + 1 : 0;
            }
        }

        if (!Alone(text, start))
        {
            return 0;
        }

        // 七成六, 三成半; not 三成五千.
        var next = ChineseDigits.SkipBlanks(text, sign + 1);
        if (next < text.Length && value < 100)
        {
            if (text[next] == '半')
            {
                value += 5;
                return next + 1;
            }

            var digit = Digit(text, next);
            var after = next + 1 < text.Length ? text[next + 1] : ' ';
            if (digit >= 0 && char.IsAsciiDigit(text[next]) == arabic && Digit(after) < 0 && ChineseDigits.Unit(after) == 0)
            {
                value += digit;
                return next + 1;
            }
        }

        return sign + 1;
    }

    // No further digit or unit before: 2018成立, 一百二成.
    private static bool Alone(ReadOnlySpan<char> text, int start) =>
        start == 0 || !(char.IsAsciiDigit(text[start - 1]) || text[start - 1] == '.' || Digit(text[start - 1]) >= 0 || ChineseDigits.Unit(text[start - 1]) > 0);

    private static int Digit(ReadOnlySpan<char> text, int at) => Digit(text[at]);

    private static int Digit(char c) => char.IsAsciiDigit(c) ? c - '0' : ChineseDigits.Digit(c);

    // The last place up to this one that is no blank; -1 for none. Tenths are written close: a few blanks at most.
    private static int Back(ReadOnlySpan<char> text, int at)
    {
        for (var left = 8; at >= 0 && left > 0 && char.IsWhiteSpace(text[at]); left--)
        {
            at--;
        }

        return at >= 0 && char.IsWhiteSpace(text[at]) ? -1 : at;
    }
}
