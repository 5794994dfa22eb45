using System.Collections.Concurrent;
using System.Collections.Immutable;
using Bot.Core.Catalog.Mending;
using Bot.Core.Content;
using Bot.Host.Content;

namespace Bot.Host.Console.Studio;

/// <summary>A problem with what one click does about it.</summary>
/// <param name="File">Where.</param>
/// <param name="Code">The rule.</param>
/// <param name="Severity"><c>error</c> or <c>warning</c>.</param>
/// <param name="Line">Line, from 1.</param>
/// <param name="Column">Column, from 1.</param>
/// <param name="Zh">The message in Chinese.</param>
/// <param name="En">The message in English.</param>
/// <param name="Mends">Ways to set it right.</param>
public sealed record ProblemView(string File, string Code, string Severity, int Line, int Column, string Zh, string En, ImmutableArray<Mend> Mends)
{
    /// <summary>A problem of a text.</summary>
    public static ProblemView Of(Problem problem, string? text) => new(
        problem.File, problem.Code, problem.Severity == Bot.Core.Content.Severity.Error ? "error" : "warning", problem.Line, problem.Column, problem.Zh, problem.En, text is null ? [] : Bot.Core.Catalog.Mending.Mends.Of(text, problem));
}

/// <summary>How many problems.</summary>
/// <param name="Errors">That block publishing.</param>
/// <param name="Warnings">That do not.</param>
public sealed record ProblemCounts(int Errors, int Warnings)
{
    /// <summary>Counts them.</summary>
    public static ProblemCounts Of(IEnumerable<Problem> problems)
    {
        var (errors, all) = (0, 0);
        foreach (var problem in problems)
        {
            all++;
            errors += problem.Severity == Severity.Error ? 1 : 0;
        }

        return new ProblemCounts(errors, all - errors);
    }
}

/// <summary>Checks texts that are not in force, each within everything that is.</summary>
public sealed class ContentCheck(LiveCatalog live)
{
    private const int Most = 512;
    private readonly ConcurrentDictionary<(string Path, string Hash, string Revision), ImmutableArray<Problem>> _known = new();

    /// <summary>What is wrong with one text: its own problems first, then those that it makes in other files.</summary>
    public ImmutableArray<Problem> Problems(string path, string text)
    {
        var key = (path, PublishedFile.HashOf(text), live.Current.Revision);
        if (_known.TryGetValue(key, out var known))
        {
            return known;
        }

        if (ChatTests.Wrong(path, text) is { } wrong)
        {
            return [wrong];
        }

        var before = live.Current.Problems.Where(problem => problem.File != path).ToHashSet();
        var problems = live.Check(ContentPaths.With(live.Files, new ContentFile(path, text)));
        ImmutableArray<Problem> result = [.. problems.Where(problem => problem.File == path), .. problems.Where(problem => problem.File != path && !before.Contains(problem))];
        if (_known.Count > Most)
        {
            _known.Clear();
        }

        _known[key] = result;
        return result;
    }

    /// <summary>The same as screens show it, with mends for the text's own.</summary>
    public ImmutableArray<ProblemView> Views(string path, string text) =>
        [.. Problems(path, text).Select(problem => ProblemView.Of(problem, problem.File == path ? text : null))];
}
