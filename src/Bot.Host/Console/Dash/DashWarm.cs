using Bot.Core.Interactions;
using Bot.Storage;

namespace Bot.Host.Console.Dash;

/// <summary>
/// A moment after the start makes every dashboard once, then reads the counts of the last months some days at a time,
/// so that whoever opens one first does not wait for it.
/// </summary>
internal sealed class DashWarm(DashParts parts, TimeProvider clock) : BackgroundService
{
    private const int Days = 120;
    private const int AtOnce = 6;

    // First come those who wait for an answer.
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.Delay(Moment, clock, stoppingToken).ConfigureAwait(false);
            await DashRoutes.WarmAsync(parts, stoppingToken).ConfigureAwait(false);
            var today = FactTally.DayOf(clock.GetUtcNow());
            for (var back = 0; back < Days; back += AtOnce)
            {
                await parts.Tallies.ReadAsync(today.AddDays(1 - back - AtOnce), today.AddDays(-back), stoppingToken).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is StoreException or OperationCanceledException or ObjectDisposedException)
        {
            // Then whoever asks reads them.
        }
    }
}
