using System.Collections.Immutable;
using System.Diagnostics;
using Bot.Core.Interactions;
using Bot.Core.Ports;
using StackExchange.Redis;

namespace Bot.Storage.Redis;

/// <summary>
/// Reads the counts. A day of a bucket is kept in memory once it was read, and read again only when the bucket says that
/// it was written since: days gone by are read once, today's with each question.
/// </summary>
internal sealed class RedisTallies(RedisCalls calls) : ITallies
{
    // About 50 MB.
    private const int MostCells = 4_000_000;

    private static readonly TimeSpan Just = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private readonly Dictionary<(int Bucket, int Day), (long Writes, TallyCell[] Cells)> _read = [];
    private readonly Dictionary<string, int> _nameOf = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _placeOf = new(StringComparer.Ordinal);
    private ImmutableArray<string> _names = [];
    private ImmutableArray<TallyPlace> _places = [];
    private long _cells;
    private volatile Loaded? _last;

    /// <summary>What was read last, and when.</summary>
    private sealed record Loaded(long At, HashSet<int> Days, ImmutableArray<string> Names, ImmutableArray<TallyPlace> Places, List<(int Bucket, ReadOnlyMemory<TallyCell> Cells)> Parts);

    public async ValueTask<TallySheet> ReadAsync(DateOnly from, DateOnly to, CancellationToken cancel)
    {
        var (names, places, parts) = await LoadAsync([.. Enumerable.Range(from.DayNumber, Math.Max(0, to.DayNumber - from.DayNumber + 1))], cancel).ConfigureAwait(false);
        return new TallySheet(names, places, [.. parts.Select(part => part.Cells)]);
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
        var (names, places, parts) = _last is { } last && Stopwatch.GetElapsedTime(last.At) < Just && last.Days.Contains(day.DayNumber)
            ? (last.Names, last.Places, last.Parts)
            : await LoadAsync([day.DayNumber], CancellationToken.None).ConfigureAwait(false);
        var (fits, found) = (new Dictionary<int, bool>(), new Dictionary<(int Bucket, int Place), int>());
        foreach (var (bucket, cells) in parts)
        {
            foreach (var cell in cells.Span)
            {
                if (cell.Day != day.DayNumber)
                {
                    // Those of a part are of one day.
                    break;
                }

                if (!fits.TryGetValue(cell.Name, out var fit))
                {
                    fits[cell.Name] = fit = counts(names[cell.Name]);
                }

                if (fit && holds(places[cell.Place]))
                {
                    found[(bucket, cell.Place)] = found.GetValueOrDefault((bucket, cell.Place)) + cell.Count;
                }
            }
        }

        return [.. found.Select(one => (one.Key.Bucket, places[one.Key.Place], one.Value))];
    }

    private async ValueTask<(ImmutableArray<string> Names, ImmutableArray<TallyPlace> Places, List<(int Bucket, ReadOnlyMemory<TallyCell> Cells)> Parts)> LoadAsync(int[] days, CancellationToken cancel)
    {
        RedisValue[] fields = [.. days.Select(day => (RedisValue)day)];
        // All or none: one wait, and one timer, for all buckets.
        var writes = await calls.RunAsync(() => Buckets.AskAsync(bucket => calls.Data.HashGetAsync(TallyKeys.Writes(bucket), fields))).ConfigureAwait(false);
        var (known, missing) = Known(days, writes);
        cancel.ThrowIfCancellationRequested();
        // Read after the number of writes: what is newer than that number is only read once more.
        var hashes = await Task.WhenAll(missing.Select(one => calls.RunAsync(() => calls.Data.HashGetAllAsync(TallyKeys.Day(one.Bucket, one.Day))))).ConfigureAwait(false);
        lock (_gate)
        {
            var (names, places) = (_names.ToBuilder(), _places.ToBuilder());
            for (var i = 0; i < missing.Count; i++)
            {
                var cells = Array.ConvertAll(hashes[i], entry => Cell(missing[i].Day, entry, names, places));
                Keep(missing[i], cells);
                known.Add((missing[i].Bucket, cells));
            }

            _names = names.ToImmutable();
            _places = places.ToImmutable();
            _last = new(Stopwatch.GetTimestamp(), [.. days], _names, _places, known);
            return (_names, _places, known);
        }
    }

    private (List<(int Bucket, ReadOnlyMemory<TallyCell> Cells)> Known, List<(int Bucket, int Day, long Writes)> Missing) Known(int[] days, RedisValue[][] writes)
    {
        var (known, missing) = (new List<(int, ReadOnlyMemory<TallyCell>)>(), new List<(int, int, long)>());
        lock (_gate)
        {
            for (var bucket = 0; bucket < writes.Length; bucket++)
            {
                for (var i = 0; i < days.Length; i++)
                {
                    if (writes[bucket][i].IsNull)
                    {
                        continue;
                    }

                    var number = (long)writes[bucket][i];
                    if (_read.TryGetValue((bucket, days[i]), out var read) && read.Writes == number)
                    {
                        known.Add((bucket, read.Cells));
                    }
                    else
                    {
                        missing.Add((bucket, days[i], number));
                    }
                }
            }
        }

        return (known, missing);
    }

    private void Keep((int Bucket, int Day, long Writes) at, TallyCell[] cells)
    {
        if (_cells + cells.Length > MostCells)
        {
            _read.Clear();
            _cells = 0;
        }

        _cells += cells.Length - (_read.TryGetValue((at.Bucket, at.Day), out var old) ? old.Cells.Length : 0);
        _read[(at.Bucket, at.Day)] = (at.Writes, cells);
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
