using StackExchange.Redis;

namespace Bot.Storage.Redis;

/// <summary>What a server's set-up would lose, in words for its operator.</summary>
internal static class RedisAdvice
{
    public static async Task<IReadOnlyList<string>> AskAsync(ConnectionMultiplexer redis)
    {
        var advice = new List<string>();
        foreach (var address in redis.GetEndPoints())
        {
            var server = redis.GetServer(address);
            if (!server.IsConnected)
            {
                continue;
            }

            try
            {
                var facts = (await server.InfoAsync().ConfigureAwait(false)).SelectMany(section => section).ToLookup(fact => fact.Key, fact => fact.Value, StringComparer.Ordinal);
                advice.AddRange(Judge(address.ToString()!, name => facts[name].FirstOrDefault()));
            }
            catch (RedisServerException refused)
            {
                advice.Add($"Redis {address} does not say how it keeps data ({refused.Message}). Make sure that it has 'appendonly yes' and 'maxmemory-policy noeviction'.");
            }
        }

        return advice;
    }

    internal static IEnumerable<string> Judge(string server, Func<string, string?> fact)
    {
        if (fact("role") == "slave")
        {
            yield break;
        }

        if (fact("aof_enabled") == "0")
        {
            yield return $"Redis {server} writes no append-only file: a crash loses what came since its last snapshot. Set 'appendonly yes', with 'appendfsync always' (loses nothing) or 'everysec' (up to a second).";
        }

        if (fact("maxmemory_policy") is { } policy && policy != "noeviction")
        {
            yield return $"Redis {server} may throw kept data away when memory is short (maxmemory-policy {policy}). Set 'maxmemory-policy noeviction'.";
        }
    }
}
