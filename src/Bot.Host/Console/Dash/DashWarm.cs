using Bot.Core.Interactions;
using Bot.Core.Ports;
using Bot.Storage;

namespace Bot.Host.Console.Dash;

/// <summary>
/// Reads the counts of the last months once after the start, a day at a time, so that whoever opens a dashboard first does
/// not wait for it. For a store that remembers the days it has read; where one file holds all, there is nothing to warm.
/// </summary>
internal sealed class DashWarm(ITallies tallies, TimeProvider clock) : BackgroundService
{
    private const int Days = 120;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            var today = FactTally.DayOf(clock.GetUtcNow());
            for (var back = 0; back < Days; back++)
            {
                await tallies.ReadAsync(today.AddDays(-back), today.AddDays(-back), stoppingToken).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is StoreException or OperationCanceledException or ObjectDisposedException)
        {
            // Then whoever asks reads them.
        }
    }
}
