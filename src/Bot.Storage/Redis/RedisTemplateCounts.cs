using System.Collections.Immutable;
using System.Globalization;
using Bot.Core.Interactions;
using Bot.Core.Ports;
using StackExchange.Redis;

namespace Bot.Storage.Redis;

/// <summary>Counts of what was said: in each bucket one hash a day, by template and group, forgotten after 400 days.</summary>
internal sealed class RedisTemplateCounts(RedisCalls calls) : ITemplateCounts
{
    /// <summary>How long a day's counts are kept, in seconds.</summary>
    public const int Kept = 400 * 24 * 60 * 60;

    /// <summary>Takes a fact away, and once only its count. Keys: facts, said. Values: id, field.</summary>
    public const string Take = """
        if redis.call('XDEL', KEYS[1], ARGV[1]) == 1 and redis.call('HINCRBY', KEYS[2], ARGV[2], -1) <= 0 then redis.call('HDEL', KEYS[2], ARGV[2]) end
        return 1
        """;

    public async ValueTask<ImmutableArray<TemplateCount>> ReadAsync(DateOnly from, DateOnly to, CancellationToken cancel)
    {
        var all = new List<TemplateCount>();
        for (var day = from; day <= to; day = day.AddDays(1))
        {
            var today = day;
            var hashes = await Task.WhenAll(Enumerable.Range(0, RedisKeys.Buckets).Select(bucket => calls.RunAsync(() => calls.Data.HashGetAllAsync(Key(bucket, today))))).ConfigureAwait(false);
            all.AddRange(hashes.SelectMany(hash => hash).Select(entry => Count(today, entry)));
        }

        // Direct messages are counted in every bucket.
        return
        [
            .. all.GroupBy(count => (count.Day, count.Template, count.Group)).Select(group => new TemplateCount(group.Key.Day, group.Key.Template, group.Key.Group, group.Sum(count => count.Count)))
                .OrderBy(count => count.Day).ThenBy(count => count.Template, StringComparer.Ordinal).ThenBy(count => count.Group is not null)
                .ThenBy(count => count.Group?.Channel, StringComparer.Ordinal).ThenBy(count => count.Group?.Id, StringComparer.Ordinal),
        ];
    }

    /// <summary>A day's hash in a bucket.</summary>
    public static RedisKey Key(int bucket, DateOnly day) => RedisKeys.OfBucket(bucket, string.Create(CultureInfo.InvariantCulture, $"said:{day.DayNumber}"));

    /// <summary>A tally's field in it.</summary>
    public static string Field(in ConversationKeys keys, TemplateTally tally) => RedisKeys.Name(tally.Template, tally.IsGroup ? keys.Name : "");

    private static TemplateCount Count(DateOnly day, HashEntry entry)
    {
        var (template, group) = RedisKeys.Parse(entry.Name!);
        return new TemplateCount(day, template, group.Length == 0 ? null : RedisKeys.Conversation(group), (long)entry.Value);
    }
}
