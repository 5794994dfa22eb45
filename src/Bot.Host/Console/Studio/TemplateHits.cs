using System.Collections.Immutable;
using Bot.Core.Interactions;
using Bot.Core.Ports;

namespace Bot.Host.Console.Studio;

/// <summary>How often it was said on a day.</summary>
/// <param name="Day">The day in Chinese time.</param>
/// <param name="Count">How often.</param>
public sealed record HitDay(DateOnly Day, long Count);

/// <summary>How often one wording was said.</summary>
/// <param name="Version">The template's version: eight hex digits.</param>
/// <param name="Section">The section's id.</param>
/// <param name="Count">How often.</param>
/// <param name="Last">The last day.</param>
public sealed record HitSection(string Version, string Section, long Count, DateOnly Last);

/// <summary>How often one template was said over thirty days.</summary>
/// <param name="Items">Every day, the oldest first.</param>
/// <param name="Total">Their sum.</param>
/// <param name="Groups">In how many groups.</param>
/// <param name="Sections">By wording, the most said first.</param>
public sealed record Hits(ImmutableArray<HitDay> Items, long Total, int Groups, ImmutableArray<HitSection> Sections);

/// <summary>How often templates were said over the last thirty days: from the counts that the store keeps, read at most every ten seconds.</summary>
public sealed class TemplateHits(ITemplateCounts counts, TimeProvider clock)
{
    private const int Days = 30;
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);
    private volatile Known? _known;

    /// <summary>By key.</summary>
    public async ValueTask<IReadOnlyDictionary<string, long>> TotalsAsync(CancellationToken cancel) => (await ReadAsync(cancel).ConfigureAwait(false)).Totals;

    /// <summary>One template.</summary>
    public async ValueTask<Hits> OfAsync(string key, CancellationToken cancel)
    {
        var known = await ReadAsync(cancel).ConfigureAwait(false);
        var mine = known.ByKey[key].ToList();
        var byDay = mine.ToLookup(count => count.Day, count => count.Count);
        var sections = mine.GroupBy(count => count.Template, StringComparer.Ordinal)
            .Select(group => (Name: group.Key, Count: group.Sum(count => count.Count), Last: group.Max(count => count.Day)))
            .Select(one => new HitSection(Between(one.Name, '@', '#'), one.Name[(one.Name.IndexOf('#', StringComparison.Ordinal) + 1)..], one.Count, one.Last))
            .OrderByDescending(section => section.Count).ThenBy(section => section.Version, StringComparer.Ordinal).ThenBy(section => section.Section, StringComparer.Ordinal);
        return new Hits(
            [.. Enumerable.Range(1 - Days, Days).Select(back => known.Today.AddDays(back)).Select(day => new HitDay(day, byDay[day].Sum()))],
            mine.Sum(count => count.Count), mine.Select(count => count.Group).OfType<object>().Distinct().Count(), [.. sections]);
    }

    /// <summary>In how many groups some templates were said.</summary>
    public async ValueTask<int> GroupsAsync(ImmutableHashSet<string> keys, CancellationToken cancel)
    {
        var known = await ReadAsync(cancel).ConfigureAwait(false);
        return keys.SelectMany(key => known.ByKey[key]).Select(count => count.Group).OfType<object>().Distinct().Count();
    }

    private async ValueTask<Known> ReadAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (_known is { } known && now - known.At < Fresh && now >= known.At)
        {
            return known;
        }

        var today = FactTally.DayOf(now);
        var all = await counts.ReadAsync(today.AddDays(1 - Days), today, cancel).ConfigureAwait(false);
        var byKey = all.ToLookup(count => count.Template[..Math.Max(0, count.Template.IndexOf('@', StringComparison.Ordinal))], StringComparer.Ordinal);
        return _known = new Known(now, today, byKey, byKey.ToDictionary(group => group.Key, group => group.Sum(count => count.Count), StringComparer.Ordinal));
    }

    private static string Between(string text, char from, char to) =>
        text.IndexOf(from, StringComparison.Ordinal) is var start and >= 0 && text.IndexOf(to, start) is var end and > 0 ? text[(start + 1)..end] : "";

    private sealed record Known(DateTimeOffset At, DateOnly Today, ILookup<string, TemplateCount> ByKey, Dictionary<string, long> Totals);
}
