using System.Collections.Immutable;
using System.Globalization;
using Bot.Core.Activities;
using Bot.Core.Ports;
using Bot.Core.Pushes;
using Bot.Core.Throttling;
using Bot.Storage.Redis.Pushes.Journal;
using StackExchange.Redis;

namespace Bot.Storage.Redis.Pushes;

/// <summary>
/// The pushes and their logs on Redis. All that a reservation touches lies in one slot, and one script does it.
/// What must outlive the server is written through to the node's journal before a call returns.
/// </summary>
internal sealed class RedisPushLedger : IPushLedger, IDisposable
{
    /// <summary>Scripts block the server: so many rows in one step at most.</summary>
    private const int MostAtOnce = 256;

    private readonly RedisCalls _calls;
    private readonly PushKeys _keys;
    private readonly PushTidying _tidying;
    private readonly PushPages _pages;
    private readonly PushErasure _erasure;
    private readonly PushRebuild _rebuild;
    private readonly PushKeeping _keeping;
    private readonly PushJournal? _journal;
    private readonly TimeProvider _clock;
    private readonly bool _serverTime;
    private readonly string _node = RedisCalls.NewOperation();
    private long _operations;
    private long _nextBeat;

    private RedisPushLedger(RedisCalls calls, StoreSettings settings, TimeProvider clock, PushJournal? journal)
    {
        _calls = calls;
        _clock = clock;
        _serverTime = settings.ServerTime;
        _journal = journal;
        _keys = new(settings.Tenant);
        _keeping = new(journal);
        _tidying = new(calls, _keys, _keeping, () => Now);
        _pages = new(calls, _keys, _tidying);
        _erasure = new(calls, _keys, _tidying, journal);
        _rebuild = new(calls, _keys, journal, settings, journal?.Node ?? _node);
    }

    private RedisValue Now => _serverTime ? "" : _clock.GetUtcNow().ToUnixTimeMilliseconds();

    public static async Task<RedisPushLedger> OpenAsync(RedisCalls calls, StoreSettings settings, TimeProvider clock)
    {
        var journal = settings.DataFolder is { } folder ? PushJournal.Open(folder) : null;
        try
        {
            var ledger = new RedisPushLedger(calls, settings, clock, journal);
            await ledger._rebuild.StartAsync(ledger.Now).ConfigureAwait(false);
            return ledger;
        }
        catch
        {
            journal?.Dispose();
            throw;
        }
    }

    /// <summary>Removes all that the tenant has on the server.</summary>
    public Task DropAsync() => _rebuild.DropAsync();

    /// <summary>This node's journal; null without a data folder.</summary>
    public PushJournal? Journal => _journal;

    public void Dispose() => _journal?.Dispose();

    public async ValueTask<DateTimeOffset> NowAsync(CancellationToken cancel) =>
        PackedPush.At((long)await _calls.ScriptAsync(RowScripts.Now, _keys.Only, Now).ConfigureAwait(false));

    public async ValueTask<ImmutableArray<PushRow?>> AddAsync(ImmutableArray<PushRow> rows, CancellationToken cancel)
    {
        var known = ImmutableArray.CreateBuilder<PushRow?>(rows.Length);
        foreach (var some in rows.Chunk(MostAtOnce))
        {
            known.AddRange(await AddSomeAsync(some).ConfigureAwait(false));
        }

        return known.MoveToImmutable();
    }

    public async ValueTask<ImmutableArray<PushRow>> TakeDueAsync(int max, TimeSpan claim, CancellationToken cancel)
    {
        var taken = (RedisValue[])(await _calls.ScriptAsync(RowScripts.Take, _keys.Only, Now, NewOperation(), Math.Min(max, MostAtOnce), (long)claim.TotalMilliseconds).ConfigureAwait(false))!;
        await BeatAsync().ConfigureAwait(false);
        if (taken.Length == 0)
        {
            return [];
        }

        var rows = taken.Select(row => (Packed: (byte[])row!, Kept: PackedPush.Read(row!))).ToArray();
        await _keeping.RowsAsync(rows).ConfigureAwait(false);
        return [.. rows.Select(row => row.Kept.Row)];
    }

    public async ValueTask<DateTimeOffset?> NextDueAsync(CancellationToken cancel)
    {
        var due = await _calls.ScriptAsync(ReadScripts.NextDue, _keys.Only).ConfigureAwait(false);
        return due.IsNull ? null : PackedPush.At((long)due);
    }

    public async ValueTask<ReserveAnswer> ReserveAsync(Reservation request, CancellationToken cancel)
    {
        _keeping.Begin();
        try
        {
            var operation = NewOperation();
            var behind = request.DryRun ? [] : PackedPush.Behind(request.Row, request.Fence ?? request.Row.Fence, operation);
            var (keys, values) = ReserveCall.Of(_keys, request, behind, Now, operation, _rebuild.Epoch);
            var (answer, version, number) = ReserveCall.Result(await _calls.ScriptAsync(ReserveScript.Reserve, keys, values).ConfigureAwait(false));
            if (answer is ReserveAnswer.Admitted { At: var at } && !request.DryRun)
            {
                var now = at.ToUnixTimeMilliseconds();
                _tidying.Changed(now);
                await _keeping.RowAsync(request.Row, behind, now, version, number).ConfigureAwait(false);
            }

            return answer;
        }
        finally
        {
            _keeping.End();
        }
    }

