namespace Bot.Host.Speaking;

/// <summary>Keeps the gates learning: all at start and once a day, one when it has new labels.</summary>
public sealed partial class SpeakLoop(SpeakGates gates, TimeProvider clock, ILogger<SpeakLoop> log) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.WhenAll(DailyAsync(stoppingToken), NewAsync(stoppingToken)).ConfigureAwait(false);
    }

    private async Task DailyAsync(CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromDays(1), clock);
        do
        {
            await TryAsync(gates.LearnAllAsync, cancel).ConfigureAwait(false);
        }
        while (await timer.WaitForNextTickAsync(cancel).ConfigureAwait(false));
    }

    private async Task NewAsync(CancellationToken cancel)
    {
        await foreach (var group in gates.Due.ReadAllAsync(cancel).ConfigureAwait(false))
        {
            await TryAsync(stop => gates.LearnAsync(group, stop), cancel).ConfigureAwait(false);
        }
    }

    private async Task TryAsync(Func<CancellationToken, Task> learn, CancellationToken cancel)
    {
        try
        {
            await Task.Run(() => learn(cancel), cancel).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFailed(exception);
        }
    }

    [LoggerMessage(EventId = 1601, Level = LogLevel.Error, Message = "A gate could not learn from its labels; the earlier one stays in force")]
    private partial void LogFailed(Exception exception);
}
