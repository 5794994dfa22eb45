using System.Text;

namespace Bot.Core.Understanding.Folding;

/// <summary>Text tables that ship within this program; lines that begin with # are remarks.</summary>
internal static class ShippedTable
{
    /// <summary>The lines of one of them, by its path below <c>Understanding</c> with dots for slashes: <c>Folding.Pinyin.txt</c>.</summary>
    public static IEnumerable<string> Lines(string name)
    {
        using var stream = typeof(ShippedTable).Assembly.GetManifestResourceStream($"Bot.Core.Understanding.{name}")
            ?? throw new InvalidOperationException($"the program lacks {name}");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                yield return line;
            }
        }
    }
}
