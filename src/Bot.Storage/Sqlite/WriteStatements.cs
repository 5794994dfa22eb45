using Bot.Storage.Sqlite.Desk;
using Bot.Storage.Sqlite.Pushes;
using Bot.Storage.Sqlite.Speaking;
using SQLitePCL;

namespace Bot.Storage.Sqlite;

/// <summary>All statements of the writer, prepared once.</summary>
internal sealed class WriteStatements : IDisposable
{
    private readonly sqlite3 _db;
    private readonly Statement _begin;
    private readonly Statement _commit;

    public WriteStatements(sqlite3 db, string node, StoreSettings settings, PushClock pushClock)
    {
        _db = db;
        _begin = new(db, "BEGIN IMMEDIATE");
        _commit = new(db, "COMMIT");
        Conversations = new(db);
        Answered = new(db);
        Facts = new(db);
        Members = new(db);
        Outbox = new(db, node, settings);
        Wakes = new(db, settings);
        Log = new(db);
        Pushes = new(db, pushClock);
        SpeakLabels = new(db);
        Desk = new(db);
        Tallies = new(db);
        // What a dead process held under our number is free again.
        Database.Execute(db, $"DELETE FROM leases WHERE owner = '{node}'");
    }

    public ConversationRows Conversations { get; }

    public AnsweredRows Answered { get; }

    public FactRows Facts { get; }

    public MemberRows Members { get; }

    public OutboxRows Outbox { get; }

    public WakeRows Wakes { get; }

    public LogRows Log { get; }

    public PushTables Pushes { get; }

    public SpeakLabelRows SpeakLabels { get; }

    public DeskRows Desk { get; }

    public TallyRows Tallies { get; }

    public void Begin() => _begin.Run();

    public void Commit()
    {
        Pushes.Flush();
        Tallies.Flush();
        _commit.Run();
    }

    public void Rollback()
    {
        Pushes.Drop();
        Tallies.Forget();
        if (raw.sqlite3_get_autocommit(_db) == 0)
        {
            // A failing rollback leaves the transaction to the next BEGIN, which then says so.
            _ = raw.sqlite3_exec(_db, "ROLLBACK");
        }
    }

    public void Dispose()
    {
        Tallies.Dispose();
        Desk.Dispose();
        SpeakLabels.Dispose();
        Pushes.Dispose();
        Log.Dispose();
        Wakes.Dispose();
        Outbox.Dispose();
        Members.Dispose();
        Facts.Dispose();
        Answered.Dispose();
        Conversations.Dispose();
        _commit.Dispose();
        _begin.Dispose();
    }
}
