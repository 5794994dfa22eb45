using System.Collections.Immutable;
using System.Globalization;
using Bot.Core.Interactions;
using Bot.Core.Ports;

namespace Bot.Host.Operators;

/// <summary>Which part of the whole record is wanted.</summary>
/// <param name="From">From this day on; null for the record's beginning.</param>
/// <param name="To">The last day; null for the record's end. The list begins here.</param>
/// <param name="Kind">Only facts of this kind.</param>
/// <param name="Fits">Only these facts.</param>
/// <param name="Limit">At most so many.</param>
/// <param name="Most">About how many facts are looked at before the page ends, full or not.</param>
/// <param name="After">Behind this cursor of an earlier page.</param>
internal sealed record RecentAsk(DateOnly? From, DateOnly? To, InteractionKind? Kind, Predicate<Interaction> Fits, int Limit, int Most, string? After);

/// <summary>
/// The whole record, the last first, whatever facts count under: a page costs the same however long the record is. How many facts of the days
/// asked for there are is known from the counts, so that nothing is looked for elsewhere on record once so many were met.
/// </summary>
internal sealed class RecentFacts(IRecord record, ITallies tallies)
{
    private const string Mark = "last_";
    private const int MostCounted = 400;
    private static readonly DateOnly First = new(2001, 1, 1);
    private static readonly DateOnly Last = new(9000, 1, 1);

    /// <summary>Reads a page. A cursor that no page gave is a <see cref="FormatException"/>.</summary>
    public async Task<(ImmutableArray<Interaction> Items, string? Next)> ReadAsync(RecentAsk ask, CancellationToken cancel)
    {
        var (items, looked) = (ImmutableArray.CreateBuilder<Interaction>(), 0);
        var (left, inner) = ask.After is null ? (await CountAsync(ask, cancel).ConfigureAwait(false), null) : Parse(ask.After);
        while (items.Count < ask.Limit && looked < ask.Most)
        {
            var query = new DayQuery(ask.From ?? First, [], [], left, ask.Limit - items.Count, ask.Most - looked, inner) { Last = ask.To ?? Last, Kind = ask.Kind };
            var stretch = await record.OfDayAsync(query, cancel).ConfigureAwait(false);
            looked += Math.Max(1, stretch.Looked);
            foreach (var (_, fact) in stretch.Facts)
            {
                left = left == int.MaxValue ? left : Math.Max(0, left - query.Weight(fact));
                if (ask.Fits(fact))
                {
                    items.Add(fact);
                }
            }

            inner = stretch.Next;
            if (inner is null)
            {
                return (items.DrainToImmutable(), null);
            }
        }

        return (items.DrainToImmutable(), string.Create(CultureInfo.InvariantCulture, $"{Mark}{left}_{inner}"));
    }

    private static (int Left, string? Inner) Parse(string cursor) =>
        cursor.Split('_', 3) is ["last", var left, { Length: > 0 } inner] && int.TryParse(left, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? (count, inner)
            : throw new FormatException($"'{cursor}' is no cursor of such a list: give back what an earlier page gave.");

    // How often the facts of the days count. Of one kind nobody knows, and of too many days neither: then all of the record is gone through.
    private async ValueTask<int> CountAsync(RecentAsk ask, CancellationToken cancel)
    {
        if (ask.Kind is not null || ask.From is not { } from || ask.To is not { } to || to.DayNumber - from.DayNumber >= MostCounted)
        {
            return int.MaxValue;
        }

        var sheet = await tallies.ReadAsync(from, to, cancel).ConfigureAwait(false);
        var counts = sheet.Names.Select(name => !name.StartsWith(ActiveDays.Prefix, StringComparison.Ordinal)).ToArray();
        var sum = 0L;
        foreach (var part in sheet.Days)
        {
            foreach (ref readonly var cell in part.Span)
            {
                sum += counts[cell.Name] ? cell.Count : 0;
            }
        }

        return (int)Math.Min(sum, int.MaxValue - 1);
    }
}
