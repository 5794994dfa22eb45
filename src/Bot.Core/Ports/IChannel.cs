using Bot.Core.Activities;

namespace Bot.Core.Ports;

/// <summary>One way out: our code for a platform. Never throws for what the platform does; that is a <see cref="DeliveryResult"/>.</summary>
public interface IChannel
{
    /// <summary>The adapter's name, as in <see cref="Route.Adapter"/>.</summary>
    string Adapter { get; }

    /// <summary>What a platform behind this adapter can do.</summary>
    ChannelCapabilities CapabilitiesOf(string channel);

    /// <summary>Sends, updates or deletes one message. <see cref="OutboxRow.Id"/> is the idempotency key where the platform has one.</summary>
    ValueTask<DeliveryResult> DeliverAsync(OutboxRow row, CancellationToken cancel);
}
