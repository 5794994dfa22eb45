using System.Collections.Immutable;
using Bot.Core.Content;
using Bot.Host.Content;

namespace Bot.Host.Console.Studio;

/// <summary>One file in the list.</summary>
public sealed record ContentItem(string Path, string Key, string Kind, string Title, long Version, string State, ProblemCounts Problems, long? Hits30, DateTimeOffset? UpdatedAt, string By);

/// <summary>Which files to list.</summary>
/// <param name="Q">What path, title or text holds.</param>
/// <param name="Folder">What the path begins with.</param>
/// <param name="State"><c>draft|review|published|problem|unused|deleted</c>.</param>
/// <param name="After">Behind this path.</param>
/// <param name="Limit">At most so many, 1 to 1000.</param>
public sealed record ContentQuery(string? Q, string? Folder, string? State, string? After, int Limit);

/// <summary>The list of all files, those in force and those that are drafts only.</summary>
public sealed class ContentList(LiveCatalog live, DeskContent published, DraftDesk drafts, ContentCheck check, TemplateHits hits)
{
    private const string Unused = "T016";

    /// <summary>A page, from where to go on, and how many there are in all.</summary>
    public async ValueTask<(ImmutableArray<ContentItem> Items, string? Next, int Total)> ListAsync(ContentQuery query, CancellationToken cancel)
    {
        var waiting = (await drafts.AllAsync(cancel).ConfigureAwait(false)).ToDictionary(draft => draft.Path, StringComparer.Ordinal);
        var files = live.Files.ToDictionary(file => file.Path, file => file.Text, StringComparer.Ordinal);
        var problems = live.Current.Problems.Concat(live.Rejected).ToLookup(problem => problem.File, StringComparer.Ordinal);
        var titles = Titles();
        var counts = await hits.TotalsAsync(cancel).ConfigureAwait(false);
        var all = query.State == "deleted" ? published.Published.Values.Where(entry => entry.File.Text is null && !files.ContainsKey(entry.File.Path)).Select(entry => entry.File.Path) : files.Keys.Concat(waiting.Keys).Distinct();
        var found = all
            .Where(path => query.Folder is null || path.StartsWith(query.Folder, StringComparison.Ordinal))
            .Where(path => query.Q is null || Holds(path, titles.GetValueOrDefault(path), query.Q) || Holds(waiting.GetValueOrDefault(path)?.Text ?? files.GetValueOrDefault(path), null, query.Q))
            .Where(path => query.State is null || Is(query.State, path, waiting.GetValueOrDefault(path), problems[path]))
            .Order(StringComparer.Ordinal).ToList();
        var page = found.Where(path => query.After is null || string.CompareOrdinal(path, query.After) > 0).Take(query.Limit).ToList();
        var next = page.Count == query.Limit && page[^1] != found[^1] ? page[^1] : null;
        return ([.. page.Select(path => Item(path, waiting.GetValueOrDefault(path), problems[path], titles, counts))], next, found.Count);
    }

    private ContentItem Item(string path, DraftEntry? draft, IEnumerable<Problem> problems, Dictionary<string, string> titles, IReadOnlyDictionary<string, long> counts)
    {
        var (state, key, kind) = (drafts.StateOf(path), ContentPaths.KeyOf(path), ContentPaths.KindOf(path));
        var wrong = draft is null ? problems : check.Problems(path, draft.Text).Where(problem => problem.File == path);
        return new ContentItem(
            path, key, kind, titles.GetValueOrDefault(path) ?? NameIn(draft?.Text) ?? key, state.Version, draft?.State ?? (state.Text is null ? "deleted" : "published"), ProblemCounts.Of(wrong),
            kind == "template" ? counts.GetValueOrDefault(key) : null, draft?.At ?? state.At, draft?.By ?? state.By);
    }

    private bool Is(string state, string path, DraftEntry? draft, IEnumerable<Problem> problems) => state switch
    {
        "problem" => (draft is null ? problems : check.Problems(path, draft.Text)).Any(),
        "unused" => problems.Any(problem => problem.Code == Unused),
        "published" => draft is null,
        "deleted" => draft is null,
        _ => draft?.State == state,
    };

    private Dictionary<string, string> Titles()
    {
        var catalog = live.Current;
        var titles = catalog.Templates.All.ToDictionary(template => template.File, template => template.Name, StringComparer.Ordinal);
        foreach (var dialog in catalog.Dialogs.All)
        {
            titles[dialog.File] = dialog.Name;
        }

        foreach (var persona in catalog.Personas.All)
        {
            titles[$"dialogs/personas/{persona.Id}.yaml"] = persona.Name;
        }

        return titles;
    }

    // What is a draft only is in no catalogue yet: its front says what it is called.
    private static string? NameIn(string? text) => text?.Split('\n').TakeWhile((line, i) => i == 0 || !line.StartsWith("---", StringComparison.Ordinal))
        .FirstOrDefault(line => line.StartsWith("name:", StringComparison.Ordinal))?["name:".Length..].Trim().Trim('"', '\'') is { Length: > 0 } name ? name : null;

    private static bool Holds(string? text, string? title, string part) =>
        text?.Contains(part, StringComparison.OrdinalIgnoreCase) == true || title?.Contains(part, StringComparison.OrdinalIgnoreCase) == true;
}
