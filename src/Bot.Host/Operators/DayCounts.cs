using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Bot.Core.Interactions;
using Bot.Core.Ports;

namespace Bot.Host.Operators;

/// <summary>How often the facts of a day count under some names, and where.</summary>
/// <param name="Count">How often; 1 or more.</param>
/// <param name="Places">Where.</param>
internal sealed record DayCount(int Count, ImmutableHashSet<TallyPlace> Places)
{
    private const int Page = 2_000;

    /// <summary>By the day's number, those days on which something was counted.</summary>
    /// <param name="sheet">The counts.</param>
    /// <param name="names">Names, as <see cref="FactNames"/> reads them.</param>
    /// <param name="holds">Which places.</param>
    /// <param name="only">Only this day; null for all.</param>
    public static Dictionary<int, DayCount> Of(TallySheet sheet, ImmutableArray<string> names, Predicate<TallyPlace> holds, DateOnly? only = null)
    {
        var fits = sheet.Names.Select(name => FactNames.Fits(name, names)).ToArray();
        var held = sheet.Places.Select(place => holds(place)).ToArray();
        var days = new Dictionary<int, (int Count, ImmutableHashSet<TallyPlace>.Builder Places)>();
        foreach (var part in sheet.Days)
        {
            foreach (ref readonly var cell in part.Span)
            {
                if (only is { } day && cell.Day != day.DayNumber)
                {
                    // Those of a part are of one day.
                    break;
                }

                if (fits[cell.Name] && held[cell.Place])
                {
                    var (count, places) = days.TryGetValue(cell.Day, out var known) ? known : (0, ImmutableHashSet.CreateBuilder<TallyPlace>());
                    places.Add(sheet.Places[cell.Place]);
                    days[cell.Day] = (count + cell.Count, places);
                }
            }
        }

        return days.ToDictionary(day => day.Key, day => new DayCount(day.Value.Count, day.Value.Places.ToImmutable()));
    }

    /// <summary>All facts of the day that count under some names, the last on record first.</summary>
    public async IAsyncEnumerable<Interaction> ReadAsync(IRecord record, DateOnly day, ImmutableArray<string> names, [EnumeratorCancellation] CancellationToken cancel)
    {
        var (left, after) = (Count, default(string));
        do
        {
            var stretch = await record.OfDayAsync(new(day, names, Places, left, Page, Page, after), cancel).ConfigureAwait(false);
            foreach (var (_, fact) in stretch.Facts)
            {
                left -= FactNames.Weight(fact, names);
                yield return fact;
            }

            after = stretch.Next;
        }
        while (after is not null && left > 0);
    }
}
