using System.Globalization;

namespace Bot.Core.Understanding.Recognizers.Times;

/// <summary>Writes TIMEX3: days, weeks, times of the clock, durations, ranges. What is not known is X.</summary>
internal static class TimexWriter
{
    /// <summary><c>2016-11-07</c>.</summary>
    public static string Date(DateTime day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary><c>2016-11-07</c>, <c>XXXX-11-07</c>, <c>XXXX-XX-07</c>; null for what is not known.</summary>
    public static string Date(int? year, int? month, int day) => $"{Year(year)}-{(month is { } known ? known.ToString("D2", CultureInfo.InvariantCulture) : "XX")}-{day:D2}";

    /// <summary><c>2016-11</c>, <c>XXXX-11</c>.</summary>
    public static string Month(int? year, int month) => $"{Year(year)}-{month:D2}";

    /// <summary><c>2016</c>, <c>XXXX</c>.</summary>
    public static string Year(int? year) => year is { } known ? known.ToString("D4", CultureInfo.InvariantCulture) : "XXXX";

    /// <summary><c>XXXX-WXX-3</c>; Monday is 1, Sunday 7.</summary>
    public static string Weekday(int weekday) => $"XXXX-WXX-{weekday}";

    /// <summary><c>2016-W45</c> by ISO 8601, for any day of the week.</summary>
    public static string Week(DateTime day) => $"{ISOWeek.GetYear(day):D4}-W{ISOWeek.GetWeekOfYear(day):D2}";

    /// <summary><c>T05</c>, <c>T05:30</c>, <c>T05:30:10</c>: as exactly as it was said.</summary>
    public static string Clock(int hour, int? minute = null, int? second = null) =>
        second is { } seconds ? $"T{hour:D2}:{minute ?? 0:D2}:{seconds:D2}" : minute is { } minutes ? $"T{hour:D2}:{minutes:D2}" : $"T{hour:D2}";

    /// <summary><c>2016-11-07T05:30:00</c>.</summary>
    public static string Moment(DateTime moment) => moment.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary><c>(start,end,length)</c>.</summary>
    public static string Range(string start, string end, string length) => $"({start},{end},{length})";

    /// <summary><c>P3D</c>, <c>P6M</c> …: how far it is from one day to another, in a unit of <c>D W M Y</c>.</summary>
    public static string Between(DateTime start, DateTime end, char unit)
    {
        var months = ((end.Year - start.Year) * 12) + end.Month - start.Month;
        var count = unit switch
        {
            'Y' => months / 12.0,
            'M' => months,
            'W' => (end - start).TotalDays / 7,
            _ => (end - start).TotalDays,
        };
        return $"P{count.ToString(CultureInfo.InvariantCulture)}{unit}";
    }

    /// <summary><c>PT2H30M</c>: a length within two days. No hours are left out (<c>PT30M</c>), or written (<c>PT0H30M</c>) when <paramref name="always"/>.</summary>
    public static string Span(TimeSpan length, bool always = false)
    {
        var minutes = length.Minutes == 0 ? "" : $"{length.Minutes}M";
        var seconds = length.Seconds == 0 ? "" : $"{length.Seconds}S";
        var hours = (int)length.TotalHours;
        return !always && hours == 0 && (minutes.Length > 0 || seconds.Length > 0) ? $"PT{minutes}{seconds}" : $"PT{hours}H{minutes}{seconds}";
    }

    /// <summary>The timex twelve hours later: every <c>T05</c> becomes <c>T17</c>, <c>T12</c> becomes <c>T00</c>; lengths (<c>PT5H</c>) stay.</summary>
    public static string Afternoon(string timex) => string.Create(timex.Length, timex, static (span, source) =>
    {
        source.CopyTo(span);
        for (var i = 0; i + 2 < span.Length; i++)
        {
            if (span[i] == 'T' && char.IsAsciiDigit(span[i + 1]) && char.IsAsciiDigit(span[i + 2]) && (i == 0 || span[i - 1] != 'P'))
            {
                var hour = ((span[i + 1] - '0') * 10) + span[i + 2] - '0';
                hour = hour >= 12 ? hour - 12 : hour + 12;
                span[i + 1] = (char)('0' + (hour / 10));
                span[i + 2] = (char)('0' + (hour % 10));
            }
        }
    });
}
