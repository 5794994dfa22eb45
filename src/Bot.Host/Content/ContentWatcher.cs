namespace Bot.Host.Content;

/// <summary>
/// Notices edits: a file-system watch with a pause of 300 ms, and a look every five seconds because watches miss events on some
/// volumes. Publications of other nodes are asked for four times a second: they are in force everywhere within one.
/// </summary>
public sealed partial class ContentWatcher(LiveCatalog catalog, ContentFolder folder, DeskContent desk, TimeProvider clock, ILogger<ContentWatcher> log) : BackgroundService
{
    private const int LooksPerFolder = 20;
    private static readonly TimeSpan Settle = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var changed = new SemaphoreSlim(0, 1);
        using var watcher = Watch(changed);
        for (var look = 1; !stoppingToken.IsCancellationRequested; look++)
        {
            var isEdited = await changed.WaitAsync(Look, stoppingToken).ConfigureAwait(false);
            if (isEdited)
            {
                await Task.Delay(Settle, clock, stoppingToken).ConfigureAwait(false);
            }

            try
            {
                await LookAsync(isEdited || look % LooksPerFolder == 0, stoppingToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // A file that is just being written, or not ours to read: the next look tries again.
                LogUnreadable(exception);
            }
        }
    }

    /// <summary>One look: asks the desk, takes what is new, and notes what files said.</summary>
    /// <param name="atFiles">True to look at the files although nothing was published.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<bool> LookAsync(bool atFiles, CancellationToken cancel)
    {
        var published = await desk.PollAsync(cancel).ConfigureAwait(false);
        var taken = (published || atFiles) && catalog.Refresh();
        if (desk.HasNews)
        {
            await desk.NoteAsync(cancel).ConfigureAwait(false);
        }

        return taken;
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
        if (!path.EndsWith(".tmpl", StringComparison.Ordinal) && !path.EndsWith(".yaml", StringComparison.Ordinal) && !path.EndsWith(".chat", StringComparison.Ordinal))
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
