using Bot.Channels.BotFramework;
using Bot.Core.Activities;

namespace Bot.Channels.DirectLine;

/// <summary>A stamped client activity -> the assistant's words.</summary>
internal static class ClientReader
{
    /// <summary>The activity as the assistant reads it, or what is wrong with it.</summary>
    public static (Activity? Activity, string? Wrong) Read(ReadOnlyMemory<byte> json, string id, Grant grant, Facts facts, DirectLineOptions options)
    {
        switch (ActivityReader.Read(json))
        {
            case ActivityReading.Read { Activity: var wire }:
                var bot = new Account(options.BotId, options.BotName, IsBot: true);
                var route = new Route(DirectLineChannel.Name, "", bot);
                return (wire.ToActivity(id, Wire.Key(grant.Conversation), new Account(grant.User!, wire.From?.Name), route, wire.Timestamp ?? default) with
                {
                    IsGroup = facts.IsGroup,
                    ConversationName = facts.Topic,
                    Recipient = bot,
                    Locale = wire.Locale ?? facts.Members.GetValueOrDefault(grant.User!)?.Locale,
                    // Direct Line has no other way back than the stream, whatever the client asks for.
                    DeliveryMode = DeliveryMode.Normal,
                }, null);
            case ActivityReading.Refused refused:
                return (null, refused.Message);
            default:
                throw new InvalidOperationException("Unknown reading.");
        }
    }
}
