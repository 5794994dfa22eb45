using System.Buffers;
using Bot.Core.Understanding.Folding;
using Bot.Core.Understanding.Retrieval;

namespace Bot.Core.Understanding.Routing;

/// <summary>
/// What a router looks at: each Chinese character, each word and each sign of punctuation, two and three of them in a row, how the
/// sentence begins and ends, three letters of a word at a time, and, where asked for, which stand before which with others between.
/// </summary>
internal static class RouteFeatures
{
    private const int Begin = 1;
    private const int End = 2;
    private const int Part = 3;
    private const int Three = 4;
    private const int Apart = 5;

    // Which stand before which is looked at among so many units: what it costs grows with the square.
    private const int MaxApart = 64;

    /// <summary>The marks of a text, sorted, none twice; empty when it holds no letter and no digit.</summary>
    /// <param name="text">What was said.</param>
    /// <param name="apart">Whether units that are not neighbours make a mark too.</param>
    public static uint[] Read(string text, bool apart)
    {
        var units = ArrayPool<int>.Shared.Rent(Wording.MaxLength + 2);
        var marks = new List<uint>();
        try
        {
            var count = Units(text, units, marks);
            return count == 0 ? [] : Marks(units.AsSpan(0, count), marks, apart);
        }
        finally
        {
            ArrayPool<int>.Shared.Return(units);
        }
    }

    // The units between one that begins and one that ends the text; 0 when there is nothing to read.
    private static int Units(string text, int[] units, List<uint> marks)
    {
        Span<char> word = stackalloc char[Wording.MaxLength];
        var (count, length, letters) = (1, 0, false);
        units[0] = Begin;
        for (var i = 0; i <= text.Length && i < 4 * Wording.MaxLength && count < Wording.MaxLength; i++)
        {
            var c = i < text.Length ? char.ToLowerInvariant(Simplified.Char(TextFold.HalfWidth(text[i]))) : ' ';
            var known = char.IsLetterOrDigit(c);
            letters |= known;
            if (known && Wording.IsWord(c) && length < word.Length)
            {
                word[length++] = c;
                continue;
            }

            if (length > 0)
            {
                units[count++] = Word(word[..length], marks);
                length = 0;
            }

            if (!char.IsWhiteSpace(c) && !char.IsSurrogate(c))
            {
                units[count++] = c == '。' ? '.' : c;
            }
        }

        units[count++] = End;
        return letters ? count : 0;
    }

    private static int Word(ReadOnlySpan<char> word, List<uint> marks)
    {
        for (var i = 0; i + 2 < word.Length; i++)
        {
            if (char.IsAsciiLetter(word[i]) && char.IsAsciiLetter(word[i + 1]) && char.IsAsciiLetter(word[i + 2]))
            {
                marks.Add(Reading.Pair(Part, Reading.Word(word.Slice(i, 3))));
            }
        }

        return Reading.Word(word);
    }

    private static uint[] Marks(ReadOnlySpan<int> units, List<uint> marks, bool apart)
    {
        for (var i = 0; i < units.Length; i++)
        {
            marks.Add(Reading.Single(units[i]));
            if (i + 1 < units.Length)
            {
                var pair = Reading.Pair(units[i], units[i + 1]);
                marks.Add(pair);
                if (i + 2 < units.Length)
                {
                    marks.Add(Reading.Pair(Mixed(Three, pair), units[i + 2]));
                }
            }

            for (var later = i + 2; apart && i < MaxApart && later < Math.Min(units.Length, MaxApart); later++)
            {
                marks.Add(Reading.Pair(Mixed(Apart, (uint)units[i]), units[later]));
            }
        }

        marks.Sort();
        var kept = 1;
        for (var i = 1; i < marks.Count; i++)
        {
            if (marks[i] != marks[i - 1])
            {
                marks[kept++] = marks[i];
            }
        }

        marks.RemoveRange(kept, marks.Count - kept);
        return [.. marks];
    }

    private static int Mixed(int kind, uint value) => unchecked((int)((value * 0x9E3779B1u) ^ (uint)kind));
}
