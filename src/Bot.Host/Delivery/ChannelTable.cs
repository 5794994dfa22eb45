using System.Collections.Frozen;
using Bot.Core.Activities;
using Bot.Core.Ports;

namespace Bot.Host.Delivery;

/// <summary>The ways out by adapter name; two of one name are refused at start.</summary>
public sealed class ChannelTable
{
    private static readonly ChannelCapabilities Unknown = new(2000, Cards: false, SuggestedActions: false, CanOpenDirect: false, CanUpdate: false);

    private readonly FrozenDictionary<string, IChannel> _channels;

    /// <summary>Links the adapters.</summary>
    public ChannelTable(IEnumerable<IChannel> channels)
    {
        var table = new Dictionary<string, IChannel>(StringComparer.Ordinal);
        foreach (var channel in channels)
        {
            if (!table.TryAdd(channel.Adapter, channel))
            {
                throw new InvalidOperationException($"two channels call themselves {channel.Adapter}");
            }
        }

        _channels = table.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>What a platform can do; the least for an adapter that is gone.</summary>
    public ChannelCapabilities CapabilitiesOf(string? adapter, string channel) =>
        adapter is not null && _channels.TryGetValue(adapter, out var found) ? found.CapabilitiesOf(channel) : Unknown;

    /// <summary>Delivers through the row's adapter.</summary>
    public ValueTask<DeliveryResult> DeliverAsync(OutboxRow row, CancellationToken cancel) =>
        _channels.TryGetValue(row.Message.Route.Adapter, out var channel)
            ? channel.DeliverAsync(row, cancel)
            : new(new DeliveryResult.Refused($"no adapter named {row.Message.Route.Adapter}"));
}
