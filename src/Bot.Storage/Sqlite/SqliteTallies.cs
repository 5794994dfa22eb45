using System.Collections.Immutable;
using Bot.Core.Activities;
using Bot.Core.Interactions;
using Bot.Core.Ports;

namespace Bot.Storage.Sqlite;

/// <summary>
/// Reads the counts. A day is kept in memory once it was read, and read again only when it was written since, by whatever
/// process: days gone by are read once, today's with each question. Names and conversations never change their number.
/// </summary>
internal sealed class SqliteTallies(Readers readers) : ITallies
{
    // About 60 MB.
    private const int MostCells = 4_000_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<int, (long Writes, TallyCell[] Cells)> _read = [];
    private readonly Dictionary<long, int> _placeOf = [];
    private ImmutableArray<TallyPlace> _places = [];
    private ImmutableArray<string> _names = [];
    private long _cells;

    public ValueTask<TallySheet> ReadAsync(DateOnly from, DateOnly to, CancellationToken cancel) => new(readers.Read(reader =>
    {
        // Read before the counts: what is newer than this number is only read once more.
        var writes = Reader.List(
            reader["SELECT day, writes FROM tally_writes WHERE day >= ?1 AND day <= ?2"].Bind(1, (long)from.DayNumber).Bind(2, (long)to.DayNumber),
            row => (Day: (int)row.Long(0), Writes: row.Long(1)));
        var parts = ImmutableArray.CreateBuilder<ReadOnlyMemory<TallyCell>>(writes.Count);
        lock (_gate)
        {
            foreach (var (day, number) in writes)
            {
                if (!_read.TryGetValue(day, out var known) || known.Writes != number)
                {
                    known = (number, ReadDay(reader, day));
                    Keep(day, known);
                }

                parts.Add(known.Cells);
            }

            // Read after the counts, so that every name they use is there.
            ReadNames(reader);
            ReadPlaces(reader);
            return new TallySheet(_names, _places, parts.ToImmutable());
        }
    }));

    public ValueTask<ImmutableArray<ImmutableArray<int>>> ActiveAsync(ImmutableArray<GroupMember> members, CancellationToken cancel) => new(readers.Read(reader =>
    {
        var groups = members.Select(one => one.Group).Distinct().ToDictionary(group => group, group => reader.ConversationId(group) ?? 0);
        var select = reader["SELECT days FROM active_days WHERE conversation = ?1 AND member = ?2"];
        return members.Select(one =>
        {
            var days = select.Bind(1, groups[one.Group]).Bind(2, one.Member).Next() ? ActiveDays.Read(select.Blob(0)) : [];
            select.Reset();
            return days;
        }).ToImmutableArray();
    }));

    private void ReadNames(Reader reader)
    {
        var found = Reader.List(reader["SELECT id, name FROM tally_names WHERE id >= ?1 ORDER BY id"].Bind(1, (long)_names.Length), row => (Id: (int)row.Long(0), Name: row.Text(1)));
        if (found.Count == 0)
        {
            return;
        }

        var names = _names.ToBuilder();
        foreach (var (id, name) in found)
        {
            // Numbers begin at 1.
            while (names.Count < id)
            {
                names.Add("");
            }

            names.Add(name);
        }

        _names = names.ToImmutable();
    }

    private TallyCell[] ReadDay(Reader reader, int day)
    {
        var (cells, row) = (new List<TallyCell>(), new List<(int Name, int Count)>());
        var select = reader["SELECT place, counts FROM tallies WHERE day = ?1"].Bind(1, (long)day);
        while (select.Next())
        {
            var number = select.Long(0);
            if (!_placeOf.TryGetValue(number, out var place))
            {
                _placeOf[number] = place = _placeOf.Count;
            }

            row.Clear();
            TallyBlob.Read(select.Blob(1), row);
            foreach (var (name, count) in row)
            {
                cells.Add(new(day, place, name, count));
            }
        }

        return [.. cells];
    }

    private void Keep(int day, (long Writes, TallyCell[] Cells) known)
    {
        if (_cells + known.Cells.Length > MostCells)
        {
            _read.Clear();
            _cells = 0;
        }

        _cells += known.Cells.Length - (_read.TryGetValue(day, out var old) ? old.Cells.Length : 0);
        _read[day] = known;
    }

    private void ReadPlaces(Reader reader)
    {
        if (_places.Length < _placeOf.Count)
        {
            _places = [.. _places, .. _placeOf.Skip(_places.Length).Select(one => Place(reader, one.Key))];
        }
    }

    private TallyPlace Place(Reader reader, long number)
    {
        if (number < 0)
        {
            return new TallyPlace(_names[(int)-number], null);
        }

        var find = reader["SELECT channel, name FROM conversations WHERE id = ?1"].Bind(1, number);
        find.Next();
        var group = new ConversationKey(find.Text(0), find.Text(1));
        find.Reset();
        return new TallyPlace(group.Channel, group);
    }
}
