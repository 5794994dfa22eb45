using System.Collections.Immutable;
using System.Diagnostics;
using Bot.Core.Interactions;
using Bot.Core.Ports;
using StackExchange.Redis;

namespace Bot.Storage.Redis;

/// <summary>
/// Reads the counts. A day is kept in memory once it was read, and of a bucket read again only when the bucket says that it was written
/// since: days gone by are read once, today's with each question.
/// </summary>
internal sealed class RedisTallies(RedisCalls calls) : ITallies
{
    // About 100 MB.
    private const int MostCells = 3_000_000;

    private static readonly TimeSpan Just = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private readonly Dictionary<int, Day> _read = [];
    private readonly Dictionary<string, int> _nameOf = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _placeOf = new(StringComparer.Ordinal);
    private ImmutableArray<string> _names = [];
    private ImmutableArray<TallyPlace> _places = [];
    private long _cells;
    private volatile Loaded? _last;

    /// <summary>A day as it was read: how often each bucket had written it, what each holds, and all of them in one row.</summary>
    private sealed record Day(int Number, long[] Writes, TallyCell[][] Buckets, TallyCell[] All);

    /// <summary>What was read last, and when.</summary>
    private sealed record Loaded(long At, ImmutableArray<string> Names, ImmutableArray<TallyPlace> Places, Day[] Days);

    public async ValueTask<TallySheet> ReadAsync(DateOnly from, DateOnly to, CancellationToken cancel)
    {
        var loaded = await LoadAsync([.. Enumerable.Range(from.DayNumber, Math.Max(0, to.DayNumber - from.DayNumber + 1))], cancel).ConfigureAwait(false);
        return new TallySheet(loaded.Names, loaded.Places, [.. loaded.Days.Select(day => (ReadOnlyMemory<TallyCell>)day.All)]);
    }

    public async ValueTask<ImmutableArray<ImmutableArray<int>>> ActiveAsync(ImmutableArray<GroupMember> members, CancellationToken cancel)
    {
        var found = new ImmutableArray<int>[members.Length];
        await Task.WhenAll(members.Select((one, i) => (one, i)).GroupBy(one => one.one.Group).Select(async some =>
        {
            var asked = some.ToArray();
            RedisValue[] fields = [.. asked.Select(one => (RedisValue)TallyKeys.Active(new(some.Key.Channel, one.one.Member), isGroup: true))];
            var days = await calls.RunAsync(() => calls.Data.HashGetAsync(new ConversationKeys(some.Key).Active, fields)).ConfigureAwait(false);
            for (var k = 0; k < asked.Length; k++)
            {
                found[asked[k].i] = days[k].IsNull ? [] : ActiveDays.Read((byte[])days[k]!);
            }
        })).WaitAsync(cancel).ConfigureAwait(false);
        return [.. found];
    }

    /// <summary>In which buckets and places something was counted on a day, and how often.</summary>
    public async ValueTask<List<(int Bucket, TallyPlace Place, int Count)>> PlacesAsync(DateOnly day, Func<string, bool> counts, Func<TallyPlace, bool> holds)
    {
        // Who asks has just read the counts, and asks day by day.
        var loaded = _last is { } last && Stopwatch.GetElapsedTime(last.At) < Just && last.Days.Any(one => one.Number == day.DayNumber)
            ? last
            : await LoadAsync([day.DayNumber], CancellationToken.None).ConfigureAwait(false);
        var buckets = loaded.Days.First(one => one.Number == day.DayNumber).Buckets;
        var (fits, found) = (new Dictionary<int, bool>(), new Dictionary<(int Bucket, int Place), int>());
        for (var bucket = 0; bucket < buckets.Length; bucket++)
        {
            foreach (var cell in buckets[bucket])
            {
                if (!fits.TryGetValue(cell.Name, out var fit))
                {
                    fits[cell.Name] = fit = counts(loaded.Names[cell.Name]);
                }

                if (fit && holds(loaded.Places[cell.Place]))
                {
                    found[(bucket, cell.Place)] = found.GetValueOrDefault((bucket, cell.Place)) + cell.Count;
                }
            }
        }

        return [.. found.Select(one => (one.Key.Bucket, loaded.Places[one.Key.Place], one.Value))];
    }

