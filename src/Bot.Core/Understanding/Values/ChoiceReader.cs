using System.Collections.Immutable;
using Bot.Core.Understanding.Recognizers.Shop;

namespace Bot.Core.Understanding.Values;

/// <summary>One thing to choose.</summary>
/// <param name="Name">Its name, as shown.</param>
/// <param name="Synonyms">What people say instead.</param>
public sealed record Choice(string Name, ImmutableArray<string> Synonyms);

/// <summary>Reads one choice or several, by name, synonym or, when asked, by place in the list (第三个, 最后一个, 2).</summary>
public static class ChoiceReader
{
    private static readonly string[] Negations = ["不要", "不是", "不想要", "不用", "别", "不", "not ", "no "];
    // Said in passing they mean nothing; as an answer they may be an option's synonym.
    private static readonly string[] Vague = ["不知道", "不确定", "不清楚", "都行", "随便", "无所谓", "not sure", "any"];

    /// <summary>The choices named in the text, in its order; the longer name wins where two overlap.</summary>
    public static ImmutableArray<Found> Named(string text, IReadOnlyList<Choice> choices)
    {
        var folded = Fold.Text(text);
        var hits = choices.SelectMany(choice => choice.Synonyms.Prepend(choice.Name)
            .SelectMany(word => Places(folded, Fold.Text(word)).Select(at => new Found(at, word.Length, choice.Name))));
        var kept = new List<Found>();
        foreach (var hit in hits.OrderByDescending(static hit => hit.Length).ThenBy(static hit => hit.Start))
        {
            if (!kept.Exists(other => hit.Start < other.End && other.Start < hit.End) && !IsNegated(folded, hit.Start))
            {
                kept.Add(hit);
            }
        }

        return [.. kept.OrderBy(static hit => hit.Start).DistinctBy(static hit => hit.Value)];
    }

    /// <summary>One choice. <paramref name="sure"/>: only by name or synonym.</summary>
    public static Found? Find(string text, IReadOnlyList<Choice> choices, bool sure)
    {
        var named = sure ? [.. Named(text, choices).Where(hit => !Vague.Contains(Fold.Text(hit.RawIn(text))))] : Named(text, choices);
        if (named.Length > 0)
        {
            return named.MaxBy(static hit => hit.Length);
        }

        return sure ? null : ByPlace(text, choices) ?? ByPart(text, choices);
    }

    private static Found? ByPlace(string text, IReadOnlyList<Choice> choices)
    {
        var place = ChoiceModel.Find(Fold.Text(text), out _, out _) switch
        {
            { Kind: "last" } => choices.Count,
            { Index: > 0 and var index } => index,
            { Index: < 0 and var back } => choices.Count + 1 + back,
            _ => 0,
        };
        return place >= 1 && place <= choices.Count ? new Found(0, text.Length, choices[place - 1].Name) : null;
    }

    // 净化 for 空气净化器, when only one name holds it.
    private static Found? ByPart(string text, IReadOnlyList<Choice> choices)
    {
        var words = Fold.Words(text);
        var holding = words.Length >= 2 ? choices.Where(choice => Fold.Words(choice.Name).Contains(words, StringComparison.Ordinal)).Take(2).ToArray() : [];
        return holding.Length == 1 ? new Found(0, text.Length, holding[0].Name) : null;
    }

    private static IEnumerable<int> Places(string folded, string word)
    {
        for (var at = word.Length == 0 ? -1 : folded.IndexOf(word, StringComparison.Ordinal); at >= 0; at = folded.IndexOf(word, at + 1, StringComparison.Ordinal))
        {
            if (!CutsWord(folded, at - 1, word[0]) && !CutsWord(folded, at + word.Length, word[^1]))
            {
                yield return at;
            }
        }
    }

    private static bool CutsWord(string folded, int beside, char edge) =>
        beside >= 0 && beside < folded.Length && char.IsAsciiLetterOrDigit(folded[beside]) && char.IsAsciiLetterOrDigit(edge);

    private static bool IsNegated(string folded, int start) =>
        Negations.Any(no => folded.AsSpan(0, start).EndsWith(no, StringComparison.Ordinal) && !folded.AsSpan(0, start).EndsWith("要不要", StringComparison.Ordinal));
}
