using System.Collections.Immutable;
using Bot.Core.Ports;

namespace Bot.Host.Console.Studio;

/// <summary>Where the studio keeps things on the desk.</summary>
internal static class StudioKinds
{
    /// <summary>Published versions in force, by path.</summary>
    public const string Content = "content";

    /// <summary>One document that every publication changes: two that were checked apart cannot both go into force.</summary>
    public const string Gate = "content-gate";

    /// <summary>The gate's only key.</summary>
    public const string GateKey = "gate";

    /// <summary>Drafts, by path.</summary>
    public const string Draft = "draft";

    /// <summary>Who has which file open, by path.</summary>
    public const string Presence = "presence";

    /// <summary>The log of a file's versions; an entry's number is the version's.</summary>
    public static string Versions(string path) => $"content/{path}";

    /// <summary>Every document of a kind.</summary>
    public static async ValueTask<ImmutableArray<DeskDocument>> AllAsync(this IDesk desk, string kind, CancellationToken cancel)
    {
        var all = ImmutableArray.CreateBuilder<DeskDocument>();
        ImmutableArray<DeskDocument> page;
        do
        {
            page = await desk.ListAsync(kind, all.Count > 0 ? all[^1].Key : null, DeskRules.MaxPage, cancel).ConfigureAwait(false);
            all.AddRange(page);
        }
        while (page.Length == DeskRules.MaxPage);
        return all.ToImmutable();
    }
}
