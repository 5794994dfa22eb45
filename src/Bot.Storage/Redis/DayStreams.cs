using System.Collections.Concurrent;
using System.Globalization;
using Bot.Core.Interactions;
using Bot.Core.Ports;
using StackExchange.Redis;

namespace Bot.Storage.Redis;

/// <summary>
/// Finds the facts of a day in those streams alone that the counts say hold some. The server's ids tell when a fact was written,
/// which mostly is when it happened. Three laps, each from the newest down: where the day's facts should stand, what was written
/// later, what was written before.
/// </summary>
internal sealed class DayStreams(RedisCalls calls, RedisTallies tallies)
{
    // So many groups of one bucket are read each by itself; of more, and of direct messages, the bucket's list of all.
    private const int Own = 4;
    private const int Least = 8;
    private const int Short = 16;
    private const int Long = 128;
    private const long Slack = 15 * 60 * 1000;
    private const int MostBegun = 1000;
    private const string End = "18446744073709551615";

    private readonly ConcurrentDictionary<(DateOnly First, DateOnly Last), Cursor> _begun = new();

    /// <summary>Where the reading stands: the lap, the first and the last moment of the first lap, and the place behind which to look on.</summary>
    private sealed record Cursor(int Lap, long Low, long High, FactPlace? Behind)
    {
        public (string Lower, string Upper) Bounds => Lap switch
        {
            0 => (string.Create(CultureInfo.InvariantCulture, $"{Low}-0"), string.Create(CultureInfo.InvariantCulture, $"{High}-{End}")),
            1 => (string.Create(CultureInfo.InvariantCulture, $"({High}-{End}"), "+"),
            _ => ("-", string.Create(CultureInfo.InvariantCulture, $"({Low}-0")),
        };

        public Cursor? Next => Lap < 2 ? this with { Lap = Lap + 1, Behind = null } : null;

