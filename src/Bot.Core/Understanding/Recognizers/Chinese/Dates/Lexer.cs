namespace Bot.Core.Understanding.Recognizers.Chinese.Dates;

/// <summary>Cuts a text into the pieces that can name a time, from left to right, each character read once.</summary>
internal static class Lexer
{
    /// <summary>The pieces; what is none is left out.</summary>
    public static List<Token> Read(string text, bool chat)
    {
        var tokens = new List<Token>();
        int at = 0, last = 0;
        var blank = true;
        while (at < text.Length)
        {
            var (sign, end, value) = Next(text, at, chat);
            if (sign == Sign.None)
            {
                blank &= char.IsWhiteSpace(text[at]);
                at++;
                continue;
            }

            tokens.Add(new Token(sign, at, end, value, tokens.Count == 0 ? 2 : at == last ? 0 : blank ? 1 : 2));
            at = last = end;
            blank = true;
        }

        return tokens;
    }

    private static (Sign Sign, int End, int Value) Next(string text, int at, bool chat)
    {
        var c = text[at];
        if (char.IsAsciiDigit(c))
        {
            return Digits(text, at);
        }

        if (char.IsAsciiLetter(c) && !(c is 'a' or 'p'))
        {
            return (Sign.None, at, 0);
        }

        if (Lexicon.At(text.AsSpan(at), chat) is { } word && Stands(text, at, word))
        {
            return (word.Sign, at + word.Text.Length, word.Value);
        }

        if (HanNumber.Is(c))
        {
            var (length, value, sequence) = HanNumber.Read(text.AsSpan(at));
            return (sequence ? Sign.HanDigits : Sign.Han, at + length, value);
        }

        return (Sign.None, at, 0);
    }

    private static (Sign Sign, int End, int Value) Digits(string text, int at)
    {
        int end = at, value = 0;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
        {
            value = end - at < 6 ? (value * 10) + text[end] - '0' : -1;
            end++;
        }

        // 25万 and a3 are no numbers of a date.
        var power = end < text.Length && text[end] is '万' or '亿' or '千' or '百' or '十';
        return (Sign.Digits, end, power || (at > 0 && char.IsAsciiLetter(text[at - 1])) ? -1 : value);
    }

    // am ends at a letter; 五一 in 五一二 is a number.
    private static bool Stands(string text, int at, Lexicon.Word word)
    {
        var end = at + word.Text.Length;
        return word.Sign switch
        {
            Sign.AmPm => end == text.Length || !char.IsAsciiLetter(text[end]),
            Sign.Feast => !(HanNumber.Is(text[at]) && end < text.Length && HanNumber.Is(text[end])) && !(char.IsAsciiDigit(text[end - 1]) && end < text.Length && char.IsAsciiDigit(text[end])),
            _ => true,
        };
    }
}
