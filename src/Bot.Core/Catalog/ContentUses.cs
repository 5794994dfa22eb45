using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Bot.Core.Content;
using Bot.Core.Dialogs;

namespace Bot.Core.Catalog;

/// <summary>A place that uses something.</summary>
/// <param name="Path">The file; empty for the assistant itself.</param>
/// <param name="Line">Line, from 1; 0 without a file.</param>
/// <param name="Kind"><c>dialog|persona|part|template|sample|system|push</c>.</param>
/// <param name="Label">The line as written, or a name.</param>
public sealed record ContentUse(string Path, int Line, string Kind, string Label);

/// <summary>Who uses a template, part, dialog, persona or model: by its name in the other files.</summary>
public static class ContentUses
{
    private const string Templates = "templates/";
    private const string Parts = "templates/_parts/";
    private const string Models = "templates/_models/";
    private const string Personas = "dialogs/personas/";
    private const int LongestLabel = 120;

    /// <summary>The uses of what a file holds, by file and line.</summary>
    /// <param name="files">All content.</param>
    /// <param name="path">The file.</param>
    public static ImmutableArray<ContentUse> Of(IReadOnlyList<ContentFile> files, string path)
    {
        var name = NameOf(path);
        return name.Length == 0 ? [] : path switch
        {
            _ when path.EndsWith(".tmpl", StringComparison.Ordinal) => [.. Said(files, name), .. Lines(files, path, IsTemplate, Tag(name), "part")],
            _ when path.StartsWith(Models, StringComparison.Ordinal) =>
                [.. Lines(files, path, IsTemplate, Key("model", name), "template"), .. files.Where(file => file.Path.StartsWith($"templates/_samples/{name}/", StringComparison.Ordinal)).Select(file => new ContentUse(file.Path, 1, "sample", file.Path))],
            _ when path.StartsWith(Personas, StringComparison.Ordinal) => [.. Lines(files, path, IsTemplate, Word("persona", name), "template"), .. Lines(files, path, IsYaml, Word("persona", name), "dialog")],
            _ when DialogSet.IsDialog(path) => [.. Lines(files, path, IsYaml, Key("call", name), "dialog")],
            _ => [],
        };
    }

    /// <summary>Every template key that is touched when a file changes: its own, and those that include it, directly or not.</summary>
    public static ImmutableHashSet<string> Touched(IReadOnlyList<ContentFile> files, string path)
    {
        var touched = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
        var waiting = new Queue<string>([path]);
        while (waiting.TryDequeue(out var next))
        {
            if (next.EndsWith(".tmpl", StringComparison.Ordinal) && touched.Add(NameOf(next)))
            {
                foreach (var use in Lines(files, next, IsTemplate, Tag(NameOf(next)), "part"))
                {
                    waiting.Enqueue(use.Path);
                }
            }
        }

        return touched.ToImmutable();
    }

    private static string NameOf(string path) => path switch
    {
        _ when path.StartsWith(Parts, StringComparison.Ordinal) => Stem(path, Parts).Replace('/', '.'),
        _ when path.StartsWith(Models, StringComparison.Ordinal) => Stem(path, Models).Replace('/', '.'),
        _ when path.EndsWith(".tmpl", StringComparison.Ordinal) => Stem(path, Templates).Replace('/', '.'),
        _ when path.StartsWith(Personas, StringComparison.Ordinal) => Stem(path, Personas),
        _ when DialogSet.IsDialog(path) => Stem(path, "dialogs/"),
        _ => "",
    };

    private static string Stem(string path, string folder) => path.LastIndexOf('.') is var dot && dot > folder.Length ? path[folder.Length..dot] : "";

    private static IEnumerable<ContentUse> Said(IReadOnlyList<ContentFile> files, string key)
    {
        if (SystemReplies.All.Contains(key))
        {
            yield return new ContentUse("", 0, "system", key);
        }

        var pattern = new Regex($@"(?<![\w.-]){Regex.Escape(key)}(?![\w-]|\.\w)", RegexOptions.CultureInvariant);
        foreach (var use in Lines(files, "", IsYaml, pattern, "dialog"))
        {
            yield return use.Path.StartsWith(Personas, StringComparison.Ordinal) ? use with { Kind = "persona" } : use;
        }
    }

    private static IEnumerable<ContentUse> Lines(IReadOnlyList<ContentFile> files, string but, Func<ContentFile, bool> among, Regex pattern, string kind)
    {
        foreach (var file in files.Where(file => file.Path != but && among(file) && pattern.IsMatch(file.Text)))
        {
            var lines = file.Text.Split('\n');
            for (var i = 0; i < lines.Length; i++)
            {
                var line = lines[i].Trim();
                if (!line.StartsWith('#') && pattern.IsMatch(line))
                {
                    yield return new ContentUse(file.Path, i + 1, kind, line.Length > LongestLabel ? line[..LongestLabel] + "…" : line);
                }
            }
        }
    }

    private static bool IsTemplate(ContentFile file) => file.Path.EndsWith(".tmpl", StringComparison.Ordinal);

    // Words of lists and data are no names of templates.
    private static bool IsYaml(ContentFile file) => file.Path.StartsWith("dialogs/", StringComparison.Ordinal) && file.Path.EndsWith(".yaml", StringComparison.Ordinal);

    private static Regex Tag(string name) => new($@"\{{\{{~?>\s*{Regex.Escape(name)}\s*~?\}}\}}", RegexOptions.CultureInvariant);

    private static Regex Key(string key, string value) => new($@"\b{key}:\s*[""']?{Regex.Escape(value)}[""']?\s*($|#|[,}}])", RegexOptions.CultureInvariant | RegexOptions.Multiline);

    private static Regex Word(string key, string value) => new($@"\b{key}\s*[:=].*(?<![\w-]){Regex.Escape(value)}(?![\w-])", RegexOptions.CultureInvariant);
}
