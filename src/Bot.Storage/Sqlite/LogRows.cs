using Bot.Core.Ports;
using SQLitePCL;

namespace Bot.Storage.Sqlite;

/// <summary>The activity log, for writing.</summary>
internal sealed class LogRows(sqlite3 db) : IDisposable
{
    public const string Columns = "place, activity, member, json";

    private readonly Statement _once = new(db, $"SELECT {Columns} FROM log WHERE conversation = ?1 AND once = ?2");
    private readonly Statement _length = new(db, "SELECT coalesce(max(place) + 1, 0) FROM log WHERE conversation = ?1");
    private readonly Statement _add = new(db, "INSERT INTO log (conversation, once, place, activity, member, json) VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
    private readonly Statement _all = new(db, "SELECT id, activity, member, json FROM log WHERE conversation = ?1 ORDER BY place");
    private readonly Statement _replace = new(db, "UPDATE log SET member = ?2, json = ?3 WHERE id = ?1");

    public static LoggedActivity Read(Statement row) => new(row.Long(0), row.Text(1), row.Text(2), row.Blob(3).ToArray());

    public LoggedActivity? Find(long conversation, string once)
    {
        if (!_once.Bind(1, conversation).Bind(2, once).Next())
        {
            return null;
        }

        var entry = Read(_once);
        _once.Reset();
        return entry;
    }

    public LoggedActivity Add(long conversation, string once, string member, Func<long, (string Id, ReadOnlyMemory<byte> Json)> json)
    {
        _length.Bind(1, conversation).Next();
        var place = _length.Long(0);
        _length.Reset();
        var (id, bytes) = json(place);
        _add.Bind(1, conversation).Bind(2, once).Bind(3, place).Bind(4, id).Bind(5, member).Bind(6, bytes.Span).Run();
        return new(place, id, member, bytes);
    }

    /// <summary>Erasure: empties what the member said and what was said to them.</summary>
    public void Erase(long conversation, string member, bool direct)
    {
        var all = new List<(long Key, LoggedActivity Entry)>();
        _all.Bind(1, conversation);
        while (_all.Next())
        {
            all.Add((_all.Long(0), Read(_all)));
        }

        var theirs = all.Where(one => one.Entry.MemberId == member).Select(one => one.Entry.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var (key, entry) in all)
        {
            var said = entry.MemberId == member;
            if (said || direct || Erasure.Concerns(entry.Json.Span, member, theirs))
            {
                _replace.Bind(1, key).Bind(2, said ? "" : entry.MemberId).Bind(3, Erasure.Tombstone(entry.Json.Span)).Run();
            }
        }
    }

    public void Dispose()
    {
        foreach (var statement in (Statement[])[_once, _length, _add, _all, _replace])
        {
            statement.Dispose();
        }
    }
}
