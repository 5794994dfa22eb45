using System.Diagnostics;
using Bot.Core.Catalog;
using Bot.Core.Content;
using Bot.Host.Content;

namespace Bot.Host.Tools.Transcripts;

/// <summary><c>test [FILES or FOLDERS]</c>: runs transcripts. Exit codes: 0 all well, 1 something went otherwise than written, 2 nothing to run.</summary>
public static class TranscriptCommand
{
    /// <summary>Where transcripts are sought when nothing is named.</summary>
    public const string DefaultFolder = "tests/Bot.Tests/Transcripts";

    /// <summary>Where the console keeps those that were recorded in it; sought there too.</summary>
    public const string ConsoleFolder = "dialogs/tests";

    /// <summary>Runs them.</summary>
    public static int Run(string[] args, string contentRoot, TextWriter output)
    {
        var at = Array.IndexOf(args, "--lang");
        var language = at >= 0 && at + 1 < args.Length ? args[at + 1] : "zh";
        string[] named = [.. args.Where((_, i) => at < 0 || (i != at && i != at + 1))];
        var files = Find(named.Length > 0 ? named : Known(contentRoot), output);
        if (files is null)
        {
            return 2;
        }

        var catalog = CatalogBuilder.Build(new ContentFolder(contentRoot).Read());
        foreach (var problem in catalog.Problems.Where(static problem => problem.Severity == Severity.Error))
        {
            output.WriteLine(problem.Format(language));
        }

        var started = Stopwatch.GetTimestamp();
        var failed = 0;
        foreach (var file in files)
        {
            var (transcript, failure) = TranscriptParser.Parse(Path.GetRelativePath(contentRoot, file).Replace('\\', '/'), File.ReadAllText(file));
            failure ??= TranscriptRunner.Run(transcript!, catalog);
            if (failure is not null)
            {
                failed++;
                output.WriteLine(failure.Format(language));
            }
        }

        var time = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        output.WriteLine(language.StartsWith("en", StringComparison.OrdinalIgnoreCase)
            ? FormattableString.Invariant($"{files.Count} transcripts: {files.Count - failed} passed, {failed} failed ({time:F0} ms)")
            : FormattableString.Invariant($"{files.Count} 个对话记录：{files.Count - failed} 个通过，{failed} 个失败（{time:F0} 毫秒）"));
        return failed > 0 || catalog.HasErrors ? 1 : 0;
    }

    private static string[] Known(string contentRoot)
    {
        string[] both = [Path.Combine(contentRoot, DefaultFolder), Path.Combine(contentRoot, ConsoleFolder)];
        return both.Where(Directory.Exists).ToArray() is { Length: > 0 } there ? there : both[..1];
    }

    private static List<string>? Find(IEnumerable<string> named, TextWriter output)
    {
        var files = new List<string>();
        foreach (var path in named)
        {
            if (Directory.Exists(path))
            {
                files.AddRange(Directory.EnumerateFiles(path, "*.chat", SearchOption.AllDirectories).Order(StringComparer.Ordinal));
            }
            else if (File.Exists(path))
            {
                files.Add(path);
            }
            else
            {
                output.WriteLine($"没有这个文件或文件夹：{path} / no such file or folder: {path}");
                return null;
            }
        }

        if (files.Count == 0)
        {
            output.WriteLine("没有找到 .chat 文件 / no .chat files found");
            return null;
        }

        return files;
    }
}
