using System.Collections.Immutable;
using System.Globalization;
using Bot.Core.Interactions;
using Bot.Core.Ports;

namespace Bot.Host.Operators;

/// <summary>Which facts are wanted.</summary>
/// <param name="From">The first day.</param>
/// <param name="To">The last day; the list begins here.</param>
/// <param name="Names">Names of <see cref="FactTally"/>, as <see cref="FactNames"/> reads them.</param>
/// <param name="Places">Only in these places.</param>
/// <param name="Fits">Only these facts.</param>
/// <param name="Limit">At most so many.</param>
/// <param name="Most">About how many facts are looked at before the page ends, full or not.</param>
/// <param name="After">Behind this cursor of an earlier page.</param>
internal sealed record CountedAsk(DateOnly From, DateOnly To, ImmutableArray<string> Names, Predicate<TallyPlace> Places, Predicate<Interaction> Fits, int Limit, int Most, string? After);

/// <summary>A page.</summary>
/// <param name="Items">The facts: by day, the last day first, and the last on record first within a day.</param>
/// <param name="Next">Where to look on; null at the end. A page may be short, even empty, and yet have more behind it.</param>
/// <param name="Day">Down to which day everything was looked through, that day left out.</param>
/// <param name="Counted">True when the counts know of such a fact at all.</param>
internal sealed record CountedPage(ImmutableArray<Interaction> Items, string? Next, DateOnly Day, bool Counted);

/// <summary>
/// The facts behind a figure. The counts say on which days, in which places and how many there are, so that only those days are read,
/// and none further than to the last of them.
/// </summary>
internal sealed class CountedFacts(IRecord record, ITallies tallies)
{
    private const int FirstDays = 8;
    private const int MostDays = 120;

    /// <summary>What is known of a day: how many there are and where, how many were found, and where to look on.</summary>
    private sealed record Standing(DateOnly Day, int Found, int Count, string? Inner)
    {
        public static Standing? Parse(string? text) => text is null ? null
            : text.Split('_', 4) is [var day, var found, var count, var inner] && DateOnly.TryParseExact(day, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var when)
                && int.TryParse(found, NumberStyles.None, CultureInfo.InvariantCulture, out var had) && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var all)
            ? new(when, had, all, inner.Length > 0 ? inner : null)
            : throw new FormatException($"'{text}' is no cursor of such a list: give back what an earlier page gave.");

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Day:yyyyMMdd}_{Found}_{Count}_{Inner}");
    }

    /// <summary>Reads a page. A cursor that no page gave is a <see cref="FormatException"/>.</summary>
    public async Task<CountedPage> ReadAsync(CountedAsk ask, CancellationToken cancel)
    {
        var (items, looked, counted) = (ImmutableArray.CreateBuilder<Interaction>(), 0, false);
        var at = Standing.Parse(ask.After) is { } given && given.Day <= ask.To ? given : new(ask.To, 0, 0, null);
        for (var span = FirstDays; at.Day >= ask.From; span = Math.Min(4 * span, MostDays))
        {
            var first = at.Day.DayNumber - ask.From.DayNumber < span ? ask.From : at.Day.AddDays(1 - span);
            var days = DayCount.Of(await tallies.ReadAsync(first, at.Day, cancel).ConfigureAwait(false), ask.Names, ask.Places);
            for (; at.Day >= first; at = new(at.Day.AddDays(-1), 0, 0, null))
            {
                if (!days.TryGetValue(at.Day.DayNumber, out var known))
                {
                    continue;
                }

                counted = true;
                // What came since the first page of this day stands in front of it.
                at = at.Inner is null ? at with { Count = known.Count } : at;
                while (at.Count > at.Found)
                {
                    if (items.Count >= ask.Limit || looked >= ask.Most)
                    {
                        return new(items.DrainToImmutable(), at.ToString(), at.Day, counted);
                    }

                    var stretch = await record.OfDayAsync(new(at.Day, ask.Names, known.Places, at.Count - at.Found, ask.Limit - items.Count, ask.Most - looked, at.Inner), cancel).ConfigureAwait(false);
                    looked += stretch.Looked;
                    items.AddRange(stretch.Facts.Select(one => one.Interaction).Where(fact => ask.Fits(fact)));
                    if (stretch.Next is null)
                    {
                        break;
                    }

                    at = at with { Found = at.Found + stretch.Facts.Sum(one => FactNames.Weight(one.Interaction, ask.Names)), Inner = stretch.Next };
                }
            }
        }

        return new(items.DrainToImmutable(), null, ask.From.AddDays(-1), counted);
    }
}
