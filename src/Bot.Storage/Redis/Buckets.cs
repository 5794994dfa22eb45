using System.Collections.Immutable;

namespace Bot.Storage.Redis;

/// <summary>Questions to all buckets at once; in one flight, so that they cost about one round trip.</summary>
internal static class Buckets
{
    /// <summary>The conversations in a bucket's sorted set up to a score, of all buckets, earliest first.</summary>
    public static async Task<ImmutableArray<(int Bucket, string Name, double Score)>> EarliestAsync(RedisCalls calls, string set, double until, int max)
    {
        var found = await AskAsync(bucket => calls.RunAsync(() =>
            calls.Data.SortedSetRangeByScoreWithScoresAsync(RedisKeys.OfBucket(bucket, set), double.NegativeInfinity, until, take: max))).ConfigureAwait(false);
        return
        [
            .. found.SelectMany((entries, bucket) => entries.Select(entry => (bucket, (string)entry.Element!, entry.Score)))
                .OrderBy(one => one.Score).ThenBy(one => one.Item2, StringComparer.Ordinal).Take(max),
        ];
    }

    public static Task<T[]> AskAsync<T>(Func<int, Task<T>> ask) => Task.WhenAll(Enumerable.Range(0, RedisKeys.Buckets).Select(ask));
}
