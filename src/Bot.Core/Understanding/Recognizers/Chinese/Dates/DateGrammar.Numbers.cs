using Bot.Core.Understanding.Recognizers.Times;

namespace Bot.Core.Understanding.Recognizers.Chinese.Dates;

/// <summary>Times that begin with a number: 2016年, 5月1日, 12号, 2016-11-07, 十九世纪, 80年代.</summary>
internal sealed partial class DateGrammar
{
    private Item? Number(int i)
    {
        var token = tokens[i];
        if (i > 0 && token.Gap == 0 && tokens[i - 1].Sign == Sign.Nth)
        {
            return null;
        }

        if (Is(i + 1, Sign.Year))
        {
            return LedByYear(i);
        }

        if (Is(i + 1, Sign.Month))
        {
            return LedByMonth(i, i, null, false) ?? Length(i);
        }

        if (Touches(i + 1, Sign.DayMark))
        {
            return DayOnly(i, i, null, 0);
        }

        if (Is(i + 1, Sign.Century) || Touches(i + 1, Sign.Decade))
        {
            return Decade(i, i);
        }

        if (token.Sign == Sign.Digits && (Is(i + 1, Sign.Slash) || Is(i + 1, Sign.Dot) || Is(i + 1, Sign.Till) || IsNumber(i + 1)) && Numeric(i) is { } numeric)
        {
            return numeric;
        }

        var clock = ClockFrom(i);
        var length = Length(i);
        if (length is not null && (clock is null || length.Next > clock.Next))
        {
            return length;
        }

        return clock ?? BareYear(i);
    }

    // 2016年, and what may follow it. 3年 and 21年 alone are lengths; 三四年 is neither.
    private Item? LedByYear(int i)
    {
        var token = tokens[i];
        if (!IsYear(token, out var year))
        {
            return Length(i);
        }

        var item = OfYear(i, i + 2, year, said: true);
        var alone = item is null || item.Next <= i + 2;
        return alone && IsLength(token) ? Length(i) ?? item : item;
    }

    private static bool IsYear(Token token, out int year)
    {
        year = CenturyOf(token.Value, token.Length);
        return token.Sign switch
        {
            Sign.Digits => token.Length is >= 2 and <= 4 && year > 0,
            Sign.HanDigits => token.Length is >= 2 and <= 4 && !(token.Length == 2 && token.Value >= 12 && token.Value % 10 == (token.Value / 10) + 1),
            _ => token.Value is >= 1000 and <= 2999,
        };
    }

    // Up to two digits without a leading zero are a length: 21年.
    private bool IsLength(Token token) => token.Sign == Sign.Digits && (token.Length <= 2 || (chat && token.Value < 1000)) && text[token.Start] != '0';

    private Item? BareYear(int i)
    {
        var token = tokens[i];
        if (chat || token.Sign != Sign.Digits || token.Length != 4 || token.Value is < 1500 or > 2100)
        {
            return null;
        }

        var end = token.End < text.Length ? text[token.End] : ' ';
        var before = token.Start > 0 ? text[token.Start - 1] : ' ';
        return char.IsAsciiLetterOrDigit(end) || char.IsAsciiLetterOrDigit(before) || (before is '.' or '-' or '/' && token.Start > 1 && char.IsAsciiDigit(text[token.Start - 2]) && i > 0 && tokens[i - 1].Sign != Sign.Till)
            ? null
            : OfYear(i, i + 1, token.Value, said: true);
    }

    private Item? Decade(int first, int i)
    {
        int? century = null;
        if (Is(i + 1, Sign.Century))
        {
            century = tokens[i].Value;
            i += 2;
        }

        return TenYears(first, i, century);
    }

    private Item? TenYears(int first, int i, int? century) =>
        IsNumber(i) && Touches(i + 1, Sign.Decade) && tokens[i].Value is >= 0 and <= 90 && tokens[i].Value % 10 == 0
            ? new Item(ItemKind.Period, first, i + 2, Periods.Decade(reference, century, tokens[i].Value))
            : null;

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
        return end >= text.Length || !(char.IsAsciiLetterOrDigit(text[end]) || (text[end] is '.' or '/' && end + 1 < text.Length && char.IsAsciiDigit(text[end + 1])));
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
