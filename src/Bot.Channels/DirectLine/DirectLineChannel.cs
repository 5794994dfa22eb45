using Bot.Core.Activities;
using Bot.Core.Ports;

namespace Bot.Channels.DirectLine;

/// <summary>The way out to Direct Line: what we say is appended to the conversation's log, from where every stream reads it.</summary>
internal sealed class DirectLineChannel(IActivityLog log, StreamHub hub, TimeProvider time) : IChannel
{
    public const string Name = "directline";

    public string Adapter => Name;

    // Nobody can be written to before they opened a conversation here: there is no address to write to.
    public ChannelCapabilities CapabilitiesOf(string channel) => new(MaxText: 32_000, Cards: true, SuggestedActions: true, CanOpenDirect: false, CanUpdate: true);

    public async ValueTask<DeliveryResult> DeliverAsync(OutboxRow row, CancellationToken cancel)
    {
        var message = row.Message;
        if (message.OpenWith is not null)
        {
            return new DeliveryResult.Refused("a direct line conversation is opened by its member");
        }

        if (message.Verb is OutboundVerb.Update or OutboundVerb.Delete && string.IsNullOrEmpty(message.TargetId))
        {
            return new DeliveryResult.Refused("no message to change is named");
        }

        var conversation = message.Conversation.Id;
        if (message.Verb == OutboundVerb.Typing)
        {
            hub.Pass(conversation, OutboundJson.Of(message, $"{conversation}|t{row.Id}", time.GetUtcNow()));
            return new DeliveryResult.Sent("");
        }

        // The row's id as the once-key: a row that is tried again is still one message.
        var (entry, _) = await log.AppendAsync(Wire.Key(conversation), $"out:{row.Id}", message.Route.Bot.Id, sequence =>
        {
            // Web Chat replaces a bubble when a message with the same id comes again; it has no other form of update.
            var id = message.Verb == OutboundVerb.Send ? Wire.Id(conversation, sequence) : message.TargetId!;
            return (id, OutboundJson.Of(message, id, time.GetUtcNow()));
        }, cancel);
        hub.Wake(conversation);
        return new DeliveryResult.Sent(entry.Id);
    }
}
