using System.Collections.Frozen;
using Bot.Core.Understanding.Folding;

namespace Bot.Core.Understanding.Recognizers.Chinese.Units;

/// <summary>A word for a unit.</summary>
/// <param name="Word">As it stands in folded text.</param>
/// <param name="Unit">What it means.</param>
/// <param name="Weak">It is a unit only beside a number: 元, 克, m.</param>
/// <param name="Sign">It stands before the number: $, 华氏.</param>
internal sealed record UnitWord(string Word, Unit Unit, bool Weak, bool Sign);

/// <summary>A unit.</summary>
/// <param name="Name">Microsoft's English name.</param>
/// <param name="Iso">Of a currency, its ISO code; null when it has none.</param>
/// <param name="Parts">Of a part of a currency, how many make one; else 0.</param>
/// <param name="Wholes">Of a part of a currency, the ISO codes of what it is part of.</param>
internal sealed record Unit(string Name, string? Iso = null, int Parts = 0, string Wholes = "");

/// <summary>Words of units, looked up at a place of a text: the longest word that stands there.</summary>
internal sealed class UnitTable
{
    private readonly FrozenDictionary<char, UnitWord[]> byFirst;

    /// <summary>A table of these words; of two for the same word the first counts.</summary>
    public UnitTable(IEnumerable<UnitWord> words) =>
        byFirst = words
            .Select(word => word with { Word = string.Concat(word.Word.Select(c => c == '￥' ? c : Simplified.Char(char.ToLowerInvariant(c)))) })
            .DistinctBy(word => (word.Word, word.Sign))
            .GroupBy(word => word.Word[0])
            .ToFrozenDictionary(group => group.Key, group => group.OrderByDescending(word => word.Word.Length).ToArray());

    /// <summary>Words of a table line, split at blanks; _ is a blank within one.</summary>
    public static IEnumerable<UnitWord> Words(Unit unit, string words, bool weak, bool sign = false) =>
        words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => new UnitWord(word.Replace('_', ' '), unit, weak, sign));

    /// <summary>True when a word may begin with a character.</summary>
    public bool Begins(char c) => byFirst.ContainsKey(c);

    /// <summary>The longest word at a place that stands behind a number; null for none.</summary>
    public UnitWord? Behind(ReadOnlySpan<char> text, int position) => Find(text, position, sign: false, alone: false);

    /// <summary>The longest word at a place that stands before a number; null for none.</summary>
    public UnitWord? Before(ReadOnlySpan<char> text, int position) => Find(text, position, sign: true, alone: false);

    /// <summary>The longest word at a place that is a unit without a number; null for none.</summary>
    public UnitWord? Alone(ReadOnlySpan<char> text, int position) => Find(text, position, sign: null, alone: true);

    private UnitWord? Find(ReadOnlySpan<char> text, int position, bool? sign, bool alone)
    {
        if (position >= text.Length || !byFirst.TryGetValue(text[position], out var words))
        {
            return null;
        }

        foreach (var word in words)
        {
            if ((sign ?? word.Sign) == word.Sign && !(alone && word.Weak) && text[position..].StartsWith(word.Word, StringComparison.Ordinal) && Whole(text, position, word))
            {
                return word;
            }
        }

        return null;
    }

    // Latin words are whole words; single Chinese characters are no part of another word.
    private static bool Whole(ReadOnlySpan<char> text, int position, UnitWord word)
    {
        var end = position + word.Word.Length;
        var last = word.Word[^1];
        if (char.IsAsciiLetter(word.Word[0]) && position > 0 && char.IsAsciiLetter(text[position - 1]))
        {
            return false;
        }

        if (end == text.Length)
        {
            return true;
        }

        return char.IsAsciiLetterOrDigit(last)
            ? !(char.IsAsciiLetter(text[end]) || text[end] is '²' or '³' || (!word.Sign && char.IsAsciiDigit(text[end])))
            : !(word.Word.Length == 1 && OtherWords.Continue(last, text[end..]));
    }
}
