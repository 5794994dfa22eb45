using System.Collections.Immutable;
using Bot.Core.Catalog;
using Bot.Core.Content;
using Bot.Core.Understanding.Retrieval;

namespace Bot.Host.Content;

/// <summary>The content in force: one immutable snapshot, swapped whole. A broken edit keeps the old one and is remembered for operators.</summary>
/// <param name="folder">The files.</param>
/// <param name="log">Told of what goes into force and what does not.</param>
/// <param name="desk">What was published from the console, laid over the files; null for files alone.</param>
/// <param name="encoder">Tells how near sentences are in meaning; null where none is registered.</param>
public sealed partial class LiveCatalog(ContentFolder folder, ILogger<LiveCatalog> log, DeskContent? desk = null, ISentenceEncoder? encoder = null)
{
    private readonly Lock _gate = new();
    private volatile Loaded? _current;
    private (long Files, long Desk) _stamp;

    /// <summary>The snapshot in force; throws before <see cref="Load"/>.</summary>
    public CatalogSnapshot Current => _current?.Catalog ?? throw new InvalidOperationException("no content is loaded yet");

    /// <summary>The files that <see cref="Current"/> was built from, by path.</summary>
    public ImmutableArray<ContentFile> Files => _current?.Files ?? throw new InvalidOperationException("no content is loaded yet");

    /// <summary>True once there is content.</summary>
    public bool IsLoaded => _current is not null;

    /// <summary>What was wrong with the last edit; empty while the files are what is in force.</summary>
    public ImmutableArray<Problem> Rejected { get; private set; } = [];

    /// <summary>Loads the content for the first time. Returns the errors that forbid to start; empty when it is in force.</summary>
    public ImmutableArray<Problem> Load()
    {
        lock (_gate)
        {
            _stamp = Stamp();
            var disk = folder.Read();
            var (files, news) = desk?.Lay(disk) ?? ([.. disk], []);
            var built = CatalogBuilder.Build(files, folder.Preset, encoder: encoder);
            if (built.HasErrors && !files.SequenceEqual(disk))
            {
                // The files alone may do where an older publication no longer fits them: a service that starts can be mended from the console.
                (files, news, Rejected) = ([.. disk], [], Errors(built));
                built = CatalogBuilder.Build(files, folder.Preset, encoder: encoder);
                LogRejected(Rejected.Length, Rejected[0].Format("zh"));
            }

            if (built.HasErrors)
            {
                return Errors(built);
            }

            Take(built, files, disk, news);
            return [];
        }
    }

    /// <summary>Takes a catalogue that was built already; for tests that start many services on the same content.</summary>
    internal void Use(CatalogSnapshot built)
    {
        lock (_gate)
        {
            _stamp = Stamp();
            var disk = folder.Read();
            _current = new Loaded(built, [.. disk]);
            desk?.Saw(disk, []);
        }
    }

    /// <summary>What the files and the desk say now, whether it could go into force or not.</summary>
    public ImmutableArray<ContentFile> Wanted()
    {
        var disk = folder.Read();
        return desk?.Lay(disk).Files ?? [.. disk];
    }

    /// <summary>The text on this node's disk; null where there is none.</summary>
    public string? OnDisk(string path) => folder.ReadOne(path);

    /// <summary>Builds a catalogue from other files, with what is in force as its start. Nothing goes into force by it.</summary>
    public CatalogSnapshot Try(IReadOnlyList<ContentFile> files) => CatalogBuilder.Build(files, folder.Preset, Current, encoder);

    /// <summary>What is wrong with other files.</summary>
    public ImmutableArray<Problem> Check(IReadOnlyList<ContentFile> files) => CatalogBuilder.Check(files, folder.Preset, Current);

    /// <summary>Reloads when a file changed, or something was published. True when new content went into force.</summary>
    /// <param name="ready">A catalogue that was just built: taken where it is of the very same files.</param>
    public bool Refresh(CatalogSnapshot? ready = null)
    {
        lock (_gate)
        {
            var stamp = Stamp();
            if (stamp == _stamp)
            {
                return false;
            }

            var disk = folder.Read();
            var (files, news) = desk?.Lay(disk) ?? ([.. disk], []);
            var built = ready is not null && ready.Revision == CatalogBuilder.RevisionOf(files) ? ready : CatalogBuilder.Build(files, folder.Preset, _current?.Catalog, encoder);
            _stamp = stamp;
            if (built.HasErrors)
            {
                Rejected = Errors(built);
                LogRejected(Rejected.Length, Rejected[0].Format("zh"));
                return false;
            }

            Rejected = [];
            if (string.Equals(built.Revision, _current?.Catalog.Revision, StringComparison.Ordinal))
            {
                desk?.Saw(disk, news);
                return false;
            }

            Take(built, files, disk, news);
            return true;
        }
    }

    private static ImmutableArray<Problem> Errors(CatalogSnapshot built) => [.. built.Problems.Where(problem => problem.Severity == Severity.Error)];

    private (long Files, long Desk) Stamp() => (folder.Stamp(), desk?.Revision ?? 0);

    private void Take(CatalogSnapshot built, ImmutableArray<ContentFile> files, IReadOnlyList<ContentFile> disk, ImmutableArray<FileNews> news)
    {
        _current = new Loaded(built, files);
        desk?.Saw(disk, news);
        LogLoaded(built.Revision, built.Templates.All.Length, built.Dialogs.All.Length);
    }

    private sealed record Loaded(CatalogSnapshot Catalog, ImmutableArray<ContentFile> Files);

    [LoggerMessage(EventId = 1201, Level = LogLevel.Information, Message = "Content {Revision} is in force: {Templates} templates, {Dialogs} dialogs")]
    private partial void LogLoaded(string revision, int templates, int dialogs);

    [LoggerMessage(EventId = 1202, Level = LogLevel.Error, Message = "The edited content has {Errors} errors and was not taken; the old content stays in force. First: {First}")]
    private partial void LogRejected(int errors, string first);
}
