using Bot.Storage.Sqlite.Pushes;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Bot.Storage.Sqlite;

/// <summary>
/// The one thread that writes. All that waits goes into one transaction, and one flush to the disk serves them all
/// (ADR 2). Each job checks before it writes, so that a refused one leaves nothing and needs no savepoint.
/// </summary>
internal sealed class Writer : IDisposable
{
    private readonly WriteQueue _queue = new();
    private readonly SqliteConnection _connection;
    private readonly sqlite3 _db;
    private readonly WriteStatements _statements;
    private readonly Retention _retention;
    private readonly Checkpoints _checkpoints;
    private readonly TimeProvider _clock;
    private readonly Thread _thread;

    public Writer(Database database, string node, StoreSettings settings, TimeProvider clock, PushClock pushClock)
    {
        _clock = clock;
        _connection = database.OpenWriter();
        _db = _connection.Handle!;
        Schema.Upgrade(_db, database.File);
        _statements = new(_db, node, settings, pushClock);
        _retention = new(_db, settings, _statements.Pushes);
        _checkpoints = new(database, _db);
        _thread = new(Work) { IsBackground = true, Name = "sqlite-writer" };
        _thread.Start();
    }

    public Task<T> Write<T>(WriteJob<T> job)
    {
        _queue.Add(job);
        return job.End;
    }

    /// <summary>Writes what waits, then closes.</summary>
    public void Dispose()
    {
        _queue.Close();
        _thread.Join();
        _checkpoints.Dispose();
        _retention.Dispose();
        _statements.Dispose();
        _connection.Dispose();
    }

    private void Work()
    {
        var last = 0;
        while (_queue.Take(last) is { } batch)
        {
            last = batch.Count(job => !job.IsPatient);
            while (batch.Count > 0 && !TryKeep(batch))
            {
            }

            _checkpoints.Written(_db);
        }
    }

    /// <summary>True when the batch came to its end; false when one job was thrown out and the others go again.</summary>
    private bool TryKeep(List<WriteJob> batch)
    {
        var current = -1;
        try
        {
            var now = _clock.GetUtcNow().Micros();
            _statements.Begin();
            for (current = 0; current < batch.Count; current++)
            {
                batch[current].Apply(_statements, now);
            }

            current = -1;
            _retention.Purge(now, batch.Count);
            _statements.Commit();
        }
        catch (Exception error)
        {
            _statements.Rollback();
            if (current >= 0 && error is not StoreException)
            {
                // Its own fault (a caller's function threw): the neighbours must not suffer.
                batch[current].Failed(error);
                batch.RemoveAt(current);
                return false;
            }

            foreach (var job in batch)
            {
                job.Failed(error);
            }

            return true;
        }

        foreach (var job in batch)
        {
            job.Kept();
        }

        return true;
    }
}
