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

    private readonly ConcurrentDictionary<ConversationKey, SendLine> _sending = new();
    private readonly ConcurrentDictionary<ConversationKey, bool> _held = new();
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _slots = new(options.Parallel);
    private readonly TakenRows _store = new(parts.Outbox, clock);
    private int _settling;

    /// <summary>Conversations that are being sent to now.</summary>
    public int Active => _sending.Count;

    /// <summary>Told when a direct conversation was opened, so that the next answer to that member goes there.</summary>
    public Action<MemberKey, ProfileChange>? Opened { get; set; }

    /// <summary>Sends rows that were just kept by a commit that leased them to this node.</summary>
    /// <param name="conversation">Where to.</param>
    /// <param name="rows">What, in order.</param>
    /// <param name="behind">True when rows of an earlier commit may wait before these.</param>
    /// <param name="before">What <see cref="Mark"/> gave before the commit.</param>
    public void Send(ConversationKey conversation, ImmutableArray<OutboxRow> rows, bool behind, SendMark before)
    {
        if (rows.IsEmpty)
        {
            return;
        }

        SendLine? started;
        lock (_gate)
        {
            if (_held.ContainsKey(conversation))
            {
                // Behind a row that waits for another try they wait too; the poll takes them up in order. The commit
                // renewed our lease, and a leased conversation is not found by polling: give it back.
                _ = ReleaseAsync(conversation);
                return;
            }

            // What was taken from the store since may hold these rows, and may be sent by now.
            started = Add(conversation, rows, behind || _store.MayHaveTakenSince(before));
        }

        Start(conversation, started, before.At);
    }

    /// <summary>To be asked for before a commit whose rows are to be sent.</summary>
    public SendMark Mark() => _store.Mark();

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
            var rows = await _store.TakeAsync(conversation, Batch, cancel).ConfigureAwait(false);
            SendLine? started = null;
            lock (_gate)
            {
                _held.TryRemove(conversation, out _);
                if (!rows.IsEmpty)
                {
                    found++;
                    started = Add(conversation, rows, behind: true);
                }
            }

            Start(conversation, started, clock.GetTimestamp());
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

    // The line to start, when this made one; null when the rows went to one that runs.
    private SendLine? Add(ConversationKey conversation, ImmutableArray<OutboxRow> rows, bool behind)
    {
        while (true)
        {
            var line = new SendLine();
            var current = _sending.GetOrAdd(conversation, line);
            if (current.TryAdd(rows, behind))
            {
                return ReferenceEquals(current, line) ? line : null;
            }

            _sending.TryRemove(KeyValuePair.Create(conversation, current));
        }
    }

    private void Start(ConversationKey conversation, SendLine? line, long leased)
    {
        if (line is not null)
        {
            _ = RunAsync(conversation, line, leased);
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

    private async Task RunAsync(ConversationKey conversation, SendLine line, long leased)
    {
        await _slots.WaitAsync().ConfigureAwait(false);
        try
        {
            if (clock.GetElapsedTime(leased) > parts.Outbox.Lease / 4)
            {
                // The lease that the commit took may soon be another's: look whether it is still ours.
                line.Outdate();
            }

            var all = true;
            var done = new HashSet<string>(StringComparer.Ordinal);
            do
            {
                if (line.TakeStale() && !parts.SoleWriter)
                {
                    // Other nodes may have put rows in front of ours: the store has the order. What was added here is among them.
                    line.Replace(await _store.TakeAsync(conversation, Batch, CancellationToken.None).ConfigureAwait(false), Batch);
                }

                all = await DeliverAllAsync(conversation, line, done).ConfigureAwait(false);
            }
            while (all && !TryRetire(conversation, line));
            if (!all)
            {
                Hold(conversation, line);
            }
        }
        catch (Exception exception)
        {
            LogStopped(exception);
            Hold(conversation, line);
        }
        finally
        {
            _slots.Release();
        }
    }

    // The lease is given back before the line leaves the table: a successor must not work under one that is given back behind it.
    private async Task<bool> DeliverAllAsync(ConversationKey conversation, SendLine line, HashSet<string> done)
    {
        var (all, leased) = (true, !parts.SoleWriter);
        while (all && line.Next() is var (row, last))
        {
            leased = !parts.SoleWriter;
            if (done.Add(row.Id))
            {
                var fate = await DeliverAsync(conversation, row, last && leased).ConfigureAwait(false);
                all = fate != Fate.Waits;
                leased &= fate is Fate.Waits or Fate.Settled;
                if (fate == Fate.NotLast)
                {
                    line.Outdate();
                }
            }
        }

        if (!all)
        {
            await parts.Outbox.ReleaseAsync(conversation, CancellationToken.None).ConfigureAwait(false);
        }
        else if (leased && await parts.Outbox.SettleLastAsync(conversation, "", new DeliveryResult.Sent(""), clock.GetUtcNow(), CancellationToken.None).ConfigureAwait(false))
        {
            // A commit of ours may have come meanwhile and its rows be on their way here: its lease must not be given to another.
            line.Outdate();
        }

        return all;
    }

    private bool TryRetire(ConversationKey conversation, SendLine line)
    {
        if (!line.TryRetire())
        {
            return false;
        }

        _sending.TryRemove(KeyValuePair.Create(conversation, line));
        return true;
    }

    // Order: what comes behind a row that waits must wait with it; the poll takes them up together.
    private void Hold(ConversationKey conversation, SendLine line) => line.Abandon(() =>
    {
        _held[conversation] = true;
        _sending.TryRemove(KeyValuePair.Create(conversation, line));
    });

    private async Task<Fate> DeliverAsync(ConversationKey conversation, OutboxRow row, bool last)
    {
        if (row.NotBefore > clock.GetUtcNow())
        {
            return Fate.Waits;
        }

        if (row.Message.Initiator == Initiator.Merchant)
        {
            // Kept there before it goes from here; its id makes a second time harmless.
            await parts.Pushes.TakeAsync(row, CancellationToken.None).ConfigureAwait(false);
            return await SettleAsync(conversation, row.Id, new DeliveryResult.Sent(""), null, clock.GetUtcNow(), last).ConfigureAwait(false);
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
            _ = SettleLaterAsync(conversation, row.Id, row.Message.IsGroup ? sent : new DeliveryResult.Sent(""), now);
            return Fate.Settled;
        }

        var fate = await SettleAsync(conversation, row.Id, result, retryAt, now, last).ConfigureAwait(false);
        if (result is DeliveryResult.Sent { Conversation: { } opened } && row.Message.OpenWith is { } member)
        {
            var (key, known) = (new MemberKey(opened.Channel, member.Id), new ProfileChange.DirectKnown(opened, row.Message.Route));
            await parts.Ledger.ChangeProfileAsync(key, [known], CancellationToken.None).ConfigureAwait(false);
            Opened?.Invoke(key, known);
        }

        return fate;
    }

    private async ValueTask<Fate> SettleAsync(ConversationKey conversation, string row, DeliveryResult result, DateTimeOffset? retryAt, DateTimeOffset now, bool last)
    {
        if (last && retryAt is null)
        {
            return await parts.Outbox.SettleLastAsync(conversation, row, result, now, CancellationToken.None).ConfigureAwait(false) ? Fate.NotLast : Fate.Released;
        }

        await parts.Outbox.SettleAsync(conversation, row, result, retryAt, now, CancellationToken.None).ConfigureAwait(false);
        return retryAt is null ? Fate.Settled : Fate.Waits;
    }

    private async Task SettleLaterAsync(ConversationKey conversation, string row, DeliveryResult result, DateTimeOffset now)
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

    private enum Fate
    {
        /// <summary>It must be tried again, and all behind it waits.</summary>
        Waits,

        /// <summary>Done.</summary>
        Settled,

        /// <summary>Done, and the store has more than was known here.</summary>
        NotLast,

        /// <summary>Done, and the lease was given back with it.</summary>
        Released,
    }

    private static int Seed(OutboxRow row) => row.Id.Aggregate(17, (seed, c) => unchecked((seed * 31) + c));

    [LoggerMessage(EventId = 1101, Level = LogLevel.Error, Message = "Sending to a conversation stopped; it is taken up again when its lease ends")]
    private partial void LogStopped(Exception exception);

    [LoggerMessage(EventId = 1102, Level = LogLevel.Error, Message = "The {Adapter} adapter threw instead of answering")]
    private partial void LogAdapterThrew(Exception exception, string adapter);
}
