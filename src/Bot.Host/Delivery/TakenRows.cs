using System.Collections.Immutable;
using Bot.Core.Activities;
using Bot.Core.Ports;

namespace Bot.Host.Delivery;

/// <summary>How things stood before a commit.</summary>
/// <param name="At">The clock's timestamp: a lease that the commit takes is no older.</param>
/// <param name="Taken">How often rows had been taken from the store; below 0 when they were just being taken.</param>
public readonly record struct SendMark(long At, long Taken);

/// <summary>
/// Takes waiting rows from the store and knows that it did: rows of a commit that was under way meanwhile may be among them,
/// and be sent before the commit's own sender comes to it.
/// </summary>
internal sealed class TakenRows(IOutbox outbox, TimeProvider clock)
{
    private int _taking;
    private long _taken;

    /// <summary>How things stand.</summary>
    public SendMark Mark() => new(clock.GetTimestamp(), Taken());

    /// <summary>True when rows were taken, or were being taken, at any moment since a mark.</summary>
    public bool MayHaveTakenSince(SendMark mark) => mark.Taken < 0 || Taken() != mark.Taken;

    /// <summary>Takes a conversation's lease and reads its rows; none when another node has it.</summary>
    public async Task<ImmutableArray<OutboxRow>> TakeAsync(ConversationKey conversation, int most, CancellationToken cancel)
    {
        Interlocked.Increment(ref _taking);
        try
        {
            return await outbox.TakeAsync(conversation, clock.GetUtcNow(), most, cancel).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Increment(ref _taken);
            Interlocked.Decrement(ref _taking);
        }
    }

    // Read in this order: what ends in between has changed the number by the next time.
    private long Taken()
    {
        var taken = Interlocked.Read(ref _taken);
        return Volatile.Read(ref _taking) > 0 ? -1 : taken;
    }
}
