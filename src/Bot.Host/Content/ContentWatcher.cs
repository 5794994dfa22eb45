namespace Bot.Host.Content;

/// <summary>Notices edits: a file-system watch with a pause of 300 ms, and a look every five seconds because watches miss events on some volumes.</summary>
public sealed partial class ContentWatcher(LiveCatalog catalog, ContentFolder folder, TimeProvider clock, ILogger<ContentWatcher> log) : BackgroundService
{
    private static readonly TimeSpan Settle = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var changed = new SemaphoreSlim(0, 1);
        using var watcher = Watch(changed);
        while (!stoppingToken.IsCancellationRequested)
        {
            if (await changed.WaitAsync(Look, stoppingToken).ConfigureAwait(false))
            {
                await Task.Delay(Settle, clock, stoppingToken).ConfigureAwait(false);
            }

            try
            {
                catalog.Refresh();
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // A file that is just being written, or not ours to read: the next look tries again.
                LogUnreadable(exception);
            }
        }
    }

    private FileSystemWatcher? Watch(SemaphoreSlim changed)
    {
        try
        {
            var watcher = new FileSystemWatcher(folder.Root) { IncludeSubdirectories = true, EnableRaisingEvents = false };
            FileSystemEventHandler signal = (_, change) => Signal(changed, change.FullPath);
            watcher.Changed += signal;
            watcher.Created += signal;
            watcher.Deleted += signal;
            watcher.Renamed += (_, change) => Signal(changed, change.FullPath);
            watcher.EnableRaisingEvents = true;
            return watcher;
        }
        catch (Exception exception) when (exception is IOException or ArgumentException or UnauthorizedAccessException)
        {
            LogUnreadable(exception);
            return null;
        }
    }

    private static void Signal(SemaphoreSlim changed, string path)
    {
        if (!path.EndsWith(".tmpl", StringComparison.Ordinal) && !path.EndsWith(".yaml", StringComparison.Ordinal))
        {
            return;
        }

        lock (changed)
        {
            if (changed.CurrentCount == 0)
            {
                changed.Release();
            }
        }
    }

    [LoggerMessage(EventId = 1203, Level = LogLevel.Warning, Message = "The content folder could not be read or watched; it is looked at again in a few seconds")]
    private partial void LogUnreadable(Exception exception);
}
