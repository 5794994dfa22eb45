using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text;
using System.Threading.Channels;
using Bot.Core.Activities;
using Bot.Core.Ports;
using Bot.Core.Pushes;
using Bot.Core.Throttling;
using Bot.Core.Turns;

namespace Bot.Host.Pushes;

/// <summary>Where pushes come in: from operators' tools, and from the outbox, which never sends what the merchant or a timer starts. And where is told what changed for those that are held.</summary>
public sealed class PushIntake(IPushLedger ledger)
{
    // Held through a night of quiet hours, and not longer: the next afternoon a reminder reminds of nothing.
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(12);

    // Beyond so many, all that is held is looked at anew, once.
    private const int MostChanges = 10_000;

    private readonly ConcurrentQueue<PushChange> _changes = new();
    private int _overrun;

    private readonly Channel<bool> _kicks = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Keeps pushes that were asked for; they are due at once. In the same order: null for each new one, else what is known under its id.</summary>
    public async Task<ImmutableArray<PushRow?>> SubmitAsync(ImmutableArray<PushRow> rows, CancellationToken cancel)
    {
        var known = await KeepAsync(ledger, rows, cancel).ConfigureAwait(false);
        _kicks.Writer.TryWrite(true);
        return known;
    }

    /// <summary>Takes a message of the merchant's own out of the outbox's hands. Its id is the push's, so that twice is once.</summary>
    public async Task TakeAsync(OutboxRow row, CancellationToken cancel)
    {
        var message = row.Message;
        var at = Milliseconds(row.NotBefore);
        var push = new Push
        {
            Id = row.Id,
            Class = PushClass.Service,
            Member = message.Member,
            // A direct thread whose member nobody knows is counted as itself.
            Group = message.IsGroup || message.Member is null ? message.Conversation : null,
            Bot = message.Route.Bot.Id,
            CreatedAt = at,
            Expires = at + Fresh,
        };
        await SubmitAsync([new PushRow { Push = push, Content = new PushContent("", Message: Encoding.UTF8.GetString(StateJson.Write(message))) }], cancel).ConfigureAwait(false);
    }

    /// <summary>Something changed that may let held pushes go before their time: the loop looks at once.</summary>
    public void Changed(PushChange change)
    {
        if (_changes.Count < MostChanges)
        {
            _changes.Enqueue(change);
        }
        else
        {
            Volatile.Write(ref _overrun, 1);
        }

        _kicks.Writer.TryWrite(true);
    }

    /// <summary>Some of what changed, taken out; and whether more changed than could be kept.</summary>
    internal (PushChange Change, bool Overrun) Changes(int most)
    {
        var change = new PushChange();
        for (var i = 0; i < most && _changes.TryDequeue(out var one); i++)
        {
            change = change.And(one);
        }

        if (!_changes.IsEmpty)
        {
            _kicks.Writer.TryWrite(true);
        }

        return (change, Interlocked.Exchange(ref _overrun, 0) == 1);
    }

    /// <summary>Looks once more without waiting.</summary>
    internal void Kick() => _kicks.Writer.TryWrite(true);

    /// <summary>Waits until something came in, or so long.</summary>
    public async Task WaitAsync(TimeSpan atMost, TimeProvider clock, CancellationToken cancel)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var pause = Task.Delay(atMost, clock, either.Token);
        await Task.WhenAny(pause, _kicks.Reader.WaitToReadAsync(either.Token).AsTask()).ConfigureAwait(false);
        await either.CancelAsync().ConfigureAwait(false);
        _kicks.Reader.TryRead(out _);
    }

    internal static async Task<ImmutableArray<PushRow?>> KeepAsync(IPushLedger ledger, ImmutableArray<PushRow> rows, CancellationToken cancel)
    {
        var now = await ledger.NowAsync(cancel).ConfigureAwait(false);
        return await ledger.AddAsync([.. rows.Select(row => row with { State = PushState.Planned, Due = now, ChangedAt = now })], cancel).ConfigureAwait(false);
    }

    /// <summary>A time as pushes count it.</summary>
    public static DateTimeOffset Milliseconds(DateTimeOffset at) => new(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
}
