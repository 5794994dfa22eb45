using System.Collections.Concurrent;
using System.Collections.Immutable;
using Bot.Core.Activities;
using Bot.Core.Audience;
using Bot.Core.Ports;
using Bot.Host.Operability;
using Bot.Host.Pushes;

namespace Bot.Host.Delivery;

/// <summary>What an <see cref="OutboxPump"/> works with.</summary>
/// <param name="Outbox">Where rows wait.</param>
/// <param name="Ledger">Where an opened direct conversation is noted.</param>
/// <param name="Channels">The ways out.</param>
/// <param name="Pushes">Takes what the merchant starts: it goes through the throttle, never from here.</param>
/// <param name="SoleWriter">True when no other process writes to the store.</param>
public sealed record OutboxParts(IOutbox Outbox, ILedger Ledger, ChannelTable Channels, PushIntake Pushes, bool SoleWriter);

/// <summary>
/// Sends what turns have kept: in order within a conversation, several conversations at once. What a crash left, and
/// what waits for another try, is found by polling. A reply whose fate is unknown is sent again (fail open). Only answers
/// leave from here: what the merchant or a timer starts is handed to the throttle.
/// </summary>
public sealed partial class OutboxPump(OutboxParts parts, DeliveryOptions options, TimeProvider clock, BotMetrics metrics, ILogger<OutboxPump> log) : IDisposable
{
    private const int Batch = 1000;
    private const int Conversations = 256;

    private readonly ConcurrentDictionary<ConversationKey, Queue<OutboxRow>> _sending = new();
    private readonly ConcurrentDictionary<ConversationKey, bool> _held = new();
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _slots = new(options.Parallel);
    private int _settling;

    /// <summary>Conversations that are being sent to now.</summary>
    public int Active => _sending.Count;

    /// <summary>Told when a direct conversation was opened, so that the next answer to that member goes there.</summary>
    public Action<MemberKey, ProfileChange>? Opened { get; set; }

    /// <summary>Sends rows that were just kept by a commit that leased them to this node.</summary>
    public void Send(ConversationKey conversation, ImmutableArray<OutboxRow> rows)
    {
        if (rows.IsEmpty)
        {
            return;
        }

        Queue<OutboxRow>? started;
        lock (_gate)
        {
            if (_held.ContainsKey(conversation))
            {
                // Behind a row that waits for another try they wait too; the poll takes them up in order. The commit
                // renewed our lease, and a leased conversation is not found by polling: give it back.
                _ = ReleaseAsync(conversation);
                return;
            }

            started = Enqueue(conversation, rows);
        }

        Start(conversation, started);
    }

    /// <summary>Looks once for rows left by a crash or waiting for another try. True when there may be more.</summary>
    public async Task<bool> PollAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var waiting = await parts.Outbox.WaitingAsync(now, Conversations, cancel).ConfigureAwait(false);
        var found = 0;
        foreach (var conversation in waiting.Where(conversation => !_sending.ContainsKey(conversation)))
        {
            // Held while we look: what a turn adds meanwhile stays in the store, and the look after this one finds it.
            _held[conversation] = true;
            var rows = await parts.Outbox.TakeAsync(conversation, now, Batch, cancel).ConfigureAwait(false);
            Queue<OutboxRow>? started = null;
            lock (_gate)
            {
                _held.TryRemove(conversation, out _);
                if (!rows.IsEmpty)
                {
                    found++;
                    started = Enqueue(conversation, rows);
                }
            }

            Start(conversation, started);
        }

