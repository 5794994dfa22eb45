using System.Collections.Immutable;
using Bot.Core.Catalog;
using Bot.Core.Content;
using Bot.Core.Ports;
using Bot.Host.Content;

namespace Bot.Host.Console.Studio;

/// <summary>
/// Puts a text into force for all nodes: the whole catalogue is built with it first, and what is kept (version, document, audit,
/// the draft's end) is one commit. Every publication changes one gate document, so of two that were checked apart the second is checked again.
/// </summary>
public sealed class Publisher(IDesk desk, LiveCatalog live, DeskContent published, DraftDesk drafts, TimeProvider clock)
{
    private const int Tries = 8;

    /// <summary>Publishes a draft.</summary>
    /// <param name="path">Which file.</param>
    /// <param name="match">The draft's ETag; <c>*</c> for whatever it is.</param>
    /// <param name="reason">Why.</param>
    /// <param name="by">Who.</param>
    /// <param name="cancel">Ends the wait before the commit.</param>
    public async ValueTask<StudioResult> PublishAsync(string path, string match, string reason, Actor by, CancellationToken cancel)
    {
        for (var left = Tries; left > 0; left--)
        {
            if (await drafts.FindAsync(path, cancel).ConfigureAwait(false) is not { } draft)
            {
                return DraftDesk.None(path);
            }

            if (match != "*" && draft.ETag != match)
            {
                return drafts.Stale(path, draft);
            }

            if (await TryAsync(new Wish(path, draft.Text, reason, VersionEntry.Console, "content.published", null, draft), by, cancel).ConfigureAwait(false) is { } result)
            {
                return result;
            }
        }

        return Busy();
    }

    /// <summary>Publishes an older version again, as a new one.</summary>
    public async ValueTask<StudioResult> RollbackAsync(string path, long version, string reason, Actor by, CancellationToken cancel)
    {
        if (await VersionAsync(path, version, cancel).ConfigureAwait(false) is not { Text: { } text })
        {
            return new StudioResult.Refused(404, $"{path} 没有版本 {version}。", $"{path} has no version {version}.");
        }

        for (var left = Tries; left > 0; left--)
        {
            if (await TryAsync(new Wish(path, text, reason, VersionEntry.Rollback, "content.rolled-back", version, null), by, cancel).ConfigureAwait(false) is { } result)
            {
                return result;
            }
        }

        return Busy();
    }

    /// <summary>Takes a file out of force, as one more version that says so; an older one can be published again. Its draft goes too.</summary>
    /// <param name="path">Which file.</param>
    /// <param name="version">The version that was looked at; another one is refused.</param>
    /// <param name="reason">Why.</param>
    /// <param name="by">Who.</param>
    /// <param name="uses">Who needs the file, asked anew for each try.</param>
    /// <param name="cancel">Ends the wait before the commit.</param>
    public async ValueTask<StudioResult> DeleteAsync(string path, long version, string reason, Actor by, Func<CancellationToken, ValueTask<ImmutableArray<ContentUse>>> uses, CancellationToken cancel)
    {
        for (var left = Tries; left > 0; left--)
        {
            var state = drafts.StateOf(path);
            if (state.Text is null)
            {
                return new StudioResult.Refused(404, $"没有 {path}。", $"There is no {path}.");
            }

            var draft = await drafts.FindAsync(path, cancel).ConfigureAwait(false);
            if (state.Version != version)
            {
                return drafts.Stale(path, draft);
            }

            if (await uses(cancel).ConfigureAwait(false) is { IsEmpty: false } needed)
            {
                return new StudioResult.Needed(needed);
            }

            if (await TryAsync(new Wish(path, null, reason, VersionEntry.Console, "content.deleted", version, draft), by, cancel).ConfigureAwait(false) is { } result)
            {
                return result;
            }
        }

        return Busy();
    }

    /// <summary>One version; the file itself where nothing else is known.</summary>
    public async ValueTask<VersionEntry?> VersionAsync(string path, long version, CancellationToken cancel)
    {
        var page = await desk.ReadAsync(StudioKinds.Versions(path), version + 1, 1, cancel).ConfigureAwait(false);
        return page is [var entry] && entry.Number == version ? StudioJson.Read<VersionEntry>(entry.Json)
            : drafts.StateOf(path) is { Text: { } text } state && state.Version == version && version > 0 ? new VersionEntry(text, clock.GetUtcNow(), state.By, "", state.Origin)
            : null;
    }

