namespace Bot.Channels.BotFramework;

/// <summary>What an activity from a channel must have; a missing <c>recipient</c> is forgiven (Copilot Studio sends none).</summary>
internal static class Demands
{
    /// <summary>What is missing and how to mend it; null when nothing is.</summary>
    public static string? Missing(WireActivity activity) => activity switch
    {
        { ChannelId: null } => Say("channelId", "\"channelId\": \"emulator\""),
        { ConversationId: null } => Say("conversation.id", "\"conversation\": {\"id\": \"c1\"}"),
        { From: null } => Say("from.id", "\"from\": {\"id\": \"u1\"}"),
        { ServiceUrl: null, DeliveryMode: Core.Activities.DeliveryMode.Normal } => Say("serviceUrl", "the address for answers, or \"deliveryMode\": \"expectReplies\""),
        { Type: "event" or "invoke" or "command" or "commandResult", Name: null } => Say("name", $"the name of the {activity.Type}"),
        _ => null,
    };

    private static string Say(string field, string mend) => $"The activity has no '{field}'. Send {mend}.";
}
