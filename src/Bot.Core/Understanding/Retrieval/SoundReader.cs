using System.Collections.Frozen;
using Bot.Core.Understanding.Folding;

namespace Bot.Core.Understanding.Retrieval;

/// <summary>
/// Reads a folded sentence as it sounds: 发货 and 发或 are the same, and so is <c>fahuo</c>. What southern tongues and input
/// methods confuse (zh and z, ch and c, sh and s, ing and in, eng and en) is one sound.
/// </summary>
internal static class SoundReader
{
    private const int LongestSyllable = 6;

    private static readonly FrozenDictionary<string, int> Sounds = AllSounds();
    private static readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> BySpan = Sounds.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly int[] OfSyllable = [.. Enumerable.Range(0, Pinyin.Count).Select(static syllable => syllable == 0 ? 0 : Sounds[Pinyin.Letters(syllable)])];

    /// <summary>The reading of a text that <see cref="Wording.Fold"/> made.</summary>
    public static Reading Read(string folded)
    {
        Span<int> units = stackalloc int[Wording.MaxLength * 2];
        var count = 0;
        for (var i = 0; i < folded.Length && count < units.Length; i++)
        {
            if (folded[i] == ' ')
            {
                continue;
            }

            if (!Wording.IsWord(folded[i]))
            {
                units[count++] = Pinyin.Syllable(folded[i]) is > 0 and var syllable ? OfSyllable[syllable] : folded[i];
                continue;
            }

            var start = i;
            while (i + 1 < folded.Length && folded[i + 1] != ' ' && Wording.IsWord(folded[i + 1]))
            {
                i++;
            }

            count += Spelled(folded.AsSpan(start, i + 1 - start), units[count..]);
        }

        return Reading.Of(units[..count]);
    }

    // A word of letters that is syllables from end to end was typed without the input method; else it is a word.
    private static int Spelled(ReadOnlySpan<char> word, Span<int> units)
    {
        var (at, count) = (0, 0);
        while (at < word.Length && count < units.Length)
        {
            var length = Math.Min(LongestSyllable, word.Length - at);
            while (length > 0 && !Ends(word, at, length))
            {
                length--;
            }

            if (length == 0)
            {
                units[0] = Reading.Word(word);
                return 1;
            }

            units[count++] = BySpan[word.Slice(at, length)];
            at += length;
        }

        return count;
    }

    // The longest syllable after which another one, or nothing, begins: fa-nguo is no reading of fanguo, fan-guo is.
    private static bool Ends(ReadOnlySpan<char> word, int at, int length)
    {
        if (!BySpan.ContainsKey(word.Slice(at, length)))
        {
            return false;
        }

        var next = at + length;
        for (var more = 1; next < word.Length && more <= LongestSyllable && next + more <= word.Length; more++)
        {
            if (BySpan.ContainsKey(word.Slice(next, more)))
            {
                return true;
            }
        }

        return next == word.Length;
    }

    private static FrozenDictionary<string, int> AllSounds()
    {
        var sounds = new Dictionary<string, int>(StringComparer.Ordinal);
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var syllable = 1; syllable < Pinyin.Count; syllable++)
        {
            var letters = Pinyin.Letters(syllable);
            var heard = Heard(letters);
            if (!numbers.TryGetValue(heard, out var number))
            {
                // Below the characters that stand for themselves, so that a sound is never taken for one of them.
                numbers[heard] = number = numbers.Count + 1;
            }

            sounds[letters] = number;
        }

        return sounds.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static string Heard(string syllable)
    {
        var heard = syllable is ['z' or 'c' or 's', 'h', ..] ? syllable[..1] + syllable[2..] : syllable;
        return heard.EndsWith("ing", StringComparison.Ordinal) || heard.EndsWith("eng", StringComparison.Ordinal) ? heard[..^1] : heard;
    }
}
