using System.Collections.Immutable;
using Bot.Core.Interactions;
using SQLitePCL;

namespace Bot.Storage.Sqlite;

/// <summary>
/// The writer's counts. A group's place is its conversation's number; direct messages of a channel are counted under the
/// negative number of the channel's name. Days on which members spoke are kept by conversation, negative for a direct one.
/// </summary>
internal sealed class TallyRows(sqlite3 db) : IDisposable
{
    private readonly Statement _counts = new(db, "SELECT counts FROM tallies WHERE day = ?1 AND place = ?2");
    private readonly Statement _keep = new(db, "INSERT INTO tallies (day, place, counts) VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET counts = ?3");
    private readonly Statement _none = new(db, "DELETE FROM tallies WHERE day = ?1 AND place = ?2");
    private readonly Statement _name = new(db, "SELECT id FROM tally_names WHERE name = ?1");
    private readonly Statement _addName = new(db, "INSERT INTO tally_names (name) VALUES (?1)");
    private readonly Statement _days = new(db, "SELECT days FROM active_days WHERE conversation = ?1 AND member = ?2");
    private readonly Statement _keepDays = new(db, "INSERT INTO active_days (conversation, member, days) VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET days = ?3");
    private readonly Statement _noDays = new(db, "DELETE FROM active_days WHERE conversation = ?1 AND member = ?2");
    private readonly Statement _written = new(db, "INSERT INTO tally_writes (day, writes) VALUES (?1, 1) ON CONFLICT DO UPDATE SET writes = writes + 1");
    private readonly Dictionary<string, int> _names = new(StringComparer.Ordinal);
    private readonly HashSet<int> _touched = [];
    private readonly List<(int Name, int Count)> _row = [];
    private readonly List<(int Day, string Name, int Change)> _changes = [];
    private byte[] _buffer = new byte[1024];

    /// <summary>Adds what facts of a conversation count.</summary>
    public void Add(long conversation, string channel, TallyBatch batch)
    {
        foreach (var active in batch.Active)
        {
            var place = active.IsGroup ? conversation : -conversation;
            var days = Days(place, active.Member.Id);
            var grown = ActiveDays.With(days, active.Day.DayNumber, out var changes);
            if (!changes.IsEmpty)
            {
                _keepDays.Bind(1, place).Bind(2, active.Member.Id).Bind(3, ActiveDays.Write(grown)).Run();
                Change(conversation, channel, active.IsGroup, changes, 1);
            }
        }

        foreach (var tally in batch.Places)
        {
            _changes.AddRange(tally.Counts.Select(count => (tally.Day.DayNumber, count.Key, count.Value)));
            Write(tally.Day.DayNumber, Place(conversation, channel, tally.IsGroup));
        }
    }

    /// <summary>Takes away what one fact counts.</summary>
    public void Take(long conversation, string channel, Interaction fact)
    {
        var day = FactTally.DayOf(fact.At).DayNumber;
        _changes.AddRange(FactTally.Of(fact).Select(name => (day, name, -1)));
        Write(day, Place(conversation, channel, fact.IsGroup));
    }

    /// <summary>Takes away all days of a member in a conversation.</summary>
    public void TakeDays(long conversation, string channel, string member)
    {
        foreach (var isGroup in (bool[])[true, false])
        {
            var place = isGroup ? conversation : -conversation;
            var days = Days(place, member);
            if (!days.IsEmpty)
            {
                _noDays.Bind(1, place).Bind(2, member).Run();
                Change(conversation, channel, isGroup, ActiveDays.All(days), -1);
            }
        }
    }

    /// <summary>Before the transaction ends: notes which days it has written.</summary>
    public void Flush()
    {
        foreach (var day in _touched)
        {
            _written.Bind(1, (long)day).Run();
        }

        _touched.Clear();
    }

    /// <summary>What was written since the transaction began is not kept: neither are names.</summary>
    public void Forget()
    {
        _names.Clear();
        _changes.Clear();
        _touched.Clear();
    }

    public void Dispose()
    {
        foreach (var statement in (Statement[])[_counts, _keep, _none, _name, _addName, _days, _keepDays, _noDays, _written])
        {
            statement.Dispose();
        }
    }

    private ImmutableArray<int> Days(long place, string member)
    {
        var days = _days.Bind(1, place).Bind(2, member).Next() ? ActiveDays.Read(_days.Blob(0)) : [];
        _days.Reset();
        return days;
    }

    private void Change(long conversation, string channel, bool isGroup, IEnumerable<DayChange> changes, int sign)
    {
        foreach (var change in changes)
        {
            _changes.Add((change.Day, change.Name, sign * change.Change));
            Write(change.Day, Place(conversation, channel, isGroup));
        }
    }

    private long Place(long conversation, string channel, bool isGroup) => isGroup ? conversation : -NameOf(channel);

    // Brings what has gathered in _changes to one row.
    private void Write(int day, long place)
    {
        if (_changes.Count == 0)
        {
            return;
        }

        _row.Clear();
        if (_counts.Bind(1, (long)day).Bind(2, place).Next())
        {
            TallyBlob.Read(_counts.Blob(0), _row);
        }

        _counts.Reset();
        foreach (var (_, text, change) in _changes)
        {
            var name = NameOf(text);
            var at = _row.FindIndex(one => one.Name == name);
            if (at < 0)
            {
                _row.Add((name, change));
            }
            else
            {
                _row[at] = (name, _row[at].Count + change);
            }
        }

        _changes.Clear();
        _touched.Add(day);
        var blob = TallyBlob.Write(_row, ref _buffer);
        (blob.IsEmpty ? _none.Bind(1, (long)day).Bind(2, place) : _keep.Bind(1, (long)day).Bind(2, place).Bind(3, blob)).Run();
    }

    private int NameOf(string name)
    {
        if (_names.TryGetValue(name, out var known))
        {
            return known;
        }

        if (_name.Bind(1, name).Next())
        {
            known = (int)_name.Long(0);
            _name.Reset();
        }
        else
        {
            _addName.Bind(1, name).Run();
            known = (int)raw.sqlite3_last_insert_rowid(db);
        }

        return _names[name] = known;
    }
}
