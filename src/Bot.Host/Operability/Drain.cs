using Bot.Host.Delivery;
using Bot.Host.Runtime;

namespace Bot.Host.Operability;

/// <summary>At shutdown, after the doors are closed: finishes running turns and sends what is being sent. What remains is kept and sent after the next start.</summary>
public sealed partial class Drain(Lanes lanes, OutboxPump outbox, ILogger<Drain> log) : IHostedService
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await lanes.DrainAsync(cancellationToken).ConfigureAwait(false);
        await outbox.DrainAsync(cancellationToken).ConfigureAwait(false);
        LogDrained(outbox.Active);
    }

    [LoggerMessage(EventId = 1401, Level = LogLevel.Information, Message = "Drained; {Active} conversations still had messages to send")]
    private partial void LogDrained(int active);
}
