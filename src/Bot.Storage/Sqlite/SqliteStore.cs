using Bot.Core.Ports;
using Bot.Storage.Sqlite.Desk;
using Bot.Storage.Sqlite.Pushes;
using Bot.Storage.Sqlite.Speaking;

namespace Bot.Storage.Sqlite;

/// <summary>
/// The embedded store: one file, in write-ahead mode, flushed at every commit. Several processes may have it open and
/// stay correct (every commit takes the file's write lock and checks versions there), but one is fastest.
/// </summary>
public sealed class SqliteStore : Store
{
    private readonly NodeSlot _slot;
    private readonly Writer _writer;
    private readonly Readers _readers;

    private SqliteStore(NodeSlot slot, Writer writer, Readers readers, PushClock pushClock, StoreSettings settings)
    {
        _slot = slot;
        _writer = writer;
        _readers = readers;
        Ledger = new SqliteLedger(writer, readers);
        Outbox = new SqliteOutbox(writer, readers, settings);
        Record = new SqliteRecord(writer, readers);
        Log = new SqliteLog(writer, readers);
        Pushes = new SqlitePushLedger(writer, readers, pushClock);
        Campaigns = new SqliteCampaigns(writer, readers);
        SpeakLabels = new SqliteSpeakLabels(writer, readers);
        Desk = new SqliteDesk(writer, readers);
        Tallies = new SqliteTallies(readers);
    }

    /// <inheritdoc/>
    public override ILedger Ledger { get; }

    /// <inheritdoc/>
    public override IOutbox Outbox { get; }

    /// <inheritdoc/>
    public override IRecord Record { get; }

    /// <inheritdoc/>
    public override IActivityLog Log { get; }

    /// <inheritdoc/>
    public override IPushLedger Pushes { get; }

    /// <inheritdoc/>
    public override ICampaigns Campaigns { get; }

    /// <inheritdoc/>
    public override ISpeakLabels SpeakLabels { get; }

    /// <inheritdoc/>
    public override IDesk Desk { get; }

    /// <inheritdoc/>
    public override ITallies Tallies { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Warnings => [];

    /// <summary>Opens the file of a connection string (<c>Data Source=data/qunzhu.db</c>); makes it, and its folder, when absent.</summary>
    public static SqliteStore Open(string connection, StoreSettings settings, TimeProvider clock)
    {
        var database = new Database(connection);
        var slot = NodeSlot.Take(database.File);
        try
        {
            var pushClock = new PushClock(clock);
            return new(slot, new Writer(database, slot.Name, settings, clock, pushClock), new Readers(database), pushClock, settings);
        }
        catch
        {
            slot.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public override async ValueTask<string?> ProbeAsync(CancellationToken cancel)
    {
        try
        {
            await _writer.Write(new ProbeJob()).WaitAsync(cancel).ConfigureAwait(false);
            return null;
        }
        catch (Exception error) when (error is StoreException or ObjectDisposedException or OperationCanceledException)
        {
            return error.Message;
        }
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await Task.Run(_writer.Dispose).ConfigureAwait(false);
        _readers.Dispose();
        _slot.Dispose();
    }

    private sealed class ProbeJob : WriteJob<bool>
    {
        // A real write: a full disk shows here, before a turn meets it.
        protected override bool Write(WriteStatements statements, long now) => statements.Outbox.Lease(-1, now);
    }
}
