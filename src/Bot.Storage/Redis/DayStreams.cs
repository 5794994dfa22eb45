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

    private readonly ConcurrentDictionary<DateOnly, Cursor> _begun = new();

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
        // Few facts in many streams: each is read in long pages at once.
        var sources = await SourcesAsync(query).ConfigureAwait(false);
        sources.ForEach(source => source.Page = query.Left < 4 * sources.Count ? Long : Short);
        if (sources.Count == 0)
        {
            return new([], 0, null);
        }

        RedisValue[] day = [Text(query.Day), Text(query.Day.AddDays(1))];
        RedisValue[] needles = [.. FactNames.Needles(query.Names).Select(needle => (RedisValue)needle)];
        Cursor? at = Cursor.Parse(query.After) ?? await BegunAsync(query.Day, sources[0]).ConfigureAwait(false);
        var (found, looked, left) = (new List<RecordedInteraction>(), 0, query.Left);
        Begin(sources, at);
        while (at is not null && left > 0 && found.Count < query.Limit && looked < query.Most)
        {
            cancel.ThrowIfCancellationRequested();
            // Who has nothing in hand is asked for more; the others wait.
            // An answer costs something even where it holds nothing.
            looked += (await Task.WhenAll(sources.Where(source => !source.IsOver && source.Found.Count == 0).Select(source => source.FillAsync(query, day, needles))).ConfigureAwait(false)).Sum(read => Math.Max(read, Least));
            // Above this place every stream has been read: nothing can come between any more.
            var read = sources.Where(source => !source.IsOver).Select(source => source.Reached).Append(FactPlace.First).Max();
            foreach (var (place, fact) in Taken(sources, read))
            {
                at = at with { Behind = place };
                found.Add(new(at.ToString(), fact));
                left -= FactNames.Weight(fact, query.Names);
                if (left <= 0 || found.Count == query.Limit)
                {
                    return new([.. found], looked, left > 0 ? at.ToString() : null);
                }
            }

            at = at with { Behind = read };
            if (read == FactPlace.First)
            {
                at = at.Next;
                Begin(sources, at);
            }
        }

        return new([.. found], looked, left > 0 ? at?.ToString() : null);
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
        var places = await tallies.PlacesAsync(query.Day, name => FactNames.Fits(name, query.Names), query.Places.Contains).ConfigureAwait(false);
        foreach (var some in places.GroupBy(place => place.Bucket).OrderByDescending(some => some.Sum(place => place.Count)))
        {
            if (some.Count() > Own || some.Any(one => one.Place.Group is null))
            {
                sources.Add(new(calls, RedisKeys.OfBucket(some.Key, "facts"), some.Key, RedisKeys.OfBucket(some.Key, "f:").ToString()));
            }
            else
            {
                sources.AddRange(some.Select(one => new DaySource(calls, new ConversationKeys(one.Place.Group!).Facts, some.Key, "")));
            }
        }

        return sources;
    }

    // What was found out of a day is kept: if it no longer fits, the search takes longer and finds the same.
    private async Task<Cursor> BegunAsync(DateOnly day, DaySource source)
    {
        if (_begun.TryGetValue(day, out var known))
        {
            return known;
        }

        if (_begun.Count >= MostBegun)
        {
            _begun.Clear();
        }

        return _begun[day] = await BeginAsync(day, source).ConfigureAwait(false);
    }

    // Between which moments of the server's clock the day's facts should have been written. Where that clock is not the one
    // that dates facts, or all were brought in later, they are looked for as in a sorted list.
    private static async Task<Cursor> BeginAsync(DateOnly day, DaySource source)
    {
        var (from, to) = (FactTally.StartOf(day).ToUnixTimeMilliseconds() - Slack, FactTally.StartOf(day.AddDays(1)).ToUnixTimeMilliseconds() + Slack);
        var (first, last) = (DateTimeOffset.FromUnixTimeMilliseconds(from), DateTimeOffset.FromUnixTimeMilliseconds(to));
        if (await source.AtAsync(to).ConfigureAwait(false) is { } there && there.At >= first && there.At <= last)
        {
            return new(0, from, to, null);
        }

        if (await source.AtAsync(long.MaxValue).ConfigureAwait(false) is not { } newest)
        {
            return new(0, from, to, null);
        }

        var oldest = await source.OldestAsync().ConfigureAwait(false);
        var begin = await BeforeAsync(source, first, oldest, newest.Ms).ConfigureAwait(false);
        return new(0, begin, await BeforeAsync(source, last, begin, newest.Ms).ConfigureAwait(false), null);
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
