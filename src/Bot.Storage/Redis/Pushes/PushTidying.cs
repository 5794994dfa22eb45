using Bot.Core.Throttling;
using StackExchange.Redis;

namespace Bot.Storage.Redis.Pushes;

/// <summary>Keeps indexes and forgets what is old, a little at a time, beside the calls that wait for an answer.</summary>
internal sealed class PushTidying(RedisCalls calls, PushKeys keys, PushKeeping keeping, Func<RedisValue> now)
{
    private const int AtOnce = 128;
    private const int Busy = 8;
    private const long EveryMillis = 1000;
    private static readonly long Keep = (long)ThrottlePolicy.Retention.TotalMilliseconds;
    private long _next;
    private int _running;

    /// <summary>Brings everything up to date.</summary>
    public async Task AllAsync()
    {
        while (await StepAsync().ConfigureAwait(false) >= AtOnce)
        {
        }
    }

    /// <summary>After each change, with the store's time: once a second something is tidied behind it, more when few are on the way. Nobody waits for it.</summary>
    public void Changed(long at)
    {
        if (at < Volatile.Read(ref _next))
        {
            return;
        }

        Volatile.Write(ref _next, at + EveryMillis);
        if (Interlocked.Exchange(ref _running, 1) == 0)
        {
            _ = StepAndForgetAsync();
        }
    }

    private async Task<int> StepAsync() => (int)await calls.ScriptAsync(KeepScripts.Tidy, keys.Only, now(), AtOnce, Keep).ConfigureAwait(false);

    private async Task StepAndForgetAsync()
    {
        try
        {
            while (await StepAsync().ConfigureAwait(false) >= AtOnce && keeping.OnTheWay < Busy)
            {
            }
        }
        catch (Exception error) when (error is StoreException or ObjectDisposedException)
        {
            // The next change comes here again.
        }
        finally
        {
            Volatile.Write(ref _running, 0);
        }
    }
}
