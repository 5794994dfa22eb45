namespace Bot.Core.Understanding.Recognizers.Times;

/// <summary>Stretches of days as people name them, resolved from a reference time. The last day is excluded.</summary>
internal static class Periods
{
    /// <summary>A year.</summary>
    public static TimeValue Year(int year) => Whole(TimexWriter.Year(year), Almanac.NewYear(year), Almanac.NewYear(year + 1));

    /// <summary>So many months from the first of one: half years, quarters.</summary>
    public static TimeValue Months(int year, int month, int count) =>
        Almanac.Day(year, month, 1) is { } first
            ? Span(first, Almanac.PlusMonths(first, count), 'M')
            : TimeValue.Fixed(TimeKind.DateRange, TimexWriter.Month(year, month), null);

    /// <summary>A month; the year is open when it is null.</summary>
    public static TimeValue Month(DateTime reference, int? year, int month)
    {
        var timex = TimexWriter.Month(year, month);
        if (year is { } known)
        {
            return TimeValue.Fixed(TimeKind.DateRange, timex, MonthOf(known, month));
        }

        var past = month >= reference.Month ? reference.Year - 1 : reference.Year;
        var future = month < reference.Month ? reference.Year + 1 : reference.Year;
        return TimeValue.Either(TimeKind.DateRange, timex, MonthOf(past, month), MonthOf(future, month));
    }

    /// <summary>The month so many months from now, as a whole.</summary>
    public static TimeValue MonthFromNow(DateTime reference, int months)
    {
        var day = Almanac.PlusMonths(reference, months);
        return Month(reference, day.Year, day.Month);
    }

    /// <summary>The week that is so many weeks from this one.</summary>
    public static TimeValue Week(DateTime reference, int weeks) => WeekFrom(Almanac.PlusDays(Almanac.InWeek(reference.Date, 1), 7.0 * weeks));

    /// <summary>The week that begins on a Monday.</summary>
    public static TimeValue WeekFrom(DateTime monday) => Whole(TimexWriter.Week(monday), monday, Almanac.PlusDays(monday, 7));

    /// <summary>The Saturday and Sunday of the week that is so many weeks from this one.</summary>
    public static TimeValue Weekend(DateTime reference, int weeks)
    {
        var saturday = Almanac.PlusDays(Almanac.InWeek(reference.Date, 6), 7.0 * weeks);
        return Whole(TimexWriter.Week(saturday) + "-WE", saturday, Almanac.PlusDays(saturday, 2));
    }

    /// <summary>A week of a year, 1 the first by ISO 8601; -1 is the last.</summary>
    public static TimeValue WeekOfYear(int year, int week)
    {
        var number = week > 0 ? week : Almanac.WeeksIn(year);
        var monday = Almanac.WeekOfYear(year, number);
        return Whole($"{TimexWriter.Year(year)}-W{number:D2}", monday, monday is { } day ? Almanac.PlusDays(day, 7) : null);
    }

    /// <summary>The week of a month that begins with its <paramref name="week"/>th Monday; the year is open when it is null.</summary>
    public static TimeValue WeekOfMonth(DateTime reference, int? year, int month, int week)
    {
        var timex = $"{TimexWriter.Month(year, month)}-W{week:D2}";
        var here = Almanac.Nth(year ?? reference.Year, month, 1, week);
        var past = year is null && here >= reference ? Almanac.Nth(reference.Year - 1, month, 1, week) : here;
        var future = year is null && here < reference ? Almanac.Nth(reference.Year + 1, month, 1, week) : here;
        return TimeValue.Either(TimeKind.DateRange, timex, SevenDays(past), SevenDays(future));
    }

    /// <summary>From one known day to another, measured in a unit of <c>D W M Y</c>.</summary>
    public static TimeValue Span(DateTime start, DateTime end, char unit) =>
        TimeValue.Fixed(TimeKind.DateRange, TimexWriter.Range(TimexWriter.Date(start), TimexWriter.Date(end), TimexWriter.Between(start, end, unit)), new Stretch(start, end));

    /// <summary>From one day to another. Where the years are open, the end lies after the start.</summary>
    public static TimeValue Between(TimeValue start, TimeValue end)
    {
        if (start.Future is not { } futureStart || end.Future is not { } futureEnd || start.Past is not { } pastStart || end.Past is not { } pastEnd)
        {
            return new TimeValue(TimeKind.DateRange, TimexWriter.Range(start.Timex, end.Timex, "PXD"));
        }

        (pastStart, futureStart, pastEnd, futureEnd) = InOneYear(pastStart, futureStart, pastEnd, futureEnd, start.Timex, end.Timex);
        futureStart = futureStart.Start > futureEnd.Start ? pastStart : futureStart;
        pastEnd = pastEnd.Start < pastStart.Start ? futureEnd : pastEnd;
        return TimeValue.Either(
            TimeKind.DateRange,
            TimexWriter.Range(start.Timex, end.Timex, TimexWriter.Between(futureStart.Start, futureEnd.Start, 'D')),
            new Stretch(pastStart.Start, pastEnd.Start),
            new Stretch(futureStart.Start, futureEnd.Start));
    }

