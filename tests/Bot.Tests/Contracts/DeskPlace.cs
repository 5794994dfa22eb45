using Bot.Core.Ports;
using Bot.Storage;
using Bot.Tests.Kit;

namespace Bot.Tests.Contracts;

/// <summary>The desks that keep the same contract.</summary>
public enum DeskKind
{
    Memory,
    Sqlite,
    Redis,
    RedisCluster,
}

/// <summary>An empty place for a desk. The double in memory cannot be opened twice, so it stands for all its openings.</summary>
public sealed class DeskPlace : IAsyncDisposable
{
    private readonly Place? _place;
    private readonly MemoryDesk _memory = new();
    private Store? _store;

    private DeskPlace(Place? place, Store? store)
    {
        _place = place;
        _store = store;
    }

    public static TheoryData<DeskKind> Kinds { get; } = [DeskKind.Memory, DeskKind.Sqlite, DeskKind.Redis, DeskKind.RedisCluster];

    public IDesk Desk => _store?.Desk ?? _memory;

    public static async Task<DeskPlace> NewAsync(StoreServers servers, DeskKind kind)
    {
        if (kind == DeskKind.Memory)
        {
            return new(null, null);
        }

        var (place, store) = await Place.OpenNewAsync(servers, kind switch
        {
            DeskKind.Sqlite => StoreKind.Sqlite,
            DeskKind.Redis => StoreKind.Redis,
            _ => StoreKind.RedisCluster,
        });
        return new(place, store);
    }

    /// <summary>The desk of another process on the same place.</summary>
    public async Task<IDesk> OtherAsync() => _place is null ? _memory : (await _place.OpenAsync()).Desk;

    /// <summary>The process ends and starts again.</summary>
    public async Task ReopenAsync()
    {
        if (_place is not null)
        {
            await _place.CloseAsync(_store!);
            _store = await _place.OpenAsync();
        }
    }

    public ValueTask DisposeAsync() => _place?.DisposeAsync() ?? default;
}
