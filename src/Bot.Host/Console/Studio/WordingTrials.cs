using System.Collections.Immutable;
using Bot.Core.Interactions;
using Bot.Core.Ports;
using Bot.Core.Templates;
using Bot.Host.Operators;

namespace Bot.Host.Console.Studio;

/// <summary>A share with its interval of 95 %.</summary>
/// <param name="Count">How many did.</param>
/// <param name="N">Of how many.</param>
/// <param name="Rate">0 to 1; null of nobody.</param>
/// <param name="Low">Wilson's interval: from,</param>
/// <param name="High">to.</param>
public sealed record ShareView(int Count, int N, double? Rate, double Low, double High)
{
    /// <summary>Of a proportion.</summary>
    public static ShareView Of(Proportion share) => new(share.Count, share.Of, share.Share, share.Interval.Low, share.Interval.High);
}

/// <summary>What followed one wording.</summary>
public sealed record WordingView(string Section, int Weight, int Said, int People, ShareView Replied, ShareView Good, ShareView Bad, ShareView OptedOut);

/// <summary>Two wordings side by side.</summary>
/// <param name="What"><c>replied</c> or <c>optedOut</c>.</param>
/// <param name="A">The one.</param>
/// <param name="B">The other.</param>
/// <param name="Difference">The share of A less that of B; null where one has nobody.</param>
/// <param name="Low">Newcombe's interval of 95 %: from,</param>
/// <param name="High">to.</param>
/// <param name="Better">Which is better; null: too few, or no difference that the numbers bear out.</param>
public sealed record WordingPair(string What, string A, string B, double? Difference, double Low, double High, string? Better);

/// <summary>Wordings among which chance or habit chooses: the same language, the same conditions.</summary>
/// <param name="Locale">Their language.</param>
/// <param name="Conditions">Their conditions.</param>
/// <param name="Wordings">What followed each.</param>
/// <param name="Pairs">Each two of them.</param>
public sealed record WordingGroup(string Locale, IReadOnlyDictionary<string, string> Conditions, ImmutableArray<WordingView> Wordings, ImmutableArray<WordingPair> Pairs);

/// <summary>The wordings of a template against each other.</summary>
/// <param name="Version">The version of the text that is in force; what earlier texts did is not mixed in.</param>
/// <param name="From">From when on what was said is counted.</param>
/// <param name="To">Up to when.</param>
/// <param name="Days">How many days were asked for.</param>
/// <param name="Cut">True when the record of that time is too long to be read at once: less of it was read.</param>
/// <param name="Enough">The fewest people of each of two wordings that are compared.</param>
/// <param name="Groups">Where there is more than one to choose from.</param>
public sealed record WordingsView(string Version, DateTimeOffset From, DateTimeOffset To, int Days, bool Cut, int Enough, ImmutableArray<WordingGroup> Groups);

/// <summary>
/// Reads the record for what followed the wordings of a template: only the days and places in which the counts say that it was said, and those
/// just after. The reading goes back in time and is bounded: where it ends, what was said before is left out.
/// </summary>
public sealed class WordingTrials(IRecord record, ITallies tallies, TimeProvider clock)
{
    /// <summary>The most facts that are read for one answer.</summary>
    public const int Most = 60_000;

    private static readonly ImmutableArray<string> OptOuts = [FactTally.Consent + "OptOutPromo", FactTally.Consent + "OptOutAll"];

