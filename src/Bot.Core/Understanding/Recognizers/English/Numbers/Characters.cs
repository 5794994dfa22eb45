namespace Bot.Core.Understanding.Recognizers.English.Numbers;

/// <summary>The edges of words, as <c>\b</c> and <c>\w</c> have them.</summary>
internal static class Characters
{
    /// <summary>A character of a word: letter, digit or underscore.</summary>
    public static bool IsWord(char c) => char.IsAsciiLetterOrDigit(c) || c == '_' || (c >= 128 && (char.IsLetterOrDigit(c) || char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark));

    /// <summary>True when the place holds a word's character; false outside the text.</summary>
    public static bool IsWordAt(string text, int at) => (uint)at < (uint)text.Length && IsWord(text[at]);

    /// <summary>True when the place holds an ASCII digit.</summary>
    public static bool IsDigitAt(string text, int at) => (uint)at < (uint)text.Length && char.IsAsciiDigit(text[at]);

    /// <summary>The first place at or after <paramref name="at"/> that is no blank.</summary>
    public static int AfterBlanks(string text, int at)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
        {
            at++;
        }

        return at;
    }

    /// <summary>The place after the last character before <paramref name="at"/> that is no blank.</summary>
    public static int BeforeBlanks(string text, int at)
    {
        while (at > 0 && char.IsWhiteSpace(text[at - 1]))
        {
            at--;
        }

        return at;
    }

    /// <summary>The first place at or after <paramref name="at"/> that is no digit.</summary>
    public static int AfterDigits(string text, int at)
    {
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            at++;
        }

        return at;
    }
}
