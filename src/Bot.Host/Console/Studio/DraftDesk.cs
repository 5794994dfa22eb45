using System.Collections.Immutable;
using Bot.Core.Ports;
using Bot.Host.Content;

namespace Bot.Host.Console.Studio;

/// <summary>Drafts: saved with what they were read as, submitted, returned, thrown away.</summary>
public sealed class DraftDesk(IDesk desk, LiveCatalog live, DeskContent published, TimeProvider clock)
{
    /// <summary>The draft of a file; null when there is none.</summary>
    public async ValueTask<DraftEntry?> FindAsync(string path, CancellationToken cancel) =>
        await desk.FindAsync(StudioKinds.Draft, path, cancel).ConfigureAwait(false) is { } document ? DraftEntry.Of(document) : null;

    /// <summary>Every draft, by path.</summary>
    public async ValueTask<ImmutableArray<DraftEntry>> AllAsync(CancellationToken cancel) =>
        [.. (await desk.AllAsync(StudioKinds.Draft, cancel).ConfigureAwait(false)).Select(DraftEntry.Of)];

    /// <summary>What is in force of a file.</summary>
    public FileState StateOf(string path)
    {
        var text = live.Files.FirstOrDefault(file => file.Path == path)?.Text;
        var entry = published.Published.GetValueOrDefault(path);
        return text is null ? new FileState(path, null, entry?.File.Version ?? 0, entry?.At, entry?.By ?? "", entry?.Origin ?? VersionEntry.File)
            : entry is null || entry.File.Text != text ? new FileState(path, text, (entry?.File.Version ?? 0) + 1, null, "", VersionEntry.File)
            : new FileState(path, text, entry.File.Version, entry.At, entry.By, entry.Origin);
    }

    /// <summary>Saves a text. Errors in it do not matter here.</summary>
    /// <param name="path">Which file.</param>
    /// <param name="text">The text.</param>
    /// <param name="match">The ETag of the draft that was edited; <c>*</c> where there was none.</param>
    /// <param name="by">Who.</param>
    /// <param name="cancel">Ends the wait.</param>
    public async ValueTask<StudioResult> SaveAsync(string path, string text, string match, Actor by, CancellationToken cancel)
    {
        var current = await FindAsync(path, cancel).ConfigureAwait(false);
        if (match == "*" ? current is not null : current?.ETag != match)
        {
            return Stale(path, current);
        }

        var now = clock.GetUtcNow();
        var draft = new DraftEntry(path, text, by.Name, now, false, current?.Base ?? StateOf(path).Version, "", current?.DocumentVersion ?? 0);

        // Typing is not a deed; the first save and taking a text back out of review are.
        var changes = ImmutableArray.Create<DeskChange>(draft.ToChange());
        return await KeepAsync(draft, current is { InReview: false } ? changes : changes.Add(by.Audit(now, "content.drafted", path, to: draft.Base)), cancel).ConfigureAwait(false);
    }

    /// <summary>Begins a file that does not exist yet.</summary>
    public async ValueTask<StudioResult> CreateAsync(string path, string text, Actor by, CancellationToken cancel) =>
        StateOf(path).Text is not null || await FindAsync(path, cancel).ConfigureAwait(false) is not null
            ? new StudioResult.Refused(409, $"{path} 已经有了。", $"{path} exists already.")
            : await SaveAsync(path, text, "*", by, cancel).ConfigureAwait(false);

    /// <summary>Throws a draft away. With null it does not matter which save it is at.</summary>
    public async ValueTask<StudioResult> DeleteAsync(string path, string? match, Actor by, CancellationToken cancel)
    {
        var current = await FindAsync(path, cancel).ConfigureAwait(false);
        if (current is null || (match is not null && match != "*" && current.ETag != match))
        {
            return current is null ? None(path) : Stale(path, current);
        }

        var outcome = await desk.CommitAsync(
            [new DeskChange.Remove(StudioKinds.Draft, path, current.DocumentVersion), by.Audit(clock.GetUtcNow(), "content.discarded", path)], cancel).ConfigureAwait(false);
        return outcome is DeskOutcome.Kept ? new StudioResult.Gone() : Stale(path, await FindAsync(path, cancel).ConfigureAwait(false));
    }

    /// <summary>Gives a draft to review, or back to its writer.</summary>
    public async ValueTask<StudioResult> MoveAsync(string path, bool toReview, string note, Actor by, CancellationToken cancel)
    {
        if (await FindAsync(path, cancel).ConfigureAwait(false) is not { } current)
        {
            return None(path);
        }

        if (current.InReview == toReview)
        {
            return new StudioResult.Refused(409, toReview ? "已经在审核中。" : "不在审核中。", toReview ? "It is in review already." : "It is not in review.");
        }

        var now = clock.GetUtcNow();
        var draft = current with { InReview = toReview, Note = note };
        return await KeepAsync(draft, [draft.ToChange(), by.Audit(now, toReview ? "content.submitted" : "content.returned", path, reason: note)], cancel).ConfigureAwait(false);
    }

    /// <summary>That somebody else was quicker, with what stands there.</summary>
    public StudioResult.Stale Stale(string path, DraftEntry? current) => new(current, StateOf(path));

    /// <summary>That there is no draft.</summary>
    public static StudioResult.Refused None(string path) => new(404, $"{path} 没有草稿。", $"There is no draft of {path}.");

    private async ValueTask<StudioResult> KeepAsync(DraftEntry draft, ImmutableArray<DeskChange> changes, CancellationToken cancel) =>
        await desk.CommitAsync(changes, cancel).ConfigureAwait(false) is DeskOutcome.Kept kept
            ? new StudioResult.Saved(draft with { DocumentVersion = kept.Numbers[0] })
            : Stale(draft.Path, await FindAsync(draft.Path, cancel).ConfigureAwait(false));
}
