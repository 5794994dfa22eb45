using Bot.Core.Ports;
using Bot.Storage.Sqlite;
using Bot.Tests.Contracts;
using SQLitePCL;

namespace Bot.Tests.Storage;

public sealed class FullDiskTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("qunzhu-full-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Apply_FileMayNotGrow_FailsWholeAndGoesOnWhenItMay()
    {
        // The writer's own parts on a connection whose page count is bounded: SQLite then says "full", as on a full disk.
        var database = new Database($"Data Source={_folder}/bot.db");
        using var connection = database.OpenWriter();
        var db = connection.Handle!;
        Schema.Upgrade(db, database.File);
        using var statements = new WriteStatements(db, "0", new(), new(TimeProvider.System));
        Limit(db, "1");

        var refused = Assert.Throws<Bot.Storage.StoreException>(() => Keep(statements, Large(0)));
        statements.Rollback();
        Assert.Contains("full", refused.Message, StringComparison.Ordinal);
        Assert.Null(Found(statements));

        Limit(db, "100000");
        Keep(statements, Large(0));
        Assert.Equal(1, Found(statements)!.Value.Version);
    }

    private static TurnCommit Large(long version) => Make.Turn(Make.Group, version, "big").Saying(new string('满', 200_000));

    private static void Keep(WriteStatements statements, TurnCommit commit)
    {
        statements.Begin();
        new CommitJob(commit).Apply(statements, 0);
        statements.Commit();
    }

    private static ConversationRow? Found(WriteStatements statements)
    {
        statements.Begin();
        var row = statements.Conversations.Find(Make.Group);
        statements.Rollback();
        return row;
    }

    private static void Limit(sqlite3 db, string pages) => Database.Execute(db, $"PRAGMA max_page_count = {pages}");
}
