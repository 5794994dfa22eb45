using System.Collections.Immutable;
using Bot.Core.Content;
using Bot.Core.Ports;
using Bot.Host.Content;

namespace Bot.Host.Console.Studio;

/// <summary>Writes what was published from the console into the content folder of this node, so that files, and whoever keeps them in git, say the same.</summary>
public sealed class Exporter(IDesk desk, DeskContent published, ContentFolder folder, TimeProvider clock)
{
    /// <summary>Writes them. Gives the paths that were written.</summary>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It is not ours to write.</exception>
    public async ValueTask<ImmutableArray<string>> ExportAsync(Actor by, CancellationToken cancel)
    {
        await published.PollAsync(cancel).ConfigureAwait(false);
        var written = ImmutableArray.CreateBuilder<string>();
        foreach (var entry in published.Published.Values.OrderBy(entry => entry.File.Path, StringComparer.Ordinal))
        {
            var file = entry.File;
            if (folder.ReadOne(file.Path) == file.Text)
            {
                continue;
            }

            // The file first: should we die here, it says what is in force, which is no news.
            folder.Write(file.Path, file.Text);
            written.Add(file.Path);
            var now = entry with { File = file.Knowing(PublishedFile.HashOf(file.Text)) };
            await desk.CommitAsync(
                [new DeskChange.Put(StudioKinds.Content, file.Path, now.ToJson(), entry.DocumentVersion), by.Audit(clock.GetUtcNow(), "content.exported", file.Path, file.Version, file.Version)],
                cancel).ConfigureAwait(false);
        }

        await published.PollAsync(cancel).ConfigureAwait(false);
        return written.ToImmutable();
    }
}