    /// <summary>Reads.</summary>
    /// <param name="template">As it is in force.</param>
    /// <param name="days">How many days back, 1 to 90.</param>
    /// <param name="cancel">Ends it.</param>
    /// <param name="most">The most facts.</param>
    public async ValueTask<WordingsView> OfAsync(Template template, int days, CancellationToken cancel, int most = Most)
    {
        var groups = template.Sections.GroupBy(section => (section.Locale, Conditions: string.Join('\n', section.Conditions.Select(one => $"{one.Key}={one.Value}"))))
            .Where(some => some.Count() > 1).Select(some => some.ToList()).ToList();
        var (now, name) = (clock.GetUtcNow(), $"{template.Key}@{template.Version}");
        var (trial, from, facts) = (new WordingTrial(name, now), now.AddDays(-days), new List<Interaction>());
        var cut = groups.Count > 0 && await ReadAsync(name, from, now, most, facts, cancel).ConfigureAwait(false);
        from = cut ? facts.Min(fact => fact.At) : from;
        // Read backward, told forward.
        facts.Reverse();
        foreach (var fact in facts.Where(fact => fact.At >= from).OrderBy(fact => fact.At))
        {
            trial.Add(fact);
        }

        return new WordingsView(template.Version, from, now, days, cut, WordingTrial.Enough, [.. groups.Select(some => Group(some, trial))]);
    }

    // Gathers facts, the latest day first; true when there were too many.
    private async ValueTask<bool> ReadAsync(string name, DateTimeOffset from, DateTimeOffset now, int most, List<Interaction> into, CancellationToken cancel)
    {
        var (first, last) = (FactTally.DayOf(from), FactTally.DayOf(now));
        var sheet = await tallies.ReadAsync(first, last, cancel).ConfigureAwait(false);
        var said = DayCount.Of(sheet, [name + "#"], _ => true);
        ImmutableArray<string> followed = [name + "#", FactTally.Said, FactTally.Reaction];
        for (var day = last; day >= first; day = day.AddDays(-1))
        {
            // Answers follow within 24 hours, opting out within 72, wherever it is said.
            ImmutableHashSet<TallyPlace> places = [.. Said(day, 1).SelectMany(one => one.Places)];
            (ImmutableArray<string> Names, Predicate<TallyPlace> Holds)[] asked = [(OptOuts, _ => Said(day, 3).Any()), (followed, places.Contains)];
            foreach (var (names, holds) in asked)
            {
                if (DayCount.Of(sheet, names, holds, day).GetValueOrDefault(day.DayNumber) is { } count)
                {
                    await foreach (var fact in count.ReadAsync(record, day, names, cancel).ConfigureAwait(false))
                    {
                        // Reasons and names are all that counts here.
                        into.Add(fact with { Text = null });
                        if (into.Count >= most)
                        {
                            return true;
                        }
                    }
                }
            }
        }

        return false;

        IEnumerable<DayCount> Said(DateOnly day, int before) => Enumerable.Range(day.DayNumber - before, before + 1).Select(one => said.GetValueOrDefault(one)).OfType<DayCount>();
    }

    private static WordingGroup Group(List<TemplateSection> sections, WordingTrial trial)
    {
        var results = trial.Of(sections.Select(section => section.Id));
        var views = sections.Zip(results, (section, one) => new WordingView(
            section.Id, section.Weight, one.Said, one.People, ShareView.Of(one.Replied), ShareView.Of(one.Good), ShareView.Of(one.Bad), ShareView.Of(one.OptedOut)));
        var pairs = from a in Enumerable.Range(0, results.Length)
                    from b in Enumerable.Range(a + 1, results.Length - a - 1)
                    from pair in new[] { Pair("replied", results[a], results[b], one => one.Replied, 1), Pair("optedOut", results[a], results[b], one => one.OptedOut, -1) }
                    select pair;
        return new WordingGroup(sections[0].Locale, sections[0].Conditions, [.. views], [.. pairs]);
    }

    private static WordingPair Pair(string what, WordingResult a, WordingResult b, Func<WordingResult, Proportion> of, int wanted)
    {
        var (one, other) = (of(a), of(b));
        var (low, high) = one.Less(other);
        var better = !WordingTrial.Tells(one, other) ? null : wanted * low > 0 ? a.Section : b.Section;
        return new WordingPair(what, a.Section, b.Section, one.Share - other.Share, low, high, better);
    }
}
