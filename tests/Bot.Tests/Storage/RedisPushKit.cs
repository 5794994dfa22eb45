using Bot.Core.Ports;
using Bot.Core.Throttling;
using Bot.Storage;
using Bot.Storage.Redis;
using Bot.Tests.Contracts;
using Bot.Tests.Kit;

namespace Bot.Tests.Storage;

/// <summary>A Redis server, and nodes on it with a journal each.</summary>
internal sealed class RedisPushKit : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("qunzhu-push-").FullName;
    private readonly List<Store> _open = [];

    private RedisPushKit(RedisServer redis) => Redis = redis;

    public RedisServer Redis { get; }

    public ManualClock Clock { get; } = new();

    public static async Task<RedisPushKit> NewAsync(params string[] settings) => new(await RedisServer.StartAsync(settings));

    public string Folder(string node) => Path.Combine(_folder, node);

    public async Task<RedisStore> OpenAsync(string node = "a", bool serverTime = false, bool alone = false, TimeProvider? clock = null)
    {
        var store = await RedisStore.OpenAsync(
            Redis.Address, new() { ServerTime = serverTime, DataFolder = Folder(node), RebuildAlone = alone, Patience = TimeSpan.FromMilliseconds(200) }, clock ?? Clock);
        _open.Add(store);
        return store;
    }

    public async Task CloseAsync(Store store)
    {
        _open.Remove(store);
        await store.DisposeAsync();
    }

    /// <summary>A new push into Mei's log and the group's.</summary>
    public static Reservation Wish(string id, params Check[] checks) => Pushing.Wish(id, checks).Into(Pushing.OfMei, Pushing.OfGroup);

    public async ValueTask DisposeAsync()
    {
        foreach (var store in _open)
        {
            await store.DisposeAsync();
        }

        await Redis.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
