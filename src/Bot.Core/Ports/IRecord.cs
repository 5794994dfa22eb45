using System.Collections.Immutable;
using Bot.Core.Activities;
using Bot.Core.Audience;
using Bot.Core.Interactions;

namespace Bot.Core.Ports;

/// <summary>An interaction as read back, with the cursor to continue behind it.</summary>
/// <param name="Cursor">Opaque; give it back as <see cref="InteractionQuery.After"/>.</param>
/// <param name="Interaction">The fact.</param>
public sealed record RecordedInteraction(string Cursor, Interaction Interaction);

/// <summary>A member of whom something is known, with the cursor to continue behind them.</summary>
/// <param name="Cursor">Opaque; give it back as <c>after</c>.</param>
/// <param name="Member">Who.</param>
/// <param name="Profile">What is known.</param>
public sealed record RecordedMember(string Cursor, MemberKey Member, Profile Profile);

/// <summary>The record of every interaction, for reading, export and erasure.</summary>
public interface IRecord
{
    /// <summary>Streams what the query asks for, in the order of commit within a conversation; at most <see cref="InteractionQuery.Limit"/>.</summary>
    IAsyncEnumerable<RecordedInteraction> ReadAsync(InteractionQuery query, CancellationToken cancel);

    /// <summary>
    /// A stretch of the facts of one day, wherever they stand on record: begun where the day's facts mostly are, then the rest
    /// of the record, until as many were found as the counts say. So a day is read without its neighbours, and a fact that
    /// came on record much later is not missed. Also some days together, and all facts of theirs: the newest page of the record
    /// costs the same however long it is.
    /// </summary>
    ValueTask<DayStretch> OfDayAsync(DayQuery query, CancellationToken cancel);

    /// <summary>A member's profile; <see cref="Profile.Empty"/> when never seen.</summary>
    ValueTask<Profile> ProfileAsync(MemberKey member, CancellationToken cancel);

    /// <summary>
    /// A page of the members that have a profile, in the store's own fixed order: reading on behind each page's last
    /// cursor meets everyone who was there all along exactly once. Empty at the end.
    /// </summary>
    /// <param name="after">Behind this cursor; null for the start. What no page gave is a <see cref="FormatException"/>.</param>
    /// <param name="max">At most so many; the page may be shorter only at the end.</param>
    /// <param name="cancel">Ends it.</param>
    ValueTask<ImmutableArray<RecordedMember>> MembersAsync(string? after, int max, CancellationToken cancel);

    /// <summary>
    /// Erases a member: profile, interactions, threads in conversations, waiting direct messages and activity-log texts.
    /// Returns how many interactions went. Facts about other members stay.
    /// </summary>
    ValueTask<long> EraseAsync(MemberKey member, CancellationToken cancel);
}
