namespace Bot.Core.Understanding.Recognizers.English.Numbers;

/// <summary>
/// What a fraction in words is worth: which of its words are the denominator (one hundred thirty-fifths is 100/35, twenty-three
/// fifths 23/5), which the whole (three and a fifth).
/// </summary>
internal static class WordFraction
{
    /// <summary>
    /// The whole and the part, apart: a multiplier may be for one or for both. Round is the million (or more) that the whole ends
    /// with and that the part is meant to be of (five billion and three quarters); else 1.
    /// </summary>
    public static (double Whole, double Part, double Round) Worth(List<NumberToken> tokens, int first, int after)
    {
        // Words of the number, the hyphenated twenty-one as one; "and" as a mark. Only the last few can be the denominator.
        Span<Piece> pieces = stackalloc Piece[24];
        var count = 0;
        for (var end = after; end > first && count < pieces.Length;)
        {
            var start = end - 1;
            if (tokens[start].Kind == WordKind.Unit && tokens[start].Before == Gap.Hyphen && start > first && tokens[start - 1].Kind == WordKind.Tens)
            {
                start--;
            }

            pieces[count++] = new Piece(start, WordChain.Worth(tokens, start, end), tokens[start].Kind == WordKind.And);
            end = start;
        }

        pieces = pieces[..count];
        pieces.Reverse();
        var split = pieces[Split(pieces)].First;
        var denominator = WordChain.Worth(tokens, split, after);
        for (var i = split - 2; i > first; i--)
        {
            if (tokens[i].Kind == WordKind.And)
            {
                var numerator = WordChain.Worth(tokens, i + 1, split);
                var whole = WordChain.Worth(tokens, first, i);
                var round = tokens[i - 1].Kind == WordKind.Round && denominator <= 10 ? Math.Max(1, tokens[i - 1].Word.Value) : 1;
                return numerator < denominator ? (whole, numerator / denominator, round) : (0, (whole + numerator) / denominator, 1);
            }
        }

        return (0, split == first ? 1 / denominator : WordChain.Worth(tokens, first, split) / denominator, 1);
    }

    // Where the denominator begins: it grows to the left as long as the words before it compose with it.
    private static int Split(ReadOnlySpan<Piece> pieces)
    {
        var last = pieces.Length - 1;
        var current = pieces[last].Value;
        var round = 1d;
        for (var i = last - 1; i >= 0; i--)
        {
            if (pieces[i].And)
            {
                continue;
            }

            var previous = current;
            current = pieces[i].Value;
            if (previous < 100)
            {
                if (!Composes(current, previous) || current < round)
                {
                    return i + 1;
                }

                round = current;
            }
            else if (previous <= current)
            {
                return i + 1;
            }

            if (i == 0)
            {
                // All of it composes: the numerator is what the first round word closes (one hundred | thirty-fifths).
                for (i = 1; i < last; i++)
                {
                    if (pieces[i].Value >= 100 && !pieces[i + 1].And && pieces[i + 1].Value < 100)
                    {
                        return i + 1;
                    }
                }

                return last;
            }
        }

        return last;
    }

    private static bool Composes(double big, double small)
    {
        var unit = small > 10 ? 100 : 10;
        return big >= unit && big % unit == 0;
    }

    private readonly record struct Piece(int First, double Value, bool And);
}