    // Null: somebody else published in between, so the check counts for nothing.
    private async ValueTask<StudioResult?> TryAsync(Wish wish, Actor by, CancellationToken cancel)
    {
        // The gate is read first: whoever publishes after this moment changes it.
        var gate = await desk.FindAsync(StudioKinds.Gate, StudioKinds.GateKey, cancel).ConfigureAwait(false);
        await published.PollAsync(cancel).ConfigureAwait(false);
        var others = live.Wanted().Where(file => file.Path != wish.Path);
        var built = live.Try(wish.Text is null ? [.. others] : ContentPaths.With(others, new ContentFile(wish.Path, wish.Text)));
        if (wish.Text is not null && ChatTests.Wrong(wish.Path, wish.Text) is { } wrong)
        {
            return new StudioResult.Broken([wrong]);
        }

        if (built.HasErrors)
        {
            return new StudioResult.Broken(built.Problems);
        }

        var (changes, version) = await ChangesAsync(wish, by, cancel).ConfigureAwait(false);
        changes = changes.Add(new DeskChange.Put(StudioKinds.Gate, StudioKinds.GateKey, "{}", gate?.Version ?? 0));

        // From here on it happens or it does not; the asker's patience no longer counts.
        if (await desk.CommitAsync(changes, CancellationToken.None).ConfigureAwait(false) is not DeskOutcome.Kept)
        {
            return null;
        }

        await published.PollAsync(CancellationToken.None).ConfigureAwait(false);
        live.Refresh(built);
        return new StudioResult.Published(version, live.Current.Revision);
    }

    private async ValueTask<(ImmutableArray<DeskChange> Changes, long Version)> ChangesAsync(Wish wish, Actor by, CancellationToken cancel)
    {
        var (path, now) = (wish.Path, clock.GetUtcNow());
        var log = StudioKinds.Versions(path);
        var known = published.Published.GetValueOrDefault(path);
        var onDisk = live.OnDisk(path);
        var last = await desk.ReadAsync(log, null, 1, cancel).ConfigureAwait(false);
        var number = last.IsEmpty ? 0 : last[0].Number;
        var changes = ImmutableArray.CreateBuilder<DeskChange>();
        if (onDisk is not null && (known is null ? number == 0 : onDisk != known.File.Text && PublishedFile.HashOf(onDisk) != known.File.OnDisk))
        {
            // What the file says becomes a version before it is overlaid: one can always go back to it.
            changes.Add(new DeskChange.Append(log, new VersionEntry(onDisk, now, "", "", VersionEntry.File).ToJson()));
            number++;
        }

        changes.Add(new DeskChange.Append(log, new VersionEntry(wish.Text, now, by.Name, wish.Reason, wish.Origin).ToJson()));
        var before = known?.File ?? new PublishedFile(path, null, 0, PublishedFile.HashOf(onDisk), []);
        var entry = new PublishedEntry(before.Knowing(PublishedFile.HashOf(onDisk)) with { Text = wish.Text, Version = number + 1 }, now, by.Name, wish.Origin, 0);
        changes.Add(new DeskChange.Put(StudioKinds.Content, path, entry.ToJson(), known?.DocumentVersion ?? 0));
        if (wish.Draft is { } draft)
        {
            changes.Add(new DeskChange.Remove(StudioKinds.Draft, path, draft.DocumentVersion));
        }

        changes.Add(by.Audit(now, wish.Deed, path, wish.From ?? known?.File.Version ?? (number > 0 ? number : null), number + 1, wish.Reason));
        return (changes.ToImmutable(), number + 1);
    }

    private static StudioResult.Refused Busy() => new(503, "发布的人太多，请再点一次。", "Too many are publishing: try again.");

    private sealed record Wish(string Path, string? Text, string Reason, string Origin, string Deed, long? From, DraftEntry? Draft);
}
