using System.Diagnostics;
using System.Text.Json;
using Bot.Core.Activities;
using Bot.Core.Catalog;
using Bot.Core.Content;
using Bot.Core.Turns;
using Bot.Core.Understanding;
using Bot.Core.Understanding.Speaking;

namespace RecognizerBench;

/// <summary>How well a gate knows when to speak, by how many labels it learnt from; measured on lines that it did not see.</summary>
internal static class SpeakCurve
{
    private const int Draws = 5;
    private static readonly string[] Folders = ["templates", "dialogs"];
    private static readonly double[] Scores = [0.3, 0.4, 0.5, 0.6, 0.7];
    private static readonly int[] Sizes = [50, 100, 200, 300, 400, 500];

    public static int Print(string groupLines, string chitchat)
    {
        var settings = new SpeakSettings();
        var catalog = CatalogBuilder.Build([.. Files(".")]);
        Line[] lines = [.. Lines(groupLines), .. Lines(chitchat)];
        var all = lines.Select((line, i) => Example(catalog, line, i, settings)).ToArray();
        var wanted = all.Count(example => example.Speak);
        Console.WriteLine($"{all.Length} lines, {wanted} want an answer; {all.Count(one => one.Speak && one.Eligible)} of those pass the rules, and {all.Count(one => !one.Speak && one.Eligible)} of the others");
        foreach (var score in Scores)
        {
            var pass = lines.Select(line => (line, Example: Example(catalog, line, 0, settings with { Score = score }))).Where(one => one.Example.Eligible).ToArray();
            Console.WriteLine($"score >= {score:0.0}: {pass.Count(one => one.Example.Speak)} right, {pass.Count(one => one.line.Speak && !one.Example.Speak)} with the wrong entry, {pass.Count(one => !one.line.Speak)} that deserve silence");
        }

        var asks = lines.Zip(all, (line, example) => example with { Speak = line.Speak, Eligible = true }).ToArray();
        Console.WriteLine("labels   does it want an answer (p >= 0.5)   right answer and welcome (p >= 0.5)   the same, at the gate's own threshold");
        Console.WriteLine("         precision  recall     F1            precision  recall     F1              precision  recall     F1    said  open");
        foreach (var size in Sizes.Where(size => size < all.Length - 50))
        {
            var (question, half, strict, open) = (default(Count), default(Count), default(Count), 0);
            for (var draw = 0; draw < Draws; draw++)
            {
                var (train, test) = Split(asks, size, draw);
                question += Count.Of(test, SpeakGate.Learn(train, settings), 0.5);
                (train, test) = Split(all, size, draw);
                var gate = SpeakGate.Learn(train, settings);
                open += gate.IsOn ? 1 : 0;
                half += Count.Of(test, gate, 0.5);
                strict += Count.Of(test, gate, gate.Threshold);
            }

            Console.WriteLine($"{size,6}   {question}            {half}              {strict}  {(double)strict.Said / Draws,6:0.0}  {open} of {Draws}");
        }

        var whole = SpeakGate.Learn(all, settings);
        Console.WriteLine($"all {all.Length} labels, five folds: precision {whole.Measure.Precision:0.000} ({whole.Measure.Right} of {whole.Measure.Said}), recall {whole.Measure.Recall:0.000}, {whole.Why}");
        Console.WriteLine($"time of one message: {Time(lines, line => SpeakFeatures.Of(line.Text, SpeakCues.Of(line.Text), Recognition.Nothing)):0.0} us for cues and features, {Time(lines, line => AmbientEntries.Recognise(catalog, line.Text, null)):0.0} us for the match");
        return 0;
    }

    private static double Time(Line[] lines, Func<Line, object> work)
    {
        const int Rounds = 20;
        var started = 0L;
        for (var round = 0; round <= Rounds; round++)
        {
            // The first round warms up.
            started = round == 1 ? Stopwatch.GetTimestamp() : started;
            foreach (var line in lines)
            {
                _ = work(line);
            }
        }

        return Stopwatch.GetElapsedTime(started).TotalMicroseconds / (Rounds * lines.Length);
    }

    private static (SpeakExample[] Train, SpeakExample[] Test) Split(SpeakExample[] all, int size, int draw)
    {
        var order = all.OrderBy(one => StableOrder(one.Text, draw)).ToArray();
        return (order[..size], order[size..]);
    }

    private static SpeakExample Example(CatalogSnapshot catalog, Line line, int i, SpeakSettings settings)
    {
        var recognition = AmbientEntries.Recognise(catalog, line.Text, null);
        var allowed = recognition.Best(0) is { } best && AmbientEntries.Allows(catalog, best.Key);
        var label = new SpeakLabel
        {
            Group = new ConversationKey("bench", "g"),
            Interaction = $"{i}",
            Member = new MemberKey("bench", "m"),
            Text = line.Text,
            Verdict = !line.Speak ? SpeakVerdict.Silent : recognition.Best(0)?.Key == line.Key ? SpeakVerdict.Speak : SpeakVerdict.Wrong,
            At = DateTimeOffset.UnixEpoch.AddSeconds(i),
        };
        return SpeakExample.Of(label, recognition, allowed, settings.Score);
    }

    private static ulong StableOrder(string text, int draw)
    {
        var hash = 14695981039346656037UL + ((ulong)draw * 0x9E3779B97F4A7C15UL);
        foreach (var c in text)
        {
            hash = (hash ^ c) * 1099511628211UL;
        }

        return (hash ^ (hash >> 29)) * 0xBF58476D1CE4E5B9UL;
    }

    private static IEnumerable<Line> Lines(string file)
    {
        foreach (var line in File.ReadLines(file).Where(line => line.Length > 0))
        {
            using var json = JsonDocument.Parse(line);
            yield return new Line(
                json.RootElement.GetProperty("text").GetString()!,
                json.RootElement.TryGetProperty("speak", out var speak) && speak.GetBoolean(),
                json.RootElement.TryGetProperty("key", out var key) ? key.GetString() : null);
        }
    }

    private static IEnumerable<ContentFile> Files(string root) =>
        Folders.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(root, folder), "*", SearchOption.AllDirectories))
            .Where(path => path.EndsWith(".tmpl", StringComparison.Ordinal) || path.EndsWith(".yaml", StringComparison.Ordinal) || path.EndsWith(".json", StringComparison.Ordinal))
            .Select(path => new ContentFile(Path.GetRelativePath(root, path).Replace('\\', '/'), File.ReadAllText(path)));

    private sealed record Line(string Text, bool Speak, string? Key);

    private readonly record struct Count(int Said, int Right, int Wanted)
    {
        public double Precision => Said == 0 ? 1 : (double)Right / Said;

        public double Recall => Wanted == 0 ? 0 : (double)Right / Wanted;

        public double F1 => Precision + Recall == 0 ? 0 : 2 * Precision * Recall / (Precision + Recall);

        public override string ToString() => $"{Precision,9:0.000}  {Recall,6:0.000}  {F1,5:0.000}";

        public static Count operator +(Count a, Count b) => new(a.Said + b.Said, a.Right + b.Right, a.Wanted + b.Wanted);

        public static Count Of(SpeakExample[] examples, SpeakGate gate, double threshold)
        {
            var said = examples.Where(one => one.Eligible && gate.Probability(one.Features) >= threshold).ToArray();
            return new Count(said.Length, said.Count(one => one.Speak), examples.Count(one => one.Speak));
        }
    }
}