    public async ValueTask<bool> PlaceAsync(PushRow row, int? fence, CancellationToken cancel)
    {
        row = row with { Slots = [] };
        var operation = NewOperation();
        var behind = PackedPush.Behind(row, fence ?? row.Fence, operation);
        RedisValue claimed = fence is { } known ? known : "";
        var answer = (RedisValue[])(await _calls.ScriptAsync(RowScripts.Place, _keys.Only, Now, operation, claimed, row.Push.Id, behind, (int)row.Push.Class).ConfigureAwait(false))!;
        if (answer.Length == 0)
        {
            return false;
        }

        _tidying.Changed((long)answer[0]);
        await _keeping.RowAsync(row, behind, (long)answer[0], (long)answer[1], (long)answer[2]).ConfigureAwait(false);
        return true;
    }

    public async ValueTask<bool> WakeAsync(string id, CancellationToken cancel) =>
        (long)await _calls.ScriptAsync(RowScripts.Wake, _keys.Only, Now, id).ConfigureAwait(false) == 1;

    public async ValueTask<PushRow?> ClaimAsync(string id, TimeSpan claim, CancellationToken cancel)
    {
        var row = await _calls.ScriptAsync(RowScripts.Claim, _keys.Only, Now, NewOperation(), id, (long)claim.TotalMilliseconds).ConfigureAwait(false);
        if (row.IsNull)
        {
            return null;
        }

        var packed = (byte[])row!;
        var kept = PackedPush.Read(packed);
        await _keeping.RowsAsync((packed, kept)).ConfigureAwait(false);
        return kept.Row;
    }

    public async ValueTask<PushRow?> SettleAsync(string id, int? fence, Settlement settlement, CancellationToken cancel)
    {
        var (kind, at, note, reason) = settlement switch
        {
            Settlement.Sent sent => ("sent", 0L, PackedPush.Note(sent.MessageId), ""),
            Settlement.Failed failed => ("fail", 0L, PackedPush.Note(failed.Reason), failed.Reason),
            Settlement.Unknown unknown => ("unknown", 0L, PackedPush.Note(unknown.Reason), unknown.Reason),
            Settlement.Retry retry => ("retry", retry.At.ToUnixTimeMilliseconds(), PackedPush.Note(retry.Reason), retry.Reason),
            Settlement.Awaiting awaiting => ("await", awaiting.Until.ToUnixTimeMilliseconds(), "", ""),
            Settlement.Confirmed confirmed => ("confirm", 0L, PackedPush.Note(confirmed.MessageId), ""),
            Settlement.Refunded refunded => ("refund", 0L, PackedPush.Note(refunded.Reason), ""),
            Settlement.Quarantined quarantined => ("quarantine", 0L, PackedPush.Note(quarantined.Reason), ""),
            _ => throw new ArgumentOutOfRangeException(nameof(settlement)),
        };
        var row = await _calls.ScriptAsync(RowScripts.Settle, _keys.Only, Now, id, fence is { } claimed ? claimed : "", kind, at, note, reason).ConfigureAwait(false);
        if (row.IsNull)
        {
            return null;
        }

        var packed = (byte[])row!;
        var kept = PackedPush.Read(packed);
        _tidying.Changed(kept.Row.ChangedAt.ToUnixTimeMilliseconds());
        await _keeping.RowsAsync((packed, kept)).ConfigureAwait(false);
        return kept.Row;
    }

    public async ValueTask<PushRow?> FindAsync(string id, CancellationToken cancel)
    {
        var row = (byte[]?)await _calls.RunAsync(() => _calls.Data.StringGetAsync(_keys.Row(id))).ConfigureAwait(false);
        return row is null ? null : PackedPush.Read(row).Row;
    }

    public ValueTask<ImmutableArray<PushRow>> ListAsync(PushQuery query, CancellationToken cancel) => new(_pages.ListAsync(query));

    public ValueTask<WaitingPage> WaitingAsync(WaitingCursor? after, int max, CancellationToken cancel) => new(_pages.WaitingAsync(after, max));

    public async ValueTask<ImmutableArray<PushCount>> CountsAsync(string campaign, CancellationToken cancel)
    {
        var counts = await _calls.RunAsync(() => _calls.Data.HashGetAllAsync(_keys.Funnel(campaign))).ConfigureAwait(false);
        return
        [
            .. counts.Select(one => (Name: ((string)one.Name!).Split('|', 2), Count: (long)one.Value))
                .Where(one => one.Count > 0)
                .Select(one => new PushCount((PushState)int.Parse(one.Name[0], CultureInfo.InvariantCulture), one.Name.ElementAtOrDefault(1), one.Count))
                .OrderBy(one => one.State).ThenBy(one => one.Rule, StringComparer.Ordinal),
        ];
    }

