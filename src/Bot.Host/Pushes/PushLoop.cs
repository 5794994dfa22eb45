using Bot.Core.Ports;
using Bot.Host.Operability;

namespace Bot.Host.Pushes;

/// <summary>Works off what is due: at every poll, and at once when something came in.</summary>
public sealed partial class PushLoop(PushRunner runner, PushIntake intake, IPushLedger ledger, PushOptions options, BotMetrics metrics, TimeProvider clock, ILogger<PushLoop> log) : BackgroundService
{
    private readonly SemaphoreSlim _one = new(1);

    /// <summary>Looks once; one look at a time.</summary>
    public async Task LookAsync(CancellationToken cancel)
    {
        await _one.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            await WorkOffAsync(cancel).ConfigureAwait(false);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _one.Dispose();
        base.Dispose();
    }

    private async Task WorkOffAsync(CancellationToken cancel)
    {
        if (!await ledger.RemembersAsync(cancel).ConfigureAwait(false))
        {
            // Until this is done the ledger itself refuses whatever is capped.
            LogRebuilding();
            await ledger.RebuildAsync(cancel).ConfigureAwait(false);
        }

        foreach (var judged in await runner.RunDueAsync(cancel).ConfigureAwait(false))
        {
            metrics.Judged(judged.Row.Push.Class, judged.Row.State, judged.Verdict?.Rule);
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await LookAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogFailed(exception);
            }

            await intake.WaitAsync(options.Poll, clock, stoppingToken).ConfigureAwait(false);
        }
    }

    [LoggerMessage(EventId = 1503, Level = LogLevel.Error, Message = "Looking for pushes that are due failed; it is tried again")]
    private partial void LogFailed(Exception exception);

    [LoggerMessage(EventId = 1504, Level = LogLevel.Warning, Message = "The throttle's logs were lost; they are made anew from the pushes that are kept")]
    private partial void LogRebuilding();
}
