using System.Diagnostics;
using Bot.Storage.Redis.Pushes;
using StackExchange.Redis;

namespace Bot.Storage.Redis;

/// <summary>
/// Calls that outlive a restart of the server: while it is away they are tried again. Every script here may be repeated,
/// so a call whose answer was lost is simply made once more and says what became of it.
/// </summary>
internal sealed class RedisCalls(ConnectionMultiplexer redis, StoreSettings settings)
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(5);
    private static readonly string[] Passing = ["LOADING", "NOSCRIPT", "TRYAGAIN", "CLUSTERDOWN", "MASTERDOWN", "READONLY", "BUSY ", "MOVED", "ASK"];

    public ConnectionMultiplexer Multiplexer => redis;

    public IDatabase Data { get; } = redis.GetDatabase();

    /// <summary>Marks a commit, so that its own repeat is known from another's.</summary>
    public static string NewOperation() => Guid.NewGuid().ToString("N")[..16];

    public Task<RedisResult> ScriptAsync(string script, RedisKey[] keys, params RedisValue[] values) => RunAsync(() => Data.ScriptEvaluateAsync(script, keys, values));

    /// <summary>Runs a script by its hash: its text goes over the wire only when the server does not know it (any more).</summary>
    public Task<RedisResult> ScriptAsync(Script script, RedisKey[] keys, params RedisValue[] values) => RunAsync(() => EvaluateAsync(script, keys, values));

    /// <summary>All keys of one server that match. The walk blocks a thread, and we may be on the one that reads the answers.</summary>
    public Task<RedisKey[]> KeysAsync(IServer server, string pattern) =>
        RunAsync(() => Task.Run(() => server.Keys(pattern: pattern, pageSize: 1000).ToArray()), settings.Patience);

    public Task<T> RunAsync<T>(Func<Task<T>> call) => RunAsync(call, Silence);

    private async Task<T> RunAsync<T>(Func<Task<T>> call, TimeSpan silence)
    {
        var began = Stopwatch.GetTimestamp();
        for (var pause = 20; ; pause = Math.Min(pause * 2, 500))
        {
            try
            {
                return await call().WaitAsync(silence).ConfigureAwait(false);
            }
            catch (Exception error) when (Passes(error) && Stopwatch.GetElapsedTime(began) < settings.Patience)
            {
                await Task.Delay(pause).ConfigureAwait(false);
            }
            catch (Exception error) when (error is RedisException or TimeoutException)
            {
                throw new StoreException($"Redis did not take it: {error.Message} Say 'not now' to the platform: a repeat will be known.", error);
            }
        }
    }

    private async Task<RedisResult> EvaluateAsync(Script script, RedisKey[] keys, RedisValue[] values)
    {
        try
        {
            return await Data.ScriptEvaluateAsync(script.Hash, keys, values).ConfigureAwait(false);
        }
        catch (RedisServerException unknown) when (unknown.Message.StartsWith("NOSCRIPT", StringComparison.Ordinal))
        {
            return await Data.ScriptEvaluateAsync(script.Text, keys, values).ConfigureAwait(false);
        }
    }

    private static bool Passes(Exception error) => error switch
    {
        RedisServerException said => Passing.Any(start => said.Message.Contains(start, StringComparison.Ordinal)),
        RedisConnectionException or TimeoutException => true,
        _ => false,
    };
}