    public async ValueTask SignalAsync(LogKey key, ImmutableArray<LogEntry> entries, CancellationToken cancel)
    {
        if (entries.IsEmpty)
        {
            return;
        }

        var signals = entries.Select(entry => new JournalSignal(key.Text, entry.Id, entry.At.ToUnixTimeMilliseconds())).ToArray();
        var now = Now;
        await _calls.ScriptAsync(KeepScripts.Signal, _keys.Only, [now, .. signals.SelectMany(PushRebuild.Values)]).ConfigureAwait(false);
        await _keeping.SignalsAsync(signals).ConfigureAwait(false);
    }

    public async ValueTask<ImmutableArray<ImmutableArray<LogEntry>>> ReadLogsAsync(ImmutableArray<LogKey> keys, DateTimeOffset since, int max, CancellationToken cancel)
    {
        var logs = (RedisResult[])(await _calls.ScriptAsync(ReadScripts.Logs, [_keys.Meta, .. keys.Select(_keys.Log)], since.Millis(), max).ConfigureAwait(false))!;
        return [.. logs.Select(log => ReserveCall.Entries(log).Reverse().ToImmutableArray())];
    }

    public async ValueTask<int> CountLogAsync(LogKey key, CancellationToken cancel) =>
        (int)await _calls.RunAsync(() => _calls.Data.SortedSetLengthAsync(_keys.Log(key))).ConfigureAwait(false);

    public async ValueTask<DateTimeOffset> PaceAsync(string pipe, TimeSpan interval, TimeSpan ahead, CancellationToken cancel) =>
        PackedPush.At((long)await _calls.ScriptAsync(
            ReadScripts.Pace, [_keys.Meta, _keys.Pipe(pipe)], Now, NewOperation(), interval.TotalMilliseconds.ToString("R", CultureInfo.InvariantCulture), (long)ahead.TotalMilliseconds).ConfigureAwait(false));

    public async ValueTask BlockAsync(string pipe, DateTimeOffset until, CancellationToken cancel) =>
        await _calls.ScriptAsync(ReadScripts.Block, [_keys.Meta, _keys.Pipe(pipe)], Now, until.Millis()).ConfigureAwait(false);

    public async ValueTask<DateTimeOffset?> BlockedAsync(string pipe, CancellationToken cancel)
    {
        var until = await _calls.ScriptAsync(ReadScripts.Blocked, [_keys.Meta, _keys.Pipe(pipe)], Now).ConfigureAwait(false);
        return until.IsNull ? null : PackedPush.At((long)until);
    }

    public ValueTask<bool> RemembersAsync(CancellationToken cancel) => new(_rebuild.RemembersAsync());

    public ValueTask RebuildAsync(CancellationToken cancel) => new(_rebuild.RunAsync(Now));

    public ValueTask ForgetAsync(CancellationToken cancel) => new(_rebuild.ForgetAsync());

    public ValueTask<long> EraseAsync(MemberKey member, CancellationToken cancel) => new(_erasure.EraseAsync(member, Now));

    private async Task<IEnumerable<PushRow?>> AddSomeAsync(PushRow[] some)
    {
        var values = new RedisValue[1 + (3 * some.Length)];
        var behind = new byte[some.Length][];
        values[0] = Now;
        for (var i = 0; i < some.Length; i++)
        {
            // One id may come twice in a call: only its first place is the new one.
            var operation = NewOperation();
            behind[i] = PackedPush.Behind(some[i] with { Slots = [] }, some[i].Fence, operation);
            values[1 + (3 * i)] = some[i].Push.Id;
            values[2 + (3 * i)] = operation;
            values[3 + (3 * i)] = behind[i];
        }

        var answers = ((RedisResult[])(await _calls.ScriptAsync(RowScripts.Add, _keys.Only, values).ConfigureAwait(false))!).Select(one => (RedisValue[])one!).ToArray();
        await _keeping.NewAsync(some, behind, answers).ConfigureAwait(false);
        return answers.Select(one => PushKeeping.IsNew(one) ? null : PackedPush.Read(one[0]!).Row);
    }

    // Once a minute by the node's own clock, whoever comes by: there is no timer to forget.
    private async Task BeatAsync()
    {
        var minute = _clock.GetUtcNow().ToUnixTimeSeconds() / 60;
        if (Interlocked.Exchange(ref _nextBeat, minute) != minute)
        {
            await _rebuild.BeatAsync(Now).ConfigureAwait(false);
        }
    }

    private string NewOperation() => string.Create(CultureInfo.InvariantCulture, $"{_node}{Interlocked.Increment(ref _operations)}");
}
