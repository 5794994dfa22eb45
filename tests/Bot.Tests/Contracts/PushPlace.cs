using Bot.Core.Ports;
using Bot.Core.Throttling;
using Bot.Storage;

namespace Bot.Tests.Contracts;

/// <summary>An empty place to keep pushes, with the ledgers opened on it, and its time.</summary>
public sealed class PushPlace : IAsyncDisposable
{
    private readonly Place _place;
    private Store _store;

    private PushPlace(Place place, Store store)
    {
        _place = place;
        _store = store;
    }

    /// <summary>The stores that keep the contract of <see cref="IPushLedger"/>; a new one adds its line here and nowhere else.</summary>
    public static TheoryData<StoreKind> Kinds => Place.Kinds;

    public IPushLedger Ledger => _store.Pushes;

    public Store Store => _store;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<PushPlace> NewAsync(StoreServers servers, StoreKind kind)
    {
        var (place, store) = await Place.OpenNewAsync(servers, kind);
        return new(place, store);
    }

    /// <summary>The ledger of another process on the same place.</summary>
    public async Task<IPushLedger> OtherAsync() => (await _place.OpenAsync()).Pushes;

    /// <summary>The process ends and starts again.</summary>
    public async Task ReopenAsync()
    {
        await _place.CloseAsync(_store);
        _store = await _place.OpenAsync();
    }

    public async Task<DateTimeOffset> NowAsync() => await Ledger.NowAsync(Cancel);

    public void Advance(TimeSpan by) => _place.Clock.Advance(by);

    /// <summary>Moves the store's time to a moment to come.</summary>
    public async Task GoToAsync(DateTimeOffset at) => Advance(at - await NowAsync());

    /// <summary>What stands in some logs, as text, oldest first.</summary>
    public async Task<string> LogsAsync(params LogKey[] keys)
    {
        var logs = await Ledger.ReadLogsAsync([.. keys], DateTimeOffset.UnixEpoch, 10_000, Cancel);
        return string.Join('\n', keys.Zip(logs, (key, entries) => $"{key}: {string.Join(' ', entries.OrderBy(one => one.At).ThenBy(one => one.Id, StringComparer.Ordinal).Select(one => $"{one.At:O}={one.Id}"))}"));
    }

    public async Task<IEnumerable<int>> SizesAsync(params LogKey[] keys)
    {
        var sizes = new List<int>();
        foreach (var key in keys)
        {
            sizes.Add(await Ledger.CountLogAsync(key, Cancel));
        }

        return sizes;
    }

    public ValueTask DisposeAsync() => _place.DisposeAsync();
}
