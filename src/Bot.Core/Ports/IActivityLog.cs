using System.Collections.Immutable;
using Bot.Core.Activities;

namespace Bot.Core.Ports;

/// <summary>One activity of a conversation that our own Direct Line server carries.</summary>
/// <param name="Sequence">Position in the conversation, from 0 without holes.</param>
/// <param name="Id">The activity's id as clients see it.</param>
/// <param name="MemberId">Who said it; the bot's id for our own.</param>
/// <param name="Json">The activity as JSON.</param>
public sealed record LoggedActivity(long Sequence, string Id, string MemberId, ReadOnlyMemory<byte> Json);

/// <summary>The transcript of conversations that live with us (Direct Line): appended, replayed by watermark, kept durably.</summary>
public interface IActivityLog
{
    /// <summary>
    /// Appends an activity and returns it with its place. The same <paramref name="onceKey"/> in one conversation
    /// appends once: the second call returns the first one's entry. <paramref name="json"/> is called with the sequence to make the bytes and the id.
    /// </summary>
    ValueTask<(LoggedActivity Entry, bool Appended)> AppendAsync(ConversationKey conversation, string onceKey, string memberId, Func<long, (string Id, ReadOnlyMemory<byte> Json)> json, CancellationToken cancel);

    /// <summary>Reads from sequence <paramref name="from"/> on, at most <paramref name="max"/>.</summary>
    ValueTask<ImmutableArray<LoggedActivity>> ReadAsync(ConversationKey conversation, long from, int max, CancellationToken cancel);

    /// <summary>How many activities the conversation has: the next sequence. 0 for one never seen.</summary>
    ValueTask<long> LengthAsync(ConversationKey conversation, CancellationToken cancel);
}
