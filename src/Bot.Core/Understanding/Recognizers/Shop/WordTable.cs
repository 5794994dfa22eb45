using System.Collections.Frozen;

namespace Bot.Core.Understanding.Recognizers.Shop;

/// <summary>Words with what they mean, found where a text begins or ends with one; the longest wins.</summary>
internal sealed class WordTable<T>
{
    private readonly FrozenDictionary<char, (string Word, T Value)[]> words;
    private readonly bool ends;

    private WordTable(IEnumerable<(string Word, T Value)> pairs, bool ends)
    {
        this.ends = ends;
        words = pairs.GroupBy(pair => pair.Word[ends ? ^1 : 0])
            .ToFrozenDictionary(static group => group.Key, static group => group.OrderByDescending(static pair => pair.Word.Length).ToArray());
    }

    /// <summary>Words that a text may begin with.</summary>
    public static WordTable<T> Starts(params IEnumerable<(string Word, T Value)> pairs) => new(pairs, ends: false);

    /// <summary>Words that a text may end with.</summary>
    public static WordTable<T> Ends(params IEnumerable<(string Word, T Value)> pairs) => new(pairs, ends: true);

    /// <summary>The longest word that the text begins or ends with; no Latin word inside a longer one.</summary>
    public bool TryFind(ReadOnlySpan<char> text, out string word, out T value)
    {
        if (text.Length > 0 && words.TryGetValue(ends ? text[^1] : text[0], out var candidates))
        {
            foreach (var (candidate, meaning) in candidates)
            {
                if (ends ? text.EndsWith(candidate) && !Cuts(text, text.Length - candidate.Length - 1, candidate[0]) : text.StartsWith(candidate) && !Cuts(text, candidate.Length, candidate[^1]))
                {
                    (word, value) = (candidate, meaning);
                    return true;
                }
            }
        }

        (word, value) = ("", default!);
        return false;
    }

    private static bool Cuts(ReadOnlySpan<char> text, int beside, char edge) =>
        char.IsAsciiLetter(edge) && beside >= 0 && beside < text.Length && char.IsAsciiLetter(text[beside]);
}

/// <summary>Words without a meaning of their own.</summary>
internal static class WordTable
{
    /// <summary>Words that a text may begin with, parted by blanks.</summary>
    public static WordTable<bool> Starts(string words) => WordTable<bool>.Starts(words.Split(' ').Select(static word => (word, true)));

    /// <summary>Words that a text may end with, parted by blanks.</summary>
    public static WordTable<bool> Ends(string words) => WordTable<bool>.Ends(words.Split(' ').Select(static word => (word, true)));

    /// <summary>True when the text begins or ends with one of the words.</summary>
    public static bool Has(this WordTable<bool> table, ReadOnlySpan<char> text) => table.TryFind(text, out _, out _);

    /// <summary>The length of the longest word that the text begins or ends with; 0 when there is none.</summary>
    public static int Length(this WordTable<bool> table, ReadOnlySpan<char> text) => table.TryFind(text, out var word, out _) ? word.Length : 0;
}
