using Bot.Core.Understanding.Recognizers.Times;

namespace Bot.Core.Understanding.Recognizers.Chinese.Dates;

/// <summary>Years and what is named within a year or month: 2016年上半年, 今年的第三季度, 明年第九个月, 十月的第一周, 康熙三年.</summary>
internal sealed partial class DateGrammar
{
    // A year stands before `next`; what follows may be its month, season, feast, quarter, week.
    private Item? OfYear(int first, int next, int year, bool said)
    {
        if (At(next).Gap < 2 && HalfAfter(next, out var half, out var end) && Is(end - 1, Sign.Year))
        {
            return new Item(ItemKind.Period, first, end, Periods.Months(year, half < 0 ? 1 : 7, 6)) { Year = year };
        }

        var i = Skip(next, Sign.De);
        return At(i).Gap < 2 && InYear(first, i, year, said) is { } within ? within : new Item(ItemKind.Year, first, next, Whole(year, said)) { Year = year };
    }

    private Item? InYear(int first, int i, int year, bool said) => At(i).Sign switch
    {
        Sign.LunarWord => LedByMonth(first, i + 1, year, true),
        Sign.Digits or Sign.Han or Sign.HanDigits or Sign.LunarMonth => LedByMonth(first, i, year, false),
        Sign.Relative when !said && Is(i + 1, Sign.Month) && IsNumber(i + 2) && Touches(i + 3, Sign.DayMark) => DayOnly(first, i + 2, year, MonthFromNow(tokens[i].Value).Month),
        Sign.Season => new Item(ItemKind.Period, first, i + 1, Periods.Season(year, Lexicon.Seasons[tokens[i].Value])) { Year = year },
        Sign.Feast => Feast(first, i, year),
        Sign.Nth => Quarter(first, i, year) ?? Ordinal(first, i, year, 0),
        Sign.Last or Sign.Qian or Sign.Hou => Ordinal(first, i, year, 0),
        Sign.Edge => Edge(first, i, year, null),
        _ => null,
    };

    // What is left of this year ends today for Microsoft, and is the whole year in chat.
    private TimeValue Whole(int year, bool said) =>
        !said && !chat && year == reference.Year ? TimeValue.Fixed(TimeKind.DateRange, TimexWriter.Year(year), new Stretch(new DateTime(year, 1, 1), reference)) : Periods.Year(year);

    // 上半年, 前半年, 下半月: -1 the first, 1 the second half; the unit is the last token.
    private bool HalfAfter(int i, out int half, out int end)
    {
        half = At(i).Sign switch { Sign.Relative => Math.Sign(tokens[i].Value), Sign.Qian => -1, Sign.Hou => 1, _ => 0 };
        end = i + 3;
        return half != 0 && Touches(i + 1, Sign.Half) && At(i + 2).Gap == 0 && At(i + 2).Sign is Sign.Year or Sign.Month or Sign.Week;
    }

    // 第一季度
    private Item? Quarter(int first, int i, int? year) =>
        IsNumber(i + 1) && Is(i + 2, Sign.QuarterYear) && tokens[i + 1].Value is >= 1 and <= 4
            ? new Item(ItemKind.Period, first, i + 3, Periods.Months(year ?? reference.Year, (3 * tokens[i + 1].Value) - 2, 3)) { Year = year }
            : null;

    // Within a month: the first week, the last Monday, the first ten days.
    private Item? InMonth(int first, int next, int? year, int month)
    {
        var i = Skip(next, Sign.De);
        return At(i).Gap < 2 && month > 0
            ? At(i).Sign switch
            {
                Sign.Nth or Sign.Last or Sign.Qian or Sign.Hou => Ordinal(first, i, year, month),
                Sign.Edge => Edge(first, i, year, month),
                _ => null,
            }
            : null;
    }

    // 第三周, 第九个月, 最后一个星期一; 前2周, 最后4个月. Of a year (month 0) or of a month.
    private Item? Ordinal(int first, int i, int? year, int month)
    {
        if (!IsNumber(i + 1) || At(i + 2).Gap > 1)
        {
            return null;
        }

        var sign = tokens[i].Sign;
        var count = tokens[i + 1].Value;
        var unit = UnitOf(i + 2);
        var place = sign == Sign.Nth ? count : sign == Sign.Last && count == 1 && text[tokens[i + 1].Start] == '一' ? -1 : 0;
        if (place == 0)
        {
            return count is >= 1 and <= 1000 && unit != ' ' ? Some(first, i + 3, year, month, unit, sign == Sign.Qian ? count : -count) : null;
        }

        if (Is(i + 2, Sign.Weekday))
        {
            return month > 0 && place <= 5 ? new Item(ItemKind.Day, first, i + 3, Days.Nth(reference, year, month, tokens[i + 2].Value, place < 0 ? 5 : place)) : null;
        }

        return unit switch
        {
            'W' when month == 0 && year is { } of && place <= 53 => new Item(ItemKind.Period, first, i + 3, Periods.WeekOfYear(of, place)) { Year = year },
            'W' when month > 0 && place <= 5 => new Item(ItemKind.Period, first, i + 3, Periods.WeekOfMonth(reference, year, month, place < 0 ? 5 : place)) { Year = year },
            'O' when month == 0 && place <= 12 => new Item(ItemKind.Month, first, i + 3, Periods.Month(reference, year, place < 0 ? 12 : place)) { Year = year, Month = place < 0 ? 12 : place },
            'D' when year is { } its && place <= 366 => NthDay(first, i + 3, its, month, place),
            _ => null,
        };
    }

