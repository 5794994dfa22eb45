using System.Buffers;
using System.Text;
using SQLitePCL;

namespace Bot.Storage.Sqlite;

/// <summary>A prepared statement that is used again and again by one thread. The provider's own layer allocates per call; the writer's hot path must not.</summary>
internal sealed class Statement : IDisposable
{
    private readonly sqlite3 _db;
    private readonly sqlite3_stmt _statement;
    private bool _open;

    public Statement(sqlite3 db, string sql)
    {
        _db = db;
        SqliteError.Check(raw.sqlite3_prepare_v3(db, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement), db);
    }

    public Statement Bind(int index, long value) => Bound(raw.sqlite3_bind_int64(_statement, index, value));

    public Statement Bind(int index, long? value) => value is { } known ? Bind(index, known) : BindNull(index);

    public Statement BindNull(int index) => Bound(raw.sqlite3_bind_null(_statement, index));

    public Statement Bind(int index, string value)
    {
        var rented = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(value.Length));
        try
        {
            return Bound(raw.sqlite3_bind_text(_statement, index, rented.AsSpan(0, Encoding.UTF8.GetBytes(value, rented))));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    public Statement BindOrNull(int index, string? value) => value is null ? BindNull(index) : Bind(index, value);

    public Statement BindText(int index, ReadOnlySpan<byte> utf8) => Bound(raw.sqlite3_bind_text(_statement, index, utf8));

    public Statement Bind(int index, ReadOnlySpan<byte> value) => Bound(raw.sqlite3_bind_blob(_statement, index, value));

    /// <summary>Goes to the next row; false at the end, where the statement is ready for its next use.</summary>
    public bool Next()
    {
        _open = true;
        switch (raw.sqlite3_step(_statement))
        {
            case raw.SQLITE_ROW:
                return true;
            case raw.SQLITE_DONE:
                Reset();
                return false;
            default:
                var error = SqliteError.Of(_db);
                Reset();
                throw error;
        }
    }

    /// <summary>Runs to the end, and says how many rows changed.</summary>
    public int Run()
    {
        while (Next())
        {
        }

        return raw.sqlite3_changes(_db);
    }

    public long Long(int column) => raw.sqlite3_column_int64(_statement, column);

    public long? LongOrNull(int column) => IsNull(column) ? null : Long(column);

    public bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    // As a blob: the text accessor ends at the first NUL.
    public string Text(int column) => Encoding.UTF8.GetString(Blob(column));

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    public ReadOnlySpan<byte> Blob(int column) => raw.sqlite3_column_blob(_statement, column);

    /// <summary>Ready for its next use; needed after a row was read and the rest is not wanted.</summary>
    public void Reset()
    {
        if (_open)
        {
            _open = false;
            _ = raw.sqlite3_reset(_statement);
        }
    }

    public void Dispose() => _statement.Dispose();

    private Statement Bound(int result)
    {
        SqliteError.Check(result, _db);
        return this;
    }
}
