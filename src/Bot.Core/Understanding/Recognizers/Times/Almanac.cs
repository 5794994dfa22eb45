using System.Globalization;

namespace Bot.Core.Understanding.Recognizers.Times;

/// <summary>Arithmetic of the calendar that never throws: where a day does not exist the answer is null, and moments stop at the ends of the calendar.</summary>
internal static class Almanac
{
    private static readonly ChineseLunisolarCalendar Lunar = new();

    /// <summary>A day; null when there is none (February 30th, month 13, year 0).</summary>
    public static DateTime? Day(int year, int month, int day) =>
        year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateTime(year, month, day) : null;

    /// <summary>A moment moved by a length, at most to the ends of the calendar.</summary>
    public static DateTime Plus(DateTime moment, TimeSpan length) =>
        length > DateTime.MaxValue - moment ? DateTime.MaxValue : length < DateTime.MinValue - moment ? DateTime.MinValue : moment + length;

    /// <summary>A moment moved by days, at most to the ends of the calendar.</summary>
    public static DateTime PlusDays(DateTime moment, double days) => Plus(moment, TimeSpan.FromDays(Math.Clamp(days, -4_000_000, 4_000_000)));

    /// <summary>A moment moved by months; the 31st becomes the last of a shorter month.</summary>
    public static DateTime PlusMonths(DateTime moment, double months)
    {
        var count = (int)Math.Clamp(Math.Round(months), -120_000, 120_000);
        var target = (((long)moment.Year * 12) + moment.Month - 1 + count) / 12;
        return target < 1 ? DateTime.MinValue : target > 9999 ? DateTime.MaxValue : moment.AddMonths(count);
    }

    /// <summary>The first day of a year; null outside the calendar.</summary>
    public static DateTime? NewYear(int year) => Day(year, 1, 1);

    /// <summary>A weekday (1 Monday … 7 Sunday) of the week in which a day lies, at the same time of the clock.</summary>
    public static DateTime InWeek(DateTime day, int weekday) => PlusDays(day, weekday - Weekday(day));

    /// <summary>Monday 1 … Sunday 7.</summary>
    public static int Weekday(DateTime day) => day.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)day.DayOfWeek;

    /// <summary>The <paramref name="count"/>th weekday of a month, 1 the first; may lie in the next month. Null for a month that does not exist.</summary>
    public static DateTime? Nth(int year, int month, int weekday, int count) =>
        Day(year, month, 1) is { } first ? PlusDays(first, ((weekday - Weekday(first) + 7) % 7) + (7 * (count - 1))) : null;

    /// <summary>The last such weekday of a month.</summary>
    public static DateTime? LastOf(int year, int month, int weekday) =>
        Nth(year, month, weekday, 5) is { } fifth ? fifth.Month == month ? fifth : fifth.AddDays(-7) : null;

    /// <summary>Monday of an ISO week; null outside the calendar. Weeks beyond the year's last run on into the next.</summary>
    public static DateTime? WeekOfYear(int year, int week) =>
        year is >= 2 and <= 9997 && week is >= 1 and <= 60 ? ISOWeek.ToDateTime(year, 1, DayOfWeek.Monday).AddDays(7 * (week - 1)) : null;

    /// <summary>How many ISO weeks a year has, 52 or 53.</summary>
    public static int WeeksIn(int year) => year is >= 1 and <= 9999 ? ISOWeek.GetWeeksInYear(year) : 52;

    /// <summary>A day of the Chinese lunar calendar, leap months aside, as a day of ours; null where the calendar ends (1901 to 2100) or the day does not exist.</summary>
    public static DateTime? LunarDay(int year, int month, int day)
    {
        if (year is < 1901 or > 2100 || month is < 1 or > 12 || day < 1)
        {
            return null;
        }

        // Months after a leap month count one on.
        var leap = Lunar.GetLeapMonth(year);
        var place = leap > 0 && month >= leap ? month + 1 : month;
        return day <= Lunar.GetDaysInMonth(year, place) ? Lunar.ToDateTime(year, place, day, 0, 0, 0, 0) : null;
    }

    /// <summary>Easter Sunday of the western church; null before 1583 and after 9999.</summary>
    public static DateTime? Easter(int year)
    {
        if (year is < 1583 or > 9999)
        {
            return null;
        }

        var golden = year % 19;
        var century = year / 100;
        var epact = (century - (century / 4) - (((8 * century) + 13) / 25) + (19 * golden) + 15) % 30;
        var moon = epact - ((epact / 28) * (1 - ((epact / 28) * (29 / (epact + 1)) * ((21 - golden) / 11))));
        var offset = moon - ((year + (year / 4) + moon + 2 - century + (century / 4)) % 7);
        var month = 3 + ((offset + 40) / 44);
        return Day(year, month, offset + 28 - (31 * (month / 4)));
    }
}
