using Bot.Core.Pushes;
using SQLitePCL;

namespace Bot.Storage.Sqlite.Pushes;

/// <summary>The campaigns' funnels. A batch's changes are added up and written once, within its transaction.</summary>
internal sealed class PushCounts(sqlite3 db) : IDisposable
{
    private readonly Dictionary<(string Campaign, PushState State, string Rule), long> _changes = [];

    private readonly Statement _add = new(db, """
        INSERT INTO push_counts (campaign, state, rule, pushes) VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT DO UPDATE SET pushes = pushes + excluded.pushes
        """);

    public void Add(string? campaign, PushState state, string? rule, int by)
    {
        if (campaign is not null)
        {
            var key = (campaign, state, rule ?? "");
            _changes[key] = _changes.GetValueOrDefault(key) + by;
        }
    }

    public void Flush()
    {
        foreach (var ((campaign, state, rule), by) in _changes)
        {
            if (by != 0)
            {
                _add.Bind(1, campaign).Bind(2, (long)state).Bind(3, rule).Bind(4, by).Run();
            }
        }

        _changes.Clear();
    }

    public void Drop() => _changes.Clear();

    public void Dispose() => _add.Dispose();
}
