using Bot.Core.Activities;

namespace Bot.Core.Ports;

/// <summary>What a channel can carry, and what it allows (requirement B2).</summary>
/// <param name="MaxText">Longest text in UTF-16 units.</param>
/// <param name="Cards">Cards are shown.</param>
/// <param name="SuggestedActions">Tap replies are shown.</param>
/// <param name="CanOpenDirect">We may open a direct conversation with a member who never wrote to us.</param>
/// <param name="CanUpdate">Messages can be updated and deleted.</param>
public sealed record ChannelCapabilities(int MaxText, bool Cards, bool SuggestedActions, bool CanOpenDirect, bool CanUpdate);

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
