using System.Collections.Immutable;
using Bot.Core.Ports;
using Bot.Core.Pushes;
using Bot.Core.Throttling;

namespace Bot.Storage.Sqlite.Pushes;

/// <summary>What is read about pushes, by readers.</summary>
internal static class PushReads
{
    private const int Page = 256;
    private const string Wanted = "AND (?1 IS NULL OR +campaign = ?1) AND (?2 IS NULL OR +member = ?2) AND (?3 IS NULL OR +party = ?3) AND (?4 IS NULL OR +state = ?4)";
    private const string Oldest = $"{Wanted} AND id > ?5 ORDER BY id LIMIT ?6";
    private const string Newest = $"{Wanted} AND id < ?5 ORDER BY id DESC LIMIT ?6";
    private const string OfMember = $"SELECT {KeptPush.Columns} FROM pushes WHERE member = ?2 ";
    private const string OfGroup = $"SELECT {KeptPush.Columns} FROM pushes WHERE party = ?3 ";
    private const string OfCampaign = $"SELECT {KeptPush.Columns} FROM pushes WHERE campaign = ?1 ";
    private const string All = $"SELECT {KeptPush.Columns} FROM pushes WHERE true ";

    public static KeptPush? Find(Reader reader, string id) =>
        Reader.List(reader[$"SELECT {KeptPush.Columns} FROM pushes WHERE name = ?1"].Bind(1, id), KeptPush.Read).FirstOrDefault();

    public static (long Now, bool IsWhole) Memory(Reader reader) => PushMemory.Read(reader[PushMemory.Query]);

    public static SlotReads Slots(Reader reader) => new(sql => reader[sql]);

    /// <summary>A page's rows, at most <see cref="PushQuery.Max"/>; behind an unknown id there are none.</summary>
    public static ImmutableArray<PushRow> List(Reader reader, PushQuery query)
    {
        var found = ImmutableArray.CreateBuilder<PushRow>();
        var (begin, end) = query.Newest ? (long.MaxValue, 0L) : (0L, long.MaxValue);
        var after = query.After is null ? begin : Find(reader, query.After)?.Id ?? end;
        while (found.Count < query.Max)
        {
            var page = Reader.List(Bound(reader, query, after), KeptPush.Read);
            // People and groups are found by a hash; the row says whether it is they.
            found.AddRange(page.Select(push => push.ToRow())
                .Where(row => (query.Member is null || row.Push.Member == query.Member) && (query.Group is null || row.Push.Group == query.Group))
                .Take(query.Max - found.Count));
            if (page.Count < Math.Min(Page, query.Max))
            {
                break;
            }

            after = page[^1].Id;
        }

        return found.ToImmutable();
    }

    /// <summary>Held rows behind a place in the order in which they are taken up.</summary>
    public static WaitingPage Waiting(Reader reader, WaitingCursor? after, int max)
    {
        var held = ImmutableArray.CreateBuilder<PushRow>();
        var (first, due, arrival, left) = (after?.Class ?? default, after?.Due ?? long.MinValue, after?.Arrival ?? long.MinValue, max);
        for (var one = first; Enum.IsDefined(one); one++, due = arrival = long.MinValue)
        {
            var select = reader[$"SELECT {KeptPush.Columns} FROM pushes WHERE state < 10 AND class = ?1 AND due >= ?2 AND (due > ?2 OR id > ?3) ORDER BY due, id LIMIT ?4"];
            var page = Reader.List(select.Bind(1, (long)one).Bind(2, due).Bind(3, arrival).Bind(4, left), KeptPush.Read);
            held.AddRange(page.Where(push => push.State == PushState.Held).Select(push => push.ToRow()));
            left -= page.Count;
            if (left == 0)
            {
                return new(held.ToImmutable(), new(one, page[^1].Due, page[^1].Id));
            }
        }

        return new(held.ToImmutable(), null);
    }

    public static ImmutableArray<PushCount> Counts(Reader reader, string campaign) =>
    [
        .. Reader.List(
            reader["SELECT state, rule, pushes FROM push_counts WHERE campaign = ?1 AND pushes > 0 ORDER BY state, rule"].Bind(1, campaign),
            row => new PushCount((PushState)row.Long(0), row.Text(1) is { Length: > 0 } rule ? rule : null, row.Long(2))),
    ];

    public static DateTimeOffset? NextDue(Reader reader)
    {
        // One seek for each class: the index has the class in front.
        long? first = null;
        foreach (var one in Enum.GetValues<PushClass>())
        {
            var due = Reader.List(reader["SELECT due FROM pushes WHERE state < 10 AND class = ?1 ORDER BY due LIMIT 1"].Bind(1, (long)one), row => row.Long(0));
            first = due is [var at] && (first is null || at < first) ? at : first;
        }

        return first is { } earliest ? KeptPush.Moment(earliest) : null;
    }

    private static Statement Bound(Reader reader, PushQuery query, long after)
    {
        var from = query switch
        {
            { Member: not null } => OfMember,
            { Group: not null } => OfGroup,
            { Campaign: not null } => OfCampaign,
            _ => All,
        };
        var select = reader[from + (query.Newest ? Newest : Oldest)];
        return select.BindOrNull(1, query.Campaign)
            .Bind(2, query.Member is { } member ? WrittenPush.HashOf(member) : null)
            .Bind(3, query.Group is { } group ? WrittenPush.HashOf(group) : null)
            .Bind(4, query.State is { } state ? (long)state : null)
            .Bind(5, after)
            .Bind(6, Math.Min(Page, query.Max));
    }
}
