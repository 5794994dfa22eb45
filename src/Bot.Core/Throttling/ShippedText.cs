using System.Text;

namespace Bot.Core.Throttling;

/// <summary>Text files that ship within this program.</summary>
internal static class ShippedText
{
    /// <summary>One of them, by its path below this folder with dots for slashes: <c>Presets.fmcg.yaml</c>.</summary>
    public static string Read(string name)
    {
        using var stream = typeof(ShippedText).Assembly.GetManifestResourceStream($"Bot.Core.Throttling.{name}")
            ?? throw new InvalidOperationException($"the program lacks {name}");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
