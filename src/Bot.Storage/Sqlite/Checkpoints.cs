using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Bot.Storage.Sqlite;

/// <summary>
/// Moves the write-ahead log into the file, beside the writer: a checkpoint within a commit would make it wait for
/// thousands of pages. Only the small rest is the writer's, when the log has grown long, so that it can begin anew.
/// </summary>
internal sealed class Checkpoints : IDisposable
{
    private const int LongLog = 8_000;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);
    private readonly SqliteConnection _connection;
    private readonly ManualResetEventSlim _end = new();
    private readonly Thread _thread;
    private volatile bool _written;
    private volatile bool _rest;

    public Checkpoints(Database database, sqlite3 writer)
    {
        Run(writer, out _);
        _connection = database.OpenCheckpointer();
        _thread = new(Work) { IsBackground = true, Name = "sqlite-checkpoints" };
        _thread.Start();
    }

    /// <summary>After each batch, on the writer's thread.</summary>
    public void Written(sqlite3 writer)
    {
        _written = true;
        if (_rest)
        {
            _rest = false;
            Run(writer, out _);
        }
    }

    public void Dispose()
    {
        _end.Set();
        _thread.Join();
        _connection.Dispose();
        _end.Dispose();
    }

    // A checkpoint that cannot be made now (a full disk, a reader in the way) is made later: the log holds everything.
    private static void Run(sqlite3 db, out int length) =>
        _ = raw.sqlite3_wal_checkpoint_v2(db, null!, raw.SQLITE_CHECKPOINT_PASSIVE, out length, out _);

    private void Work()
    {
        while (!_end.Wait(Pace))
        {
            if (_written)
            {
                _written = false;
                Run(_connection.Handle!, out var length);
                _rest = length > LongLog;
            }
        }
    }
}
