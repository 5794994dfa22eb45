using Bot.Storage;
using Bot.Storage.Sqlite;
using Bot.Tests.Kit;

namespace Bot.Tests.Contracts;

/// <summary>The stores that keep the same contract.</summary>
public enum StoreKind
{
    Sqlite,
}

/// <summary>An empty place to keep things, and the stores opened on it. Two stores on one place stand for two processes.</summary>
public sealed class Place : IAsyncDisposable
{
    private readonly StoreKind _kind;
    private readonly string _folder;
    private readonly List<Store> _open = [];

    private Place(StoreKind kind, string folder, ManualClock clock)
    {
        _kind = kind;
        _folder = folder;
        Clock = clock;
    }

    public static TheoryData<StoreKind> Kinds { get; } = [StoreKind.Sqlite];

    public ManualClock Clock { get; }

    public static async Task<Place> NewAsync(StoreKind kind)
    {
        await Task.CompletedTask;
        var folder = Path.Combine(Path.GetTempPath(), $"qunzhu-{Guid.NewGuid():N}");
        return new(kind, folder, new ManualClock());
    }

    public static async Task<(Place Place, Store Store)> OpenNewAsync(StoreKind kind)
    {
        var place = await NewAsync(kind);
        return (place, await place.OpenAsync());
    }

    public async Task<Store> OpenAsync(StoreSettings? settings = null)
    {
        await Task.CompletedTask;
        var store = _kind switch
        {
            StoreKind.Sqlite => SqliteStore.Open($"Data Source={_folder}/deep/er/bot.db", settings ?? new(), Clock),
            _ => throw new ArgumentOutOfRangeException(nameof(settings)),
        };
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

        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }
}
