using Bot.Core.Ports;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Bot.Channels.DirectLine;

/// <summary>Looks once a second whether another node appended to a conversation that somebody listens to here; sweeps old uploads now and then.</summary>
internal sealed partial class StreamPoller(StreamHub hub, IActivityLog log, UploadStore uploads, TimeProvider time, ILogger<StreamPoller> logger) : BackgroundService
{
    private const int LooksBetweenSweeps = 600;
    private readonly Dictionary<string, long> seen = new(StringComparer.Ordinal);
    private int looks;

    /// <summary>One look.</summary>
    public async Task PollAsync(CancellationToken cancel)
    {
        var live = hub.Conversations.ToHashSet(StringComparer.Ordinal);
        foreach (var gone in seen.Keys.Where(conversation => !live.Contains(conversation)).ToList())
        {
            seen.Remove(gone);
        }

        foreach (var conversation in live)
        {
            var length = await log.LengthAsync(Wire.Key(conversation), cancel);
            if (!seen.TryGetValue(conversation, out var before) || length > before)
            {
                seen[conversation] = length;
                hub.Wake(conversation);
            }
        }

        if (looks++ % LooksBetweenSweeps == 0)
        {
            uploads.Sweep();
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await PollAsync(stoppingToken);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                // A store that is away for a moment must not stop the service: the next look finds what this one missed.
                LogPollFailed(logger, error);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "Looking for appended activities failed; it is tried again in a second")]
    private static partial void LogPollFailed(ILogger logger, Exception error);
}
