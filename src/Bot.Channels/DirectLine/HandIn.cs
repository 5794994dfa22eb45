using Bot.Core.Activities;
using Bot.Core.Ports;
using Microsoft.Extensions.Logging;

namespace Bot.Channels.DirectLine;

/// <summary>Hands an activity to the assistant and turns its receipt into what the client is told.</summary>
internal sealed partial class HandIn(Receive receive, ILogger<HandIn> logger)
{
    /// <summary>Null once the activity is kept. Not cancelled by a client that leaves: what is in the log must reach the assistant.</summary>
    public async ValueTask<Refusal?> GiveAsync(Activity activity)
    {
        try
        {
            return await receive(activity, CancellationToken.None) switch
            {
                Receipt.Kept => null,
                Receipt.Busy busy => Refusal.Busy(busy.After),
                Receipt.NotHandled => Refusal.BotRejected,
                var other => throw new InvalidOperationException($"Unknown receipt {other.GetType().Name}."),
            };
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // Direct Line tells the client that the bot failed (502) where other doors say 500.
            LogFailed(logger, activity.Type, error);
            return Refusal.BotError;
        }
    }

    [LoggerMessage(LogLevel.Error, "The assistant failed on an activity of type {Type}")]
    private static partial void LogFailed(ILogger logger, ActivityType type, Exception error);
}
