using System.Collections.Immutable;
using Bot.Core.Interactions;
using Bot.Core.Ports;
using Bot.Core.Templates;

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
/// <param name="From">How far back the record was read.</param>
/// <param name="To">Up to when.</param>
/// <param name="Days">How many days were asked for.</param>
/// <param name="Cut">True when the record of that time is too long to be read at once: fewer days were read.</param>
/// <param name="Enough">The fewest people of each of two wordings that are compared.</param>
/// <param name="Groups">Where there is more than one to choose from.</param>
public sealed record WordingsView(string Version, DateTimeOffset From, DateTimeOffset To, int Days, bool Cut, int Enough, ImmutableArray<WordingGroup> Groups);

/// <summary>Reads the record for what followed the wordings of a template. The reading is bounded: where a day more would be too much, it ends before.</summary>
public sealed class WordingTrials(IRecord record, TimeProvider clock)
{
    /// <summary>The most facts that are read for one answer.</summary>
    public const int Most = 60_000;

    private static readonly int[] Steps = [1, 3, 7, 14, 30, 60, 90];

    /// <summary>Reads.</summary>
    /// <param name="template">As it is in force.</param>
    /// <param name="days">How many days back, 1 to 90.</param>
    /// <param name="cancel">Ends it.</param>
    /// <param name="most">The most facts.</param>
    public async ValueTask<WordingsView> OfAsync(Template template, int days, CancellationToken cancel, int most = Most)
    {
        var groups = template.Sections.GroupBy(section => (section.Locale, Conditions: string.Join('\n', section.Conditions.Select(one => $"{one.Key}={one.Value}"))))
            .Where(some => some.Count() > 1).Select(some => some.ToList()).ToList();
        var (now, from, to, cut) = (clock.GetUtcNow(), clock.GetUtcNow(), clock.GetUtcNow(), false);
        var name = $"{template.Key}@{template.Version}";
        var trial = new WordingTrial(name, now);
        foreach (var back in groups.Count == 0 ? [] : Steps.Where(step => step < days).Append(days))
        {
            var (next, last) = await ReadAsync(new WordingTrial(name, now), now.AddDays(-back), most, cancel).ConfigureAwait(false);
            if (last is { } reached)
            {
                // What was read whole before this stands; of a single day that is too long, its first part.
                cut = true;
                (trial, from, to) = back == Steps[0] ? (next, now.AddDays(-back), reached) : (trial, from, to);
                break;
            }

            (trial, from) = (next, now.AddDays(-back));
        }

        return new WordingsView(template.Version, from, to, days, cut, WordingTrial.Enough, [.. groups.Select(some => Group(some, trial))]);
    }

    // The trial, and where reading ended before the end.
    private async ValueTask<(WordingTrial Trial, DateTimeOffset? Reached)> ReadAsync(WordingTrial trial, DateTimeOffset from, int most, CancellationToken cancel)
    {
        var read = 0;
        await foreach (var (_, fact) in record.ReadAsync(new InteractionQuery(From: from, Limit: most), cancel).ConfigureAwait(false))
        {
            trial.Add(fact);
            if (++read == most)
            {
                return (trial, fact.At);
            }
        }

        return (trial, null);
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
