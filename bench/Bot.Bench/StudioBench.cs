using System.Diagnostics;
using System.Globalization;
using Bot.Core.Catalog;
using Bot.Core.Content;
using Bot.Core.Templates;

namespace Bot.Bench;

/// <summary>What an operator waits for while typing: preview and check of an unsaved text, over every template of a content folder.</summary>
internal static class StudioBench
{
    private static readonly string[] Folders = ["templates", "dialogs"];

    public static void Run(string root, TextWriter output)
    {
        var files = Read(root);
        var catalog = Timed("build", () => CatalogBuilder.Build(files), output);
        var first = files.First(file => file.Path.EndsWith(".tmpl", StringComparison.Ordinal));
        var templates = files.Where(file => file.Path.EndsWith(".tmpl", StringComparison.Ordinal)).ToArray();
        for (var round = 0; round < 3; round++)
        {
            Timed("rebuild, one text changed", () => CatalogBuilder.Build(With(files, first with { Text = $"{first.Text}\n{{{{! {round} }}}}" }), previous: catalog), output);
        }

        // Typed anew: no body of it was ever compiled. Typed on: one section differs, as while typing.
        Quantiles("preview, every body new", templates, file => Preview.Of(catalog.Templates, Everywhere(file), []), output);
        Quantiles("preview, last body new", templates, file => Preview.Of(catalog.Templates, file with { Text = file.Text.TrimEnd() + "啊" }, []), output);
        Quantiles("preview, nothing new", templates, file => Preview.Of(catalog.Templates, file, []), output);
        Quantiles("check within the catalogue", templates, file => CatalogBuilder.Check(With(files, Everywhere(file)), Bot.Core.Throttling.PolicyPresets.Default, catalog), output);
    }

    // A letter before every line of words makes each section's body another.
    private static ContentFile Everywhere(ContentFile file) => file with
    {
        Text = string.Join('\n', file.Text.Split('\n').Select((line, i) => i > 0 && file.Text.Split('\n')[i - 1].StartsWith("== ", StringComparison.Ordinal) ? "啊" + line : line)),
    };

    private static List<ContentFile> With(List<ContentFile> files, ContentFile draft) => [.. files.Select(file => file.Path == draft.Path ? draft : file)];

    private static void Quantiles<T>(string name, ContentFile[] files, Func<ContentFile, T> act, TextWriter output)
    {
        var times = files.Select(file =>
        {
            var started = Stopwatch.GetTimestamp();
            act(file);
            return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }).Order().ToArray();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-30} n {times.Length}  p50 {times[times.Length / 2]:F1} ms  p95 {times[times.Length * 95 / 100]:F1} ms  max {times[^1]:F1} ms"));
    }

    private static T Timed<T>(string name, Func<T> act, TextWriter output)
    {
        var started = Stopwatch.GetTimestamp();
        var result = act();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-30} {Stopwatch.GetElapsedTime(started).TotalMilliseconds:F0} ms"));
        return result;
    }

    public static List<ContentFile> Read(string root) =>
    [
        .. Folders
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(root, folder), "*", SearchOption.AllDirectories))
            .Where(path => path.EndsWith(".tmpl", StringComparison.Ordinal) || path.EndsWith(".yaml", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(path => new ContentFile(Path.GetRelativePath(root, path).Replace('\\', '/'), File.ReadAllText(path))),
    ];
}
