using System.Collections.Immutable;
using Bot.Core.Catalog;
using Bot.Core.Content;

namespace Bot.Host.Content;

/// <summary>The content in force: one immutable snapshot, swapped whole. A broken edit keeps the old one and is remembered for operators.</summary>
public sealed partial class LiveCatalog(ContentFolder folder, ILogger<LiveCatalog> log)
{
    private readonly Lock _gate = new();
    private volatile CatalogSnapshot? _current;
    private long _stamp;

    /// <summary>The snapshot in force; throws before <see cref="Load"/>.</summary>
    public CatalogSnapshot Current => _current ?? throw new InvalidOperationException("no content is loaded yet");

    /// <summary>True once there is content.</summary>
    public bool IsLoaded => _current is not null;

    /// <summary>What was wrong with the last edit; empty while the files are what is in force.</summary>
    public ImmutableArray<Problem> Rejected { get; private set; } = [];

    /// <summary>Loads the content for the first time. Returns the errors that forbid to start; empty when it is in force.</summary>
    public ImmutableArray<Problem> Load()
    {
        lock (_gate)
        {
            _stamp = folder.Stamp();
            var built = CatalogBuilder.Build(folder.Read(), folder.Preset);
            if (built.HasErrors)
            {
                return [.. built.Problems.Where(problem => problem.Severity == Severity.Error)];
            }

            _current = built;
            LogLoaded(built.Revision, built.Templates.All.Length, built.Dialogs.All.Length);
            return [];
        }
    }

    /// <summary>Takes a catalogue that was built already; for tests that start many services on the same content.</summary>
    internal void Use(CatalogSnapshot built)
    {
        lock (_gate)
        {
            _stamp = folder.Stamp();
            _current = built;
        }
    }

    /// <summary>Reloads when a file changed. True when new content went into force.</summary>
    public bool Refresh()
    {
        lock (_gate)
        {
            var stamp = folder.Stamp();
            if (stamp == _stamp)
            {
                return false;
            }

            var built = CatalogBuilder.Build(folder.Read(), folder.Preset, _current);
            _stamp = stamp;
            if (built.HasErrors)
            {
                Rejected = [.. built.Problems.Where(problem => problem.Severity == Severity.Error)];
                LogRejected(Rejected.Length, Rejected[0].Format("zh"));
                return false;
            }

            Rejected = [];
            if (string.Equals(built.Revision, _current?.Revision, StringComparison.Ordinal))
            {
                return false;
            }

            _current = built;
            LogLoaded(built.Revision, built.Templates.All.Length, built.Dialogs.All.Length);
            return true;
        }
    }

    [LoggerMessage(EventId = 1201, Level = LogLevel.Information, Message = "Content {Revision} is in force: {Templates} templates, {Dialogs} dialogs")]
    private partial void LogLoaded(string revision, int templates, int dialogs);

    [LoggerMessage(EventId = 1202, Level = LogLevel.Error, Message = "The edited content has {Errors} errors and was not taken; the old content stays in force. First: {First}")]
    private partial void LogRejected(int errors, string first);
}
