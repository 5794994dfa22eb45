using System.Text;

namespace Bot.Channels.DirectLine;

/// <summary>Makes a file name that a header, an address and any disk can carry.</summary>
internal static class SafeName
{
    private const int Longest = 80;

    public static string Of(string? name)
    {
        var last = (name ?? "").Trim().Trim('"').Split('/', '\\')[^1];
        var safe = new StringBuilder();
        foreach (var rune in last.EnumerateRunes().Take(Longest))
        {
            safe.Append(Rune.IsLetterOrDigit(rune) || rune.Value is '.' or '-' or '_' or ' ' ? rune.ToString() : "_");
        }

        var trimmed = safe.ToString().Trim(' ', '.').Normalize(NormalizationForm.FormC);
        return trimmed.Length == 0 ? "file" : trimmed;
    }
}