    private async ValueTask<Loaded> LoadAsync(int[] days, CancellationToken cancel)
    {
        RedisValue[] fields = [.. days.Select(day => (RedisValue)day)];
        // All or none: one wait, and one timer, for all buckets.
        var told = await calls.RunAsync(() => Buckets.AskAsync(bucket => calls.Data.HashGetAsync(TallyKeys.Writes(bucket), fields))).ConfigureAwait(false);
        var known = new Day[days.Length];
        var missing = new List<(int At, int Bucket)>();
        for (var at = 0; at < days.Length; at++)
        {
            var writes = new long[RedisKeys.Buckets];
            for (var bucket = 0; bucket < writes.Length; bucket++)
            {
                writes[bucket] = told[bucket][at].IsNull ? 0 : (long)told[bucket][at];
            }

            known[at] = Known(days[at], writes, at, missing);
        }

        cancel.ThrowIfCancellationRequested();
        // Read after the number of writes: what is newer than that number is only read once more.
        var hashes = await Task.WhenAll(missing.Select(one => calls.RunAsync(() => calls.Data.HashGetAllAsync(TallyKeys.Day(one.Bucket, days[one.At]))))).ConfigureAwait(false);
        lock (_gate)
        {
            var (names, places) = (_names.ToBuilder(), _places.ToBuilder());
            for (var i = 0; i < missing.Count; i++)
            {
                var (at, bucket) = missing[i];
                known[at].Buckets[bucket] = Array.ConvertAll(hashes[i], entry => Cell(days[at], entry, names, places));
            }

            for (var at = 0; at < known.Length; at++)
            {
                if (known[at].All.Length == 0 && known[at].Buckets.Any(cells => cells.Length > 0))
                {
                    known[at] = known[at] with { All = [.. known[at].Buckets.SelectMany(cells => cells)] };
                    Keep(known[at]);
                }
            }

            _names = names.ToImmutable();
            _places = places.ToImmutable();
            return _last = new(Stopwatch.GetTimestamp(), _names, _places, known);
        }
    }

    // The day as it was read before; where buckets have written since, a copy that waits for theirs.
    private Day Known(int day, long[] writes, int at, List<(int At, int Bucket)> missing)
    {
        Day? read;
        lock (_gate)
        {
            _read.TryGetValue(day, out read);
        }

        if (read is not null && read.Writes.AsSpan().SequenceEqual(writes))
        {
            return read;
        }

        var buckets = new TallyCell[writes.Length][];
        for (var bucket = 0; bucket < writes.Length; bucket++)
        {
            buckets[bucket] = writes[bucket] > 0 && read?.Writes[bucket] == writes[bucket] ? read.Buckets[bucket] : [];
            if (writes[bucket] > 0 && read?.Writes[bucket] != writes[bucket])
            {
                missing.Add((at, bucket));
            }
        }

        return new(day, writes, buckets, []);
    }

    private void Keep(Day day)
    {
        if (_cells + day.All.Length > MostCells)
        {
            _read.Clear();
            _cells = 0;
        }

        _cells += day.All.Length - (_read.TryGetValue(day.Number, out var old) ? old.All.Length : 0);
        _read[day.Number] = day;
    }

    private TallyCell Cell(int day, HashEntry entry, ImmutableArray<string>.Builder names, ImmutableArray<TallyPlace>.Builder places)
    {
        var (name, place) = RedisKeys.Parse(entry.Name!);
        if (!_nameOf.TryGetValue(name, out var nameAt))
        {
            _nameOf[name] = nameAt = names.Count;
            names.Add(name);
        }

        if (!_placeOf.TryGetValue(place, out var placeAt))
        {
            _placeOf[place] = placeAt = places.Count;
            places.Add(TallyKeys.ReadPlace(place));
        }

        return new(day, placeAt, nameAt, (int)entry.Value);
    }
}
