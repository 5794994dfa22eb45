using Bot.Core.Understanding.Recognizers.Times;

namespace Bot.Core.Understanding.Recognizers.Chinese.Dates;

/// <summary>Days and months: 5月1日, 正月初一, 十月的第一周, 12号, 周三.</summary>
internal sealed partial class DateGrammar
{
    // At a month's number, or at a lunar month's name. With a year when one was said before.
    private Item? LedByMonth(int first, int i, int? year, bool lunar)
    {
        int month, next;
        if (first != i && At(i).Gap > 1)
        {
            return null;
        }

        if (At(i).Sign == Sign.LunarMonth)
        {
            (month, next, lunar) = (tokens[i].Value, i + 1, true);
        }
        else if (At(i).IsNumber && Is(i + 1, Sign.Month) && tokens[i].Value is >= 1 and <= 12 && tokens[i].Length <= 2)
        {
            (month, next) = (tokens[i].Value, i + 2);
        }
        else
        {
            return null;
        }

        if (DayAfter(next, lunar, out var day, out var end))
        {
            // 大年三十 is the last day of the year.
            if (chat && day == 30 && text[tokens[i].Start] == '大')
            {
                return new Item(ItemKind.Day, first, end, Feasts.Eve.When(reference.Date, year, chat: true));
            }

            return WithWeekday(Day(ItemKind.Day, first, end, year, month, day, lunar || Is(next, Sign.LunarDay)));
        }

        if (InMonth(first, next, year, month) is { } within)
        {
            return within;
        }

        return At(i).Sign == Sign.LunarMonth && text[tokens[i].Start] == '大' ? null : MonthItem(first, next, year, month);
    }

    private Item MonthItem(int first, int next, int? year, int month) =>
        InMonth(first, next, year, month) ?? new Item(ItemKind.Month, first, next, Periods.Month(reference, year, month)) { Year = year, Month = month };

    private Item Day(ItemKind kind, int first, int next, int? year, int month, int day, bool lunar = false)
    {
        var value = month == 0 ? Days.OfMonth(reference, day)
            : lunar && chat ? Days.Feast(reference, year, known => Almanac.LunarDay(known, month, day), $"-{month:D2}-{day:D2}")
            : Days.Of(chat ? reference.Date : reference, year, month, day);
        return new Item(kind, first, next, value with { Lunar = lunar }) { Year = year, Month = month, Day = day };
    }

    // 1日, 初一, 三十; or a number alone (八月十五), when no unit follows that would make it something else.
    private bool DayAfter(int i, bool lunar, out int day, out int end)
    {
        (day, end) = (0, i);
        if (Is(i, Sign.LunarDay))
        {
            (day, end) = (tokens[i].Value, i + 1);
            return true;
        }

        if (!IsNumber(i) || tokens[i].Value is < 1 or > 31 || tokens[i].Length > 3)
        {
            return false;
        }

        day = tokens[i].Value;
        end = i + 1;
        if (Touches(end, Sign.DayMark))
        {
            end++;
            return true;
        }

        return AloneAsDay(i, lunar);
    }

    private bool AloneAsDay(int i, bool lunar)
    {
        var token = tokens[i];
        var after = At(i + 1);
        var unit = after.Gap == 0 && after.Sign is Sign.Unit or Sign.Week or Sign.Year or Sign.Month or Sign.Dian or Sign.Shi or Sign.Fen or Sign.Colon or Sign.Dot or Sign.Piece or Sign.AndHalf
            or Sign.QuarterYear or Sign.Century or Sign.Decade or Sign.Slash;
        if (unit || token.Sign == Sign.HanDigits)
        {
            return false;
        }

        // In chat 8月20件 is no day.
        return !chat || lunar || token.Sign == Sign.Han || token.End == text.Length || !char.IsLetter(text[token.End]) || after is { Gap: 0, Sign: Sign.Till or Sign.Weekday or Sign.DayPart };
    }

    private Item? DayOnly(int first, int i, int? year, int month)
    {
        var token = tokens[i];
        if (token.Value is < 1 or > 31 || token.Length > 3 || token.Sign == Sign.HanDigits)
        {
            return null;
        }

        // 12号 at the start of a text is the number of a house for Microsoft.
        var numbered = tokens[i + 1].Value == 1 && first == i;
        if (numbered && (chat ? IsHouse(tokens[i + 1].End) : token.Start == 0 && token.Sign == Sign.Digits))
        {
            return null;
        }

        return WithWeekday(Day(month == 0 ? ItemKind.DayOfMonth : ItemKind.Day, first, i + 2, year, month, token.Value));
    }

    private bool IsHouse(int end) => end < text.Length && "楼线店色仓机库桌位柜门院房厅馆台电字码款链铺车".Contains(text[end], StringComparison.Ordinal);

    // 10月12号,星期一
    private Item WithWeekday(Item day)
    {
        var next = Skip(day.Next, Sign.Comma);
        return day.Kind == ItemKind.Day && Is(next, Sign.Weekday) && (next == day.Next || At(next).Gap == 0) ? day with { Next = next + 1 } : day;
    }

    private Item? Lunar(int i)
    {
        if (tokens[i].Sign == Sign.LunarMonth)
        {
            return LedByMonth(i, i, null, true);
        }

        var next = i + 1;
        int? year = null;
        if (IsNumber(next) && Is(next + 1, Sign.Year) && IsYear(tokens[next], out var said))
        {
            year = said;
            next += 2;
        }
        else if (Is(next, Sign.YearWord))
        {
            year = reference.Year + tokens[next].Value;
            next++;
        }

        var item = LedByMonth(i, next, year, true);
        return item?.Kind == ItemKind.Day ? item : null;
    }
}
