using System.Diagnostics;
using System.Text.Json;
using Bot.Core.Understanding.Retrieval;
using Bot.Core.Understanding.Routing;

namespace RetrievalBench;

/// <summary>How often a text is led right, on a fifth of the examples that was held back, and how long learning takes.</summary>
internal static class Routes
{
    public static int Run(string file, string[] strangers)
    {
        var examples = File.ReadLines(file).Select(line => JsonDocument.Parse(line).RootElement)
            .Select(one => new RouteExample(one.GetProperty("text").GetString()!, one.GetProperty("label").GetString()!)).ToList();
        var background = Background.Build(Lexicon.Empty);
        var (right, count) = (0, 0);
        var kept = new List<double>();
        var outside = new List<double>();
        var (missed, told) = (0, 0);
        for (var fold = 0; fold < 5; fold++)
        {
            // Whole stretches are held back, not every fifth line: neighbours are turns of one conversation.
            var held = examples.Where((_, i) => i * 5L / examples.Count == fold).ToList();
            var (watch, worked) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
            var router = Router.Learn([.. examples.Where((_, i) => i * 5L / examples.Count != fold)], background);
            var (learned, work) = (watch.Elapsed, Environment.CpuUsage.TotalTime - worked);
            watch.Restart();
            var routed = held.Select(example => (example, router.Route(example.Text))).ToList();
            var each = watch.Elapsed / held.Count;
            var here = routed.Count(pair => pair.example.Label == pair.Item2.Label);
            Console.WriteLine($"fold {fold}: {examples.Count - held.Count} examples learned in {learned.TotalSeconds:0.00} s ({work.TotalSeconds:0.00} s of processor); {here} of {held.Count} right, {(double)here / held.Count:0.000}; {each.TotalMicroseconds:0} µs each; {routed.Count(pair => pair.Item2.OutOfScope)} out of scope");
            if (Environment.GetEnvironmentVariable("SHOW") is not null)
            {
                foreach (var (example, to) in routed.Where(pair => pair.example.Label != pair.Item2.Label).Take(25))
                {
                    Console.WriteLine($"  {example.Text} [{example.Label}] -> {to.Label} {to.Score:0.00}");
                }
            }

            right += here;
            count += held.Count;
            kept.AddRange(routed.Select(pair => pair.Item2.Score));
            missed += routed.Count(pair => pair.Item2.OutOfScope);
            foreach (var text in strangers.SelectMany(Quality.Sentences))
            {
                var one = router.Route(text);
                outside.Add(one.Score);
                told += one.OutOfScope ? 1 : 0;
            }
        }

        Console.WriteLine($"accuracy {(double)right / count:0.000} of {count}; in scope called out of scope {(double)missed / count:0.000}");
        if (outside.Count > 0)
        {
            outside.Sort();
            var threshold = outside[outside.Count * 99 / 100];
            Console.WriteLine($"strangers {outside.Count}: told {(double)told / outside.Count:0.000}; at 1 % leak {(double)kept.Count(score => score > threshold) / kept.Count:0.000} of those in scope stay");
        }

        return 0;
    }
}
