using Bot.Core.Activities;
using Bot.Core.Audience;
using Bot.Core.Turns;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Bot.Storage.Sqlite;

/// <summary>A connection for reading, with its statements; used by one thread at a time.</summary>
internal sealed class Reader : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, Statement> _statements = [];

    public Reader(Database database) => _connection = database.OpenReader();

    private sqlite3 Db => _connection.Handle!;

    /// <summary>A statement by its text, prepared at its first use. The texts are constants, so there are few.</summary>
    public Statement this[string sql] => _statements.TryGetValue(sql, out var known) ? known : _statements[sql] = new(Db, sql);

    public (ConversationState State, long Version) Conversation(ConversationKey key)
    {
        var find = this["SELECT state, version FROM conversations WHERE channel = ?1 AND name = ?2"].Bind(1, key.Channel).Bind(2, key.Id);
        if (!find.Next())
        {
            return (ConversationState.New, 0);
        }

        var found = (find.IsNull(0) ? ConversationState.New : StateJson.Read<ConversationState>(find.Blob(0)), find.Long(1));
        find.Reset();
        return found;
    }

    public long? ConversationId(ConversationKey key)
    {
        var find = this["SELECT id FROM conversations WHERE channel = ?1 AND name = ?2"].Bind(1, key.Channel).Bind(2, key.Id);
        if (!find.Next())
        {
            return null;
        }

        var id = find.Long(0);
        find.Reset();
        return id;
    }

    public Profile Profile(MemberKey key)
    {
        var find = this["SELECT profile FROM members WHERE channel = ?1 AND name = ?2"].Bind(1, key.Channel).Bind(2, key.Id);
        if (!find.Next())
        {
            return Bot.Core.Audience.Profile.Empty;
        }

        var profile = StateJson.Read<Profile>(find.Blob(0));
        find.Reset();
        return profile;
    }

    public long Count(string sql)
    {
        var count = this[sql];
        count.Next();
        var found = count.Long(0);
        count.Reset();
        return found;
    }

    public static List<T> List<T>(Statement statement, Func<Statement, T> read)
    {
        var rows = new List<T>();
        while (statement.Next())
        {
            rows.Add(read(statement));
        }

        return rows;
    }

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Dispose();
        }

        _connection.Dispose();
    }
}
