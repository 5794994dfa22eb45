namespace Bot.Core.Understanding.Recognizers.English.Numbers;

// Numbers in words: cardinals, fractions, mixed numbers, decimals after "point".
internal sealed partial class EnglishNumbers
{
    // "a half", "two thirds" at a token, after a whole number and "and": the token after them, 0 when there is no such part.
    private int Half(int first, int at, double whole, double round)
    {
        var end = Denominator(at);
        if (end == 0 || GapAt(at) != Gap.Blank)
        {
            return 0;
        }

        var (inner, part, _) = WordFraction.Worth(tokens, at, end);
        return Finish(first, end, whole, inner + part, round, worded: tokens[first].Kind != WordKind.Digits);
    }

    private int Finish(int first, int end, double whole, double part, double round, bool worded)
    {
        var of = KindAt(end) == WordKind.Of && KindAt(end + 1) == WordKind.Article && GapAt(end) == Gap.Blank && GapAt(end + 1) == Gap.Blank ? end + 2 : end;
        if (KindAt(of) == WordKind.Article && of == end && end == first + 1)
        {
            of++;
        }

        if (KindAt(of) == WordKind.Round && GapAt(of) == Gap.Blank && tokens[of].Word.Value >= (of > end ? 100 : 1e6))
        {
            // Five and a half million; one billion and three quarters of a million.
            var times = tokens[of].Word.Value;
            Add(first, of + 1, round >= 1e6 ? whole + (part * times) : (whole + part) * times, NumberKind.Fraction, worded);
            return of + 1;
        }

        // Five billion and three quarters is meant to be 5.75 billion.
        Add(first, end, whole + (round >= 1e6 ? part * round : part), NumberKind.Fraction, worded);
        return end;
    }

    // The end of a fraction without a whole at a token (two thirds, a fifth, one twenty-fifth, one half); 0 when there is none.
    private int Denominator(int at)
    {
        if (WordChain.Read(tokens, at) is { } chain)
        {
            var next = chain.After;
            if (GapAt(next) is not (Gap.Blank or Gap.Hyphen))
            {
                return 0;
            }

            var word = tokens[next].Word;
            if (word.Kind == WordKind.Part)
            {
                return word.Plural || chain.Value == 1 ? next + 1 : 0;
            }

            if (word.Plural && word.Kind is WordKind.Ordinal or WordKind.RoundOrdinal)
            {
                return word.Value > 2 || Attaches(chain, next) ? next + 1 : 0;
            }

            return chain.Value == 1 && chain.After == at + 1 ? Singular(next) : 0;
        }

        if (KindAt(at) != WordKind.Article || GapAt(at + 1) is not (Gap.Blank or Gap.Hyphen))
        {
            return 0;
        }

        return KindAt(at + 1) == WordKind.Part ? at + 2 : Singular(at + 1);
    }

    // The end of an ordinal that can divide: fifth, twenty-first, one hundred and fifth, trillionth, but not first and second.
    private int Singular(int at)
    {
        if (KindAt(at) is WordKind.Ordinal or WordKind.RoundOrdinal)
        {
            return tokens[at].Word.Value > 2 ? at + 1 : 0;
        }

        return WordChain.Read(tokens, at) is { } chain ? OrdinalEnd(chain) : 0;
    }

    // The end of the ordinal that a chain leads to; 0 when it leads to none.
    private int OrdinalEnd(WordChain chain)
    {
        var next = chain.After;
        if (chain.EndsRound && KindAt(next) == WordKind.And && GapAt(next) == Gap.Blank)
        {
            next++;
        }

        return Attaches(chain, next) ? next + 1 : 0;
    }

    private bool Attaches(WordChain chain, int at) => KindAt(at) switch
    {
        WordKind.RoundOrdinal => at == chain.After && GapAt(at) is Gap.Blank or Gap.Hyphen,
        WordKind.Ordinal => (chain.EndsRound && GapAt(at) == Gap.Blank) || (chain.EndsTens && tokens[at].Word.Value < 10 && GapAt(at) is Gap.Blank or Gap.Hyphen),
        _ => false,
    };

    private int Words(int at)
    {
        if (WordChain.Read(tokens, at) is not { } chain)
        {
            return Article(at);
        }

        var ordinal = OrdinalEnd(chain);
        if (ordinal > 0 && !tokens[ordinal - 1].Word.Plural)
        {
            ordinals.Add(new EnglishOrdinal(tokens[at].Start, tokens[ordinal - 1].End, WordChain.Worth(tokens, at, ordinal), Worded: true));
        }

        var end = Denominator(at);
        if (end > 0)
        {
            if (ordinal == 0)
            {
                InnerOrdinals(chain.After, end);
            }

            var (whole, part, round) = WordFraction.Worth(tokens, at, end);
            return Finish(at, end, whole, part, round, worded: true);
        }

        if (ordinal > 0)
        {
            return ordinal;
        }

        return Point(at, chain) is var point and > 0 ? point
            : Mixed(at, chain) is var mixed and > 0 ? mixed
            : Dozens(at, chain);
    }

