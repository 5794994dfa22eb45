using System.Collections.Immutable;

namespace Bot.Core.Interactions;

/// <summary>How often one wording was said on one day.</summary>
/// <param name="Day">The day in Chinese time (UTC+8), whatever the shop's zone: counts are kept by day, so the day is fixed.</param>
/// <param name="Template"><c>key@version#section</c>.</param>
/// <param name="IsGroup">True in groups.</param>
/// <param name="Count">How often.</param>
public sealed record TemplateTally(DateOnly Day, string Template, bool IsGroup, int Count)
{
    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    /// <summary>The day that a moment counts for.</summary>
    public static DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(at.ToOffset(China).DateTime);

    /// <summary>True for a fact that counts: the assistant answered, or a push went out, in words of a template.</summary>
    public static bool Counts(Interaction fact) => fact is { Template: not null, Kind: InteractionKind.Replied or InteractionKind.Pushed };

    /// <summary>The tallies of some facts, in a fixed order.</summary>
    public static ImmutableArray<TemplateTally> Of(IEnumerable<Interaction> facts) =>
    [
        .. facts.Where(Counts)
            .GroupBy(fact => (Day: DayOf(fact.At), Template: fact.Template!, fact.IsGroup))
            .Select(group => new TemplateTally(group.Key.Day, group.Key.Template, group.Key.IsGroup, group.Count()))
            .OrderBy(tally => tally.Day).ThenBy(tally => tally.Template, StringComparer.Ordinal).ThenBy(tally => tally.IsGroup),
    ];
}
