using Bot.Storage;
using Bot.Storage.Redis;
using Bot.Storage.Sqlite;
using Bot.Tests.Kit;

namespace Bot.Tests.Contracts;

/// <summary>The stores that keep the same contract.</summary>
public enum StoreKind
{
    Sqlite,
    Redis,
    RedisCluster,
}

/// <summary>An empty place to keep things, and the stores opened on it. Two stores on one place stand for two processes.</summary>
public sealed class Place : IAsyncDisposable
{
    private readonly StoreKind _kind;
    private readonly string _where;
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"qunzhu-{Guid.NewGuid():N}");
    private readonly List<Store> _open = [];

    private Place(StoreKind kind, string where)
    {
        _kind = kind;
        _where = where;
    }

    public static TheoryData<StoreKind> Kinds { get; } = [StoreKind.Sqlite, StoreKind.Redis, StoreKind.RedisCluster];

    public ManualClock Clock { get; } = new();

    public static async Task<Place> NewAsync(StoreServers servers, StoreKind kind) => new(kind, kind switch
    {
        StoreKind.Sqlite => Path.Combine(Path.GetTempPath(), $"qunzhu-{Guid.NewGuid():N}"),
        StoreKind.Redis => await servers.EmptySingleAsync(),
        _ => await servers.EmptyClusterAsync(),
    });

    public static async Task<(Place Place, Store Store)> OpenNewAsync(StoreServers servers, StoreKind kind)
    {
        var place = await NewAsync(servers, kind);
        return (place, await place.OpenAsync());
    }

    public async Task<Store> OpenAsync()
    {
        Store store = _kind == StoreKind.Sqlite
            ? SqliteStore.Open($"Data Source={_where}/deep/er/bot.db", new(), Clock)
            : await RedisStore.OpenAsync(_where, new() { ServerTime = false, DataFolder = _folder }, Clock);
        _open.Add(store);
        return store;
    }

    /// <summary>The process ends; what it kept stays.</summary>
    public async Task CloseAsync(Store store)
    {
        _open.Remove(store);
        await store.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var store in _open)
        {
            await store.DisposeAsync();
        }

        foreach (var folder in (string[])[_where, _folder])
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }
}
