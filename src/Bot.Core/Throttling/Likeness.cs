using System.Collections.Immutable;
using Bot.Core.Understanding;

namespace Bot.Core.Throttling;

/// <summary>How alike two messages are: the share of three-letter shingles they have in common, estimated from the smallest hashes of each (requirement D10).</summary>
public static class Likeness
{
    private const int Kept = 64;

    /// <summary>The smallest <c>64</c> shingle hashes of a folded text, ascending; empty for a text without letters.</summary>
    public static ImmutableArray<int> Of(string text)
    {
        var letters = TextFold.Letters(text);
        if (letters.Length == 0)
        {
            return [];
        }

        var hashes = new SortedSet<uint>();
        for (var i = 0; i < Math.Max(1, letters.Length - 2); i++)
        {
            hashes.Add((uint)StableHash.Of(letters.Substring(i, Math.Min(3, letters.Length - i))));
        }

        return [.. hashes.Take(Kept).Select(hash => unchecked((int)hash))];
    }

    /// <summary>0 (nothing in common) to 1000 (the same).</summary>
    public static int PerMille(ImmutableArray<int> one, ImmutableArray<int> other)
    {
        if (one.IsDefaultOrEmpty || other.IsDefaultOrEmpty)
        {
            return 0;
        }

        // Of the smallest hashes of both together, how many do both have?
        var both = one.Union(other).OrderBy(hash => (uint)hash).Take(Kept).ToArray();
        var common = both.Count(hash => one.Contains(hash) && other.Contains(hash));
        return common * 1000 / both.Length;
    }
}
