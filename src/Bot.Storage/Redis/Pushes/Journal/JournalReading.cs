using Bot.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Bot.Storage.Redis.Pushes.Journal;

/// <summary>A journal being read, this node's or one beside it.</summary>
internal sealed class JournalReading : IDisposable
{
    private readonly SqliteConnection _connection;

    public JournalReading(string file)
    {
        _connection = new Database($"Data Source={file}").OpenReader();
        using var memory = new Statement(_connection.Handle!, "SELECT node, epoch FROM memory");
        memory.Next();
        Node = memory.Text(0);
        Epoch = memory.Long(1);
        memory.Reset();
    }

    public string Node { get; }

    public long Epoch { get; }

    /// <summary>All rows, in the order in which the server first kept them.</summary>
    public IEnumerable<JournalPush> Pushes() =>
        Read("SELECT id, version, number, packed FROM pushes ORDER BY number, place", row => new JournalPush(row.Text(0), row.Long(1), row.Long(2), row.Blob(3).ToArray()));

    public IEnumerable<JournalSignal> Signals() => Read("SELECT log, name, at FROM signals", row => new JournalSignal(row.Text(0), row.Text(1), row.Long(2)));

    /// <summary>Campaigns as they were last seen; none in a journal that an older release left.</summary>
    public IEnumerable<byte[]> Campaigns() => Read("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'campaigns'", row => row.Long(0)).Any()
        ? Read("SELECT json FROM campaigns", row => row.Blob(0).ToArray())
        : [];

    /// <summary>Nodes, and when each was last known to be alive (milliseconds).</summary>
    public IEnumerable<(string Node, long At)> Nodes() => Read("SELECT name, at FROM nodes", row => (row.Text(0), row.Long(1)));

    public void Dispose() => _connection.Dispose();

    private IEnumerable<T> Read<T>(string sql, Func<Statement, T> one)
    {
        using var rows = new Statement(_connection.Handle!, sql);
        while (rows.Next())
        {
            yield return one(rows);
        }
    }
}
