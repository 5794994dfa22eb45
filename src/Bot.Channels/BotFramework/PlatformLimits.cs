using Bot.Core.Activities;

namespace Bot.Channels.BotFramework;

/// <summary>What the platforms behind the Bot Connector can carry, from their own documents; careful where nothing is known.</summary>
internal static class PlatformLimits
{
    public static ChannelCapabilities Of(string channel) => channel switch
    {
        "msteams" => new(8_000, Cards: true, SuggestedActions: false, CanOpenDirect: true, CanUpdate: true),
        "slack" => new(4_000, Cards: true, SuggestedActions: false, CanOpenDirect: true, CanUpdate: true),
        "emulator" => new(16_000, Cards: true, SuggestedActions: true, CanOpenDirect: true, CanUpdate: true),
        "webchat" or "directline" => new(16_000, Cards: true, SuggestedActions: true, CanOpenDirect: false, CanUpdate: false),
        "telegram" => new(4_096, Cards: true, SuggestedActions: true, CanOpenDirect: false, CanUpdate: false),
        "line" => new(5_000, Cards: true, SuggestedActions: true, CanOpenDirect: false, CanUpdate: false),
        "facebook" => new(2_000, Cards: true, SuggestedActions: true, CanOpenDirect: false, CanUpdate: false),
        "email" => new(16_000, Cards: false, SuggestedActions: false, CanOpenDirect: true, CanUpdate: false),
        "sms" => new(1_600, Cards: false, SuggestedActions: false, CanOpenDirect: true, CanUpdate: false),
        _ => new(2_000, Cards: false, SuggestedActions: false, CanOpenDirect: false, CanUpdate: false),
    };
}
