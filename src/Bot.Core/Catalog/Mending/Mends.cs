using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Bot.Core.Content;

namespace Bot.Core.Catalog.Mending;

/// <summary>The ways to set a problem right that need no judgement. A problem without such a way has none: nothing is guessed.</summary>
public static partial class Mends
{
    /// <summary>The mends of one problem, the likeliest first. Never throws, whatever the text.</summary>
    /// <param name="text">The whole text of the file that the problem was found in.</param>
    /// <param name="problem">The problem.</param>
    public static ImmutableArray<Mend> Of(string text, Problem problem)
    {
        var at = new MendText(text, problem);
        IEnumerable<Mend?> mends = problem.Code switch
        {
            "T001" or "T003" or "T004" when Meant(at) is { } meant => [meant],
            "T001" => [Outer(at)],
            "T002" => [ValueMends.Function(at)],
            "T003" => [TagMends.Block(at)],
            "T004" => TagMends.Of(at),
            "T005" => PunctuationMends.Of(at),
            "T006" => FrontMends.Locale(at),
            "T007" or "T020" => FrontMends.Heading(at),
            "T009" => [FrontMends.Limit(at)],
            "T010" => ValueMends.Nullable(at),
            "T013" => [FrontMends.Unsubscribe(at)],
            "T018" => [FrontMends.DirectOnly(at)],
            "T025" => [TagMends.Otherwise(at)],
            "Y002" or "Y003" or "Y004" or "Y011" => [YamlMends.Of(at)],
            _ => [Meant(at)],
        };
        return [.. mends.OfType<Mend>()];
    }

    // The lint names what was meant, and what was written stands on the line from the problem on.
    private static Mend? Meant(MendText at)
    {
        var match = DidYouMean().Match(at.Problem.En);
        if (!match.Success)
        {
            return null;
        }

        var (written, meant) = (match.Groups["written"].Value, match.Groups["meant"].Value);
        var found = at.Text.IndexOf(written, at.At, at.LineEnd - at.At, StringComparison.Ordinal);
        return found < 0 ? null : new Mend($"改成 {meant}", $"Write {meant}", [at.Edit(found, found + written.Length, meant)]);
    }

    private static Mend? Outer(MendText at)
    {
        if (OuterPath().Match(at.Problem.En) is { Success: true } outer)
        {
            var path = outer.Groups["path"].Value;
            var name = path.Replace("../", "", StringComparison.Ordinal);
            return at.Rest.StartsWith(name, StringComparison.Ordinal) ? new Mend($"改成 {path}", $"Write {path}", [at.Edit(at.At, at.At + name.Length, path)]) : null;
        }

        var up = Ups().Match(at.Rest).Length;
        return up > 0 && at.Problem.En.Contains("without ../", StringComparison.Ordinal) ? new Mend("去掉 ../", "Take ../ away", [at.Edit(at.At, at.At + up, "")]) : null;
    }

    [GeneratedRegex(@"(?:no (?:variable|function|part|model|persona|product|offer|channel|tone|segment)?\s?|no |^|named )[`“]?(?<written>[^`”\s,]+)[`”]?(?: in a heading| is not how a variable is written)?, did you mean (?<meant>[^?\s]+)\?", RegexOptions.ExplicitCapture)]
    private static partial Regex DidYouMean();

    [GeneratedRegex(@"an outer variable is written (?<path>(\.\./)+[\w.]+)\.$", RegexOptions.ExplicitCapture)]
    private static partial Regex OuterPath();

    [GeneratedRegex(@"^(\.\./)+", RegexOptions.ExplicitCapture)]
    private static partial Regex Ups();
}
