using System.Collections.Immutable;
using System.Globalization;
using Bot.Core.Activities;
using Bot.Core.Ports;
using StackExchange.Redis;

namespace Bot.Storage.Redis;

/// <summary>The activity log, in Redis: a list, so that places have no holes.</summary>
internal sealed class RedisLog(RedisCalls calls) : IActivityLog, IDisposable
{
    // Within this process appends to one bucket queue up; only other processes have to be met by trying again.
    private readonly SemaphoreSlim[] _turns = [.. Enumerable.Range(0, RedisKeys.Buckets).Select(_ => new SemaphoreSlim(1))];

    public async ValueTask<(LoggedActivity Entry, bool Appended)> AppendAsync(ConversationKey conversation, string onceKey, string memberId, Func<long, (string Id, ReadOnlyMemory<byte> Json)> json, CancellationToken cancel)
    {
        var keys = new ConversationKeys(conversation);
        var operation = RedisCalls.NewOperation();
        var turn = _turns[keys.Bucket];
        await turn.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            var length = await LengthAsync(conversation, cancel).ConfigureAwait(false);
            while (true)
            {
                var (id, bytes) = json(length);
                var said = (RedisValue[])(await calls.ScriptAsync(RedisScripts.Append, [keys.Log, keys.Once], onceKey, length, PackedRow.WriteLogged(memberId, id, bytes.Span), operation).ConfigureAwait(false))!;
                var place = long.Parse((string)said[1]!, CultureInfo.InvariantCulture);
                if ((string?)said[0] != "0")
                {
                    return (PackedRow.ReadLogged(place, said[2]!), (string?)said[0] == "1");
                }

                length = place;
            }
        }
        finally
        {
            turn.Release();
        }
    }

    public async ValueTask<ImmutableArray<LoggedActivity>> ReadAsync(ConversationKey conversation, long from, int max, CancellationToken cancel)
    {
        if (max <= 0)
        {
            return [];
        }

        var first = Math.Max(from, 0);
        var found = await calls.RunAsync(() => calls.Data.ListRangeAsync(new ConversationKeys(conversation).Log, first, first + max - 1)).ConfigureAwait(false);
        return [.. found.Select((entry, i) => PackedRow.ReadLogged(first + i, entry!))];
    }

    public async ValueTask<long> LengthAsync(ConversationKey conversation, CancellationToken cancel) =>
        await calls.RunAsync(() => calls.Data.ListLengthAsync(new ConversationKeys(conversation).Log)).ConfigureAwait(false);

    public void Dispose()
    {
        foreach (var turn in _turns)
        {
            turn.Dispose();
        }
    }
}
