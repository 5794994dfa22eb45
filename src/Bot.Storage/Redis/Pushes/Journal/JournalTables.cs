using Bot.Core.Throttling;
using Bot.Storage.Sqlite;
using SQLitePCL;

namespace Bot.Storage.Redis.Pushes.Journal;

/// <summary>A push as the journal has it.</summary>
/// <param name="Id">The push's id.</param>
/// <param name="Version">The highest wins.</param>
/// <param name="Number">Its place in the order of first keeping.</param>
/// <param name="Packed">The row as Redis had it.</param>
internal readonly record struct JournalPush(string Id, long Version, long Number, byte[] Packed);

/// <summary>A signal as the journal has it.</summary>
internal readonly record struct JournalSignal(string Log, string Name, long At);

/// <summary>The journal's statements. Only the newest version of a row is kept.</summary>
internal sealed class JournalTables : IDisposable
{
    /// <summary>The tables of step 1; <c>PRAGMA user_version</c> counts steps.</summary>
    public const string Create = """
        CREATE TABLE IF NOT EXISTS memory (id INTEGER PRIMARY KEY, node TEXT NOT NULL, epoch INTEGER NOT NULL) STRICT;
        CREATE TABLE IF NOT EXISTS pushes (place INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, version INTEGER NOT NULL, number INTEGER NOT NULL,
          member INTEGER, final INTEGER NOT NULL, changed INTEGER NOT NULL, packed BLOB NOT NULL) STRICT;
        CREATE INDEX IF NOT EXISTS pushes_member ON pushes (member) WHERE member IS NOT NULL;
        CREATE TABLE IF NOT EXISTS signals (log TEXT NOT NULL, name TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (log, name)) STRICT, WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS nodes (name TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT;
        CREATE TABLE IF NOT EXISTS campaigns (id TEXT PRIMARY KEY, version INTEGER NOT NULL, json BLOB NOT NULL) STRICT, WITHOUT ROWID;
        """;

    private const int PurgedAtOnce = 64;
    private readonly Statement _begin;
    private readonly Statement _commit;
    private readonly Statement _keep;
    private readonly Statement _signal;
    private readonly Statement _node;
    private readonly Statement _epoch;
    private readonly Statement _campaign;
    private readonly Statement _eraseRows;
    private readonly Statement _eraseLogs;
    private readonly Statement _old;
    private readonly Statement _remove;
    private readonly Statement _oldSignals;
    private long _purged;

    public JournalTables(sqlite3 db)
    {
        _begin = new(db, "BEGIN IMMEDIATE");
        _commit = new(db, "COMMIT");
        _keep = new(db, """
            INSERT INTO pushes (id, version, number, member, final, changed, packed) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
            ON CONFLICT (id) DO UPDATE SET version = ?2, number = ?3, member = ?4, final = ?5, changed = ?6, packed = ?7 WHERE version <= ?2
            """);
        _signal = new(db, "INSERT OR IGNORE INTO signals (log, name, at) VALUES (?1, ?2, ?3)");
        _node = new(db, "INSERT INTO nodes (name, at) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET at = max(at, ?2)");
        _epoch = new(db, "UPDATE memory SET epoch = max(epoch, ?1)");
        _campaign = new(db, "INSERT INTO campaigns (id, version, json) VALUES (?1, ?2, ?3) ON CONFLICT (id) DO UPDATE SET version = ?2, json = ?3 WHERE version <= ?2");
        _eraseRows = new(db, "DELETE FROM pushes WHERE member = ?1");
        _eraseLogs = new(db, "DELETE FROM signals WHERE log = ?1 OR (log >= ?2 AND log < ?3)");
        _old = new(db, "SELECT place, final = 1 AND changed < ?2, changed < ?2 FROM pushes WHERE place > ?1 ORDER BY place LIMIT ?3");
        _remove = new(db, "DELETE FROM pushes WHERE place = ?1");
        // What a member wishes stays as long as they do.
        _oldSignals = new(db, "DELETE FROM signals WHERE at < ?1 AND log NOT LIKE 'w|%'");
    }

    public void Begin() => _begin.Run();

    public void Commit() => _commit.Run();

    public void Keep(in JournalPush push, long? member, bool final, long changed) =>
        _keep.Bind(1, push.Id).Bind(2, push.Version).Bind(3, push.Number).Bind(4, member).Bind(5, final ? 1 : 0).Bind(6, changed).Bind(7, push.Packed).Run();

    public void Keep(in JournalSignal signal) => _signal.Bind(1, signal.Log).Bind(2, signal.Name).Bind(3, signal.At).Run();

    public void Saw(string node, long at) => _node.Bind(1, node).Bind(2, at).Run();

    public void Epoch(long epoch) => _epoch.Bind(1, epoch).Run();

    public void Keep(string campaign, long version, byte[] json) => _campaign.Bind(1, campaign).Bind(2, version).Bind(3, json).Run();

    /// <summary>Erases by the hash of a member: a namesake's rows would go as well, which costs at most a count after a loss of the server.</summary>
    public void Erase(long member) => _eraseRows.Bind(1, member).Run();

    public void EraseLogs(string audience) =>
        _eraseLogs.Bind(1, audience).Bind(2, audience + "|").Bind(3, audience + "}").Run();

    /// <summary>Removes a few rows that no rule can reach any more, going round from the oldest.</summary>
    public void Purge(long now)
    {
        var before = now - (long)ThrottlePolicy.Retention.TotalMilliseconds;
        var seen = new List<(long Place, bool Gone, bool Old)>();
        _old.Bind(1, _purged).Bind(2, before).Bind(3, PurgedAtOnce);
        while (_old.Next())
        {
            seen.Add((_old.Long(0), _old.Long(1) != 0, _old.Long(2) != 0));
        }

        foreach (var (place, _, _) in seen.Where(one => one.Gone))
        {
            _remove.Bind(1, place).Run();
        }

        _purged = seen.Count == PurgedAtOnce && seen[^1].Old ? seen[^1].Place : 0;
        _oldSignals.Bind(1, before).Run();
    }

    public void Dispose()
    {
        foreach (var statement in (Statement[])[_begin, _commit, _keep, _signal, _node, _epoch, _campaign, _eraseRows, _eraseLogs, _old, _remove, _oldSignals])
        {
            statement.Dispose();
        }
    }
}
