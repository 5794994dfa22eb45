using System.Collections.Concurrent;
using System.Collections.Immutable;
using Bot.Core.Activities;
using Bot.Core.Audience;
using Bot.Core.Ports;
using Bot.Host.Operability;

namespace Bot.Host.Delivery;

/// <summary>
/// Sends what turns have kept: in order within a conversation, several conversations at once. What a crash left, and
/// what waits for another try, is found by polling. A reply whose fate is unknown is sent again (fail open).
/// </summary>
public sealed partial class OutboxPump(IOutbox outbox, ILedger ledger, ChannelTable channels, DeliveryOptions options, TimeProvider clock, BotMetrics metrics, ILogger<OutboxPump> log) : IDisposable
{
    private const int Batch = 32;

    private readonly ConcurrentDictionary<ConversationKey, Queue<OutboxRow>> _sending = new();
    private readonly SemaphoreSlim _slots = new(options.Parallel);

    /// <summary>Conversations that are being sent to now.</summary>
    public int Active => _sending.Count;

    /// <summary>Sends rows that were just kept, and whose lease this node holds.</summary>
    public void Send(ConversationKey conversation, ImmutableArray<OutboxRow> rows)
    {
        if (rows.IsEmpty)
        {
            return;
        }

        while (true)
        {
            var queue = new Queue<OutboxRow>(rows);
            var current = _sending.GetOrAdd(conversation, queue);
            if (ReferenceEquals(current, queue))
            {
                _ = Task.Run(() => RunAsync(conversation, queue));
                return;
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

                    return;
                }
            }
        }
    }

    /// <summary>Looks once for rows left by a crash or waiting for another try.</summary>
    public async Task PollAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        foreach (var conversation in await outbox.WaitingAsync(now, 256, cancel).ConfigureAwait(false))
        {
            if (_sending.ContainsKey(conversation))
            {
                continue;
            }

            var rows = await outbox.TakeAsync(conversation, now, Batch, cancel).ConfigureAwait(false);
            Send(conversation, rows);
        }
    }

    /// <summary>Waits until nothing is being sent.</summary>
    public async Task DrainAsync(CancellationToken cancel)
    {
        while (!_sending.IsEmpty && !cancel.IsCancellationRequested)
        {
            await Task.Delay(20, CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _slots.Dispose();

    private async Task RunAsync(ConversationKey conversation, Queue<OutboxRow> queue)
    {
        await _slots.WaitAsync().ConfigureAwait(false);
        try
        {
            var done = new HashSet<string>(StringComparer.Ordinal);
            while (Next(conversation, queue) is { } row)
            {
                if (done.Add(row.Id) && !await DeliverAsync(conversation, row).ConfigureAwait(false))
                {
                    // Order: what comes behind a row that waits must wait with it; the poll takes them up together.
                    Stop(conversation, queue);
                    await outbox.ReleaseAsync(conversation, CancellationToken.None).ConfigureAwait(false);
                    return;
                }
            }
        }
        catch (Exception exception)
        {
            LogStopped(exception);
            Stop(conversation, queue);
        }
        finally
        {
            _slots.Release();
        }
    }

    private OutboxRow? Next(ConversationKey conversation, Queue<OutboxRow> queue)
    {
        lock (queue)
        {
            if (queue.TryDequeue(out var row))
            {
                return row;
            }

            _sending.TryRemove(KeyValuePair.Create(conversation, queue));
            return null;
        }
    }

    private void Stop(ConversationKey conversation, Queue<OutboxRow> queue)
    {
        lock (queue)
        {
            queue.Clear();
            _sending.TryRemove(KeyValuePair.Create(conversation, queue));
        }
    }

    private async Task<bool> DeliverAsync(ConversationKey conversation, OutboxRow row)
    {
        if (row.Message.Initiator == Initiator.Merchant)
        {
            await outbox.StartAsync(conversation, row.Id, CancellationToken.None).ConfigureAwait(false);
        }

        var started = clock.GetTimestamp();
        var result = await TryDeliverAsync(row).ConfigureAwait(false);
        var now = clock.GetUtcNow();
        metrics.Delivered(result, clock.GetElapsedTime(started));
        var retryAt = result switch
        {
            DeliveryResult.Retry retry => now + options.Backoff(row.Attempts + 1, retry.After, Seed(row)),
            DeliveryResult.Unknown when row.Message.Initiator == Initiator.User => now + options.Backoff(row.Attempts + 1, null, Seed(row)),
            _ => null,
        };
        await outbox.SettleAsync(conversation, row.Id, result, retryAt, now, CancellationToken.None).ConfigureAwait(false);
        if (result is DeliveryResult.Sent { Conversation: { } opened } && row.Message.OpenWith is { } member)
        {
            await ledger.ChangeProfileAsync(new MemberKey(opened.Channel, member.Id), [new ProfileChange.DirectKnown(opened, row.Message.Route)], CancellationToken.None).ConfigureAwait(false);
        }

        return retryAt is null;
    }

    private async Task<DeliveryResult> TryDeliverAsync(OutboxRow row)
    {
        try
        {
            return await channels.DeliverAsync(row, CancellationToken.None).ConfigureAwait(false);
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