        return found == Conversations;
    }

    /// <summary>Waits until nothing is being sent.</summary>
    public async Task DrainAsync(CancellationToken cancel)
    {
        while ((!_sending.IsEmpty || Volatile.Read(ref _settling) > 0) && !cancel.IsCancellationRequested)
        {
            await Task.Delay(20, CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _slots.Dispose();

    // The queue to start, when this made one; null when the rows went to one that runs.
    private Queue<OutboxRow>? Enqueue(ConversationKey conversation, ImmutableArray<OutboxRow> rows)
    {
        while (true)
        {
            var queue = new Queue<OutboxRow>(rows);
            var current = _sending.GetOrAdd(conversation, queue);
            if (ReferenceEquals(current, queue))
            {
                return queue;
            }

            lock (current)
            {
                // A queue that was taken out of the table takes no more: start anew.
                if (_sending.TryGetValue(conversation, out var live) && ReferenceEquals(live, current))
                {
                    foreach (var row in rows)
                    {
                        current.Enqueue(row);
                    }

                    return null;
                }
            }
        }
    }

    private void Start(ConversationKey conversation, Queue<OutboxRow>? queue)
    {
        if (queue is not null)
        {
            _ = RunAsync(conversation, queue);
        }
    }

    private async Task ReleaseAsync(ConversationKey conversation)
    {
        try
        {
            await parts.Outbox.ReleaseAsync(conversation, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // Its end comes by itself.
            LogStopped(exception);
        }
    }

    private async Task RunAsync(ConversationKey conversation, Queue<OutboxRow> queue)
    {
        await _slots.WaitAsync().ConfigureAwait(false);
        try
        {
            var all = true;
            var done = new HashSet<string>(StringComparer.Ordinal);
            do
            {
                if (!parts.SoleWriter)
                {
                    await ReadAgainAsync(conversation, queue).ConfigureAwait(false);
                }

                all = await DeliverAllAsync(conversation, queue, done).ConfigureAwait(false);
                if (!parts.SoleWriter || !all)
                {
                    // Before the queue leaves the table: a successor must not work under a lease that is given back behind it.
                    await parts.Outbox.ReleaseAsync(conversation, CancellationToken.None).ConfigureAwait(false);
                }
            }
            while (all && !TryRetire(conversation, queue));
            if (!all)
            {
                Hold(conversation, queue);
            }
        }
        catch (Exception exception)
        {
            LogStopped(exception);
            Hold(conversation, queue);
        }
        finally
        {
            _slots.Release();
        }
    }

    private async Task<bool> DeliverAllAsync(ConversationKey conversation, Queue<OutboxRow> queue, HashSet<string> done)
    {
        while (Next(queue) is { } row)
        {
            if (done.Add(row.Id) && !await DeliverAsync(conversation, row).ConfigureAwait(false))
            {
                return false;
            }
        }

        return true;
    }

    // Other nodes may have put rows in front of ours: the store has the order. What was queued here is among them.
    private async Task ReadAgainAsync(ConversationKey conversation, Queue<OutboxRow> queue)
    {
        var rows = await parts.Outbox.TakeAsync(conversation, clock.GetUtcNow(), Batch, CancellationToken.None).ConfigureAwait(false);
        lock (queue)
        {
            var later = queue.ToArray();
            queue.Clear();
            foreach (var row in rows.Concat(later.Where(row => rows.Length < Batch && !rows.IsEmpty)))
            {
                queue.Enqueue(row);
            }
        }
    }

    private static OutboxRow? Next(Queue<OutboxRow> queue)
    {
        lock (queue)
        {
            return queue.TryDequeue(out var row) ? row : null;
        }
    }

    private bool TryRetire(ConversationKey conversation, Queue<OutboxRow> queue)
    {
        lock (queue)
        {
            if (queue.Count > 0)
            {
                return false;
            }

            _sending.TryRemove(KeyValuePair.Create(conversation, queue));
            return true;
        }
    }

    // Order: what comes behind a row that waits must wait with it; the poll takes them up together.
    private void Hold(ConversationKey conversation, Queue<OutboxRow> queue)
    {
        lock (queue)
        {
            _held[conversation] = true;
            queue.Clear();
            _sending.TryRemove(KeyValuePair.Create(conversation, queue));
        }
    }

    private async Task<bool> DeliverAsync(ConversationKey conversation, OutboxRow row)
    {
        if (row.NotBefore > clock.GetUtcNow())
        {
            return false;
        }

        if (row.Message.Initiator == Initiator.Merchant)
        {
            // Kept there before it goes from here; its id makes a second time harmless.
            await parts.Pushes.TakeAsync(row, CancellationToken.None).ConfigureAwait(false);
            await parts.Outbox.SettleAsync(conversation, row.Id, new DeliveryResult.Sent(""), null, clock.GetUtcNow(), CancellationToken.None).ConfigureAwait(false);
            return true;
        }

        var started = clock.GetTimestamp();
        var result = await TryDeliverAsync(row).ConfigureAwait(false);
        var now = clock.GetUtcNow();
        metrics.Delivered(result, clock.GetElapsedTime(started));
        var retryAt = result switch
        {
            DeliveryResult.Retry retry => now + options.Backoff(row.Attempts + 1, retry.After, Seed(row)),
            DeliveryResult.Unknown => now + options.Backoff(row.Attempts + 1, null, Seed(row)),
            _ => null,
        };
        if (parts.SoleWriter && result is DeliveryResult.Sent { Conversation: null } sent)
        {
            // Nothing waits for it: should we die before it is noted, the reply goes out once more, as after any crash.
            // Only in a group does it matter later that a message was ours.
            _ = SettleAsync(conversation, row.Id, row.Message.IsGroup ? sent : new DeliveryResult.Sent(""), now);
            return true;
        }

        await parts.Outbox.SettleAsync(conversation, row.Id, result, retryAt, now, CancellationToken.None).ConfigureAwait(false);
        if (result is DeliveryResult.Sent { Conversation: { } opened } && row.Message.OpenWith is { } member)
        {
            var (key, known) = (new MemberKey(opened.Channel, member.Id), new ProfileChange.DirectKnown(opened, row.Message.Route));
            await parts.Ledger.ChangeProfileAsync(key, [known], CancellationToken.None).ConfigureAwait(false);
            Opened?.Invoke(key, known);
        }

        return retryAt is null;
    }

    private async Task SettleAsync(ConversationKey conversation, string row, DeliveryResult result, DateTimeOffset now)
    {
        Interlocked.Increment(ref _settling);
        try
        {
            await parts.Outbox.SettleAsync(conversation, row, result, null, now, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            LogStopped(exception);
        }
        finally
        {
            Interlocked.Decrement(ref _settling);
        }
    }

    private async Task<DeliveryResult> TryDeliverAsync(OutboxRow row)
    {
        try
        {
            return await parts.Channels.DeliverAsync(row, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // An adapter must not throw; one that does has left us not knowing what the platform has.
            LogAdapterThrew(exception, row.Message.Route.Adapter);
            return new DeliveryResult.Unknown("adapter_failed");
        }
    }

    private static int Seed(OutboxRow row) => row.Id.Aggregate(17, (seed, c) => unchecked((seed * 31) + c));

    [LoggerMessage(EventId = 1101, Level = LogLevel.Error, Message = "Sending to a conversation stopped; it is taken up again when its lease ends")]
    private partial void LogStopped(Exception exception);

    [LoggerMessage(EventId = 1102, Level = LogLevel.Error, Message = "The {Adapter} adapter threw instead of answering")]
    private partial void LogAdapterThrew(Exception exception, string adapter);
}
