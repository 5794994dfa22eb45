using Bot.Core.Throttling;
using SQLitePCL;

namespace Bot.Storage.Sqlite.Pushes;

/// <summary>
/// The logs, for writing. An entry names its push by number, or its signal by the negative number; names are looked
/// up only when an entry is shown. The logs of one member lie side by side, as their names begin alike.
/// </summary>
internal sealed class SlotRows(sqlite3 db) : IDisposable
{
    private const string Audience = "(log = ?1 OR (log >= ?2 AND log < ?3))";
    private readonly Statement _add = new(db, "INSERT OR IGNORE INTO push_slots (log, at, entry) VALUES (?1, ?2, ?3)");
    private readonly Statement _remove = new(db, "DELETE FROM push_slots WHERE log = ?1 AND at = ?2 AND entry = ?3");
    private readonly Statement _clear = new(db, "DELETE FROM push_slots");
    private readonly Statement _forget = new(db, $"DELETE FROM push_slots WHERE {Audience}");
    private readonly Statement _signal = new(db, "INSERT INTO push_signals (log, name, at) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING RETURNING id");
    private readonly Statement _unsignal = new(db, $"DELETE FROM push_signals WHERE {Audience}");
    private readonly Statement _signals = new(db, "INSERT OR IGNORE INTO push_slots (log, at, entry) SELECT log, at, -id FROM push_signals");
    private readonly Statement _old = new(db, "DELETE FROM push_signals WHERE id IN (SELECT id FROM push_signals ORDER BY id LIMIT ?1) AND at < ?2 RETURNING log, at, -id");

    // A number that no signal has now makes a name that none has.
    private readonly Statement _nameless = new(db, """
        INSERT INTO push_signals (id, log, name, at) SELECT 1 + coalesce(max(id), 0), ?1, 'erased:' || (1 + coalesce(max(id), 0)), ?2 FROM push_signals RETURNING id
        """);

    /// <summary>Puts an entry into each of the packed logs.</summary>
    public void Add(ReadOnlySpan<byte> logs, long at, long entry)
    {
        while (PackedTexts.TryNext(ref logs, out var log))
        {
            _add.BindText(1, log).Bind(2, at).Bind(3, entry).Run();
        }
    }

    public void Remove(ReadOnlySpan<byte> logs, long at, long entry)
    {
        while (PackedTexts.TryNext(ref logs, out var log))
        {
            _remove.BindText(1, log).Bind(2, at).Bind(3, entry).Run();
        }
    }

    public void Signal(LogKey key, string name, long at)
    {
        if (_signal.Bind(1, key.Text).Bind(2, name).Bind(3, at).Next())
        {
            Add(key.Text, at, -_signal.Long(0));
            _signal.Reset();
        }
    }

    /// <summary>Takes a push's entry out of a log and puts one in its place that names nobody.</summary>
    public void MakeNameless(string log, long place, long at, long entry)
    {
        _remove.Bind(1, log).Bind(2, place).Bind(3, entry).Run();
        _nameless.Bind(1, log).Bind(2, at).Next();
        var id = _nameless.Long(0);
        _nameless.Reset();
        Add(log, at, -id);
    }

    /// <summary>Removes a log and all that are named after it.</summary>
    public void Forget(LogKey audience)
    {
        // '}' is the byte behind '|', with which every narrower log goes on.
        _forget.Bind(1, audience.Text).Bind(2, audience.Text + "|").Bind(3, audience.Text + "}").Run();
        _unsignal.Bind(1, audience.Text).Bind(2, audience.Text + "|").Bind(3, audience.Text + "}").Run();
    }

    public void Clear() => _clear.Run();

    public void AddSignals() => _signals.Run();

    public int PurgeSignals(long before, int max)
    {
        var gone = Reader.List(_old.Bind(1, max).Bind(2, before), row => (Log: row.Text(0), At: row.Long(1), Entry: row.Long(2)));
        foreach (var (log, at, entry) in gone)
        {
            _remove.Bind(1, log).Bind(2, at).Bind(3, entry).Run();
        }

        return gone.Count;
    }

    public void Dispose()
    {
        foreach (var statement in (Statement[])[_add, _remove, _clear, _forget, _signal, _unsignal, _signals, _old, _nameless])
        {
            statement.Dispose();
        }
    }

    private void Add(string log, long at, long entry) => _add.Bind(1, log).Bind(2, at).Bind(3, entry).Run();
}
