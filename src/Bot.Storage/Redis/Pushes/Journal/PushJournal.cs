using Bot.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Bot.Storage.Redis.Pushes.Journal;

/// <summary>
/// The truth of last resort about pushes: a small SQLite file of this node, from which a Redis server that lost its
/// memory is filled again. Written through before a call returns; a crash of the process loses nothing of it, a crash of
/// the machine perhaps the last moments (synchronous=NORMAL), as the server has them still.
/// </summary>
internal sealed class PushJournal : IDisposable
{
    private readonly NodeSlot _slot;
    private readonly string _folder;
    private readonly SqliteConnection _connection;
    private readonly JournalTables _tables;
    private readonly Checkpoints _checkpoints;
    private readonly Lock _gate = new();
    private readonly Lock _writing = new();
    private List<JournalWrite> _waiting = [];
    private bool _drains;
    private long _nextPurge;

    private PushJournal(NodeSlot slot, string folder)
    {
        _slot = slot;
        _folder = folder;
        var database = new Database($"Data Source={File(folder, slot.Name)}");
        _connection = database.OpenWriter();
        var db = _connection.Handle!;
        Database.Execute(db, "PRAGMA synchronous = NORMAL;" + JournalTables.Create);
        Database.Execute(db, $"INSERT OR IGNORE INTO memory (id, node, epoch) VALUES (1, '{RedisCalls.NewOperation()}', 0)");
        _tables = new(db);
        _checkpoints = new(database, db);
        using var memory = new Statement(db, "SELECT node, epoch, NOT EXISTS (SELECT 1 FROM pushes) AND NOT EXISTS (SELECT 1 FROM signals) FROM memory");
        memory.Next();
        Node = memory.Text(0);
        Epoch = memory.Long(1);
        IsEmpty = memory.Long(2) != 0;
    }

    /// <summary>The node's name; lives as long as the file.</summary>
    public string Node { get; }

    /// <summary>The highest epoch of the logs that this node has seen.</summary>
    public long Epoch { get; private set; }

    /// <summary>True when nothing had ever been written at opening.</summary>
    public bool IsEmpty { get; }

    public static PushJournal Open(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"The folder Storage:DataFolder ({folder}) cannot be made: {error.Message}", error);
        }

        var slot = NodeSlot.Take(Path.Combine(folder, "pushes-journal"));
        try
        {
            return new(slot, folder);
        }
        catch
        {
            slot.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Writes. <paramref name="alone"/>: nobody else is on the way, so the caller writes by itself; else writes are
    /// gathered, and one transaction serves all that came together.
    /// </summary>
    public Task WriteAsync(JournalWrite write, bool alone)
    {
        if (alone)
        {
            Write([write]);
            return write.End;
        }

        lock (_gate)
        {
            _waiting.Add(write);
            if (_drains)
            {
                return write.End;
            }

            _drains = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(static journal => journal.Drain(), this, preferLocal: false);
        return write.End;
    }

    public Task SawEpochAsync(long epoch)
    {
        Epoch = Math.Max(Epoch, epoch);
        return WriteAsync(new(tables => tables.Epoch(epoch)), alone: true);
    }

    /// <summary>The journals of this folder: this node's, and those that other processes left here.</summary>
    public IEnumerable<JournalReading> ReadAll()
    {
        foreach (var file in Directory.EnumerateFiles(_folder, "pushes-journal-*.db").Order(StringComparer.Ordinal))
        {
            using var reading = new JournalReading(file);
            yield return reading;
        }
    }

    public void Dispose()
    {
        lock (_writing)
        {
            _checkpoints.Dispose();
            _tables.Dispose();
            _connection.Dispose();
            _slot.Dispose();
        }
    }

    private static string File(string folder, string slot) => Path.Combine(folder, $"pushes-journal-{slot}.db");

    private void Drain()
    {
        var spare = new List<JournalWrite>();
        while (true)
        {
            List<JournalWrite> batch;
            lock (_gate)
            {
                if (_waiting.Count == 0)
                {
                    _drains = false;
                    return;
                }

                (batch, _waiting) = (_waiting, spare);
            }

            Write(batch);
            batch.Clear();
            spare = batch;
        }
    }

    private void Write(List<JournalWrite> batch)
    {
        lock (_writing)
        {
            var db = _connection.Handle;
            try
            {
                ObjectDisposedException.ThrowIf(db is null, this);
                _tables.Begin();
                foreach (var write in batch)
                {
                    write.Apply(_tables);
                }

                // The store's time as the writes carry it; a second between two looks is enough.
                if (batch[^1].Now > _nextPurge)
                {
                    _nextPurge = batch[^1].Now + 1000;
                    _tables.Purge(batch[^1].Now);
                }

                _tables.Commit();
                _checkpoints.Written(db!);
            }
            catch (Exception error)
            {
                if (db is not null && raw.sqlite3_get_autocommit(db) == 0)
                {
                    _ = raw.sqlite3_exec(db, "ROLLBACK");
                }

                foreach (var write in batch)
                {
                    write.Failed(error);
                }

                return;
            }
        }

        foreach (var write in batch)
        {
            write.Kept();
        }
    }
}

/// <summary>One thing to write, and its end.</summary>
/// <param name="apply">Writes it.</param>
/// <param name="now">The store's now in milliseconds; 0 where it is not known.</param>
internal sealed class JournalWrite(Action<JournalTables> apply, long now = 0)
{
    // Whoever drains must not run callers' code.
    private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task End => _end.Task;

    public long Now => now;

    public void Apply(JournalTables tables) => apply(tables);

    public void Kept() => _end.TrySetResult();

    public void Failed(Exception error) => _end.TrySetException(error);
}
