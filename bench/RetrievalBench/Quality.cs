using System.Text.Json;
using Bot.Core.Catalog;
using Bot.Core.Content;
using Bot.Core.Understanding;
using Bot.Core.Understanding.Retrieval;

namespace RetrievalBench;

/// <summary>How often the right answer comes first, and how many known questions are accepted at a given rate of false alarms.</summary>
internal static class Quality
{
    private static readonly string[] Folders = ["templates", "dialogs"];

    public static int Shop(string folder, string[] negatives)
    {
        var catalog = Content(folder);
        var asks = CatalogBuilder.Asks(catalog.Templates, catalog.Dialogs).ToList();
        var scores = new Scores();
        for (var fold = 0; fold < 5; fold++)
        {
            // Whole sentences only: what is held back must leave its entry with something.
            var held = asks.Where((_, i) => i % 5 == fold).ToList();
            var retriever = Retriever.Build(asks.Where((_, i) => i % 5 != fold), catalog.Matcher.Background);
            scores.Add(retriever, held, fold == 0 ? negatives : []);
        }

        return scores.Print();
    }

    public static int Known(string folder, string asked, string[] negatives)
    {
        var scores = new Scores();
        scores.Add(Content(folder).Matcher.Retriever, Asks(asked), negatives);
        return scores.Print();
    }

    public static int Asked(string knowledge, string asked, string[] negatives)
    {
        var asks = File.ReadLines(knowledge).Select(line => JsonDocument.Parse(line).RootElement)
            .SelectMany(entry => entry.GetProperty("questions").EnumerateArray().Select(question => new Ask(entry.GetProperty("id").GetString()!, question.GetString()!)));
        var scores = new Scores();
        var background = Environment.GetEnvironmentVariable("BG") is { } file ? Background.Of(Lexicon.Empty, Sentences(file)) : Background.Build(Lexicon.Empty);
        scores.Add(Retriever.Build(asks, background), Asks(asked), negatives);
        return scores.Print();
    }

    public static int Say(string folder, string[] texts)
    {
        var matcher = Content(folder).Matcher;
        foreach (var text in texts)
        {
            var found = matcher.Retriever.Find(text);
            Console.WriteLine($"{text} = {found.Text}: domain {found.Domain:0.00}, likeness {found.Likeness:0.00}, anyway {found.Anyway:0.00}, certainty {found.Certainty:0.00}{(found.BySound ? ", by sound" : "")}");
            foreach (var candidate in matcher.Recognise(text, _ => true).Candidates)
            {
                Console.WriteLine($"  {candidate.Score:0.000} {candidate.Key} “{candidate.Matched}”");
            }
        }

        return 0;
    }

    public static CatalogSnapshot Content(string folder) => CatalogBuilder.Build([.. Folders
        .SelectMany(part => Directory.EnumerateFiles(Path.Combine(folder, part), "*", SearchOption.AllDirectories))
        .Where(path => Path.GetExtension(path) is ".tmpl" or ".yaml")
        .Order(StringComparer.Ordinal)
        .Select(path => new ContentFile(Path.GetRelativePath(folder, path).Replace('\\', '/'), File.ReadAllText(path)))]);

    private static IEnumerable<Ask> Asks(string path) => File.ReadLines(path).Select(line => JsonDocument.Parse(line).RootElement)
        .Select(one => new Ask((one.TryGetProperty("key", out var key) ? key : one.GetProperty("id")).GetString()!, one.GetProperty("text").GetString()!));

    /// <summary>The sentences of a file: a JSON line's <c>text</c>, or the line itself.</summary>
    public static IEnumerable<string> Sentences(string path) => File.ReadLines(path)
        .Where(line => line.Length > 0 && line[0] != '#')
        .Select(line => line[0] == '{' ? JsonDocument.Parse(line).RootElement.GetProperty("text").GetString()! : line);
}

/// <summary>Scores of questions that have an answer and of sentences that have none.</summary>
internal sealed class Scores
{
    private static readonly double[] Shares = [.05, .1, .25, .5, .75];
    private readonly List<(double Score, int Place, string Line)> _asked = [];
    private readonly Dictionary<string, List<(double Score, string Line)>> _negatives = [];

    public void Add(Retriever retriever, IEnumerable<Ask> asked, string[] negatives)
    {
        foreach (var ask in asked)
        {
            var found = retriever.Find(ask.Text);
            var place = found.Candidates.Select(one => one.Key).ToList().IndexOf(ask.Key);
            _asked.Add((Score(found), place, $"{ask.Text} [{ask.Key}] -> {Best(found)}"));
        }

        foreach (var file in negatives)
        {
            var scores = _negatives.TryGetValue(file, out var known) ? known : _negatives[file] = [];
            scores.AddRange(Quality.Sentences(file).Select(text => (text, found: retriever.Find(text))).Select(one => (Score(one.found), $"{one.text} -> {Best(one.found)}")));
        }
    }

    public int Print()
    {
        var count = (double)_asked.Count;
        Console.WriteLine($"questions {count}  R@1 {_asked.Count(one => one.Place == 0) / count:0.000}  R@5 {_asked.Count(one => one.Place >= 0) / count:0.000}  MRR {_asked.Sum(one => one.Place < 0 ? 0 : 1.0 / (one.Place + 1)) / count:0.000}");
        var sorted = _asked.Select(one => one.Score).Order().ToArray();
        Console.WriteLine($"  scores of questions at 5, 10, 25, 50, 75 %: {string.Join(" ", Shares.Select(share => $"{sorted[(int)(share * sorted.Length)]:0.00}"))}");
        foreach (var (file, all) in _negatives)
        {
            var scores = all.OrderByDescending(one => one.Score).ToArray();
            Console.WriteLine($"negatives {Path.GetFileName(file)} {scores.Length}");
            foreach (var share in new[] { 0.01, 0.005, 0.002 })
            {
                var threshold = scores[(int)(scores.Length * share)].Score;
                Console.WriteLine($"  {100 * share:0.0} % false alarms: above {threshold:0.000}, accepted {_asked.Count(one => one.Score > threshold) / count:0.000}, of them right {_asked.Count(one => one.Score > threshold && one.Place == 0) / (double)Math.Max(1, _asked.Count(one => one.Score > threshold)):0.000}");
            }

            foreach (var (score, line) in scores.Take(Environment.GetEnvironmentVariable("SHOW") is null ? 0 : 12))
            {
                Console.WriteLine($"    {score:0.000} {line}");
            }
        }

        foreach (var (score, place, line) in _asked.Where(one => one.Place != 0).OrderBy(one => one.Score).Take(Environment.GetEnvironmentVariable("SHOW") is null ? 0 : 60))
        {
            Console.WriteLine($"  missed {score:0.000} @{place} {line}");
        }

        return 0;
    }

    private static double Score(Retrieved found) => found.Certainty;

    private static string Best(Retrieved found) => found.Candidates.Length == 0 ? "-" : $"{found.Candidates[0].Key} “{found.Candidates[0].Matched}” domain {found.Domain:0.00}{(found.BySound ? " sound" : "")}";
}
