using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Bot.Core.Dialogs;

/// <summary>Reads <c>kind is 退货 and o.days > 7</c>.</summary>
public static partial class ConditionParser
{
    /// <summary>The condition, or null with the offset of the part that is none.</summary>
    public static (Condition? Condition, int Offset) Parse(string text)
    {
        var any = ImmutableArray.CreateBuilder<Condition>();
        foreach (var (orStart, orPart) in Parts(text, 0, Or()))
        {
            var all = ImmutableArray.CreateBuilder<Condition>();
            foreach (var (start, part) in Parts(orPart, orStart, And()))
            {
                if (ReadTest(part, start) is not { } test)
                {
                    return (null, start);
                }

                all.Add(test);
            }

            any.Add(all.Count == 1 ? all[0] : new Condition.All(all.ToImmutable()));
        }

        return (any.Count == 1 ? any[0] : new Condition.Any(any.ToImmutable()), 0);
    }

    private static IEnumerable<(int Start, string Text)> Parts(string text, int offset, Regex separator)
    {
        var from = 0;
        foreach (Match match in separator.Matches(text))
        {
            yield return (offset + from, text[from..match.Index]);
            from = match.Index + match.Length;
        }

        yield return (offset + from, text[from..]);
    }

    private static Condition.Test? ReadTest(string part, int start)
    {
        var at = start + part.Length - part.TrimStart().Length;
        if (Size().Match(part.Trim()) is { Success: true } size)
        {
            var comparison = size.Groups[2].Value switch { ">" => Comparison.More, ">=" => Comparison.AtLeast, "<" => Comparison.Less, _ => Comparison.AtMost };
            return new(size.Groups[1].Value, comparison, size.Groups[3].Value, decimal.Parse(size.Groups[3].Value, CultureInfo.InvariantCulture), at);
        }

        if (IsTest().Match(part.Trim()) is not { Success: true } match)
        {
            return null;
        }

        var not = match.Groups[2].Success;
        var text = match.Groups[3].Value.Trim('"', '\'', '“', '”');
        return match.Groups[3].Value is "empty"
            ? new(match.Groups[1].Value, not ? Comparison.NotEmpty : Comparison.Empty, "", 0, at)
            : new(match.Groups[1].Value, not ? Comparison.IsNot : Comparison.Is, text, 0, at, text.Length < match.Groups[3].Length);
    }

    [GeneratedRegex(@"\s+or\s+")]
    private static partial Regex Or();

    [GeneratedRegex(@"\s+and\s+")]
    private static partial Regex And();

    [GeneratedRegex(@"^([\p{L}_][\p{L}\p{N}_.]*)\s*(>=|<=|>|<)\s*(-?[0-9]{1,15}(?:\.[0-9]{1,6})?)$")]
    private static partial Regex Size();

    [GeneratedRegex(@"^([\p{L}_][\p{L}\p{N}_.]*)\s+is\s+(not\s+)?(?!not\b)([^<>=]+)$")]
    private static partial Regex IsTest();
}
