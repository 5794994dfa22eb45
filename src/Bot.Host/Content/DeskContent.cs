using System.Collections.Immutable;
using Bot.Core.Content;
using Bot.Core.Ports;
using Bot.Host.Console.Studio;

namespace Bot.Host.Content;

/// <summary>What was published from the console, as this node knows it, laid over the content folder.</summary>
/// <param name="desk">Where it is kept.</param>
/// <param name="clock">The time of versions that files make.</param>
/// <param name="isAlone">True where this process is the only one with a disk.</param>
public sealed class DeskContent(IDesk desk, TimeProvider clock, bool isAlone) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);
    private volatile Known _known = new(ImmutableDictionary<string, PublishedEntry>.Empty, 0);
    private volatile Disk _disk = new(null, []);

    /// <summary>Grows with every publication that this node knows of.</summary>
    public long Revision => _known.Revision;

    /// <summary>What is published, by path.</summary>
    public ImmutableDictionary<string, PublishedEntry> Published => _known.Published;

    /// <summary>True when files said something that is not noted yet.</summary>
    public bool HasNews => !_disk.News.IsEmpty;

    /// <summary>Asks whether there is more, and reads it whole. True when there was.</summary>
    public async ValueTask<bool> PollAsync(CancellationToken cancel)
    {
        await _one.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            var revision = await desk.RevisionAsync(StudioKinds.Content, cancel).ConfigureAwait(false);
            if (revision == _known.Revision)
            {
                return false;
            }

            while (true)
            {
                var all = await desk.AllAsync(StudioKinds.Content, cancel).ConfigureAwait(false);
                var after = await desk.RevisionAsync(StudioKinds.Content, cancel).ConfigureAwait(false);
                if (after == revision)
                {
                    _known = new Known(all.Select(PublishedEntry.Of).ToImmutableDictionary(entry => entry.File.Path, StringComparer.Ordinal), revision);
                    return true;
                }

                // Somebody published between two pages: what was read may be half of it.
                revision = after;
            }
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>The content that shall be in force, and what files say anew.</summary>
    public (ImmutableArray<ContentFile> Files, ImmutableArray<FileNews> News) Lay(IReadOnlyList<ContentFile> files) =>
        PublishedOver.Lay(files, _known.Published.ToDictionary(pair => pair.Key, pair => pair.Value.File, StringComparer.Ordinal), _disk.Texts, isAlone);

    /// <summary>Takes files as known that are in force now: what changes from here on, changes here.</summary>
    /// <param name="files">What is on disk.</param>
    /// <param name="news">What of it is new, to be noted.</param>
    public void Saw(IReadOnlyList<ContentFile> files, ImmutableArray<FileNews> news)
    {
        // What waits to be noted and was not told again has been overtaken.
        _disk = new Disk(files.ToImmutableDictionary(file => file.Path, file => file.Text, StringComparer.Ordinal), news.IsEmpty ? _disk.News : news);
    }

    /// <summary>Notes what files said anew as versions of their own, once for all nodes.</summary>
    public async ValueTask NoteAsync(CancellationToken cancel)
    {
        var waiting = _disk;
        foreach (var one in waiting.News)
        {
            var known = _known.Published.GetValueOrDefault(one.Path);
            if (known?.File.Version != one.Before?.Version)
            {
                // Published over in the meantime: whether the file is still news is for the next look.
                continue;
            }

            var last = await desk.ReadAsync(StudioKinds.Versions(one.Path), null, 1, cancel).ConfigureAwait(false);
            await desk.CommitAsync(Note(one, known, last.IsEmpty ? 0 : last[0].Number), cancel).ConfigureAwait(false);
        }

        Interlocked.CompareExchange(ref _disk, waiting with { News = [] }, waiting);
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    private ImmutableArray<DeskChange> Note(FileNews one, PublishedEntry? known, long number)
    {
        var now = clock.GetUtcNow();
        var changes = ImmutableArray.CreateBuilder<DeskChange>();
        if (number == 0 && one.Earlier is not null)
        {
            changes.Add(new DeskChange.Append(StudioKinds.Versions(one.Path), new VersionEntry(one.Earlier, now, "", "", VersionEntry.File).ToJson()));
            number++;
        }

        changes.Add(new DeskChange.Append(StudioKinds.Versions(one.Path), new VersionEntry(one.Text, now, "", "", VersionEntry.File).ToJson()));
        var before = one.Before ?? new PublishedFile(one.Path, one.Earlier, 0, PublishedFile.HashOf(one.Earlier), []);
        var file = before.Knowing(PublishedFile.HashOf(one.Text)) with { Text = one.Text, Version = number + 1 };
        changes.Add(new DeskChange.Put(StudioKinds.Content, one.Path, new PublishedEntry(file, now, "", VersionEntry.File, 0).ToJson(), known?.DocumentVersion ?? 0));
        return changes.ToImmutable();
    }

    private sealed record Known(ImmutableDictionary<string, PublishedEntry> Published, long Revision);

    private sealed record Disk(ImmutableDictionary<string, string>? Texts, ImmutableArray<FileNews> News);
}
