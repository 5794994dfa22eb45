using System.Globalization;
using Bot.Core.Interactions;
using Bot.Core.Turns;
using Bot.Storage.Redis.Pushes;
using StackExchange.Redis;

namespace Bot.Storage.Redis;

/// <summary>A fact's place among all: the stream id that its bucket gave it, and the bucket.</summary>
internal readonly record struct FactPlace(long Ms, long Sequence, int Bucket) : IComparable<FactPlace>
{
    /// <summary>Before every other.</summary>
    public static FactPlace First => default;

    /// <summary>Behind every other.</summary>
    public static FactPlace Last => new(long.MaxValue, long.MaxValue, int.MaxValue);

    public string Id => string.Create(CultureInfo.InvariantCulture, $"{Ms}-{Sequence}");

    public static FactPlace Parse(string cursor) =>
        cursor.Split('-') is [var ms, var sequence, var bucket]
        && long.TryParse(ms, CultureInfo.InvariantCulture, out var first)
        && long.TryParse(sequence, CultureInfo.InvariantCulture, out var second)
        && int.TryParse(bucket, CultureInfo.InvariantCulture, out var third)
            ? new(first, second, third)
            : throw new FormatException($"'{cursor}' is no cursor of this store: give back what an earlier page gave.");

    public static FactPlace Of(string id, int bucket)
    {
        var dash = id.IndexOf('-', StringComparison.Ordinal);
        return new(long.Parse(id.AsSpan(0, dash), CultureInfo.InvariantCulture), long.Parse(id.AsSpan(dash + 1), CultureInfo.InvariantCulture), bucket);
    }

    public int CompareTo(FactPlace other) => (Ms, Sequence, Bucket).CompareTo((other.Ms, other.Sequence, other.Bucket));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Ms}-{Sequence}-{Bucket}");
}

/// <summary>One stream that is read page by page, each twice as long as the one before up to <see cref="Longest"/>: a conversation's own, or a bucket's list of all.</summary>
internal sealed class FactSource(RedisCalls calls, RedisKey stream, int bucket, bool direct, FactPlace? after, int page)
{
    private const int Longest = 256;

    /// <summary>Keys: a bucket's list of all. Values: from, how many, what the keys of conversations begin with. Gives id and fact of each, an empty one for what is gone.</summary>
    private static readonly Script Walk = new("""
        local out = {}
        for _, entry in ipairs(redis.call('XRANGE', KEYS[1], ARGV[1], '+', 'COUNT', ARGV[2])) do
          local found = redis.call('XRANGE', ARGV[3] .. entry[2][2], entry[1], entry[1])
          out[#out + 1] = entry[1]
          out[#out + 1] = found[1] and found[1][2][2] or ''
        end
        return out
        """);

    private readonly Queue<(FactPlace Place, Interaction Fact)> _read = new();
    private int _page = page;
    private string _from = After(after, bucket);
    private bool _end;

    /// <summary>The next fact; null at the end.</summary>
    public async ValueTask<(FactPlace Place, Interaction Fact)?> NextAsync()
    {
        while (_read.Count == 0 && !_end)
        {
            await FillAsync().ConfigureAwait(false);
        }

        return _read.TryDequeue(out var next) ? next : null;
    }

    // Buckets number their facts apart: after a place, a bucket behind it may still hold the same id.
    private static string After(FactPlace? after, int bucket) => after switch
    {
        null => "-",
        { } place when bucket > place.Bucket => place.Id,
        { } place => (place with { Sequence = place.Sequence + 1 }).Id,
    };

    private async Task FillAsync()
    {
        var told = direct ? await OwnAsync().ConfigureAwait(false)
            : (RedisResult[])(await calls.ScriptAsync(Walk, [stream], _from, _page, RedisKeys.OfBucket(bucket, "f:").ToString()).ConfigureAwait(false))!;
        _end = told.Length < 2 * _page;
        _page = Math.Max(_page, Math.Min(2 * _page, Longest));
        for (var i = 0; i < told.Length; i += 2)
        {
            var place = FactPlace.Of((string)told[i]!, bucket);
            _from = (place with { Sequence = place.Sequence + 1 }).Id;
            if ((byte[]?)told[i + 1] is { Length: > 0 } json)
            {
                _read.Enqueue((place, StateJson.Read<Interaction>(json)));
            }
        }
    }

    private async Task<RedisResult[]> OwnAsync()
    {
        var entries = (RedisResult[])(await calls.RunAsync(() => calls.Data.ExecuteAsync("XRANGE", stream, _from, "+", "COUNT", _page)).ConfigureAwait(false))!;
        return [.. entries.Select(entry => (RedisResult[])entry!).SelectMany(parts => (RedisResult[])[parts[0], ((RedisResult[])parts[1]!)[1]])];
    }
}