    private static Item? NthDay(int first, int next, int year, int month, int place)
    {
        var (start, end) = Bounds(year, month);
        return start is { } from && end is { } to ? new Item(ItemKind.Day, first, next, Days.Exactly(place < 0 ? to.AddDays(-1) : from.AddDays(place - 1))) : null;
    }

    private static (DateTime? Start, DateTime? End) Bounds(int year, int month) => month == 0
        ? (Almanac.NewYear(year), Almanac.NewYear(year + 1))
        : (Almanac.Day(year, month, 1), Almanac.Day(year, month, 1) is { } first ? Almanac.PlusMonths(first, 1) : null);

    // The first (count > 0) or last units of a year or month; of the month before and to come where the year is open.
    private Item? Some(int first, int next, int? year, int month, char unit, int count)
    {
        if (unit is not ('W' or 'D' or 'O') || (year is null && month == 0))
        {
            return null;
        }

        if (year is { } known)
        {
            return SomeOf(known, month, unit, count) is { } span ? new Item(ItemKind.Period, first, next, Periods.Span(span.Start, span.End, unit == 'O' ? 'M' : unit)) { Year = year } : null;
        }

        var open = Periods.Month(reference, null, month);
        if (open.Past is not { } before || open.Future is not { } after || SomeOf(before.Start.Year, month, unit, count) is not { } past || SomeOf(after.Start.Year, month, unit, count) is not { } future)
        {
            return null;
        }

        var timex = TimexWriter.Range(
            TimexWriter.Date(null, future.Start.Month, future.Start.Day),
            TimexWriter.Date(null, future.End.Month, future.End.Day),
            TimexWriter.Between(future.Start, future.End, unit == 'O' ? 'M' : unit));
        return new Item(ItemKind.Period, first, next, TimeValue.Either(TimeKind.DateRange, timex, past, future));
    }

    private static Stretch? SomeOf(int year, int month, char unit, int count)
    {
        var (start, end) = Bounds(year, month);
        if (unit == 'W')
        {
            start = month == 0 ? Almanac.WeekOfYear(year, 1) : Almanac.Nth(year, month, 1, 1);
            end = month == 0 ? Almanac.WeekOfYear(year, Almanac.WeeksIn(year) + 1) : Almanac.LastOf(year, month, 1) is { } monday ? Almanac.PlusDays(monday, 7) : null;
        }

        if (start is not { } from || end is not { } to)
        {
            return null;
        }

        var length = Times.Length.Of(Math.Abs(count), unit);
        return count > 0 ? new Stretch(from, length.From(from, 1)) : new Stretch(length.From(to, -1), to);
    }

    // 康熙三年, 神龙元年
    private Item? Reign(int i)
    {
        var token = At(i + 1);
        if (token.Gap > 0 || !(token.Sign == Sign.First || (token.IsNumber && token.Value is >= 1 and <= 150)) || !Touches(i + 2, Sign.Year))
        {
            return null;
        }

        return OfYear(i, i + 3, tokens[i].Value + token.Value - 1, said: true);
    }

    private DateTime MonthFromNow(int months) => Almanac.PlusMonths(new DateTime(reference.Year, reference.Month, 1), months);

    // 月底, 年初; of a month or year that was said, else of this one.
    private Item? Edge(int first, int i, int? year, int? month)
    {
        var edge = tokens[i].Value;
        if (edge >= 3)
        {
            var of = year ?? reference.Year;
            var (start, count) = (edge - 3) switch { 0 => (1, 1), 1 => (6, 1), _ => (12, 1) };
            return month is null ? new Item(ItemKind.Period, first, i + 1, Periods.Months(of, start, count)) { Closing = edge == 5 } : null;
        }

        if (year is not null && month is null)
        {
            return null;
        }

        var named = month is { } known ? Periods.Month(reference, year, known).Future?.Start : new DateTime(reference.Year, reference.Month, 1);
        if (named is not { } begin)
        {
            return null;
        }

        var end = Almanac.PlusMonths(begin, 1);
        var (from, to) = edge switch { 0 => (begin, begin.AddDays(10)), 1 => (begin.AddDays(10), begin.AddDays(20)), _ => (begin.AddDays(20), end) };
        return new Item(ItemKind.Period, first, i + 1, Periods.Span(from, to, 'D')) { Closing = edge == 2 };
    }
}
