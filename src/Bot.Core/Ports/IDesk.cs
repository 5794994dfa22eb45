using System.Collections.Immutable;

namespace Bot.Core.Ports;

/// <summary>
/// The operators' desk: small documents that people edit (accounts, drafts, settings) and logs that only grow (the audit trail,
/// versions of content). One commit takes all its changes or none, so that what was done and the note of it never part.
/// Bad names, sizes and limits are refused with an <see cref="ArgumentException"/> before anything is looked at: <see cref="DeskRules"/>.
/// </summary>
public interface IDesk
{
    /// <summary>One document; null when there is none.</summary>
    ValueTask<DeskDocument?> FindAsync(string kind, string key, CancellationToken cancel);

    /// <summary>The documents of a kind in order of their keys' UTF-8 bytes.</summary>
    /// <param name="kind">Which documents.</param>
    /// <param name="after">Only keys after this one; null from the first.</param>
    /// <param name="limit">At most so many, 1 to 1000.</param>
    /// <param name="cancel">Ends the wait.</param>
    ValueTask<ImmutableArray<DeskDocument>> ListAsync(string kind, string? after, int limit, CancellationToken cancel);

    /// <summary>Makes all the changes, or none when a document is not at the version that its change expects.</summary>
    /// <param name="changes">1 to 200 of them, each document at most once.</param>
    /// <param name="cancel">Ends the wait; what was made by then stays made.</param>
    ValueTask<DeskOutcome> CommitAsync(ImmutableArray<DeskChange> changes, CancellationToken cancel);

    /// <summary>A log, newest first.</summary>
    /// <param name="log">Which log.</param>
    /// <param name="before">Only entries before this number; null from the newest.</param>
    /// <param name="limit">At most so many, 1 to 1000.</param>
    /// <param name="cancel">Ends the wait.</param>
    ValueTask<ImmutableArray<DeskEntry>> ReadAsync(string log, long? before, int limit, CancellationToken cancel);

    /// <summary>Grows with every commit that changes a document of the kind; 0 before the first. Other nodes ask it to learn of changes.</summary>
    ValueTask<long> RevisionAsync(string kind, CancellationToken cancel);
}

/// <summary>A document at one version.</summary>
/// <param name="Kind">What it is: <c>account</c>, <c>draft</c> …</param>
/// <param name="Key">Which one, at most 400 characters.</param>
/// <param name="Json">Its content, at most 2 MiB.</param>
/// <param name="Version">1 for a new one, one more with each change; begins anew after it was removed.</param>
public sealed record DeskDocument(string Kind, string Key, string Json, long Version);

/// <summary>One line of a log.</summary>
/// <param name="Number">From 1, without gaps, within its log.</param>
/// <param name="Json">What was noted.</param>
public sealed record DeskEntry(long Number, string Json);

/// <summary>One change of a commit.</summary>
public abstract record DeskChange
{
    private DeskChange()
    {
    }

    /// <summary>Writes a document that is at the version expected; 0 expects that there is none.</summary>
    public sealed record Put(string Kind, string Key, string Json, long Expected) : DeskChange;

    /// <summary>Takes a document away that is at the version expected.</summary>
    public sealed record Remove(string Kind, string Key, long Expected) : DeskChange;

    /// <summary>Adds a line to a log.</summary>
    public sealed record Append(string Log, string Json) : DeskChange;
}

/// <summary>What became of a commit.</summary>
public abstract record DeskOutcome
{
    private DeskOutcome()
    {
    }

    /// <summary>All of it is kept.</summary>
    /// <param name="Numbers">For each change in order: the document's new version (0 when removed), or the entry's number.</param>
    public sealed record Kept(ImmutableArray<long> Numbers) : DeskOutcome;

    /// <summary>Nothing was changed: somebody else was quicker.</summary>
    /// <param name="Kind">Of the first document that was not as expected.</param>
    /// <param name="Key">Of that document.</param>
    /// <param name="Version">The version it is at; 0 when there is none.</param>
    public sealed record Stale(string Kind, string Key, long Version) : DeskOutcome;
}