    /// <summary>From the first of one month to the first of another, both in open years.</summary>
    public static TimeValue MonthToMonth(DateTime reference, int start, int end)
    {
        int year = reference.Year, now = reference.Month;
        var (past, future) = start < end
            ? (start >= now ? year - 1 : year, end < now ? year + 1 : year)
            : (start < now ? year : year - 1, year);
        var over = start < end ? 0 : 1;
        var pastStart = Almanac.Day(past, start, 1);
        var pastEnd = Almanac.Day(past + over, end, 1);
        var futureStart = Almanac.Day(future, start, 1);
        var futureEnd = Almanac.Day(future + over, end, 1);
        var length = futureStart is { } from && futureEnd is { } to ? TimexWriter.Between(from, to, 'M') : "PXM";
        return TimeValue.Either(TimeKind.DateRange, TimexWriter.Range(TimexWriter.Date(null, start, 1), TimexWriter.Date(null, end, 1), length), Both(pastStart, pastEnd), Both(futureStart, futureEnd));
    }

    /// <summary>The time up to now of a length (过去三天), or from tomorrow on (未来三天); with hours or less from this moment on.</summary>
    public static TimeValue FromNow(DateTime reference, Length length, int sign)
    {
        if (length.HasClock)
        {
            var (begin, finish) = sign < 0 ? (length.From(reference, -1), reference) : (reference, length.From(reference, 1));
            return TimeValue.Fixed(TimeKind.DateTimeRange, TimexWriter.Range(TimexWriter.Moment(begin), TimexWriter.Moment(finish), length.Timex), new Stretch(begin, finish));
        }

        var today = reference.Date;
        var (start, end) = sign < 0 ? (length.From(today, -1), today) : (Almanac.PlusDays(today, 1), Almanac.PlusDays(length.From(today, 1), 1));
        return TimeValue.Fixed(TimeKind.DateRange, TimexWriter.Range(TimexWriter.Date(start), TimexWriter.Date(end), length.Timex), new Stretch(start, end));
    }

    /// <summary>A season; when it lies is not resolved.</summary>
    public static TimeValue Season(int? year, string season) => new(TimeKind.DateRange, year is { } known ? $"{TimexWriter.Year(known)}-{season}" : season);

    /// <summary>Ten years from one on: of a known century, or (<paramref name="century"/> null) of this one and the last.</summary>
    public static TimeValue Decade(DateTime reference, int? century, int decade)
    {
        if (century is { } known)
        {
            var year = ((known - 1) * 100) + decade;
            return Almanac.NewYear(year) is { } start && Almanac.NewYear(year + 10) is { } end ? Span(start, end, 'Y') : TimeValue.Fixed(TimeKind.DateRange, TimexWriter.Year(year), null);
        }

        var here = (reference.Year / 100 * 100) + decade;
        var ahead = Almanac.NewYear(here) >= reference;
        var timex = TimexWriter.Range($"XX{decade:D2}-01-01", $"XX{(decade + 10) % 100:D2}-01-01", "P10Y");
        return TimeValue.Either(TimeKind.DateRange, timex, Ten(ahead ? here - 100 : here), Ten(ahead ? here : here + 100));
    }

    private static TimeValue Whole(string timex, DateTime? start, DateTime? end) => TimeValue.Fixed(TimeKind.DateRange, timex, Both(start, end));

    // 2月29日 is only in leap years: the other end of the range follows it there.
    private static (Stretch, Stretch, Stretch, Stretch) InOneYear(Stretch pastStart, Stretch futureStart, Stretch pastEnd, Stretch futureEnd, string start, string end)
    {
        if (start == "XXXX-02-29" && end.StartsWith("XXXX", StringComparison.Ordinal))
        {
            return (pastStart, futureStart, Years(pastEnd, pastStart), Years(futureEnd, futureStart));
        }

        return end == "XXXX-02-29" && start.StartsWith("XXXX", StringComparison.Ordinal)
            ? (Years(pastStart, pastEnd), Years(futureStart, futureEnd), pastEnd, futureEnd)
            : (pastStart, futureStart, pastEnd, futureEnd);
    }

    private static Stretch Years(Stretch day, Stretch like) => Almanac.Day(like.Start.Year, day.Start.Month, day.Start.Day) is { } moved ? Stretch.At(moved) : day;

    private static Stretch? MonthOf(int year, int month) => Almanac.Day(year, month, 1) is { } first ? new Stretch(first, Almanac.PlusMonths(first, 1)) : null;

    private static Stretch? SevenDays(DateTime? monday) => monday is { } day ? new Stretch(day, Almanac.PlusDays(day, 7)) : null;

    private static Stretch? Ten(int year) => Both(Almanac.NewYear(year), Almanac.NewYear(year + 10));

    private static Stretch? Both(DateTime? start, DateTime? end) => start is { } from && end is { } to ? new Stretch(from, to) : null;
}
