namespace Bot.Core.Understanding.Recognizers.English.Numbers;

/// <summary>What stands between a token and the one before it.</summary>
internal enum Gap : byte
{
    /// <summary>Anything else, or the text's beginning.</summary>
    Other,

    /// <summary>Nothing: 10million.</summary>
    None,

    /// <summary>Blanks only.</summary>
    Blank,

    /// <summary>A hyphen, blanks around it or not.</summary>
    Hyphen,
}

/// <summary>A word or a run of digits.</summary>
/// <param name="Start">First character.</param>
/// <param name="End">One past the last character.</param>
/// <param name="Word">What it does in a number.</param>
/// <param name="Before">What stands before it.</param>
/// <param name="Digits">The number, when it is digits.</param>
internal readonly record struct NumberToken(int Start, int End, NumberWord Word, Gap Before, EnglishNumber Digits)
{
    /// <summary>What it does in a number.</summary>
    public WordKind Kind => Word.Kind;
}

/// <summary>Cuts a text into words and runs of digits, in one pass.</summary>
internal static class NumberTokens
{
    /// <summary>All tokens, by place.</summary>
    public static List<NumberToken> Read(string text)
    {
        var tokens = new List<NumberToken>(8);
        var gap = Gap.Other;
        for (var at = 0; at < text.Length;)
        {
            var c = text[at];
            if (DigitNumber.Begins(text, at))
            {
                var number = DigitNumber.Read(text, at);
                tokens.Add(new NumberToken(at, number.End, new NumberWord(WordKind.Digits, number.Value, false), gap, number));
                at = number.End;
                gap = Gap.None;
            }
            else if (Characters.IsWord(c))
            {
                var start = at;
                while (at < text.Length && Characters.IsWord(text[at]))
                {
                    at++;
                }

                // The longest number's word has eleven letters; what is longer need not be looked up.
                var word = at - start <= 12 && NumberWord.Words.TryGetValue(text.AsSpan(start, at - start), out var known) ? known : default;
                tokens.Add(new NumberToken(start, at, word, gap, default));
                gap = Gap.None;
            }
            else
            {
                gap = char.IsWhiteSpace(c) ? gap is Gap.None or Gap.Blank ? Gap.Blank : gap
                    : c == '-' ? gap is Gap.None or Gap.Blank ? Gap.Hyphen : Gap.Other
                    : Gap.Other;
                at++;
            }
        }

        return tokens;
    }
}
