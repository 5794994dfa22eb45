namespace Bot.Host.Pushes.Campaigns;

/// <summary>Looks for campaigns that are due, as long as the service runs.</summary>
internal sealed partial class CampaignLoop(CampaignRunner runner, PushOptions options, TimeProvider clock, ILogger<CampaignLoop> log) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.CampaignPoll, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            try
            {
                while (await runner.StepAsync(stoppingToken).ConfigureAwait(false))
                {
                    // More pages: go on at once.
                }
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogFailed(exception);
            }
        }
    }

    [LoggerMessage(EventId = 1601, Level = LogLevel.Error, Message = "Going through a campaign's audience failed; it is taken up again behind the last page")]
    private partial void LogFailed(Exception exception);
}
