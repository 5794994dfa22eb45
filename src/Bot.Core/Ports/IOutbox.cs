using System.Collections.Immutable;
using Bot.Core.Activities;

namespace Bot.Core.Ports;

/// <summary>A message that could not be delivered, for an operator to see.</summary>
public sealed record DeadLetter(OutboxRow Row, string Reason, DateTimeOffset At);

/// <summary>
/// Messages on their way out. Rows of one conversation leave in the order in which they were committed; a node that
/// holds a conversation's lease is the only one to send there. A lease that is not renewed falls to whoever asks next.
/// </summary>
public interface IOutbox
{
    /// <summary>How long a lease lasts without renewal.</summary>
    TimeSpan Lease { get; }

    /// <summary>
    /// Takes or renews the lease of a conversation and reads its waiting rows, oldest first; empty when another node
    /// holds the lease or nothing waits.
    /// </summary>
    ValueTask<ImmutableArray<OutboxRow>> TakeAsync(ConversationKey conversation, DateTimeOffset now, int max, CancellationToken cancel);

    /// <summary>Notes that a call is about to begin, so that a crash in the middle shows as <see cref="OutboxRow.CallStarted"/>. Optional for replies.</summary>
    ValueTask StartAsync(ConversationKey conversation, string rowId, CancellationToken cancel);

    /// <summary>
    /// Settles a row. Sent: removed, and the platform's id kept as our own message. Refused: a dead letter. Retry or
    /// Unknown: kept with one attempt more and not before <paramref name="retryAt"/>, or a dead letter when that is null.
    /// </summary>
    ValueTask SettleAsync(ConversationKey conversation, string rowId, DeliveryResult result, DateTimeOffset? retryAt, DateTimeOffset now, CancellationToken cancel);

    /// <summary>
    /// Settles the last row that the caller knows of, for good: sent, or else a dead letter. Gives the lease back when nothing waits
    /// behind it; true when something does, the lease is kept, and no other node has it. A row that is not known changes nothing but the lease.
    /// </summary>
    ValueTask<bool> SettleLastAsync(ConversationKey conversation, string rowId, DeliveryResult result, DateTimeOffset now, CancellationToken cancel);

    /// <summary>Gives a conversation's lease back, at shutdown or when its rows are all settled.</summary>
    ValueTask ReleaseAsync(ConversationKey conversation, CancellationToken cancel);

    /// <summary>Conversations with rows that may be tried now and whose lease nobody holds: left by a crash, or waiting for a retry.</summary>
    ValueTask<ImmutableArray<ConversationKey>> WaitingAsync(DateTimeOffset now, int max, CancellationToken cancel);

    /// <summary>How many rows wait in all.</summary>
    ValueTask<long> CountAsync(CancellationToken cancel);

    /// <summary>Dead letters, newest first.</summary>
    ValueTask<ImmutableArray<DeadLetter>> DeadLettersAsync(int max, CancellationToken cancel);
}
