using Bot.Core.Ports;
using Bot.Host.Operability;

namespace Bot.Host.Pushes;

/// <summary>Works off what is due: at every poll, and at once when something came in.</summary>
public sealed partial class PushLoop(PushRunner runner, PushIntake intake, PushParts parts, PushOptions options, BotMetrics metrics, TimeProvider clock, ILogger<PushLoop> log) : BackgroundService
{
    private const int AtOnce = 256;

    private readonly SemaphoreSlim _one = new(1);
    private WaitingCursor? _at;
    private string? _sweeping;
    private string? _swept;
    private bool _everything;

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
        if (!await parts.Ledger.RemembersAsync(cancel).ConfigureAwait(false))
        {
            // Until this is done the ledger itself refuses whatever is capped.
            LogRebuilding();
            await parts.Ledger.RebuildAsync(cancel).ConfigureAwait(false);
        }

        Count(await runner.RunDueAsync(cancel).ConfigureAwait(false));
        var (change, overrun) = intake.Changes(AtOnce);
        Count(await runner.Held.AfterAsync(change, cancel).ConfigureAwait(false));
        await SweepAsync(overrun, cancel).ConfigureAwait(false);
    }

    // A new policy may let go what the one before held: a page at each look, so that what is due does not wait for it.
    private async Task SweepAsync(bool all, CancellationToken cancel)
    {
        var revision = parts.Policy().Revision;
        if (all || revision != (_sweeping ?? _swept))
        {
            (_sweeping, _at) = (revision, null);
            _everything |= all;
        }

        if (_sweeping is null)
        {
            return;
        }

        (var judged, _at) = await runner.Held.PageAsync(_at, AtOnce, _everything, cancel).ConfigureAwait(false);
        Count(judged);
        if (_at is null)
        {
            (_swept, _sweeping, _everything) = (_sweeping, null, false);
        }
        else
        {
            intake.Kick();
        }
    }

    private void Count(IEnumerable<Judged> all)
    {
        foreach (var judged in all)
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
