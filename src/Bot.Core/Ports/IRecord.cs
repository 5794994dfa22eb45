using Bot.Core.Activities;
using Bot.Core.Audience;
using Bot.Core.Interactions;

namespace Bot.Core.Ports;

/// <summary>An interaction as read back, with the cursor to continue behind it.</summary>
/// <param name="Cursor">Opaque; give it back as <see cref="InteractionQuery.After"/>.</param>
/// <param name="Interaction">The fact.</param>
public sealed record RecordedInteraction(string Cursor, Interaction Interaction);

/// <summary>The record of every interaction, for reading, export and erasure.</summary>
public interface IRecord
{
    /// <summary>Streams what the query asks for, in the order of commit within a conversation; at most <see cref="InteractionQuery.Limit"/>.</summary>
    IAsyncEnumerable<RecordedInteraction> ReadAsync(InteractionQuery query, CancellationToken cancel);

    /// <summary>A member's profile; <see cref="Profile.Empty"/> when never seen.</summary>
    ValueTask<Profile> ProfileAsync(MemberKey member, CancellationToken cancel);

    /// <summary>
    /// Erases a member: profile, interactions, threads in conversations, waiting direct messages and activity-log texts.
    /// Returns how many interactions went. Facts about other members stay.
    /// </summary>
    ValueTask<long> EraseAsync(MemberKey member, CancellationToken cancel);
}
