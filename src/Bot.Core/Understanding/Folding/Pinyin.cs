using System.Collections.Immutable;

namespace Bot.Core.Understanding.Folding;

/// <summary>How Chinese characters sound: one syllable each, without tone, the reading met most often.</summary>
internal static class Pinyin
{
    private const char First = '\u4E00';
    private const char Last = '\u9FFF';

    private static readonly (ImmutableArray<string> Names, ushort[] Of) Table = Read();

    /// <summary>How many syllables there are; <see cref="Syllable(char)"/> is between 0 and this.</summary>
    public static int Count => Table.Names.Length;

    /// <summary>The number of a character's syllable, from 1; 0 for what has none. Asks for simplified characters.</summary>
    public static int Syllable(char c) => c is >= First and <= Last ? Table.Of[c - First] : 0;

    /// <summary>The letters of a syllable: <c>fa</c>, <c>huo</c>, <c>nv</c>; empty for 0.</summary>
    public static string Letters(int syllable) => Table.Names[syllable];

    private static (ImmutableArray<string> Names, ushort[] Of) Read()
    {
        var names = ImmutableArray.CreateBuilder<string>();
        var of = new ushort[Last - First + 1];
        names.Add("");
        foreach (var line in ShippedTable.Lines("Folding.Pinyin.txt"))
        {
            var blank = line.IndexOf(' ', StringComparison.Ordinal);
            names.Add(line[..blank]);
            foreach (var c in line.AsSpan(blank + 1))
            {
                if (c is >= First and <= Last)
                {
                    of[c - First] = (ushort)(names.Count - 1);
                }
            }
        }

        return (names.ToImmutable(), of);
    }
}
