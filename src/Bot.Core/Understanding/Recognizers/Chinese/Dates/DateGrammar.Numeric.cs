namespace Bot.Core.Understanding.Recognizers.Chinese.Dates;

/// <summary>Dates of digits and separators: 2016-11-07, 1/2/2020, 11/23, 2016.11.</summary>
internal sealed partial class DateGrammar
{
    // 2016-11-07, 7/11/2016 (day first), 11/23, 2016.11, 11/2016; separators may stand between blanks.
    private Item? Numeric(int i)
    {
        var before = tokens[i].Start > 0 ? text[tokens[i].Start - 1] : ' ';
        if (char.IsAsciiLetterOrDigit(before) || (before is '.' or '/' && tokens[i].Start > 1 && char.IsAsciiDigit(text[tokens[i].Start - 2])))
        {
            return null;
        }

        var second = Part(i);
        var third = second < 0 ? -1 : Part(second);
        if (third > 0 && Ends(third) && ThreeParts(i, second, third) is { } day)
        {
            return day;
        }

        return second > 0 && Ends(second) ? TwoParts(i, second) : null;
    }

    // The digits after a separator; -1 when there are none.
    private int Part(int i)
    {
        var token = At(i + 1);
        if (IsNumber(i + 1) && token.Sign == Sign.Digits && token.Gap == 1)
        {
            return i + 1;
        }

        var separated = token.Sign is Sign.Slash or Sign.Dot || (token.Sign == Sign.Till && text[token.Start] == '-' && token.Length == 1);
        return separated && token.Gap < 2 && Is(i + 2, Sign.Digits) ? i + 2 : -1;
    }

    private bool Ends(int i)
    {
        var end = tokens[i].End;
        return end >= text.Length || Is(i + 1, Sign.At) || !(char.IsAsciiLetterOrDigit(text[end]) || (text[end] is '.' or '/' && end + 1 < text.Length && char.IsAsciiDigit(text[end + 1])));
    }

    private Item? ThreeParts(int i, int j, int k)
    {
        Token a = tokens[i], b = tokens[j], c = tokens[k];
        var blanks = j == i + 1 || k == j + 1;
        if (a.Length is 2 or 4 && b.Value is >= 1 and <= 12 && b.Length <= 2 && c.Value is >= 1 and <= 31 && c.Length <= 2 && (a.Length == 4 || !blanks))
        {
            return WithWeekday(Day(ItemKind.Day, i, k + 1, CenturyOf(a.Value, a.Length), b.Value, c.Value));
        }

        if (blanks || c.Length is not (2 or 4) || a.Length > 2 || b.Length > 2)
        {
            return null;
        }

        var year = CenturyOf(c.Value, c.Length);
        return b.Value is >= 1 and <= 12 && a.Value is >= 1 and <= 31 ? WithWeekday(Day(ItemKind.Day, i, k + 1, year, b.Value, a.Value))
            : a.Value is >= 1 and <= 12 && b.Value is >= 1 and <= 31 ? WithWeekday(Day(ItemKind.Day, i, k + 1, year, a.Value, b.Value)) : null;
    }

    private Item? TwoParts(int i, int j)
    {
        Token a = tokens[i], b = tokens[j];
        if (j == i + 1 || (a.Length == 4 && a.Value < 1000))
        {
            return null;
        }

        var slash = tokens[i + 1].Sign == Sign.Slash;
        if (a.Length == 4 && b.Length <= 2 && b.Value is >= 1 and <= 12 && a.Value <= 2999)
        {
            return MonthItem(i, j + 1, a.Value, b.Value);
        }

        if (!slash || a.Length > 2)
        {
            return null;
        }

        return b.Length == 4 ? a.Value is >= 1 and <= 12 && b.Value is >= 1000 and <= 2999 ? MonthItem(i, j + 1, b.Value, a.Value) : null
            : b.Length > 2 ? null
            : a.Value is >= 1 and <= 12 && b.Value is >= 1 and <= 31 ? WithWeekday(Day(ItemKind.Day, i, j + 1, null, a.Value, b.Value))
            : b.Value is >= 1 and <= 12 && a.Value is >= 1 and <= 31 ? WithWeekday(Day(ItemKind.Day, i, j + 1, null, b.Value, a.Value)) : null;
    }
}
