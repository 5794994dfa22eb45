namespace Bot.Host.Speaking;

/// <summary>Keeps the gates learning: all at start and once a day, those with new labels every ten minutes, one when it has enough of them.</summary>
public sealed partial class SpeakLoop(SpeakGates gates, TimeProvider clock, ILogger<SpeakLoop> log) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromMinutes(10);
    private static readonly int LooksADay = (int)(TimeSpan.FromDays(1) / Look);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.WhenAll(AllAsync(stoppingToken), NewAsync(stoppingToken)).ConfigureAwait(false);
    }

    private async Task AllAsync(CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(Look, clock);
        var looks = 0;
        do
        {
            var all = looks++ % LooksADay == 0;
            await TryAsync(stop => gates.LearnAsync(all, stop), cancel).ConfigureAwait(false);
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
