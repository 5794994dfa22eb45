using Bot.Core.Activities;
using SQLitePCL;

namespace Bot.Storage.Sqlite;

/// <summary>A conversation's row without its state.</summary>
internal readonly record struct ConversationRow(long Id, long Version, long? Wake, long? Handed);

/// <summary>The table of conversations, for writing.</summary>
internal sealed class ConversationRows(sqlite3 db) : IDisposable
{
    private readonly Statement _find = new(db, "SELECT id, version, wake, handed FROM conversations WHERE channel = ?1 AND name = ?2");
    private readonly Statement _add = new(db, "INSERT INTO conversations (channel, name, version) VALUES (?1, ?2, 0)");
    private readonly Statement _state = new(db, "SELECT state FROM conversations WHERE id = ?1");
    private readonly Statement _keep = new(db, "UPDATE conversations SET version = ?2, state = ?3, wake = ?4 WHERE id = ?1");
    private readonly Statement _keepHanded = new(db, "UPDATE conversations SET version = ?2, state = ?3, wake = ?4, handed = ?5 WHERE id = ?1");

    public ConversationRow? Find(ConversationKey key)
    {
        if (!_find.Bind(1, key.Channel).Bind(2, key.Id).Next())
        {
            return null;
        }

        var row = new ConversationRow(_find.Long(0), _find.Long(1), _find.LongOrNull(2), _find.LongOrNull(3));
        _find.Reset();
        return row;
    }

    public ConversationRow FindOrAdd(ConversationKey key)
    {
        if (Find(key) is { } row)
        {
            return row;
        }

        _add.Bind(1, key.Channel).Bind(2, key.Id).Run();
        return new(raw.sqlite3_last_insert_rowid(db), 0, null, null);
    }

    public byte[]? State(long id)
    {
        var state = _state.Bind(1, id).Next() && !_state.IsNull(0) ? _state.Blob(0).ToArray() : null;
        _state.Reset();
        return state;
    }

    public void Keep(in ConversationRow old, ReadOnlySpan<byte> state, long? wake, long? handed)
    {
        // The index of hand-offs is touched only when one begins or ends.
        var statement = old.Handed == handed ? _keep : _keepHanded.Bind(5, handed);
        statement.Bind(1, old.Id).Bind(2, old.Version + 1).Bind(3, state).Bind(4, wake).Run();
    }

    public void Dispose()
    {
        _find.Dispose();
        _add.Dispose();
        _state.Dispose();
        _keep.Dispose();
        _keepHanded.Dispose();
    }
}
