namespace Bot.Core.Understanding.Retrieval;

/// <summary>A sentence as retrieval compares it.</summary>
/// <param name="Terms">Its units and its neighbouring pairs as 32-bit marks, sorted, none twice.</param>
/// <param name="Length">How many units it has.</param>
internal readonly record struct Reading(uint[] Terms, int Length)
{
    public static Reading Nothing { get; } = new([], 0);

    /// <summary>Reads units, in order.</summary>
    public static Reading Of(ReadOnlySpan<int> units, ReadOnlySpan<uint> more = default)
    {
        if (units.Length == 0)
        {
            return Nothing;
        }

        var terms = new uint[(2 * units.Length) - 1 + more.Length];
        var at = 0;
        for (var i = 0; i < units.Length; i++)
        {
            terms[at++] = Single(units[i]);
            if (i > 0)
            {
                terms[at++] = Pair(units[i - 1], units[i]);
            }
        }

        more.CopyTo(terms.AsSpan(at));
        return new Reading(Distinct(terms), units.Length);
    }

    /// <summary>The mark of one unit: even, where that of a pair is odd.</summary>
    public static uint Single(int unit) => Mark(0, unit) & ~1u;

    /// <summary>True for the mark of a pair of units.</summary>
    public static bool IsPair(uint mark) => (mark & 1) != 0;

    /// <summary>The mark of what a group of words means: small and even, so that it can be told.</summary>
    /// <param name="group">The group, from 1 to 4,095.</param>
    public static uint Concept(int group) => (uint)group << 1;

    /// <summary>True for the mark of what a group of words means.</summary>
    public static bool IsConcept(uint mark) => mark < 0x2000 && (mark & 1) == 0;

    /// <summary>The mark of a thing that has a name.</summary>
    public static uint Thing(string name) => Mark(-1, Word(name)) & ~1u;

    /// <summary>The mark of two units side by side.</summary>
    public static uint Pair(int before, int unit) => Mark(before, unit) | 1;

    private static uint Mark(int before, int unit)
    {
        var mixed = (((ulong)(uint)before << 32) | (uint)unit) * 0x9E3779B97F4A7C15UL;
        mixed ^= mixed >> 29;
        mixed *= 0xBF58476D1CE4E5B9UL;
        return (uint)(mixed >> 32);
    }

    /// <summary>The unit of a word written with letters or digits.</summary>
    public static int Word(ReadOnlySpan<char> word)
    {
        if (word.Length > 3 && word[^1] == 's' && word[^2] != 's')
        {
            word = word[..^1];
        }

        var hash = 2166136261u;
        foreach (var c in word)
        {
            hash = (hash ^ c) * 16777619u;
        }

        return unchecked((int)(hash | 0x8000_0000u));
    }

    private static uint[] Distinct(uint[] terms)
    {
        Array.Sort(terms);
        var kept = 1;
        for (var i = 1; i < terms.Length; i++)
        {
            if (terms[i] != terms[kept - 1])
            {
                terms[kept++] = terms[i];
            }
        }

        return kept == terms.Length ? terms : terms[..kept];
    }
}
