namespace Bot.Core.Understanding.Recognizers.English.Dates;

/// <summary>A word, a run of digits, or one other character.</summary>
/// <param name="Kind">Which of them.</param>
/// <param name="Start">Its first character.</param>
/// <param name="End">The character after its last.</param>
/// <param name="Spaced">Whether white space stands before it.</param>
/// <param name="Sense">What a word means; never null.</param>
/// <param name="Value">What digits say; -1 when there are more than nine.</param>
/// <param name="Sign">The character of a symbol.</param>
internal readonly record struct Token(TokenKind Kind, int Start, int End, bool Spaced, Sense Sense, int Value, char Sign)
{
    /// <summary>How many digits; 0 for anything else.</summary>
    public int Digits => Kind == TokenKind.Digits ? End - Start : 0;
}

/// <summary>What a token is.</summary>
internal enum TokenKind
{
    /// <summary>Beyond the text.</summary>
    None,
    Word,
    Digits,
    Symbol,
}

/// <summary>Cuts a text into tokens, in one pass.</summary>
internal static class Lexer
{
    private static readonly Sense Possessive = new() { Key = Key.Possessive };

    /// <summary>The tokens of a text; <paramref name="timely"/> says whether any could begin a time.</summary>
    public static Token[] Cut(string text, out int count, out bool timely)
    {
        var tokens = new Token[Math.Min(text.Length, 32) + 1];
        count = 0;
        timely = false;
        var spaced = true;
        for (var at = 0; at < text.Length;)
        {
            var sign = text[at];
            if (char.IsWhiteSpace(sign))
            {
                spaced = true;
                at++;
                continue;
            }

            var token = Next(text, at, spaced);
            timely |= token.Kind == TokenKind.Digits || (token.Kind == TokenKind.Word && token.Sense != Sense.None) || sign == '½' || (token.Kind == TokenKind.Word && Feasts.Begins(text.AsSpan(token.Start, token.End - token.Start)));
            if (count + 1 >= tokens.Length)
            {
                Array.Resize(ref tokens, tokens.Length * 2);
            }

            tokens[count++] = token;
            at = token.End;
            spaced = false;
        }

        return tokens;
    }

    private static Token Next(string text, int at, bool spaced)
    {
        var end = at + 1;
        if (char.IsAsciiDigit(text[at]))
        {
            while (end < text.Length && char.IsAsciiDigit(text[end]))
            {
                end++;
            }

            return new Token(TokenKind.Digits, at, end, spaced, Sense.None, end - at > 9 ? -1 : int.Parse(text.AsSpan(at, end - at), System.Globalization.CultureInfo.InvariantCulture), '\0');
        }

        if (Apostrophe(text[at]) && !spaced && end < text.Length && text[end] == 's' && (end + 1 == text.Length || !char.IsLetterOrDigit(text[end + 1])))
        {
            return new Token(TokenKind.Word, at, end + 1, false, Possessive, 0, '\0');
        }

        if (!char.IsLetter(text[at]))
        {
            return new Token(TokenKind.Symbol, at, end, spaced, Sense.None, 0, text[at]);
        }

        while (end < text.Length && char.IsLetter(text[end]))
        {
            end++;
        }

        if (end == at + 1 && text[at] == 'o' && text.AsSpan(end) is [var mark, 'c', 'l', 'o', 'c', 'k', ..] && Apostrophe(mark))
        {
            end += 6;
        }

        return new Token(TokenKind.Word, at, end, spaced, Vocabulary.Of(text.AsSpan(at, end - at)), 0, '\0');
    }

    private static bool Apostrophe(char sign) => sign is '\'' or '’';
}
