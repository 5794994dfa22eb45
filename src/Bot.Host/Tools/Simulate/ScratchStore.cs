using Bot.Storage;
using Bot.Storage.Redis;
using Bot.Storage.Sqlite;

namespace Bot.Host.Tools.Simulate;

/// <summary>A real store for one simulation: a file in a folder of its own, or keys of its own in a Redis server; gone at the end.</summary>
internal sealed class ScratchStore : IAsyncDisposable
{
    private readonly string? _folder;

    private ScratchStore(Store store, string? folder)
    {
        Store = store;
        _folder = folder;
    }

    public Store Store { get; }

    public static async Task<ScratchStore> OpenAsync(string kind, string redis, TimeProvider clock)
    {
        // In memory where there is such a folder: a simulation need not outlive a power cut.
        var memory = "/dev/shm";
        var folder = Directory.CreateDirectory(Path.Combine(Directory.Exists(memory) ? memory : Path.GetTempPath(), $"qunzhu-simulate-{Guid.NewGuid():N}")).FullName;
        try
        {
            var store = kind == "redis"
                ? await RedisStore.OpenAsync(redis, new StoreSettings { ServerTime = false, Tenant = $"sim{Guid.NewGuid():N}", DataFolder = folder }, clock).ConfigureAwait(false)
                : (Store)SqliteStore.Open($"Data Source={Path.Combine(folder, "simulate.db")}", new StoreSettings(), clock);
            return new ScratchStore(store, folder);
        }
        catch
        {
            Directory.Delete(folder, true);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Store is RedisStore redis)
        {
            await redis.DropTenantAsync().ConfigureAwait(false);
        }

        await Store.DisposeAsync().ConfigureAwait(false);
        if (_folder is not null)
        {
            Directory.Delete(_folder, true);
        }
    }
}
