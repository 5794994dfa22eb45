using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Bot.Core.Understanding.Recognizers;

namespace RecognizerBench;

/// <summary>The same messages, all types, one core: ours in both profiles beside Microsoft's recognisers for JavaScript, in one run.</summary>
internal static class Speed
{
    private const int Messages = 200;
    private static readonly DateTime Reference = new(2026, 11, 22, 9, 0, 0);

    public static int Run(string file, int rounds)
    {
        var texts = File.ReadLines(file).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("text").GetString()!).Where(text => text.Length is >= 4 and <= 40).Take(Messages).ToArray();
        Console.WriteLine($"{texts.Length} messages of {texts.Average(text => text.Length):F0} characters, median of {rounds} rounds");
        (string Name, Func<(double PerSecond, double P99)> Run)[] sides =
        [
            ("ours, spec profile", () => Ours(texts, RecognizerProfile.Spec)),
            ("ours, chat profile", () => Ours(texts, RecognizerProfile.Chat)),
        ];
        using var peer = Peer(texts);
        var theirs = new List<(double PerSecond, double P99)> { Ask(peer) };
        theirs.Clear();
        foreach (var side in sides)
        {
            for (var warm = 0; warm < 20; warm++)
            {
                side.Run();
            }
        }

        var seen = sides.Select(_ => new List<(double PerSecond, double P99)>()).ToArray();
        for (var round = 0; round < rounds; round++)
        {
            theirs.Add(Ask(peer));
            for (var i = 0; i < sides.Length; i++)
            {
                seen[i].Add(sides[i].Run());
            }
        }

        var beside = Median(theirs);
        Show("npm suite 1.3.1", beside, beside);
        for (var i = 0; i < sides.Length; i++)
        {
            Show(sides[i].Name, Median(seen[i]), beside);
        }

        peer.Kill();
        return 0;
    }

    /// <summary>Long runs of one thing: the time must grow with the length, not with its square.</summary>
    public static int Hostile()
    {
        Console.WriteLine("characters of            1,000 ms  10,000 ms   growth (10 = linear)");
        foreach (var (name, piece) in new[]
        {
            ("一二三四五六七八九", "一二三四五六七八九"), ("digits", "1234567890"), ("brackets", "（(【["), ("万亿", "万亿"), ("点", "三点"), ("第", "第一"), ("年月日", "2020年1月1日"), ("到", "5月到"), ("每天", "每天"),
            ("前后", "三天前后"), ("块", "3块5"), ("% ", "5%"), ("and", "one and "), ("half", "half "), ("to", "5 to "), ("monday", "monday "), ("dots", "a.b."), ("@", "a@b."), ("http", "http://"), ("-", "1-2-"), ("，", "1,2，"), ("折", "满3减"),
        })
        {
            foreach (var culture in Enum.GetValues<RecognizerCulture>())
            {
                foreach (var profile in Enum.GetValues<RecognizerProfile>())
                {
                    var options = new RecognizeOptions(culture, profile, Reference);
                    var (small, large) = (Time(piece, 1_000, options), Time(piece, 10_000, options));
                    if (large.TotalMilliseconds > 20 || large / small > 25)
                    {
                        Console.WriteLine($"  {name,-12} {culture,-8} {profile,-5} {small.TotalMilliseconds,8:F2}  {large.TotalMilliseconds,8:F2}   {large / small:F1}");
                    }
                }
            }
        }

        Console.WriteLine("(only what took more than 20 ms or grew more than 25-fold is shown)");
        return 0;
    }

    private static TimeSpan Time(string piece, int length, RecognizeOptions options)
    {
        var text = string.Concat(Enumerable.Repeat(piece, (length / piece.Length) + 1))[..length];
        var best = TimeSpan.MaxValue;
        for (var i = 0; i < 5; i++)
        {
            var began = Stopwatch.GetTimestamp();
            Recognizer.Recognize(text, options);
            var took = Stopwatch.GetElapsedTime(began);
            best = took < best ? took : best;
        }

        return best;
    }

    private static (double PerSecond, double P99) Ours(string[] texts, RecognizerProfile profile)
    {
        var options = new RecognizeOptions(RecognizerCulture.Chinese, profile, Reference);
        var times = new double[texts.Length * 10];
        var began = Stopwatch.GetTimestamp();
        for (var i = 0; i < times.Length; i++)
        {
            var start = Stopwatch.GetTimestamp();
            Recognizer.Recognize(texts[i % texts.Length], options);
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        var took = Stopwatch.GetElapsedTime(began);
        Array.Sort(times);
        return (times.Length / took.TotalSeconds, times[(int)(times.Length * 0.99)]);
    }

    private static Process Peer(string[] texts)
    {
        var script = Path.Combine(Directory.GetCurrentDirectory(), "bench/RecognizerBench/peers/suite.cjs");
        var peer = Process.Start(new ProcessStartInfo("node", [script]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        foreach (var text in texts)
        {
            peer.StandardInput.WriteLine(JsonSerializer.Serialize(text));
        }

        return peer;
    }

    private static (double PerSecond, double P99) Ask(Process peer)
    {
        peer.StandardInput.WriteLine("run");
        var said = (peer.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The peer did not start: npm install --prefix bench/RecognizerBench/peers first.")).Split(' ');
        return (double.Parse(said[0], CultureInfo.InvariantCulture), double.Parse(said[1], CultureInfo.InvariantCulture));
    }

    private static (double PerSecond, double P99) Median(List<(double PerSecond, double P99)> all) =>
        (all.Select(one => one.PerSecond).Order().ElementAt(all.Count / 2), all.Select(one => one.P99).Order().ElementAt(all.Count / 2));

    private static void Show(string name, (double PerSecond, double P99) one, (double PerSecond, double P99) beside) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name,-20} {one.PerSecond,9:F0} messages/s   p99 {one.P99,8:F3} ms   {one.PerSecond / beside.PerSecond,7:F1}x"));
}
