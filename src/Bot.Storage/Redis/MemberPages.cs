using System.Collections.Immutable;
using System.Globalization;
using Bot.Core.Audience;
using Bot.Core.Ports;
using StackExchange.Redis;

namespace Bot.Storage.Redis;

/// <summary>Reads the members bucket by bucket, each bucket in the order of names. A cursor is the bucket, two hex digits, and the last name.</summary>
internal static class MemberPages
{
    // Most buckets of a small shop are empty: so many are asked in one flight.
    private const int Together = 16;

    public static async Task<ImmutableArray<RecordedMember>> ReadAsync(RedisCalls calls, RedisProfiles profiles, string? after, int max, CancellationToken cancel)
    {
        var page = ImmutableArray.CreateBuilder<RecordedMember>();
        var (bucket, name) = Parse(after);
        while (bucket < RedisKeys.Buckets && page.Count < max)
        {
            cancel.ThrowIfCancellationRequested();
            var (first, behind, most) = (bucket, name, max - page.Count);
            var asked = Enumerable.Range(first, Math.Min(Together, RedisKeys.Buckets - first))
                .Select(one => NamesAsync(calls, one, one == first ? behind : null, most));
            var found = (await Task.WhenAll(asked).ConfigureAwait(false))
                .SelectMany((names, index) => names.Select(known => (Bucket: first + index, Name: known)))
                .Take(most)
                .ToArray();
            var read = await Task.WhenAll(found.Select(one => profiles.ReadAsync(RedisKeys.Member(one.Name)))).ConfigureAwait(false);
            page.AddRange(found.Zip(read, (one, profile) => Of(one.Bucket, one.Name, profile)));
            (bucket, name) = (first + Together, null);
        }

        return page.DrainToImmutable();
    }

    private static RecordedMember Of(int bucket, string name, Profile profile) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{bucket:x2}{name}"), RedisKeys.Member(name), profile);

    private static async Task<string[]> NamesAsync(RedisCalls calls, int bucket, string? after, int max)
    {
        var names = await calls.RunAsync(() => after is null
            ? calls.Data.SortedSetRangeByValueAsync(RedisKeys.Members(bucket), take: max)
            : calls.Data.SortedSetRangeByValueAsync(RedisKeys.Members(bucket), after, default, Exclude.Start, 0, max)).ConfigureAwait(false);
        return [.. names.Select(name => (string)name!)];
    }

    private static (int Bucket, string? Name) Parse(string? after)
    {
        if (after is null)
        {
            return (0, null);
        }

        return after.Length > 2 && int.TryParse(after.AsSpan(0, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var bucket)
            ? (bucket, after[2..])
            : throw new FormatException($"'{after}' is no cursor of this store: give back what an earlier page gave.");
    }
}
