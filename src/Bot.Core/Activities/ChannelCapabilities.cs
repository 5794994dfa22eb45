namespace Bot.Core.Activities;

/// <summary>What a channel can carry, and what it allows (requirement B2).</summary>
/// <param name="MaxText">Longest text in UTF-16 units.</param>
/// <param name="Cards">Cards are shown.</param>
/// <param name="SuggestedActions">Tap replies are shown.</param>
/// <param name="CanOpenDirect">We may open a direct conversation with a member who never wrote to us.</param>
/// <param name="CanUpdate">Messages can be updated and deleted.</param>
public sealed record ChannelCapabilities(int MaxText, bool Cards, bool SuggestedActions, bool CanOpenDirect, bool CanUpdate);
