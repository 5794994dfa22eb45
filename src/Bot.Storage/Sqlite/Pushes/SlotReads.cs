using Bot.Core.Throttling;

namespace Bot.Storage.Sqlite.Pushes;

/// <summary>An entry with its place in the order of its log; waiting rows stand behind all times.</summary>
internal readonly record struct PlacedEntry(long Place, LogEntry Entry);

/// <summary>Counts and reads logs; for the writer's step and for readers alike.</summary>
/// <param name="prepared">A statement by its text.</param>
internal sealed class SlotReads(Func<string, Statement> prepared)
{
    private const string Enough = "SELECT count(*) FROM (SELECT 1 FROM push_slots WHERE log = ?1 AND at >= ?2 LIMIT ?3)";
    private const string Last = "SELECT at FROM push_slots WHERE log = ?1 ORDER BY at DESC LIMIT 1";
    private const string Nth = "SELECT at FROM push_slots WHERE log = ?1 ORDER BY at DESC LIMIT ?2";

    private const string Entries = """
        SELECT s.at, coalesce(p.slot_at, s.at), coalesce(p.name, g.name, '') FROM push_slots s
        LEFT JOIN pushes p ON p.id = s.entry LEFT JOIN push_signals g ON g.id = -s.entry
        WHERE s.log = ?1 AND s.at >= ?2 ORDER BY s.at DESC, s.entry DESC LIMIT ?3
        """;

    /// <summary>How many entries a log has since a time; it stops at <paramref name="most"/>.</summary>
    public int Count(LogKey log, long since, int most = int.MaxValue)
    {
        var count = prepared(Enough).Bind(1, log.Text).Bind(2, since).Bind(3, most);
        count.Next();
        var found = (int)count.Long(0);
        count.Reset();
        return found;
    }

    /// <summary>The newest place of a log; null when it is empty.</summary>
    public long? Newest(LogKey log)
    {
        var find = prepared(Last).Bind(1, log.Text);
        if (!find.Next())
        {
            return null;
        }

        var found = find.Long(0);
        find.Reset();
        return found;
    }

    /// <summary>The newest places of a log, at most so many.</summary>
    public List<long> Places(LogKey log, int max) => Reader.List(prepared(Nth).Bind(1, log.Text).Bind(2, max), row => row.Long(0));

    /// <summary>The newest entries of a log since a time, newest first.</summary>
    public List<PlacedEntry> Read(LogKey log, long since, int max) => Reader.List(
        prepared(Entries).Bind(1, log.Text).Bind(2, since).Bind(3, max),
        row => new PlacedEntry(row.Long(0), new(KeptPush.Moment(row.Long(1)), row.Text(2))));
}
