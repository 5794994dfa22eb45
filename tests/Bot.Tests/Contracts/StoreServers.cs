using Bot.Tests.Kit;

namespace Bot.Tests.Contracts;

/// <summary>One Redis server and one cluster of three masters for all tests of the collection, emptied before each; started when first wanted.</summary>
public sealed class StoreServers : IAsyncDisposable
{
    private readonly List<RedisServer> _cluster = [];
    private RedisServer? _single;

    public async Task<string> EmptySingleAsync()
    {
        _single ??= await RedisServer.StartAsync();
        await _single.CommandAsync("FLUSHALL");
        return _single.Address;
    }

    public async Task<string> EmptyClusterAsync()
    {
        if (_cluster.Count == 0)
        {
            for (var i = 0; i < 3; i++)
            {
                _cluster.Add(await RedisServer.StartAsync("--cluster-enabled", "yes", "--cluster-config-file", "nodes.conf"));
            }

            await _cluster[0].CommandAsync(["--cluster", "create", .. _cluster.Select(server => server.Address), "--cluster-yes"]);
            foreach (var server in _cluster)
            {
                await server.UntilAsync("cluster_state:ok", "CLUSTER", "INFO");
            }
        }

        foreach (var server in _cluster)
        {
            await server.CommandAsync("FLUSHALL");
        }

        return string.Join(',', _cluster.Select(server => server.Address));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _cluster)
        {
            await server.DisposeAsync();
        }

        await (_single?.DisposeAsync() ?? default);
    }
}

/// <summary>The contract tests: one after another, as they share the servers.</summary>
[CollectionDefinition(nameof(StoreContracts))]
public sealed class StoreContracts : ICollectionFixture<StoreServers>;
