using System.Globalization;
using Bot.Core.Activities;
using Bot.Core.Ports;
using Bot.Host.Delivery;

namespace Bot.Host.Runtime;

/// <summary>The service's own clock hand: wakes dialogs whose reminder or time-out is due, and takes up waiting messages.</summary>
public sealed partial class WakeLoop(ILedger ledger, Lanes lanes, OutboxPump outbox, DeliveryOptions delivery, TimeProvider clock, ILogger<WakeLoop> log) : BackgroundService
{
    private const int Batch = 256;

    /// <summary>Looks once.</summary>
    public async Task LookAsync(CancellationToken cancel)
    {
        while (await outbox.PollAsync(cancel).ConfigureAwait(false))
        {
            // More than one look could hold; take them all up.
        }

        var now = clock.GetUtcNow();
        foreach (var due in await ledger.DueAsync(now, Batch, cancel).ConfigureAwait(false))
        {
            await lanes.ReceiveAsync(
                new Activity
                {
                    Type = ActivityType.Wake,
                    Id = string.Create(CultureInfo.InvariantCulture, $"wake:{due.At.UtcTicks}:{now.UtcTicks}"),
                    Conversation = due.Conversation,
                    From = new Account(""),
                    At = now,
                },
                cancel).ConfigureAwait(false);
        }
    }

    /// <summary>Takes up what an earlier run left before any door opens, so that nothing new overtakes it.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await LookAsync(cancellationToken).ConfigureAwait(false);
        await base.StartAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(delivery.Poll, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            try
            {
                await LookAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogFailed(exception);
            }
        }
    }

    [LoggerMessage(EventId = 1301, Level = LogLevel.Error, Message = "Looking for what is due failed; it is tried again")]
    private partial void LogFailed(Exception exception);
}
