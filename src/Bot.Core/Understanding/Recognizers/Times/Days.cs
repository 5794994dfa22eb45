namespace Bot.Core.Understanding.Recognizers.Times;

/// <summary>Days as people name them, resolved from a reference time.</summary>
internal static class Days
{
    /// <summary>A day with its year; the year is open when it is null. A day that does not exist has no stretch.</summary>
    public static TimeValue Of(DateTime reference, int? year, int month, int day)
    {
        var timex = TimexWriter.Date(year, month, day);
        if (year is { } known)
        {
            return TimeValue.Fixed(TimeKind.Date, timex, At(Almanac.Day(known, month, day)));
        }

        var (past, future) = Around(reference, month, day);
        return TimeValue.Either(TimeKind.Date, timex, At(past), At(future));
    }

    /// <summary>The last and the next such day of a year; February 29th in the leap years around. Null where there is none.</summary>
    public static (DateTime? Past, DateTime? Future) Around(DateTime reference, int month, int day)
    {
        if (month == 2 && day == 29)
        {
            var past = reference.Year;
            while (past > 4 && (!DateTime.IsLeapYear(past) || Almanac.Day(past, 2, 29) >= reference))
            {
                past--;
            }

            var future = reference.Year;
            while (future < 9996 && (!DateTime.IsLeapYear(future) || Almanac.Day(future, 2, 29) < reference))
            {
                future++;
            }

            return (Almanac.Day(past, 2, 29), Almanac.Day(future, 2, 29));
        }

        return Almanac.Day(reference.Year, month, day) is { } now
            ? now < reference ? (now, Almanac.Day(reference.Year + 1, month, day)) : (Almanac.Day(reference.Year - 1, month, day), now)
            : (null, null);
    }

    /// <summary>A day of a month that is open (29日): in this month, or the one before or after where it has no such day or that day is gone by.</summary>
    public static TimeValue OfMonth(DateTime reference, int day)
    {
        var timex = TimexWriter.Date(null, null, day);
        var first = new DateTime(reference.Year, reference.Month, 1);
        var now = Almanac.Day(reference.Year, reference.Month, day);
        var past = now < reference ? now : null;
        var future = now >= reference ? now : null;
        for (var months = 1; months <= 2 && day is >= 1 and <= 31; months++)
        {
            past ??= In(first, -months, day);
            future ??= In(first, months, day);
        }

        return TimeValue.Either(TimeKind.Date, timex, At(past ?? now), At(future ?? now));
    }

    /// <summary>A day so many days from the reference (明天 is 1).</summary>
    public static TimeValue FromNow(DateTime reference, double days) => Exactly(Almanac.PlusDays(reference.Date, days));

    /// <summary>One known day.</summary>
    public static TimeValue Exactly(DateTime day) => TimeValue.Fixed(TimeKind.Date, TimexWriter.Date(day), Stretch.At(day.Date));

    /// <summary>A weekday alone (1 Monday … 7 Sunday): the last one before today, and the next one from today on.</summary>
    public static TimeValue Weekday(DateTime reference, int weekday)
    {
        var today = reference.Date;
        var ahead = (weekday - Almanac.Weekday(today) + 7) % 7;
        return TimeValue.Either(TimeKind.Date, TimexWriter.Weekday(weekday), Stretch.At(Almanac.PlusDays(today, ahead - 7)), Stretch.At(Almanac.PlusDays(today, ahead)));
    }

    /// <summary>A weekday of the week that is <paramref name="weeks"/> after this one (下周三 is 1).</summary>
    public static TimeValue WeekdayOf(DateTime reference, int weekday, int weeks) => Exactly(Almanac.PlusDays(Almanac.InWeek(reference.Date, weekday), 7.0 * weeks));

    /// <summary>The <paramref name="count"/>th weekday of a month, 5 the last (四月的最后一个星期一); the year is open when it is null.</summary>
    public static TimeValue Nth(DateTime reference, int? year, int month, int weekday, int count)
    {
        var here = Place(year ?? reference.Year, month, weekday, count);
        var written = count == 5 && here is { } fifth && fifth.Day <= 28 ? 4 : count;
        var timex = $"{TimexWriter.Month(year, month)}-WXX-{weekday}-#{written}";
        if (year is not null || here is not { } day)
        {
            return TimeValue.Fixed(TimeKind.Date, timex, At(here));
        }

        var past = day < reference ? day : Place(reference.Year - 1, month, weekday, count);
        var future = day >= reference ? day : Place(reference.Year + 1, month, weekday, count);
        return TimeValue.Either(TimeKind.Date, timex, At(past), At(future));
    }

    /// <summary>A feast that moves with the year; the year is open when it is null.</summary>
    public static TimeValue Feast(DateTime reference, int? year, Func<int, DateTime?> when, string? timexAfterYear = null, bool lunar = false)
    {
        var here = when(year ?? reference.Year);
        var timex = $"{TimexWriter.Year(year)}{timexAfterYear ?? (here is { } day ? $"-{day.Month:D2}-{day.Day:D2}" : "")}";
        var past = year is null && here >= reference ? when(reference.Year - 1) : here;
        var future = year is null && here < reference ? when(reference.Year + 1) : here;
        return TimeValue.Either(TimeKind.Date, timex, At(past), At(future)) with { Lunar = lunar };
    }

    private static DateTime? Place(int year, int month, int weekday, int count) =>
        count >= 5 ? Almanac.LastOf(year, month, weekday) : Almanac.Nth(year, month, weekday, count);

    private static DateTime? In(DateTime first, int months, int day)
    {
        var month = Almanac.PlusMonths(first, months);
        return Almanac.Day(month.Year, month.Month, day);
    }

    private static Stretch? At(DateTime? day) => day is { } known ? Stretch.At(known) : null;
}
