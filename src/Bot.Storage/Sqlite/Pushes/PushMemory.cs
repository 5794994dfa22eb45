using SQLitePCL;

namespace Bot.Storage.Sqlite.Pushes;

/// <summary>What is known about the logs as a whole, read once in a transaction: the latest time in them, and whether they are whole.</summary>
internal sealed class PushMemory(sqlite3 db, PushClock clock) : IDisposable
{
    public const string Query = "SELECT now, whole FROM push_memory WHERE id = 1";
    private readonly Statement _read = new(db, Query);
    private readonly Statement _write = new(db, "UPDATE push_memory SET now = ?1, whole = ?2 WHERE id = 1");
    private (long Now, bool IsWhole)? _kept;
    private (long Now, bool IsWhole) _current;

    public bool IsWhole
    {
        get
        {
            Load();
            return _current.IsWhole;
        }

        set
        {
            Load();
            _current.IsWhole = value;
        }
    }

    public long Now()
    {
        Load();
        _current.Now = clock.Now(_current.Now);
        return _current.Now;
    }

    public void Flush()
    {
        if (_kept is { } kept && kept != _current)
        {
            _write.Bind(1, _current.Now).Bind(2, _current.IsWhole ? 1 : 0).Run();
        }

        Drop();
    }

    public void Drop() => _kept = null;

    public static (long Now, bool IsWhole) Read(Statement query)
    {
        query.Next();
        var found = (query.Long(0), query.Long(1) != 0);
        query.Reset();
        return found;
    }

    public void Dispose()
    {
        _read.Dispose();
        _write.Dispose();
    }

    private void Load()
    {
        if (_kept is null)
        {
            _current = Read(_read);
            _kept = _current;
        }
    }
}
