namespace Bot.Core.Understanding.Recognizers.English.Numbers;

/// <summary>
/// The numbers and ordinals of an English text, found in one pass from left to right that all readers share. Numbers do not
/// overlap one another, nor ordinals; "a third" is a number and holds an ordinal.
/// </summary>
internal sealed partial class EnglishNumbers
{
    private readonly string text;
    private readonly List<NumberToken> tokens;
    private readonly List<EnglishNumber> numbers = new(4);
    private readonly List<EnglishOrdinal> ordinals = [];

    private EnglishNumbers(string text)
    {
        this.text = text;
        tokens = NumberTokens.Read(text);
        var at = 0;
        while (at < tokens.Count)
        {
            at = tokens[at].Kind switch
            {
                WordKind.Digits => Digits(at),
                WordKind.Unit or WordKind.Teen or WordKind.Tens or WordKind.Article => Words(at),
                WordKind.Part => Part(at),
                WordKind.Ordinal or WordKind.RoundOrdinal => LoneOrdinal(at),
                _ => at + 1,
            };
        }
    }

    /// <summary>Numbers by place.</summary>
    public IReadOnlyList<EnglishNumber> Numbers => numbers;

    /// <summary>Ordinals that count from the start, by place.</summary>
    public IReadOnlyList<EnglishOrdinal> Ordinals => ordinals;

    /// <summary>Reads a text that is folded and in lower case.</summary>
    public static EnglishNumbers Read(string text) => new(text);

    private WordKind KindAt(int at) => at < tokens.Count ? tokens[at].Kind : WordKind.Other;

    private Gap GapAt(int at) => at < tokens.Count ? tokens[at].Before : Gap.Other;

    private void Add(int first, int after, double value, NumberKind kind, bool worded)
    {
        var start = tokens[first].Start;
        if (first > 0 && tokens[first - 1].Kind == WordKind.Minus && tokens[first].Before == Gap.Blank && text[start] != '-')
        {
            start = tokens[first - 1].Start;
            value = -value;
        }

        var last = tokens[after - 1];
        var bareEnd = after - first == 1 && last.Kind == WordKind.Digits ? last.Digits.BareEnd : last.End;
        var bareValue = bareEnd == last.End ? value : Math.CopySign(last.Digits.BareValue, value);
        numbers.Add(new EnglishNumber(start, last.End, value, kind, bareEnd, bareValue, last.Digits.Glued, worded));
    }

    // 12, 3 million, 4 thousand 3 hundred and 21, 3 dozen, 5 and a half; 21st.
    private int Digits(int at)
    {
        var digits = tokens[at].Digits;
        if (digits.Kind == NumberKind.Integer && DigitOrdinal(at))
        {
            return at + 2;
        }

        var (after, value, smallest) = Rounded(at);
        if (after > at + 1)
        {
            if (GapAt(after) == Gap.Blank && KindAt(after) == WordKind.And && Half(at, after + 1, value, smallest) is var mixed and > 0)
            {
                return mixed;
            }

            // Each further part is smaller than the round word before it.
            while (digits.Kind == NumberKind.Integer && digits.Value > 0 && smallest > 1)
            {
                var next = GapAt(after) == Gap.Blank && KindAt(after) == WordKind.And ? after + 1 : after;
                if (GapAt(next) != Gap.Blank || Smaller(next, smallest) is not { } part)
                {
                    break;
                }

                (after, smallest) = (part.After, part.Smallest);
                value += part.Value;
            }

            Add(at, after, value, NumberFormat.Sort(value, digits.Kind), worded: false);
            return after;
        }

        if (digits.Kind == NumberKind.Integer && !digits.Glued)
        {
            if (KindAt(after) == WordKind.Dozen && GapAt(after) == Gap.Blank)
            {
                Add(at, after + 1, value * 12, NumberKind.Integer, worded: false);
                return after + 1;
            }

            if (KindAt(after) == WordKind.And && GapAt(after) == Gap.Blank && Half(at, after + 1, value, 1) is var mixed and > 0)
            {
                return mixed;
            }
        }

        Add(at, at + 1, digits.Value, digits.Kind, worded: false);
        return at + 1;
    }

    private bool DigitOrdinal(int at)
    {
        var digits = tokens[at].Digits;
        if (GapAt(at + 1) is not (Gap.None or Gap.Blank) || digits.Value < 0)
        {
            return false;
        }

        var word = tokens[at + 1];
        if (word.End - word.Start != 2 || text.AsSpan(word.Start, 2) is not ("st" or "nd" or "rd" or "th") || (word.Before == Gap.Blank && text[word.Start] != 't'))
        {
            return false;
        }

        ordinals.Add(new EnglishOrdinal(tokens[at].Start, word.End, digits.Value, Worded: false));
        return true;
    }

    // Digits and the round words after them.
    private (int After, double Value, double Smallest) Rounded(int at)
    {
        var value = tokens[at].Word.Value;
        var smallest = 1d;
        var after = at + 1;
        while (KindAt(after) == WordKind.Round && (GapAt(after) == Gap.Blank || (after == at + 1 && GapAt(after) == Gap.None)))
        {
            smallest = tokens[after].Word.Value;
            value *= smallest;
            after++;
        }

        return (after, value, smallest);
    }

    private (int After, double Value, double Smallest)? Smaller(int at, double limit)
    {
        if (KindAt(at) == WordKind.Digits)
        {
            var digits = tokens[at].Digits;
            var (after, value, smallest) = Rounded(at);
            return digits.Kind == NumberKind.Integer && digits.End == digits.BareEnd && !(digits.Glued && after == at + 1)
                && text[digits.Start] is not '-' && value > 0 && value < limit
                ? (after, value, smallest)
                : null;
        }

        return WordChain.Read(tokens, at) is { } chain && chain.Value > 0 && chain.Value < limit && KindAt(at) != WordKind.Article
            ? (chain.After, chain.Value, 1)
            : null;
    }
}
