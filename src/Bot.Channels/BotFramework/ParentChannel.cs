using Bot.Core.Activities;
using Bot.Core.Ports;

namespace Bot.Channels.BotFramework;

/// <summary>
/// The way back to a bot that called us as its skill: the connector's routes at the parent's own service address, with a
/// token for the parent. A parent passes messages on; it opens no conversations for us.
/// </summary>
public sealed class ParentChannel(BotFrameworkChannel connector) : IChannel
{
    /// <summary>The adapter's name.</summary>
    public const string Name = "botframework-parent";

    /// <inheritdoc/>
    public string Adapter => Name;

    /// <inheritdoc/>
    public ChannelCapabilities CapabilitiesOf(string channel) => connector.CapabilitiesOf(channel) with { CanOpenDirect = false };

    /// <inheritdoc/>
    public ValueTask<DeliveryResult> DeliverAsync(OutboxRow row, CancellationToken cancel) => row.Message switch
    {
        { Route.Audience: null or "" } => new(new DeliveryResult.Refused("nobody knows which parent bot this is for")),
        { OpenWith: not null } => new(new DeliveryResult.Refused("a parent bot opens no conversations")),
        _ => connector.DeliverAsync(row, cancel),
    };
}
