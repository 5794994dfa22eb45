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
            var (sign, end, value) = Lexicon.MayBegin(text[at]) ? Next(text, at, chat) : (Sign.None, at, 0);
            if (sign == Sign.None)
            {
                blank = blank && char.IsWhiteSpace(text[at]);
                at++;
                continue;
            }

            // 一周一次, 两个星期一次: the week belongs to the number before it.
            if (sign == Sign.Weekday && tokens.Count > 0 && at == last && tokens[^1].IsNumber && (text[at] == '个' ? !Ordinal(tokens) : chat))
            {
                (sign, value, end) = text[at] == '周' ? (Sign.Week, 0, end - 1) : (Sign.Unit, 'W', end - 1);
            }

            tokens.Add(new Token(sign, at, end, value, tokens.Count == 0 ? 2 : at == last ? 0 : blank ? 1 : 2));
            at = last = end;
            blank = true;
        }

        return tokens;
    }

    private static bool Ordinal(List<Token> tokens) => tokens.Count > 1 && tokens[^2].Sign is Sign.Nth or Sign.Last;

    private static (Sign Sign, int End, int Value) Next(string text, int at, bool chat)
    {
        var c = text[at];
        if (char.IsAsciiDigit(c))
        {
            return Digits(text, at);
        }

        if (char.IsAsciiLetter(c) && c is not ('a' or 'p'))
        {
            // 2016-11-07t15:30
            var between = c == 't' && at > 0 && char.IsAsciiDigit(text[at - 1]) && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1]);
            return (between ? Sign.At : Sign.None, at + 1, 0);
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

        // 25万 and a3 are no numbers of a date; the T of 2016-11-07T15:30 is no letter.
        var letter = at > 0 && char.IsAsciiLetter(text[at - 1]) && !(text[at - 1] == 't' && at > 1 && char.IsAsciiDigit(text[at - 2]));
        var power = end < text.Length && text[end] is '万' or '亿' or '千' or '百' or '十';
        return (Sign.Digits, end, power || letter ? -1 : value);
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
