using System.Collections.Immutable;
using Bot.Core.Ports;
using SQLitePCL;

namespace Bot.Storage.Sqlite;

/// <summary>When conversations want to be woken, for writing.</summary>
internal sealed class WakeRows(sqlite3 db, StoreSettings settings) : IDisposable
{
    public const string Due = """
        SELECT w.conversation, w.at, c.channel, c.name FROM wakes w JOIN conversations c ON c.id = w.conversation
        WHERE w.at <= ?1 AND w.held <= ?1 ORDER BY w.at, w.conversation LIMIT ?2
        """;

    private readonly Statement _set = new(db, "INSERT INTO wakes (conversation, at, held) VALUES (?1, ?2, 0) ON CONFLICT DO UPDATE SET at = excluded.at, held = 0");
    private readonly Statement _clear = new(db, "DELETE FROM wakes WHERE conversation = ?1");
    private readonly Statement _due = new(db, Due);
    private readonly Statement _hold = new(db, "UPDATE wakes SET held = ?2 WHERE conversation = ?1");

    public void Set(long conversation, long? at)
    {
        if (at is { } known)
        {
            _set.Bind(1, conversation).Bind(2, known).Run();
        }
        else
        {
            _clear.Bind(1, conversation).Run();
        }
    }

    public ImmutableArray<DueWake> Take(long now, int max)
    {
        var found = new List<(long Conversation, DueWake Wake)>();
        _due.Bind(1, now).Bind(2, max);
        while (_due.Next())
        {
            found.Add((_due.Long(0), new(new(_due.Text(2), _due.Text(3)), Moments.At(_due.Long(1)))));
        }

        foreach (var (conversation, _) in found)
        {
            _hold.Bind(1, conversation).Bind(2, now + (long)settings.Lease.TotalMicroseconds).Run();
        }

        return [.. found.Select(one => one.Wake)];
    }

    public void Dispose()
    {
        _set.Dispose();
        _clear.Dispose();
        _due.Dispose();
        _hold.Dispose();
    }
}
