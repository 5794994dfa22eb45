namespace Bot.Core.Understanding.Folding;

/// <summary>Traditional, variant and compatibility characters as people write them in simplified Chinese. One character stays one character.</summary>
internal static class Simplified
{
    private const char First = '\u2E80';
    private const char Last = '\uFAFF';

    private static readonly char[] Table = Read();

    /// <summary>The simplified form of a character; others as they are. The same for what is simplified already.</summary>
    public static char Char(char c) => c is >= First and <= Last ? Table[c - First] : c;

    /// <summary>A text of the same length with each character simplified.</summary>
    public static string Text(string text) => string.Create(text.Length, text, static (span, source) =>
    {
        for (var i = 0; i < span.Length; i++)
        {
            span[i] = Char(source[i]);
        }
    });

    private static char[] Read()
    {
        var table = new char[Last - First + 1];
        for (var i = 0; i < table.Length; i++)
        {
            table[i] = (char)(First + i);
        }

        foreach (var line in ShippedTable.Lines("Folding.Simplified.txt"))
        {
            for (var i = 0; i + 1 < line.Length; i += 2)
            {
                table[line[i] - First] = line[i + 1];
            }
        }

        return table;
    }
}
