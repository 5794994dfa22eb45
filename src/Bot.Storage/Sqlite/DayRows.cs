using System.Globalization;
using System.Text;
using Bot.Core.Interactions;
using Bot.Core.Ports;

namespace Bot.Storage.Sqlite;

/// <summary>
/// Finds the facts of a day without an index on time: rows are nearly in order of time, so the day's are found by bisection.
/// Three laps, each from the newest row down: where the day's rows should stand, what was written later, what was written before.
/// </summary>
internal sealed class DayRows(Readers readers)
{
    private const int Page = 1024;

    // Rows are written a little after they happened, by many at once.
    private const long Slack = 15 * 60 * 1_000_000L;
    private const string Rows = "SELECT id, conversation, at, fact FROM interactions WHERE id <= ?1 AND id >= ?2 ORDER BY id DESC LIMIT ?3";
    private const string RowsOfOne = "SELECT id, conversation, at, fact FROM interactions WHERE id <= ?1 AND id >= ?2 AND conversation = ?4 ORDER BY id DESC LIMIT ?3";

    /// <summary>Where the reading stands.</summary>
    /// <param name="Lap">0 to 2.</param>
    /// <param name="Low">The first row of the first lap.</param>
    /// <param name="High">Its last.</param>
    /// <param name="Row">The next row to look at.</param>
    /// <param name="Place">Its facts in front of this place are still to be looked at; -1 for all.</param>
    private sealed record Cursor(int Lap, long Low, long High, long Row, int Place)
    {
        public long Least => Lap switch { 0 => Low, 1 => High + 1, _ => 0 };

        public Cursor? Next => Lap switch { 0 => this with { Lap = 1, Row = long.MaxValue, Place = -1 }, 1 => this with { Lap = 2, Row = Low - 1, Place = -1 }, _ => null };

        public static Cursor? Parse(string? text)
        {
            if (text is null)
            {
                return null;
            }

            var parts = text.Split('.').Select(part => long.TryParse(part, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : long.MinValue).ToArray();
            return parts is [>= 0 and <= 2, >= 0, >= 0, >= -1, >= -1 and <= int.MaxValue]
                ? new((int)parts[0], parts[1], parts[2], parts[3], (int)parts[4])
                : throw new FormatException($"'{text}' is no cursor of this store: give back what an earlier page gave.");
        }

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Lap}.{Low}.{High}.{Row}.{Place}");
    }

    /// <summary>Reads a stretch, page by page: one long reading would hold the write-ahead log.</summary>
    public DayStretch Read(DayQuery query, CancellationToken cancel)
    {
        var (from, to) = (FactTally.StartOf(query.Day).Micros(), FactTally.StartOf(query.Last.AddDays(1)).Micros());
        var at = Cursor.Parse(query.After) ?? readers.Read(reader => new Cursor(0, Before(reader, from - Slack), Before(reader, to + Slack), 0, -1) is var begin ? begin with { Row = begin.High } : null);
        var needles = query.Needles.Select(Encoding.UTF8.GetBytes).ToArray();
        var (groups, one) = readers.Read(reader => Conversations(reader, query));
        var (found, looked, left) = (new List<RecordedInteraction>(), 0, query.Left);
        while (at is not null && IsOpen(at) && found.Count < query.Limit && looked < query.Most)
        {
            cancel.ThrowIfCancellationRequested();
            // Where every row is wanted, no more are read than there is room for.
            var (here, most) = (at, Math.Min(query is { IsPlain: true, Kind: null } ? Math.Min(Page, query.Limit - found.Count) : Page, query.Most - looked));
            var page = readers.Read(reader => Reader.List(
                one is { } id ? reader[RowsOfOne].Bind(1, here.Row).Bind(2, here.Least).Bind(3, most).Bind(4, id) : reader[Rows].Bind(1, here.Row).Bind(2, here.Least).Bind(3, most),
                row => (Id: row.Long(0), Facts: row.Long(2) is var when && when >= from && when <= to && groups?.Contains(row.Long(1)) != false && Has(row.Blob(3), needles) ? PackedFacts.Read(row.Blob(3)) : [])));
            looked += page.Count;
            foreach (var (id, facts) in page)
            {
                for (var place = (id == here.Row && here.Place >= 0 ? Math.Min(here.Place, facts.Length) : facts.Length) - 1; place >= 0 && IsOpen(at) && found.Count < query.Limit; place--)
                {
                    if (query.Holds(facts[place]))
                    {
                        at = here with { Row = id, Place = place };
                        found.Add(new(at.ToString(), facts[place]));
                        left -= query.Weight(facts[place]);
                    }
                }

                if (!IsOpen(at) || found.Count == query.Limit)
                {
                    break;
                }

                at = here with { Row = id - 1, Place = -1 };
            }

            if (page.Count < most && IsOpen(at) && found.Count < query.Limit)
            {
                at = here.Next;
            }
        }

        return new([.. found], looked, at is not null && IsOpen(at) ? at.ToString() : null);

        // Facts that count under no name are found where the day's facts should stand.
        bool IsOpen(Cursor here) => left > 0 || (query.IsPlain && here.Lap == 0);
    }

    private static bool Has(ReadOnlySpan<byte> json, byte[][] needles)
    {
        foreach (var needle in needles)
        {
            if (json.IndexOf(needle) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    // The groups asked for, where only groups are; and the one, where an index has its rows.
    private static (HashSet<long>? Groups, long? One) Conversations(Reader reader, DayQuery query)
    {
        if (query.Places.IsEmpty || query.Places.Any(place => place.Group is null))
        {
            return (null, null);
        }

        var groups = query.Places.Select(place => reader.ConversationId(place.Group!)).OfType<long>().ToHashSet();
        return (groups, groups.Count == 1 ? groups.Single() : null);
    }

    // The last row of those before a time, if rows were in order of time.
    private static long Before(Reader reader, long time)
    {
        var (low, high) = (0L, reader.Count("SELECT coalesce(max(id), 0) FROM interactions"));
        while (low < high)
        {
            var middle = low + ((high - low + 1) / 2);
            var probe = reader["SELECT at FROM interactions WHERE id <= ?1 ORDER BY id DESC LIMIT 1"].Bind(1, middle);
            var earlier = !probe.Next() || probe.Long(0) < time;
            probe.Reset();
            (low, high) = earlier ? (middle, high) : (low, middle - 1);
        }

        return low;
    }
}
