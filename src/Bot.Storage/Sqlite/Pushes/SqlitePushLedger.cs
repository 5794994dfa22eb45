using System.Collections.Immutable;
using Bot.Core.Activities;
using Bot.Core.Ports;
using Bot.Core.Pushes;
using Bot.Core.Throttling;

namespace Bot.Storage.Sqlite.Pushes;

/// <summary>
/// Pushes and their logs, in a SQLite file. What writes goes to the one writer, where many decisions share a flush; what
/// only counts or reads goes to the readers. Paces and blocks are in memory: the file has one process.
/// </summary>
internal sealed class SqlitePushLedger(Writer writer, Readers readers, PushClock clock) : IPushLedger
{
    private readonly Pipes _pipes = new();

    public ValueTask<DateTimeOffset> NowAsync(CancellationToken cancel) => new(KeptPush.Moment(Now()));

    public async ValueTask<ImmutableArray<PushRow?>> AddAsync(ImmutableArray<PushRow> rows, CancellationToken cancel) =>
        rows.IsEmpty ? [] : [.. (await writer.Write(new AddPushesJob(rows)).ConfigureAwait(false)).Select(known => known?.ToRow())];

    public async ValueTask<ImmutableArray<PushRow>> TakeDueAsync(int max, TimeSpan claim, CancellationToken cancel) =>
        [.. (await writer.Write(new TakePushesJob(max, claim)).ConfigureAwait(false)).Select(push => push.ToRow())];

    public ValueTask<bool> WakeAsync(string id, CancellationToken cancel) => new(writer.Write(new WakePushJob(id)));

    public async ValueTask<PushRow?> ClaimAsync(string id, TimeSpan claim, CancellationToken cancel) =>
        (await writer.Write(new ClaimPushJob(id, claim)).ConfigureAwait(false))?.ToRow();

    public ValueTask<DateTimeOffset?> NextDueAsync(CancellationToken cancel) => new(readers.Read(PushReads.NextDue));

    public ValueTask<ReserveAnswer> ReserveAsync(Reservation request, CancellationToken cancel) =>
        request.DryRun ? new(readers.Read(reader => Count(reader, request))) : new(writer.Write(new ReserveJob(request)));

    public ValueTask<bool> PlaceAsync(PushRow row, int? fence, CancellationToken cancel) => new(writer.Write(new PlacePushJob(row, fence)));

    public async ValueTask<PushRow?> SettleAsync(string id, int? fence, Settlement settlement, CancellationToken cancel) =>
        (await writer.Write(new SettlePushJob(id, fence, settlement)).ConfigureAwait(false))?.ToRow();

    public ValueTask<PushRow?> FindAsync(string id, CancellationToken cancel) => new(readers.Read(reader => PushReads.Find(reader, id))?.ToRow());

    public ValueTask<ImmutableArray<PushRow>> ListAsync(PushQuery query, CancellationToken cancel) => new(readers.Read(reader => PushReads.List(reader, query)));

    public ValueTask<WaitingPage> WaitingAsync(WaitingCursor? after, int max, CancellationToken cancel) => new(readers.Read(reader => PushReads.Waiting(reader, after, max)));

    public ValueTask<ImmutableArray<PushCount>> CountsAsync(string campaign, CancellationToken cancel) => new(readers.Read(reader => PushReads.Counts(reader, campaign)));

    public ValueTask SignalAsync(LogKey key, ImmutableArray<LogEntry> entries, CancellationToken cancel) =>
        entries.IsEmpty ? default : new(writer.Write(new SignalJob(key, entries)));

    public ValueTask<ImmutableArray<ImmutableArray<LogEntry>>> ReadLogsAsync(ImmutableArray<LogKey> keys, DateTimeOffset since, int max, CancellationToken cancel) =>
        new(readers.Read(reader => Snapshot(reader, () => keys.Select(key =>
            PushReads.Slots(reader).Read(key, since.ToUnixTimeMilliseconds(), max).Select(one => one.Entry).Reverse().ToImmutableArray()).ToImmutableArray())));

    public ValueTask<int> CountLogAsync(LogKey key, CancellationToken cancel) => new(readers.Read(reader => PushReads.Slots(reader).Count(key, long.MinValue)));

    public ValueTask<DateTimeOffset> PaceAsync(string pipe, TimeSpan interval, TimeSpan ahead, CancellationToken cancel) => new(_pipes.Next(pipe, interval, ahead, KeptPush.Moment(Now())));

    public ValueTask BlockAsync(string pipe, DateTimeOffset until, CancellationToken cancel)
    {
        _pipes.Block(pipe, KeptPush.Moment(until.ToUnixTimeMilliseconds()));
        return default;
    }

    public ValueTask<DateTimeOffset?> BlockedAsync(string pipe, CancellationToken cancel) => new(_pipes.Blocked(pipe, KeptPush.Moment(Now())));

    public ValueTask<bool> RemembersAsync(CancellationToken cancel) => new(readers.Read(reader => PushReads.Memory(reader).IsWhole));

    public ValueTask RebuildAsync(CancellationToken cancel) => new(writer.Write(new RebuildLogsJob()));

    public ValueTask ForgetAsync(CancellationToken cancel) => new(writer.Write(new ForgetLogsJob()));

    public ValueTask<long> EraseAsync(MemberKey member, CancellationToken cancel) => new(writer.Write(new ErasePushesJob(member)));

    private long Now() => clock.Now(readers.Read(reader => PushReads.Memory(reader).Now));

    private ReserveAnswer Count(Reader reader, Reservation request) => Snapshot(reader, () =>
    {
        var (latest, isWhole) = PushReads.Memory(reader);
        var now = clock.Now(latest);
        var checks = new CheckCounts(PushReads.Slots(reader));
        return ReserveJob.Barred(request, isWhole, checks, now) is { } barred ? barred
            : checks.Failing(request.Checks, now) is { Length: > 0 } failing ? new ReserveAnswer.Denied(KeptPush.Moment(now), failing)
            : new ReserveAnswer.Admitted(KeptPush.Moment(now));
    });

    // Several statements over one state of the file. A reader that fails in between is thrown away, and its transaction with it.
    private static T Snapshot<T>(Reader reader, Func<T> read)
    {
        reader["BEGIN"].Run();
        var result = read();
        reader["COMMIT"].Run();
        return result;
    }
}
