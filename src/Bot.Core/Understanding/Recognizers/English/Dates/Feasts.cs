using System.Collections.Frozen;
using System.Globalization;
using Bot.Core.Understanding.Recognizers.Times;

namespace Bot.Core.Understanding.Recognizers.English.Dates;

/// <summary>A feast: when it is in a year, and what timex says of it after the year (null: the day found).</summary>
internal sealed record FeastDay(Func<int, DateTime?> When, string? Timex);

/// <summary>English names of holidays. Words are matched without their possessive ending.</summary>
internal static partial class Feasts
{
    private static readonly FrozenDictionary<string, (string[] Words, FeastDay Day)[]> ByFirst = Build();
    private static readonly FrozenDictionary<string, (string[] Words, FeastDay Day)[]>.AlternateLookup<ReadOnlySpan<char>> BySpan = ByFirst.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The names that begin with a word; empty for none. Longer names come first.</summary>
    public static (string[] Words, FeastDay Day)[] From(ReadOnlySpan<char> word) => BySpan.TryGetValue(word, out var names) ? names : [];

    /// <summary>Whether a name begins with a word.</summary>
    public static bool Begins(ReadOnlySpan<char> word) => BySpan.ContainsKey(word);

    private static FrozenDictionary<string, (string[] Words, FeastDay Day)[]> Build()
    {
        var all = new List<(string[] Words, FeastDay Day)>();
        foreach (var (numbers, name) in Lines(Fixed, 2))
        {
            var (month, day) = (numbers[0], numbers[1]);
            all.Add((name, new(year => Almanac.Day(year, month, day), $"-{month:D2}-{day:D2}")));
        }

        foreach (var (numbers, name) in Lines(Moving, 3))
        {
            var (month, weekday, count) = (numbers[0], numbers[1], numbers[2]);
            var last = month == 5 && weekday == 1;
            all.Add((name, new(year => last ? Almanac.LastOf(year, month, weekday) : Almanac.Nth(year, month, weekday, count), $"-{month:D2}-WXX-{weekday}-{count}")));
        }

        foreach (var (numbers, name) in Lines(Easter, 1))
        {
            var days = numbers[0];
            all.Add((name, new(year => Almanac.Easter(year) is { } sunday ? Almanac.PlusDays(sunday, days) : null, null)));
        }

        foreach (var (numbers, name) in Lines(Islamic, 2))
        {
            var (month, day) = (numbers[0], numbers[1]);
            all.Add((name, new(year => Hijri(year, month, day), null)));
        }

        return all.GroupBy(one => one.Words[0]).ToFrozenDictionary(group => group.Key, group => group.OrderByDescending(one => one.Words.Length).ToArray(), StringComparer.Ordinal);
    }

    private static IEnumerable<(int[] Numbers, string[] Name)> Lines(string table, int numbers)
    {
        foreach (var line in table.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var parts = line.Split(' ', numbers + 1);
            var values = parts[..numbers].Select(part => int.Parse(part, CultureInfo.InvariantCulture)).ToArray();
            foreach (var name in parts[numbers].Split(", "))
            {
                yield return (values, Words(name.Replace("(day)", "day", StringComparison.Ordinal)));
                if (name.EndsWith(" (day)", StringComparison.Ordinal))
                {
                    yield return (values, Words(name[..^6]));
                }
            }
        }
    }

    private static string[] Words(string name) => name.Split([' ', '-', '\''], StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The first such day of the Islamic calendar in one of our years, by Umm al-Qura; null outside 1901 to 2076.</summary>
    private static DateTime? Hijri(int year, int month, int day)
    {
        if (year is < 1901 or > 2076)
        {
            return null;
        }

        var calendar = new UmAlQuraCalendar();
        var first = calendar.GetYear(new DateTime(year, 1, 1));
        for (var lunar = first; lunar <= first + 1; lunar++)
        {
            var date = calendar.ToDateTime(lunar, month, day, 0, 0, 0, 0);
            if (date.Year == year)
            {
                return date;
            }
        }

        return null;
    }
}
