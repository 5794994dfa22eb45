using System.Collections.Immutable;
using Bot.Core.Activities;

namespace Bot.Core.Ports;

/// <summary>How often one wording was said on one day in one group, or in all direct messages together.</summary>
/// <param name="Day">The day in Chinese time (UTC+8).</param>
/// <param name="Template"><c>key@version#section</c>.</param>
/// <param name="Group">The group; null for direct messages.</param>
/// <param name="Count">1 or more.</param>
public sealed record TemplateCount(DateOnly Day, string Template, ConversationKey? Group, long Count);

/// <summary>
/// Counts of what the assistant said, kept in the commit that records it: equal to a count over the record, and read without one.
/// A member's erasure takes theirs away.
/// </summary>
public interface ITemplateCounts
{
    /// <summary>The counts of some days, by day, template and group (direct messages first).</summary>
    /// <param name="from">The first day.</param>
    /// <param name="to">The last day; at most 366 days in all.</param>
    /// <param name="cancel">Ends the wait.</param>
    ValueTask<ImmutableArray<TemplateCount>> ReadAsync(DateOnly from, DateOnly to, CancellationToken cancel);
}
