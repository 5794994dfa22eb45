using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Bot.Storage.Sqlite;

/// <summary>Where the file is, and how connections to it are made.</summary>
internal sealed class Database
{
    private readonly string _connection;

    public Database(string connection)
    {
        var parts = Parse(connection);
        if (parts.DataSource.Length == 0 || parts.DataSource == ":memory:" || parts.Mode == SqliteOpenMode.Memory)
        {
            throw new StoreException("ConnectionStrings:Sqlite must name a file, as in 'Data Source=data/qunzhu.db': what is kept in memory is lost at the end.");
        }

        File = Path.GetFullPath(parts.DataSource);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"The folder of ConnectionStrings:Sqlite ({parts.DataSource}) cannot be created: {error.Message}", error);
        }

        parts.DataSource = File;
        parts.Pooling = false;
        _connection = parts.ConnectionString;
    }

    public string File { get; }

    public SqliteConnection OpenWriter() => Open($"""
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = FULL;
        PRAGMA cache_size = -4000;
        PRAGMA temp_store = MEMORY;
        PRAGMA wal_autocheckpoint = 0;
        PRAGMA journal_size_limit = 67108864;
        """);

    public SqliteConnection OpenReader() => Open("PRAGMA query_only = ON; PRAGMA cache_size = -2000;");

    public SqliteConnection OpenCheckpointer() => Open("PRAGMA synchronous = FULL; PRAGMA cache_size = -200;");

    private SqliteConnection Open(string pragmas)
    {
        var connection = new SqliteConnection(_connection);
        try
        {
            connection.Open();
            // Plans must not hang on bound values: SQLite would prepare a statement anew whenever its LIMIT is bound.
            SqliteError.Check(raw.sqlite3_db_config(connection.Handle!, raw.SQLITE_DBCONFIG_ENABLE_QPSG, 1, out _), connection.Handle!);
            Execute(connection.Handle!, "PRAGMA busy_timeout = 10000; " + pragmas);
            return connection;
        }
        catch (SqliteException error)
        {
            connection.Dispose();
            throw new StoreException($"The SQLite file {File} cannot be opened: {error.Message} Check ConnectionStrings:Sqlite and the rights on its folder.", error);
        }
        catch (StoreException)
        {
            connection.Dispose();
            throw;
        }
    }

    internal static void Execute(sqlite3 db, string sql) => SqliteError.Check(raw.sqlite3_exec(db, sql), db);

    private static SqliteConnectionStringBuilder Parse(string connection)
    {
        try
        {
            return new(connection);
        }
        catch (ArgumentException error)
        {
            throw new StoreException($"ConnectionStrings:Sqlite cannot be read: {error.Message} Write it as 'Data Source=data/qunzhu.db'.", error);
        }
    }
}