        public static Cursor? Parse(string? text)
        {
            if (text is null)
            {
                return null;
            }

            return text.Split('.') is [var lap, var low, var high, var behind] && lap is "0" or "1" or "2"
                && long.TryParse(low, NumberStyles.None, CultureInfo.InvariantCulture, out var first) && long.TryParse(high, NumberStyles.None, CultureInfo.InvariantCulture, out var last)
                ? new(lap[0] - '0', first, last, behind.Length > 0 ? FactPlace.Parse(behind) : null)
                : throw new FormatException($"'{text}' is no cursor of this store: give back what an earlier page gave.");
        }

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Lap}.{Low}.{High}.{Behind}");
    }

    public async ValueTask<DayStretch> ReadAsync(DayQuery query, CancellationToken cancel)
    {
        // Few facts in many streams: each is read in long pages at once. Where everything is wanted, each has its share of the page.
        var sources = await SourcesAsync(query).ConfigureAwait(false);
        sources.ForEach(source => source.Page = query is { IsPlain: true, Kind: null } ? Math.Clamp(2 * query.Limit / sources.Count, 4, Long) : query.Left < 4 * sources.Count ? Long : Short);
        if (sources.Count == 0)
        {
            return new([], 0, null);
        }

        RedisValue[] day = [Text(query.Day), Text(query.Last.AddDays(1))];
        RedisValue[] needles = [.. query.Needles.Select(needle => (RedisValue)needle)];
        Cursor? at = Cursor.Parse(query.After) ?? await BegunAsync((query.Day, query.Last), sources).ConfigureAwait(false);
        var (found, looked, left) = (new List<RecordedInteraction>(), 0, query.Left);
        Begin(sources, at);
        while (at is not null && IsOpen(at) && found.Count < query.Limit && looked < query.Most)
        {
            cancel.ThrowIfCancellationRequested();
            // Who has nothing in hand is asked for more, those first that lag behind: what is read far ahead of the others may have to be read again.
            var middle = sources.Where(source => !source.IsOver).Select(source => source.Reached).Order().ElementAtOrDefault(sources.Count(source => !source.IsOver) / 2);
            var asked = sources.Where(source => !source.IsOver && source.Found.Count == 0 && source.Reached.CompareTo(middle) >= 0);
            // An answer costs something even where it holds nothing.
            looked += (await Task.WhenAll(asked.Select(source => source.FillAsync(query, day, needles))).ConfigureAwait(false)).Sum(read => Math.Max(read, Least));
            // Above this place every stream has been read: nothing can come between any more.
            var read = sources.Where(source => !source.IsOver).Select(source => source.Reached).Append(FactPlace.First).Max();
            foreach (var (place, fact) in Taken(sources, read))
            {
                at = at with { Behind = place };
                found.Add(new(at.ToString(), fact));
                left -= query.Weight(fact);
                if (!IsOpen(at) || found.Count == query.Limit)
                {
                    return new([.. found], looked, IsOpen(at) ? at.ToString() : null);
                }
            }

            at = at with { Behind = read };
            if (read == FactPlace.First)
            {
                at = at.Next;
                Begin(sources, at);
            }
        }

        return new([.. found], looked, at is not null && IsOpen(at) ? at.ToString() : null);

        // Facts that count under no name are found where the day's facts should stand.
        bool IsOpen(Cursor here) => left > 0 || (query.IsPlain && here.Lap == 0);
    }

    private static void Begin(List<DaySource> sources, Cursor? at)
    {
        foreach (var source in sources)
        {
            if (at is not null)
            {
                source.Begin(at.Bounds.Lower, at.Bounds.Upper, at.Behind);
            }
        }
    }

    // What all streams hold down to a place, the newest first.
    private static IEnumerable<(FactPlace Place, Interaction Fact)> Taken(List<DaySource> sources, FactPlace read)
    {
        var heads = new PriorityQueue<DaySource, FactPlace>(Comparer<FactPlace>.Create((one, other) => other.CompareTo(one)));
        foreach (var source in sources)
        {
            Offer(source);
        }

        while (heads.TryDequeue(out var source, out _))
        {
            yield return source.Found.Dequeue();
            Offer(source);
        }

        void Offer(DaySource source)
        {
            if (source.Found.TryPeek(out var head) && head.Place.CompareTo(read) >= 0)
            {
                heads.Enqueue(source, head.Place);
            }
        }
    }

    private async Task<List<DaySource>> SourcesAsync(DayQuery query)
    {
        var sources = new List<DaySource>();
        if (query is { IsPlain: true, Places.IsEmpty: true })
        {
            return [.. Enumerable.Range(0, RedisKeys.Buckets).Select(OfBucket)];
        }

        var places = await tallies.PlacesAsync(query.Day, name => FactNames.Fits(name, query.Names), query.Places.Contains).ConfigureAwait(false);
        foreach (var some in places.GroupBy(place => place.Bucket).OrderByDescending(some => some.Sum(place => place.Count)))
        {
            if (some.Count() > Own || some.Any(one => one.Place.Group is null))
            {
                sources.Add(OfBucket(some.Key));
            }
            else
            {
                sources.AddRange(some.Select(one => new DaySource(calls, new ConversationKeys(one.Place.Group!).Facts, some.Key, "")));
            }
        }

        return sources;
    }

    private DaySource OfBucket(int bucket) => new(calls, RedisKeys.OfBucket(bucket, "facts"), bucket, RedisKeys.OfBucket(bucket, "f:").ToString());

    // What was found out of a day is kept: if it no longer fits, the search takes longer and finds the same.
    private async Task<Cursor> BegunAsync((DateOnly First, DateOnly Last) days, List<DaySource> sources)
    {
        if (_begun.TryGetValue(days, out var known))
        {
            return known;
        }

        if (_begun.Count >= MostBegun)
        {
            _begun.Clear();
        }

        return _begun[days] = await BeginAsync(days.First, days.Last, sources).ConfigureAwait(false);
    }

    // Between which moments of the server's clock the days' facts should have been written. Where that clock is not the one
    // that dates facts, or all were brought in later, they are looked for as in a sorted list.
    private static async Task<Cursor> BeginAsync(DateOnly day, DateOnly until, List<DaySource> sources)
    {
        var (from, to) = (FactTally.StartOf(day).ToUnixTimeMilliseconds() - Slack, FactTally.StartOf(until.AddDays(1)).ToUnixTimeMilliseconds() + Slack);
        var (first, last) = (DateTimeOffset.FromUnixTimeMilliseconds(from), DateTimeOffset.FromUnixTimeMilliseconds(to));
        var there = await Task.WhenAll(sources.Select(source => source.AtAsync(to))).ConfigureAwait(false);
        if (there.Any(one => one is { } fact && fact.Ms >= from && fact.At >= first && fact.At <= last))
        {
            return new(0, from, to, null);
        }

        var places = await Task.WhenAll(sources.Select(source => PlaceAsync(source, first, last))).ConfigureAwait(false);
        return places.OfType<(long Low, long High)>().ToList() is { Count: > 0 } known ? new(0, known.Min(one => one.Low), known.Max(one => one.High), null) : new(0, from, to, null);
    }

    private static async Task<(long Low, long High)?> PlaceAsync(DaySource source, DateTimeOffset first, DateTimeOffset last)
    {
        if (await source.AtAsync(long.MaxValue).ConfigureAwait(false) is not { } newest)
        {
            return null;
        }

        var oldest = await source.OldestAsync().ConfigureAwait(false);
        var begin = await BeforeAsync(source, first, oldest, newest.Ms).ConfigureAwait(false);
        return (begin, await BeforeAsync(source, last, begin, newest.Ms).ConfigureAwait(false));
    }

    private static async Task<long> BeforeAsync(DaySource source, DateTimeOffset time, long oldest, long newest)
    {
        var (low, high) = (Math.Max(0, oldest - 1), newest);
        while (low < high)
        {
            var middle = low + ((high - low + 1) / 2);
            var probe = await source.AtAsync(middle).ConfigureAwait(false);
            (low, high) = probe is not { } there || there.At < time ? (middle, high) : (low, Math.Min(middle - 1, there.Ms - 1));
        }

        return low;
    }

    private static string Text(DateOnly day) => FactTally.StartOf(day).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
}
