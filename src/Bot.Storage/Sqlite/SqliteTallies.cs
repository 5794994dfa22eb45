using System.Collections.Immutable;
using Bot.Core.Activities;
using Bot.Core.Interactions;
using Bot.Core.Ports;

namespace Bot.Storage.Sqlite;

/// <summary>Reads the counts. Names and conversations never change their number, so they are read once.</summary>
internal sealed class SqliteTallies(Readers readers) : ITallies
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, TallyPlace> _places = [];
    private ImmutableArray<string> _names = [];

    public ValueTask<TallySheet> ReadAsync(DateOnly from, DateOnly to, CancellationToken cancel) => new(readers.Read(reader =>
    {
        var (parts, row, places, numbers) = (ImmutableArray.CreateBuilder<ReadOnlyMemory<TallyCell>>(), new List<(int Name, int Count)>(), new Dictionary<long, int>(), new List<long>());
        var select = reader["SELECT day, place, counts FROM tallies WHERE day >= ?1 AND day <= ?2"].Bind(1, (long)from.DayNumber).Bind(2, (long)to.DayNumber);
        while (select.Next())
        {
            var number = select.Long(1);
            if (!places.TryGetValue(number, out var place))
            {
                places[number] = place = numbers.Count;
                numbers.Add(number);
            }

            row.Clear();
            TallyBlob.Read(select.Blob(2), row);
            var day = (int)select.Long(0);
            var cells = new TallyCell[row.Count];
            for (var i = 0; i < cells.Length; i++)
            {
                cells[i] = new(day, place, row[i].Name, row[i].Count);
            }

            parts.Add(cells);
        }

        lock (_gate)
        {
            // Read after the counts, so that every name they use is there.
            ReadNames(reader);
            return new TallySheet(_names, [.. numbers.Select(number => Place(reader, number))], parts.ToImmutable());
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

    private TallyPlace Place(Reader reader, long number)
    {
        if (_places.TryGetValue(number, out var known))
        {
            return known;
        }

        if (number < 0)
        {
            return _places[number] = new TallyPlace(_names[(int)-number], null);
        }

        var find = reader["SELECT channel, name FROM conversations WHERE id = ?1"].Bind(1, number);
        find.Next();
        var group = new ConversationKey(find.Text(0), find.Text(1));
        find.Reset();
        return _places[number] = new TallyPlace(group.Channel, group);
    }
}
