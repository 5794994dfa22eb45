using Bot.Core.Throttling;
using SQLitePCL;

namespace Bot.Storage.Sqlite.Pushes;

/// <summary>The truth about pushes, for writing.</summary>
internal sealed class PushRows(sqlite3 db) : IDisposable
{
    private const string Final = "state >= 10";
    private const string Open = "state < 10";
    private readonly Statement _find = new(db, $"SELECT {KeptPush.Columns} FROM pushes WHERE name = ?1");
    private readonly Statement _of = new(db, $"SELECT {KeptPush.Columns} FROM pushes WHERE member = ?1");
    private readonly Statement _old = new(db, $"SELECT {KeptPush.Columns} FROM pushes WHERE {Final} AND changed < ?1 ORDER BY changed LIMIT ?2");
    private readonly Statement _holding = new(db, $"SELECT {KeptPush.Columns} FROM pushes WHERE logs IS NOT NULL");
    private readonly Statement _due = new(db, $"SELECT id FROM pushes WHERE {Open} AND class = ?1 AND due <= ?2 ORDER BY due, id LIMIT ?3");
    private readonly Statement _claim = new(db, $"UPDATE pushes SET fence = fence + 1, due = ?2 WHERE id = ?1 RETURNING {KeptPush.Columns}");
    private readonly Statement _claimOne = new(db, $"UPDATE pushes SET fence = fence + 1, due = ?2 WHERE name = ?1 AND state <= 3 RETURNING {KeptPush.Columns}");
    private readonly Statement _settle = new(db, "UPDATE pushes SET state = ?2, due = ?3, changed = ?4, slot_at = ?5, note = ?6, logs = ?7, failures = ?8 WHERE id = ?1");
    private readonly Statement _wake = new(db, "UPDATE pushes SET due = ?2 WHERE name = ?1 AND state <= 2");
    private readonly Statement _remove = new(db, "DELETE FROM pushes WHERE id = ?1");

    private readonly Statement _add = new(db, """
        INSERT INTO pushes (name, state, class, fence, due, changed, slot_at, campaign, member, party, rule, note, logs, failures, json)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
        """);

    private readonly Statement _change = new(db, """
        UPDATE pushes SET state = ?2, class = ?3, fence = ?4, due = ?5, changed = ?6, slot_at = ?7, campaign = ?8, member = ?9, party = ?10, rule = ?11,
          note = ?12, logs = ?13, failures = ?14, json = ?15 WHERE id = ?1
        """);

    public KeptPush? Find(string name) => One(_find.Bind(1, name));

    /// <summary>Keeps a whole row, new or in the place of an earlier one; gives its number.</summary>
    public long Keep(WrittenPush push, KeptPush? earlier, int fence, long now)
    {
        var row = push.Row;
        var keep = earlier is null ? _add.Bind(1, push.Name) : _change.Bind(1, earlier.Id);
        keep.Bind(2, (long)row.State).Bind(3, (long)row.Push.Class).Bind(4, fence)
            .Bind(5, row.Due.ToUnixTimeMilliseconds()).Bind(6, now).Bind(7, push.Logs.Length > 0 ? now : null)
            .BindOrNull(8, row.Push.Campaign).Bind(9, push.Member).Bind(10, push.Group).BindOrNull(11, row.Verdict?.Rule).BindOrNull(12, row.Note);
        BindOrNull(keep, 13, push.Logs);
        BindOrNull(keep, 14, push.Failures);
        keep.Bind(15, push.Json).Run();
        return earlier?.Id ?? raw.sqlite3_last_insert_rowid(db);
    }

    /// <summary>Makes a row that is planned, held or in a digest due.</summary>
    public bool Wake(string name, long now) => _wake.Bind(1, name).Bind(2, now).Run() == 1;

    /// <summary>Keeps what a settlement changes.</summary>
    public void Settle(KeptPush push)
    {
        _settle.Bind(1, push.Id).Bind(2, (long)push.State).Bind(3, push.Due).Bind(4, push.Changed).Bind(5, push.SlotAt).BindOrNull(6, push.Note);
        BindOrNull(_settle, 7, push.Logs);
        BindOrNull(_settle, 8, push.Failures);
        _settle.Run();
    }

    public List<KeptPush> Claim(int max, long now, long until)
    {
        var ids = new List<long>();
        foreach (var one in Enum.GetValues<PushClass>())
        {
            if (ids.Count < max)
            {
                ids.AddRange(Reader.List(_due.Bind(1, (long)one).Bind(2, now).Bind(3, max - ids.Count), row => row.Long(0)));
            }
        }

        return ids.ConvertAll(id => One(_claim.Bind(1, id).Bind(2, until))!);
    }

    /// <summary>Claims one row that waits; null when it does not.</summary>
    public KeptPush? ClaimOne(string name, long until) => One(_claimOne.Bind(1, name).Bind(2, until));

    public List<KeptPush> OfMember(long hash) => Reader.List(_of.Bind(1, hash), KeptPush.Read);

    public List<KeptPush> Old(long before, int max) => Reader.List(_old.Bind(1, before).Bind(2, max), KeptPush.Read);

    /// <summary>Hands over every row that holds slots, one at a time.</summary>
    public void ForEachHolding(Action<KeptPush> then)
    {
        while (_holding.Next())
        {
            then(KeptPush.Read(_holding));
        }
    }

    public void Remove(long id) => _remove.Bind(1, id).Run();

    public void Dispose()
    {
        foreach (var statement in (Statement[])[_find, _of, _old, _holding, _due, _claim, _claimOne, _settle, _wake, _remove, _add, _change])
        {
            statement.Dispose();
        }
    }

    private static KeptPush? One(Statement find)
    {
        if (!find.Next())
        {
            return null;
        }

        var found = KeptPush.Read(find);
        find.Reset();
        return found;
    }

    private static void BindOrNull(Statement statement, int index, byte[] packed) =>
        _ = packed.Length == 0 ? statement.BindNull(index) : statement.Bind(index, packed);
}
