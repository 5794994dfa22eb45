using Bot.Core.Understanding.Recognizers.Times;

namespace Bot.Core.Understanding.Recognizers.Chinese.Dates;

/// <summary>Times seen from now: 下周三, 上上个月, 这个周末, 上半年, 下个小时, 上两个月.</summary>
internal sealed partial class DateGrammar
{
    private Item? Relative(int i)
    {
        var by = tokens[i].Value;
        var next = Is(i + 1, Sign.De) ? i + 2 : i + 1;
        var token = At(next);
        if (token.Gap > 1)
        {
            return null;
        }

        if (next == i + 1 && HalfAfter(i, out var half, out var end))
        {
            return new Item(ItemKind.Period, i, end, HalfOf(tokens[end - 1].Sign, half));
        }

        return token.Sign switch
        {
            Sign.Weekday => new Item(ItemKind.Day, i, next + 1, Days.WeekdayOf(reference, token.Value, by)),
            _ when next > i + 1 => null,
            Sign.Week => RelativeWeek(i, by),
            Sign.Unit when token.Length == 2 && UnitOf(next) == 'W' => RelativeWeek(i, by),
            Sign.Weekend => new Item(ItemKind.Period, i, i + 2, Periods.Weekend(reference, by)),
            Sign.Month => RelativeMonth(i, by),
            Sign.Edge => tokens[i + 1].Value < 3 && MonthFromNow(by) is var month ? Edge(i, i + 1, month.Year, month.Month) : null,
            Sign.Year => OfYear(i, i + 2, reference.Year + by, said: true),
            Sign.QuarterYear => RelativeQuarter(i, by),
            Sign.Century => TenYears(i, i + 2, (reference.Year / 100) + 1 + by),
            Sign.Unit => RelativeUnit(i, by),
            Sign.Digits or Sign.Han or Sign.Half => by is 1 or -1 ? Counted(i) : null,
            _ => null,
        };
    }

    // 下周的周三 is 下周三.
    private Item RelativeWeek(int i, int by)
    {
        var next = Skip(i + 2, Sign.De);
        return Is(next, Sign.Weekday)
            ? new Item(ItemKind.Day, i, next + 1, Days.WeekdayOf(reference, tokens[next].Value, by))
            : new Item(ItemKind.Period, i, i + 2, Periods.Week(reference, by));
    }

    private Item? RelativeMonth(int i, int by)
    {
        var month = MonthFromNow(by);
        if (IsNumber(i + 2) && Touches(i + 3, Sign.DayMark))
        {
            return DayOnly(i, i + 2, chat ? month.Year : null, month.Month);
        }

        return InMonth(i, i + 2, month.Year, month.Month)
            ?? new Item(ItemKind.Month, i, i + 2, Periods.MonthFromNow(reference, by)) { Year = month.Year, Month = month.Month };
    }

    private Item RelativeQuarter(int i, int by)
    {
        var month = MonthFromNow((3 * by) - ((reference.Month - 1) % 3));
        return new Item(ItemKind.Period, i, i + 2, Periods.Months(month.Year, month.Month, 3));
    }

    // 上个小时: the hour up to now.
    private Item? RelativeUnit(int i, int by)
    {
        var unit = UnitOf(i + 1);
        return by is 1 or -1 && unit is 'H' or 'M' or 'S'
            ? new Item(ItemKind.Moments, i, i + 2, Periods.FromNow(reference, Times.Length.Of(1, unit), by)) { Counted = true }
            : null;
    }

    private TimeValue HalfOf(Sign unit, int half)
    {
        switch (unit)
        {
            case Sign.Week:
                var monday = Almanac.InWeek(reference.Date, 1);
                var thursday = Almanac.PlusDays(monday, 3);
                return half < 0 ? Periods.Span(monday, thursday, 'D') : Periods.Span(thursday, Almanac.PlusDays(monday, 7), 'D');
            case Sign.Month:
                var first = new DateTime(reference.Year, reference.Month, 1);
                var end = Almanac.PlusMonths(first, 1);
                var middle = first.AddDays(DateTime.DaysInMonth(first.Year, first.Month) / 2);
                return half < 0 ? Periods.Span(first, middle, 'D') : Periods.Span(middle, end, 'D');
            default:
                return Periods.Months(reference.Year, half < 0 ? 1 : 7, 6);
        }
    }
}
