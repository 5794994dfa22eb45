namespace Bot.Core.Understanding.Recognizers.Shop;

/// <summary>A run of Latin letters and digits in a text, for readers of codes.</summary>
/// <param name="Start">First character.</param>
/// <param name="End">The place after it.</param>
/// <param name="Digits">How many digits are in it.</param>
internal readonly record struct CodeRun(int Start, int End, int Digits)
{
    /// <summary>How long it is.</summary>
    public int Length => End - Start;

    /// <summary>The runs of a text; <paramref name="joined"/>: <c>_</c> and <c>-</c> belong to them.</summary>
    public static CodeRun Next(ReadOnlySpan<char> text, int at, bool joined)
    {
        while (at < text.Length && !char.IsAsciiLetterOrDigit(text[at]))
        {
            at++;
        }

        var (end, digits) = (at, 0);
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || (joined && text[end] is '_' or '-')))
        {
            digits += char.IsAsciiDigit(text[end]) ? 1 : 0;
            end++;
        }

        return new CodeRun(at, end, digits);
    }

    /// <summary>True when one of the words stands before the run, with a few characters of 号, 是, : between.</summary>
    public static bool Follows(ReadOnlySpan<char> text, int start, WordTable<bool> words)
    {
        var before = text[Math.Max(0, start - 16)..start].TrimEnd(" :：#号码编是为的=+➕");
        return words.Has(before) || (before.Length > 0 && before[^1] == '单' && words.Has(before[..^1]));
    }
}
