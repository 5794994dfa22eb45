using Bot.Channels.BotFramework.Outbound;
using Bot.Core.Activities;
using Bot.Core.Ports;

namespace Bot.Channels.BotFramework;

/// <summary>
/// The way out through a Bot Connector. One row is one call, and one more before it where a direct conversation must be
/// opened first. Certain failures become <see cref="DeliveryResult.Retry"/> or <see cref="DeliveryResult.Refused"/>,
/// uncertain ones <see cref="DeliveryResult.Unknown"/>; see <see cref="Called{T}"/>.
/// </summary>
public sealed class BotFrameworkChannel(ConnectorClient connector) : IChannel
{
    /// <summary>The adapter's name.</summary>
    public const string Name = "botframework";

    /// <inheritdoc/>
    public string Adapter => Name;

    /// <inheritdoc/>
    public ChannelCapabilities CapabilitiesOf(string channel) => PlatformLimits.Of(channel);

    /// <inheritdoc/>
    public async ValueTask<DeliveryResult> DeliverAsync(OutboxRow row, CancellationToken cancel)
    {
        var message = row.Message;
        if (message.Verb is OutboundVerb.Update or OutboundVerb.Delete && string.IsNullOrEmpty(message.TargetId))
        {
            return new DeliveryResult.Refused("nothing was named to update or delete");
        }

        ConversationKey? opened = null;
        if (message.OpenWith is { } member)
        {
            var opening = await connector.OpenAsync(message.Route, member, cancel);
            if (opening is not Called<OpenedConversation>.Ok ok)
            {
                // Nothing was said yet, so an unsure opening may be tried again without saying anything twice.
                return opening is Called<OpenedConversation>.Unsure unsure ? new DeliveryResult.Retry(null, unsure.Reason) : Result(opening.Map(_ => ""), null);
            }

            opened = message.Conversation with { Id = ok.Value.Id };
            message = message with { Conversation = opened, ReplyToId = null };
        }

        return Result(await CallAsync(message, cancel), opened);
    }

    private ValueTask<Called<string>> CallAsync(OutboundMessage message, CancellationToken cancel)
    {
        var (serviceUrl, conversation, audience) = (message.Route.ServiceUrl, message.Conversation.Id, message.Route.Audience);
        return message.Verb switch
        {
            OutboundVerb.Update => connector.UpdateAsync(serviceUrl, conversation, message.TargetId!, ActivityWriter.Write(message), cancel, audience),
            OutboundVerb.Delete => connector.DeleteAsync(serviceUrl, conversation, message.TargetId!, cancel, audience),
            OutboundVerb.Typing => connector.SendAsync(serviceUrl, conversation, null, ActivityWriter.Write(message), cancel, audience),
            _ => connector.SendAsync(serviceUrl, conversation, message.ReplyToId, ActivityWriter.Write(message), cancel, audience),
        };
    }

    private static DeliveryResult Result(Called<string> called, ConversationKey? opened) => called switch
    {
        Called<string>.Ok ok => new DeliveryResult.Sent(ok.Value, opened),
        Called<string>.NotNow notNow => new DeliveryResult.Retry(notNow.After, notNow.Reason),
        Called<string>.No no => new DeliveryResult.Refused(no.Reason),
        Called<string>.Unsure unsure => new DeliveryResult.Unknown(unsure.Reason),
        _ => throw new InvalidOperationException("a closed hierarchy has no fifth case"),
    };
}
