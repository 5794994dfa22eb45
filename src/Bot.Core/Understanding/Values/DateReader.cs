using System.Globalization;
using System.Text.RegularExpressions;

namespace Bot.Core.Understanding.Values;

/// <summary>Reads days, seen from a given day: 今天, 明天, 下周三, 11月25日, 25号, 三天后, 2026-11-25, next Wednesday.</summary>
public static partial class DateReader
{
    private static readonly (string Word, int Days)[] Near =
        [("大后天", 3), ("后天", 2), ("明天", 1), ("明日", 1), ("今天", 0), ("今日", 0), ("大前天", -3), ("前天", -2), ("昨天", -1), ("tomorrow", 1), ("today", 0), ("yesterday", -1)];

    private static readonly string[] Days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

    /// <summary>The day at <paramref name="now"/> on the clock of <paramref name="zone"/>; UTC when the zone is unknown.</summary>
    public static DateOnly Today(DateTimeOffset now, string zone) =>
        DateOnly.FromDateTime((TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var known) ? TimeZoneInfo.ConvertTime(now, known) : now.ToUniversalTime()).DateTime);

    /// <summary>One day, as <c>2026-11-25</c>.</summary>
    public static Found? Find(string text, DateOnly today) => First(Numerals(text), today, 0) is { } day ? Written(day.Start, day.Length, day.Day, day.Day, range: false) : null;

    /// <summary>Two days, as <c>2026-11-25/2026-11-27</c>; one day named is a range of one.</summary>
    public static Found? FindRange(string text, DateOnly today)
    {
        var folded = Numerals(text);
        if (Weeks().Match(folded) is { Success: true } week)
        {
            var monday = Monday(today).AddDays(7 * (week.Groups[1].Length == 0 || week.Groups[1].Value is "这" or "本" ? 0 : week.Groups[1].Length));
            var from = week.Groups[2].Value.EndsWith('末') ? monday.AddDays(5) : monday;
            return Written(week.Index, week.Length, from, monday.AddDays(6), range: true);
        }

        if (First(folded, today, 0) is not { } first)
        {
            return null;
        }

        var until = Until().Match(folded, first.Start + first.Length);
        var second = until.Success ? First(folded, first.Day, until.Index + until.Length) : null;
        return second is { } last && last.Start == until.Index + until.Length && last.Day >= first.Day
            ? Written(first.Start, last.Start + last.Length - first.Start, first.Day, last.Day, range: true)
            : Written(first.Start, first.Length, first.Day, first.Day, range: true);
    }

    private static Found Written(int start, int length, DateOnly from, DateOnly to, bool range) =>
        new(start, length, range ? $"{Iso(from)}/{Iso(to)}" : Iso(from));

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static (int Start, int Length, DateOnly Day)? First(string folded, DateOnly today, int from)
    {
        (int Start, int Length, DateOnly Day)? best = null;
        foreach (var (word, days) in Near)
        {
            if (folded.IndexOf(word, from, StringComparison.Ordinal) is >= 0 and var at && (best is null || at < best.Value.Start))
            {
                best = (at, word.Length, today.AddDays(days));
            }
        }

        foreach (var (match, day) in Written(folded, today, from))
        {
            best = day is { } known && (best is null || match.Index < best.Value.Start) ? (match.Index, match.Length, known) : best;
        }

        return best;
    }

    private static IEnumerable<(Match Match, DateOnly? Day)> Written(string folded, DateOnly today, int from)
    {
        if (Full().Match(folded, from) is { Success: true } full)
        {
            yield return (full, Day(Int(full, 1), Int(full, 2), Int(full, 3)));
        }
        else if (MonthDay().Match(folded, from) is { Success: true } month)
        {
            var day = Day(today.Year, Int(month, 1), Int(month, 2));
            yield return (month, day < today ? Day(today.Year + 1, Int(month, 1), Int(month, 2)) : day);
        }
        else if (DayOnly().Match(folded, from) is { Success: true } only)
        {
            var next = today.AddMonths(1);
            yield return (only, Day(today.Year, today.Month, Int(only, 1)) is { } day && day >= today ? day : Day(next.Year, next.Month, Int(only, 1)));
        }

        if (Later().Match(folded, from) is { Success: true } later)
        {
            yield return (later, today.AddDays(Int(later, 1) * (later.Groups[2].Value.StartsWith('天') ? 1 : 7)));
        }

        if (Weekday().Match(folded, from) is { Success: true } weekday)
        {
            var index = "一二三四五六日天".IndexOf(weekday.Groups[2].Value, StringComparison.Ordinal);
            yield return (weekday, InWeek(today, Math.Min(index, 6), weekday.Groups[1].Value is "这" or "本" or "这个" ? 0 : weekday.Groups[1].Value.Count(static c => c == '下'), weekday.Groups[1].Length > 0));
        }

        if (EnglishDay().Match(folded, from) is { Success: true } english)
        {
            yield return (english, InWeek(today, Array.IndexOf(Days, english.Groups[2].Value), english.Groups[1].Value == "next" ? 1 : 0, english.Groups[1].Value == "next"));
        }
    }

    // 下周三 is the Wednesday of the week after this one; a bare 周三 is the next Wednesday to come, today included.
    private static DateOnly InWeek(DateOnly today, int index, int weeks, bool named)
    {
        var day = Monday(today).AddDays((7 * weeks) + index);
        return !named && day < today ? day.AddDays(7) : day;
    }

    private static DateOnly Monday(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    private static DateOnly? Day(int year, int month, int day) =>
        year is >= 1 and <= 9998 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;

    private static int Int(Match match, int group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    // 十一月二十五号 becomes 11月25号 with the length kept: each numeral is written right-aligned in its own place.
    private static string Numerals(string text)
    {
        var folded = Fold.Text(text);
        foreach (var number in NumberReader.All(text).Where(number => number.End < folded.Length && "月日号天周个".Contains(folded[number.End], StringComparison.Ordinal)))
        {
            var digits = decimal.IsInteger(number.Number!.Value) && number.Value.Length <= number.Length ? number.Value.PadLeft(number.Length) : null;
            folded = digits is null ? folded : string.Concat(folded.AsSpan(0, number.Start), digits, folded.AsSpan(number.End));
        }

        return folded;
    }

    [GeneratedRegex(@"(?<![0-9])(20[0-9]{2})\s?[-/.年]\s?([0-9]{1,2})\s?[-/.月]\s?([0-9]{1,2})(?![0-9])[日号]?")]
    private static partial Regex Full();

    [GeneratedRegex(@"(?<![0-9])([0-9]{1,2})\s?(?:月|[-/])\s*([0-9]{1,2})(?![0-9])[日号]?")]
    private static partial Regex MonthDay();

    [GeneratedRegex(@"(?<![0-9])([0-9]{1,2})[日号]")]
    private static partial Regex DayOnly();

    [GeneratedRegex(@"(?<![0-9])([0-9]{1,3})(天|个?星期|周)(?:后|之后|以后)")]
    private static partial Regex Later();

    [GeneratedRegex(@"(这个|这|本|下下个?|下个?)?(?:周|星期|礼拜)([一二三四五六日天])")]
    private static partial Regex Weekday();

    [GeneratedRegex(@"(next|this|on)?\s*\b(monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b")]
    private static partial Regex EnglishDay();

    [GeneratedRegex(@"(这|本|下下|下)?个?(周末|(?:周|星期)(?![一二三四五六日天末后]))")]
    private static partial Regex Weeks();

    [GeneratedRegex(@"\G\s*(?:到|至|-|~|—)\s*")]
    private static partial Regex Until();
}
