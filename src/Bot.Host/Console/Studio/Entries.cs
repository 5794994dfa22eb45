using System.Collections.Immutable;
using System.Globalization;
using Bot.Core.Content;
using Bot.Core.Ports;

namespace Bot.Host.Console.Studio;

/// <summary>One version of a file, as its log keeps it.</summary>
/// <param name="Text">The text; null where the file was taken away.</param>
/// <param name="At">When.</param>
/// <param name="By">Whose account; empty for a file.</param>
/// <param name="Reason">Why, in the operator's words.</param>
/// <param name="Origin"><c>file</c>, <c>console</c> or <c>rollback</c>.</param>
public sealed record VersionEntry(string? Text, DateTimeOffset At, string By, string Reason, string Origin)
{
    /// <summary>It came from the content folder.</summary>
    public const string File = "file";

    /// <summary>It was published here.</summary>
    public const string Console = "console";

    /// <summary>An older version was published again.</summary>
    public const string Rollback = "rollback";

    /// <summary>As kept.</summary>
    public string ToJson() => StudioJson.Write(this);
}

/// <summary>What is in force of one file, as the desk keeps it.</summary>
/// <param name="File">The version.</param>
/// <param name="At">When it was published.</param>
/// <param name="By">By whom; empty for a file.</param>
/// <param name="Origin">As <see cref="VersionEntry.Origin"/>.</param>
/// <param name="DocumentVersion">The document's own version, for the next change.</param>
public sealed record PublishedEntry(PublishedFile File, DateTimeOffset At, string By, string Origin, long DocumentVersion)
{
    /// <summary>Reads a document.</summary>
    public static PublishedEntry Of(DeskDocument document)
    {
        var kept = StudioJson.Read<Kept>(document.Json);
        return new PublishedEntry(new PublishedFile(document.Key, kept.Text, kept.Version, kept.OnDisk, kept.Seen), kept.At, kept.By, kept.Origin, document.Version);
    }

    /// <summary>As kept.</summary>
    public string ToJson() => StudioJson.Write(new Kept(File.Text, File.Version, File.OnDisk, File.Seen, At, By, Origin));

    private sealed record Kept(string? Text, long Version, string OnDisk, ImmutableArray<string> Seen, DateTimeOffset At, string By, string Origin);
}

/// <summary>A text that is not in force yet.</summary>
/// <param name="Path">Of which file.</param>
/// <param name="Text">The text.</param>
/// <param name="By">Who wrote it last.</param>
/// <param name="At">When.</param>
/// <param name="InReview">True from submitting to returning or publishing.</param>
/// <param name="Base">The published version that it began from; 0 for a new file.</param>
/// <param name="Note">What was said at submitting or returning.</param>
/// <param name="DocumentVersion">The document's own version.</param>
public sealed record DraftEntry(string Path, string Text, string By, DateTimeOffset At, bool InReview, long Base, string Note, long DocumentVersion)
{
    /// <summary><c>draft</c> or <c>review</c>.</summary>
    public string State => InReview ? "review" : "draft";

    /// <summary>Changes with every save. A version alone would not do: it begins anew when a draft was deleted.</summary>
    public string ETag => string.Create(CultureInfo.InvariantCulture, $"\"{DocumentVersion}-{PublishedFile.HashOf($"{Text}\n{By}\n{At.UtcTicks}\n{InReview}")}\"");

    /// <summary>Reads a document.</summary>
    public static DraftEntry Of(DeskDocument document)
    {
        var kept = StudioJson.Read<Kept>(document.Json);
        return new DraftEntry(document.Key, kept.Text, kept.By, kept.At, kept.InReview, kept.Base, kept.Note, document.Version);
    }

    /// <summary>The change that keeps it; expects the document as it was read.</summary>
    public DeskChange.Put ToChange() => new(StudioKinds.Draft, Path, StudioJson.Write(new Kept(Text, By, At, InReview, Base, Note)), DocumentVersion);

    private sealed record Kept(string Text, string By, DateTimeOffset At, bool InReview, long Base, string Note);
}
