using System.Collections.Immutable;
using Bot.Core.Catalog;
using Bot.Core.Content;
using Bot.Host.Content;
using Bot.Host.Tools.Transcripts;

namespace Bot.Host.Console.Studio;

/// <summary>What became of all transcripts.</summary>
/// <param name="Total">How many.</param>
/// <param name="Passed">How many went as written.</param>
/// <param name="Failed">What went otherwise.</param>
public sealed record ChatResults(int Total, int Passed, ImmutableArray<TranscriptFailure> Failed);

/// <summary>Runs the transcripts against content that is not in force: those of the console (<c>dialogs/tests/</c>) and those beside the content folder.</summary>
public sealed class ChatTests(ContentFolder folder)
{
    /// <summary>Runs them.</summary>
    /// <param name="catalog">The content.</param>
    /// <param name="files">The same as files, for the transcripts among them.</param>
    /// <param name="cancel">Ends it between two transcripts.</param>
    public ChatResults Run(CatalogSnapshot catalog, IEnumerable<ContentFile> files, CancellationToken cancel)
    {
        var tests = files.Where(file => file.Path.EndsWith(".chat", StringComparison.Ordinal)).Concat(Beside()).ToList();
        var failed = ImmutableArray.CreateBuilder<TranscriptFailure>();
        foreach (var test in tests)
        {
            cancel.ThrowIfCancellationRequested();
            var (transcript, failure) = TranscriptParser.Parse(test.Path, test.Text);
            failure ??= TranscriptRunner.Run(transcript!, catalog);
            if (failure is not null)
            {
                failed.Add(failure);
            }
        }

        return new ChatResults(tests.Count, tests.Count - failed.Count, failed.ToImmutable());
    }

    /// <summary>Why a text cannot be a transcript; null when it can, or stands elsewhere.</summary>
    public static Problem? Wrong(string path, string text) =>
        path.EndsWith(".chat", StringComparison.Ordinal) && TranscriptParser.Parse(path, text).Failure is { } failure ? new Problem(path, failure.Line, 1, "C040", failure.Zh, failure.En) : null;

    private IEnumerable<ContentFile> Beside()
    {
        var place = Path.Combine(folder.Root, TranscriptCommand.DefaultFolder);
        return Directory.Exists(place)
            ? Directory.EnumerateFiles(place, "*.chat", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
                .Select(path => new ContentFile(Path.GetRelativePath(folder.Root, path).Replace('\\', '/'), File.ReadAllText(path)))
            : [];
    }
}
