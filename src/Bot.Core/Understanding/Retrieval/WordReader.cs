using System.Runtime.InteropServices;

namespace Bot.Core.Understanding.Retrieval;

/// <summary>Reads a folded sentence as it is written: each Chinese character and each word is a unit.</summary>
internal static class WordReader
{
    /// <summary>The reading of a text that <see cref="Wording.Fold"/> made.</summary>
    public static Reading Read(string folded, ReadOnlySpan<uint> more = default)
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
                units[count++] = folded[i];
                continue;
            }

            var start = i;
            while (i + 1 < folded.Length && folded[i + 1] != ' ' && Wording.IsWord(folded[i + 1]))
            {
                i++;
            }

            units[count++] = Reading.Word(folded.AsSpan(start, i + 1 - start));
        }

        if (count == 0)
        {
            return Reading.Nothing;
        }

        var marks = new List<uint>(more.Length + 8);
        marks.AddRange(more);
        Concepts.Find(folded, marks);
        return Reading.Of(units[..count], CollectionsMarshal.AsSpan(marks));
    }
}
