using System.Collections.Immutable;
using Bot.Core.Catalog;
using Bot.Core.Content;
using Bot.Core.Ports;
using Bot.Host.Console.Access;

namespace Bot.Host.Console.Studio;

/// <summary>What became of an operator's act on content.</summary>
public abstract record StudioResult
{
    private StudioResult()
    {
    }

    /// <summary>Done; the draft as it is now, or none.</summary>
    public sealed record Saved(DraftEntry Draft) : StudioResult;

    /// <summary>Done, and there is no draft any more.</summary>
    public sealed record Gone : StudioResult;

    /// <summary>In force.</summary>
    /// <param name="Version">The new version.</param>
    /// <param name="Revision">The catalogue's revision with it.</param>
    public sealed record Published(long Version, string Revision) : StudioResult;

    /// <summary>Somebody else was quicker: what stands there now.</summary>
    /// <param name="Current">The draft now; null when there is none.</param>
    /// <param name="Base">The published text, and its version; null when there is none.</param>
    public sealed record Stale(DraftEntry? Current, FileState Base) : StudioResult;

    /// <summary>The content would have errors.</summary>
    public sealed record Broken(ImmutableArray<Problem> Problems) : StudioResult;

    /// <summary>Others need what would be taken away.</summary>
    /// <param name="Uses">Who.</param>
    public sealed record Needed(ImmutableArray<ContentUse> Uses) : StudioResult;

    /// <summary>It cannot be done.</summary>
    /// <param name="Status">The HTTP status that says so.</param>
    /// <param name="Zh">Why, in Chinese.</param>
    /// <param name="En">Why, in English.</param>
    public sealed record Refused(int Status, string Zh, string En) : StudioResult;
}

/// <summary>A published file as the console shows it.</summary>
/// <param name="Path">Which.</param>
/// <param name="Text">Its text; null where there is none.</param>
/// <param name="Version">From 1; 0 where there is none.</param>
/// <param name="At">When; null where only the disk knows.</param>
/// <param name="By">Who; empty for a file.</param>
/// <param name="Origin"><c>file</c>, <c>console</c> or <c>rollback</c>.</param>
public sealed record FileState(string Path, string? Text, long Version, DateTimeOffset? At, string By, string Origin);

/// <summary>Who acts, for drafts, versions and the audit trail.</summary>
/// <param name="Name">Account or key.</param>
/// <param name="From">Address that the act came from.</param>
public sealed record Actor(string Name, string From = "")
{
    private const int LongestReason = 500;

    /// <summary>Whoever a request comes from.</summary>
    public static Actor Of(HttpContext context) => new(context.Operator().Name, context.Operator().Address);

    /// <summary>The line of the audit trail, to be kept in the same commit as the act.</summary>
    public DeskChange.Append Audit(DateTimeOffset at, string what, string path, long? from = null, long? to = null, string? reason = null) =>
        new("audit", Kept.Write(new AuditLine(at, Name, what, path, from, to, reason is { Length: > LongestReason } ? reason[..LongestReason] : reason, From)));
}
