using System.Collections.Immutable;
using Bot.Core.Activities;

namespace Bot.Core.Ports;

/// <summary>Where something was counted: a group, or all direct messages of a channel.</summary>
/// <param name="Channel">The platform's id.</param>
/// <param name="Group">The group; null for direct messages.</param>
public sealed record TallyPlace(string Channel, ConversationKey? Group);

/// <summary>Somebody in a group.</summary>
/// <param name="Group">Where.</param>
/// <param name="Member">The member's id on the group's channel.</param>
public readonly record struct GroupMember(ConversationKey Group, string Member);

/// <summary>One count.</summary>
/// <param name="Day">The day's number (<see cref="DateOnly.DayNumber"/>), in Chinese time.</param>
/// <param name="Place">Which of <see cref="TallySheet.Places"/>.</param>
/// <param name="Name">Which of <see cref="TallySheet.Names"/>.</param>
/// <param name="Count">1 or more.</param>
public readonly record struct TallyCell(int Day, int Place, int Name, int Count);

/// <summary>The counts of some days, in no order; a day, place and name may come more than once and are then added up.</summary>
/// <param name="Names">Names, as <c>FactTally</c> gives them.</param>
/// <param name="Places">Places.</param>
/// <param name="Days">The counts, in as many lists as the store had them, each of one day.</param>
public sealed record TallySheet(ImmutableArray<string> Names, ImmutableArray<TallyPlace> Places, ImmutableArray<ReadOnlyMemory<TallyCell>> Days);

/// <summary>
/// Counts over the record, kept in the commit that records a fact and taken back when a member is erased: always equal to
/// a recount of what is on record, and read without one. Kept for 400 days at least.
/// </summary>
public interface ITallies
{
    /// <summary>The counts of some days.</summary>
    /// <param name="from">The first day.</param>
    /// <param name="to">The last day; at most 400 days in all.</param>
    /// <param name="cancel">Ends the wait.</param>
    ValueTask<TallySheet> ReadAsync(DateOnly from, DateOnly to, CancellationToken cancel);

    /// <summary>For each of some members of groups, the numbers of the days on which they spoke there, oldest first.</summary>
    ValueTask<ImmutableArray<ImmutableArray<int>>> ActiveAsync(ImmutableArray<GroupMember> members, CancellationToken cancel);
}

/// <summary>The counts of templates, out of all counts.</summary>
public sealed class TemplateCountsOf(ITallies tallies) : ITemplateCounts
{
    /// <inheritdoc/>
    public async ValueTask<ImmutableArray<TemplateCount>> ReadAsync(DateOnly from, DateOnly to, CancellationToken cancel)
    {
        var sheet = await tallies.ReadAsync(from, to, cancel).ConfigureAwait(false);
        var sums = new Dictionary<(int Day, int Name, ConversationKey? Group), long>();
        foreach (var part in sheet.Days)
        {
            foreach (var cell in part.Span)
            {
                if (!sheet.Names[cell.Name].StartsWith('~'))
                {
                    var key = (cell.Day, cell.Name, sheet.Places[cell.Place].Group);
                    sums[key] = sums.GetValueOrDefault(key) + cell.Count;
                }
            }
        }

        return
        [
            .. sums.Select(sum => new TemplateCount(DateOnly.FromDayNumber(sum.Key.Day), sheet.Names[sum.Key.Name], sum.Key.Group, sum.Value))
                .OrderBy(count => count.Day).ThenBy(count => count.Template, StringComparer.Ordinal).ThenBy(count => count.Group is not null)
                .ThenBy(count => count.Group?.Channel, StringComparer.Ordinal).ThenBy(count => count.Group?.Id, StringComparer.Ordinal),
        ];
    }
}
