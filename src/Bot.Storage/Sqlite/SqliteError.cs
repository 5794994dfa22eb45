using SQLitePCL;

namespace Bot.Storage.Sqlite;

/// <summary>SQLite's own refusals as exceptions, in words.</summary>
internal static class SqliteError
{
    public static void Check(int result, sqlite3 db)
    {
        if (result is not (raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE))
        {
            throw Of(db);
        }
    }

    public static StoreException Of(sqlite3 db)
    {
        var code = raw.sqlite3_extended_errcode(db);
        var words = raw.sqlite3_errmsg(db).utf8_to_string();
        return new((code & 0xff) switch
        {
            raw.SQLITE_FULL => "The disk of the SQLite file is full; nothing was kept. Free some space: the store goes on by itself.",
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => "Another process kept the SQLite file locked for too long; nothing was kept. One process per file writes best.",
            raw.SQLITE_READONLY or raw.SQLITE_CANTOPEN => $"The SQLite file cannot be written ({words}). Check the path in ConnectionStrings:Sqlite and the rights on its folder.",
            raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => $"The SQLite file is damaged or no SQLite file ({words}). Restore it from a backup.",
            _ => $"SQLite said: {words} (code {code}).",
        });
    }
}
