using System.Collections.Immutable;
using Bot.Core.Activities;
using Bot.Core.Ports;
using StackExchange.Redis;

namespace Bot.Storage.Redis;

/// <summary>Messages on their way out, in Redis.</summary>
internal sealed class RedisOutbox(RedisCalls calls, string node, StoreSettings settings) : IOutbox
{
    public TimeSpan Lease => settings.Lease;

    public async ValueTask<ImmutableArray<OutboxRow>> TakeAsync(ConversationKey conversation, DateTimeOffset now, int max, CancellationToken cancel)
    {
        if (max <= 0)
        {
            return [];
        }

        var keys = new ConversationKeys(conversation);
        var found = (RedisValue[])(await calls.ScriptAsync(RedisScripts.Take, Line(keys), keys.Name, node, now.Micros(), (now + settings.Lease).Micros(), max).ConfigureAwait(false))!;
        return [.. found.Chunk(2).Select(row => PackedRow.Read(row[0]!, row[1]!))];
    }

    public async ValueTask StartAsync(ConversationKey conversation, string rowId, CancellationToken cancel) =>
        await calls.ScriptAsync(RedisScripts.Start, [new ConversationKeys(conversation).Rows], rowId).ConfigureAwait(false);

    public async ValueTask SettleAsync(ConversationKey conversation, string rowId, DeliveryResult result, DateTimeOffset? retryAt, DateTimeOffset now, CancellationToken cancel) =>
        await SettleAsync(conversation, rowId, result, retryAt, now, "").ConfigureAwait(false);

    public async ValueTask<bool> SettleLastAsync(ConversationKey conversation, string rowId, DeliveryResult result, DateTimeOffset now, CancellationToken cancel) =>
        (int)await SettleAsync(conversation, rowId, result, null, now, node).ConfigureAwait(false) == 1;

    private async Task<RedisResult> SettleAsync(ConversationKey conversation, string rowId, DeliveryResult result, DateTimeOffset? retryAt, DateTimeOffset now, string until)
    {
        var keys = new ConversationKeys(conversation);
        var sent = result as DeliveryResult.Sent;
        var seconds = sent is { ActivityId.Length: > 0 } ? (long)settings.KeepOwnMessages.TotalSeconds : 0;
        if (sent is { ActivityId.Length: > 0, Conversation: { } opened } && opened != conversation)
        {
            // In another slot: first, so that no crash can leave the row settled and the id unknown.
            await calls.RunAsync(() => calls.Data.StringSetAsync(new ConversationKeys(opened).Own(sent.ActivityId), "1", settings.KeepOwnMessages)).ConfigureAwait(false);
            seconds = 0;
        }

        var (what, at) = (sent, result, retryAt) switch
        {
            (not null, _, _) => ("sent", now),
            (_, DeliveryResult.Refused, _) or (_, _, null) => ("dead", now),
            (_, _, { } again) => ("again", again),
        };
        return await calls.ScriptAsync(
            RedisScripts.Settle,
            [.. Line(keys), keys.Count, keys.Dead, keys.Own(sent?.ActivityId ?? "")],
            keys.Name, rowId, what, at.Micros(), what == "dead" ? Letters.Reason(result) : "", seconds, until).ConfigureAwait(false);
    }

    public async ValueTask ReleaseAsync(ConversationKey conversation, CancellationToken cancel)
    {
        var keys = new ConversationKeys(conversation);
        await calls.ScriptAsync(RedisScripts.Release, Line(keys), keys.Name, node).ConfigureAwait(false);
    }

    public async ValueTask<ImmutableArray<ConversationKey>> WaitingAsync(DateTimeOffset now, int max, CancellationToken cancel) =>
        [.. (await Buckets.EarliestAsync(calls, "waiting", now.Micros(), max).ConfigureAwait(false)).Select(one => RedisKeys.Conversation(one.Name))];

    public async ValueTask<long> CountAsync(CancellationToken cancel) =>
        (await Buckets.AskAsync(bucket => calls.RunAsync(() => calls.Data.StringGetAsync(RedisKeys.OfBucket(bucket, "count")))).ConfigureAwait(false))
            .Sum(count => count.IsNull ? 0 : (long)count);

    public async ValueTask<ImmutableArray<DeadLetter>> DeadLettersAsync(int max, CancellationToken cancel)
    {
        var found = await Buckets.AskAsync(bucket => calls.RunAsync(() => calls.Data.ListRangeAsync(RedisKeys.OfBucket(bucket, "dead"), 0, Math.Max(max, 1) - 1))).ConfigureAwait(false);
        return [.. found.SelectMany(letters => letters).Select(letter => PackedRow.ReadDead(letter!)).OrderByDescending(letter => letter.At).Take(max)];
    }

    private static RedisKey[] Line(in ConversationKeys keys) => [keys.State, keys.Queue, keys.Rows, keys.Waiting];
}
