using Bot.Storage.Sqlite.Pushes;
using SQLitePCL;

namespace Bot.Storage.Sqlite;

/// <summary>Forgets old ids, a little with each batch, so that no commit ever waits for a big clean-up.</summary>
internal sealed class Retention(sqlite3 db, StoreSettings settings, PushTables pushes) : IDisposable
{
    // More than a batch adds, so that it gets to the end; looked at once a second when there is nothing to do.
    private const int AtLeast = 64;
    private const long Pause = 1_000_000;

    // Between the oldest row and the bound; rows are in order of time but for a clock set back, which only delays.
    private readonly Statement _answered = new(db, "DELETE FROM answered WHERE id IN (SELECT id FROM answered ORDER BY id LIMIT ?1) AND at < ?2");
    private readonly Statement _own = new(db, "DELETE FROM own WHERE id IN (SELECT id FROM own ORDER BY id LIMIT ?1) AND at < ?2");
    private long _next = long.MinValue;

    public void Purge(long now, int written)
    {
        if (now < _next && _next - now <= Pause)
        {
            return;
        }

        var most = Math.Max(AtLeast, written * 4);
        var gone = _answered.Bind(1, most).Bind(2, now - (long)settings.KeepAnswered.TotalMicroseconds).Run()
            + _own.Bind(1, most).Bind(2, now - (long)settings.KeepOwnMessages.TotalMicroseconds).Run()
            + pushes.Purge(now, most);
        _next = gone > 0 ? now : now + Pause;
    }

    public void Dispose()
    {
        _answered.Dispose();
        _own.Dispose();
    }
}
