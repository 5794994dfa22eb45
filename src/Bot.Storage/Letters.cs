using Bot.Core.Activities;

namespace Bot.Storage;

/// <summary>How a message becomes a dead letter; the same for every store.</summary>
internal static class Letters
{
    public static string Reason(DeliveryResult result) => result switch
    {
        DeliveryResult.Refused refused => refused.Reason,
        DeliveryResult.Retry retry => retry.Reason,
        DeliveryResult.Unknown unknown => unknown.Reason,
        _ => throw new ArgumentOutOfRangeException(nameof(result), "A message that was sent is no dead letter."),
    };

    /// <summary>The row as it ended: the last try counts.</summary>
    public static OutboxRow Bury(OutboxRow row) => row with { Attempts = row.Attempts + 1, CallStarted = false };
}