    // "a fifth", "a half"; alone no number.
    private int Article(int at)
    {
        if (KindAt(at + 1) == WordKind.Dozen && GapAt(at + 1) == Gap.Blank)
        {
            Add(at, at + 2, 12, NumberKind.Integer, worded: true);
            return at + 2;
        }

        var end = Denominator(at);
        if (end == 0)
        {
            return at + 1;
        }

        InnerOrdinals(at + 1, end);
        var (whole, part, round) = WordFraction.Worth(tokens, at, end);
        return Finish(at, end, whole, part, round, worded: true);
    }

    // The ordinal inside a fraction: the third of "a third". A trillionth alone is none.
    private void InnerOrdinals(int at, int end)
    {
        var last = tokens[end - 1];
        if (!last.Word.Plural && last.Kind == WordKind.Ordinal)
        {
            var worth = WordChain.Worth(tokens, at, end);
            ordinals.Add(new EnglishOrdinal(tokens[at].Start, last.End, worth, Worded: true));
        }
    }

    private int Point(int at, WordChain chain)
    {
        var after = chain.After;
        if (KindAt(after) != WordKind.Point || GapAt(after) != Gap.Blank || GapAt(after + 1) != Gap.Blank)
        {
            return 0;
        }

        var end = after + 1;
        var scale = 1d;
        var part = 0d;
        while (KindAt(end) == WordKind.Unit && GapAt(end) == Gap.Blank)
        {
            scale /= 10;
            part += tokens[end].Word.Value * scale;
            end++;
        }

        if (end == after + 1)
        {
            if (WordChain.Read(tokens, end) is not { } tail || KindAt(end) == WordKind.Article)
            {
                return 0;
            }

            end = tail.After;
            part = tail.Value / Math.Pow(10, Math.Floor(Math.Log10(tail.Value)) + 1);
        }

        var value = chain.Value + part;
        var round = KindAt(end) == WordKind.Round && GapAt(end) == Gap.Blank ? tokens[end].Word.Value : 1;
        end += round > 1 ? 1 : 0;
        Add(at, end, value * round, round > 1 ? NumberFormat.Sort(value * round, NumberKind.Decimal) : NumberKind.Decimal, worded: true);
        return end;
    }

    // Three and a fifth, twenty-three three fifths, five and half.
    private int Mixed(int at, WordChain chain)
    {
        var and = KindAt(chain.After) == WordKind.And && GapAt(chain.After) == Gap.Blank;
        var next = and ? chain.After + 1 : chain.After;
        if (GapAt(next) != Gap.Blank)
        {
            return 0;
        }

        var end = and && KindAt(next) == WordKind.Part && !tokens[next].Word.Plural ? next + 1 : Denominator(next);
        if (end == 0)
        {
            return 0;
        }

        if (tokens[next].Kind != WordKind.Part)
        {
            InnerOrdinals(next + 1, end);
        }

        var round = chain.EndsRound ? tokens[chain.After - 1].Word.Value : 1;
        if (round >= 1e6 || and)
        {
            var (inner, part, _) = WordFraction.Worth(tokens, next, end);
            if (inner + part < 1)
            {
                return Finish(at, end, chain.Value, inner + part, round, worded: true);
            }
        }

        var (whole, rest, _) = WordFraction.Worth(tokens, at, end);
        return Finish(at, end, whole, rest, 1, worded: true);
    }

    private int Dozens(int at, WordChain chain)
    {
        var dozen = KindAt(chain.After) == WordKind.Dozen && GapAt(chain.After) == Gap.Blank;
        var end = dozen ? chain.After + 1 : chain.After;

        // Three hundred and two dozens: the dozens are the two; two hundred dozens: all.
        var last = chain.After - 1;
        last -= tokens[last].Kind == WordKind.Unit && last > at && tokens[last - 1].Kind == WordKind.Tens ? 1 : 0;
        var counted = chain.EndsRound ? chain.Value : WordChain.Worth(tokens, last, chain.After);
        Add(at, end, dozen ? chain.Value + (counted * 11) : chain.Value, NumberKind.Integer, worded: true);
        return end;
    }

    // Half, half a dozen, half a million, quarter of a million; a quarter alone is the year's.
    private int Part(int at)
    {
        var word = tokens[at].Word;
        if (word.Plural)
        {
            return at + 1;
        }

        var next = KindAt(at + 1) == WordKind.Article && GapAt(at + 1) == Gap.Blank ? at + 2 : at + 1;
        if (KindAt(next) == WordKind.Dozen && GapAt(next) == Gap.Blank)
        {
            Add(at, next + 1, 12 / word.Value, NumberKind.Integer, worded: true);
            return next + 1;
        }

        var count = numbers.Count;
        var end = Finish(at, at + 1, 0, 1 / word.Value, 1, worded: true);
        if (end == at + 1 && word.Value != 2)
        {
            numbers.RemoveRange(count, numbers.Count - count);
        }

        return end;
    }

    private int LoneOrdinal(int at)
    {
        var token = tokens[at];
        if (!token.Word.Plural && !(token.Kind == WordKind.RoundOrdinal && at > 0 && tokens[at - 1].Kind == WordKind.Article))
        {
            ordinals.Add(new EnglishOrdinal(token.Start, token.End, token.Word.Value, Worded: true));
        }

        return at + 1;
    }
}
