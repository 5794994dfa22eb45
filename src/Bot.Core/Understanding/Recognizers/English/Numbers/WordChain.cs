namespace Bot.Core.Understanding.Recognizers.English.Numbers;

/// <summary>
/// A number in words: one hundred and six, twenty-one trillion three hundred, a thousand. Tokens from <paramref name="First"/>
/// to before <paramref name="After"/>.
/// </summary>
/// <param name="First">The first token.</param>
/// <param name="After">The token after the last.</param>
/// <param name="Value">What it is worth.</param>
/// <param name="EndsRound">True when it ends with hundred, thousand …</param>
/// <param name="EndsTens">True when it ends with twenty … ninety.</param>
internal readonly record struct WordChain(int First, int After, double Value, bool EndsRound, bool EndsTens)
{
    /// <summary>The longest number in words at a token; null when none begins there.</summary>
    public static WordChain? Read(List<NumberToken> tokens, int first)
    {
        var at = first;
        var after = -1;
        var endsRound = false;
        var endsTens = false;
        while (at < tokens.Count && (at == first || Follows(tokens, at)))
        {
            var kind = tokens[at].Kind;
            if (kind == WordKind.And)
            {
                if (Repeats(tokens, at))
                {
                    break;
                }

                at++;
                continue;
            }

            if (kind is not (WordKind.Unit or WordKind.Teen or WordKind.Tens or WordKind.Article))
            {
                break;
            }

            at++;
            endsTens = kind == WordKind.Tens;
            if (endsTens && at < tokens.Count && tokens[at].Kind == WordKind.Unit && tokens[at].Word.Value > 0 && tokens[at].Before is Gap.Blank or Gap.Hyphen)
            {
                at++;
                endsTens = false;
            }

            endsRound = false;
            while (at < tokens.Count && tokens[at].Kind == WordKind.Round && tokens[at].Before == Gap.Blank)
            {
                endsRound = true;
                endsTens = false;
                at++;
            }

            if (kind == WordKind.Article && !endsRound)
            {
                break;
            }

            after = at;
            if (!endsRound)
            {
                break;
            }
        }

        return after < 0 ? null : Chain(tokens, first, after);
    }

    // After a round word: blanks, at most one "and" between blanks.
    private static bool Follows(List<NumberToken> tokens, int at) =>
        tokens[at].Before == Gap.Blank && (tokens[at].Kind != WordKind.And || tokens[at - 1].Kind != WordKind.And);

    // Between one hundred and two hundred: two numbers, where the same round word comes again. Two hundred and two thousand is one.
    private static bool Repeats(List<NumberToken> tokens, int and)
    {
        var round = and + 2;
        round += round < tokens.Count && tokens[round].Kind == WordKind.Unit ? 1 : 0;
        return round < tokens.Count && tokens[round].Kind == WordKind.Round && tokens[round].Word.Value == tokens[and - 1].Word.Value
            && !(round + 1 < tokens.Count && tokens[round + 1].Kind == WordKind.Round);
    }

    private static WordChain Chain(List<NumberToken> tokens, int first, int after)
    {
        var last = tokens[after - 1].Kind;
        return new WordChain(first, after, Worth(tokens, first, after), last == WordKind.Round, last == WordKind.Tens);
    }

    /// <summary>
    /// What the words from a token to before another are worth together: a round word multiplies all smaller parts before it.
    /// Ordinals count as their cardinals.
    /// </summary>
    public static double Worth(List<NumberToken> tokens, int first, int after)
    {
        // Parts that are still waiting for a greater round word; they only get smaller, so a few places are enough for any number.
        Span<double> parts = stackalloc double[16];
        var count = 0;
        var total = 0d;
        for (var i = first; i < after; i++)
        {
            var word = tokens[i].Word;
            switch (word.Kind)
            {
                case WordKind.Round or WordKind.RoundOrdinal:
                    var sum = 0d;
                    var any = false;
                    while (count > 0 && (parts[count - 1] < word.Value || !any))
                    {
                        sum += parts[--count];
                        any = true;
                    }

                    Push(parts, any ? sum * word.Value : word.Value);
                    break;
                case WordKind.Unit or WordKind.Teen or WordKind.Tens or WordKind.Article or WordKind.Ordinal or WordKind.Part or WordKind.Digits:
                    Push(parts, word.Value);
                    break;
            }
        }

        while (count > 0)
        {
            total += parts[--count];
        }

        return total;

        void Push(Span<double> into, double part)
        {
            if (count == into.Length)
            {
                total += into[0];
                into[1..].CopyTo(into);
                count--;
            }

            into[count++] = part;
        }
    }
}
