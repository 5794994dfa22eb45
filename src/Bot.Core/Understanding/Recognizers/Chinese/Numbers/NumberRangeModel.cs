namespace Bot.Core.Understanding.Recognizers.Chinese.Numbers;

/// <summary>The <c>numberrange</c> model: 大于20, 20到100, 比三十大, 十几万, 不大于50不小于20. The value is an interval: <c>[20,100)</c>.</summary>
internal static class NumberRangeModel
{
    private readonly record struct Bound(int Start, int End, RangeSide Side, double Low, double High, bool LowClosed, bool HighClosed);

    /// <summary>Adds every range; an upper and a lower bound side by side are one range when something lies between them.</summary>
    public static void Read(Scan scan, List<Recognized> into)
    {
        ReadOnlySpan<char> text = scan.Text;
        var numbers = ChineseNumbers.Of(scan);
        Bound? open = null;
        var next = 0;
        for (var at = 0; at < text.Length;)
        {
            while (next < numbers.Length && numbers[next].Start < at)
            {
                next++;
            }

            if (next == numbers.Length)
            {
                break;
            }

            if (!TryBound(text, numbers, next, at, out var bound))
            {
                // A number that begins no range is passed over, with the row of numbers that it is in (2018-3-5).
                at = numbers[next].Start == at ? Chain(text, numbers, next) : at + 1;
                continue;
            }

            if (open is { } first && Joined(text, first, bound) is { } both)
            {
                Add(scan, both, into);
                open = null;
            }
            else
            {
                Add(scan, open, into);
                open = bound;
            }

            at = bound.End;
        }

        Add(scan, open, into);
    }

    private static bool TryBound(ReadOnlySpan<char> text, ReadOnlySpan<NumberSpan> numbers, int next, int at, out Bound bound)
    {
        bound = default;
        var number = numbers[next];
        if (number.Start == at)
        {
            return TryTwo(text, numbers, next, at, out bound) || (Usable(text, number, behind: true) && TryOne(text, number, out bound));
        }

        if (text[at] == '比')
        {
            return ChineseDigits.SkipBlanks(text, at + 1) == number.Start
                && Usable(text, number, behind: false)
                && RangeWords.Than(text, number.End, out var than) is var end
                && end > number.End
                && Made(at, end, than, number.Value, false, out bound);
        }

        if (text[at] is '在' or '位' or '介')
        {
            var from = text[at] == '在' ? at + 1 : at + 2 <= text.Length && text[(at + 1)..].StartsWith("于") ? at + 2 : -1;
            return from > 0
                && ChineseDigits.SkipBlanks(text, from) == number.Start
                && TryTwo(text, numbers, next, at, out bound);
        }

        var after = RangeWords.Before(text, at, out var side, out var closed);
        return after > at && after == number.Start && Usable(text, number, behind: false) && Made(at, number.End, side, number.Value, closed, out bound);
    }

    // 三十以上, 四百多, 十几万.
    private static bool TryOne(ReadOnlySpan<char> text, NumberSpan number, out Bound bound)
    {
        var end = RangeWords.Behind(text, number.End, out var side, out var closed);
        if (end == number.End)
        {
            (side, closed) = (number.Is(NumberTraits.Approximate) ? RangeSide.More : RangeSide.None, false);
        }

        return Made(number.Start, end, side, number.Value, closed, out bound);
    }

    // 20到100, 在五和十之间; start is where words before the first number begin.
    private static bool TryTwo(ReadOnlySpan<char> text, ReadOnlySpan<NumberSpan> numbers, int next, int start, out Bound bound)
    {
        bound = default;
        if (next + 1 >= numbers.Length)
        {
            return false;
        }

        var (one, two) = (numbers[next], numbers[next + 1]);
        var till = RangeWords.Till(text, one.End);
        var and = till > one.End ? till : RangeWords.And(text, one.End);
        if (and != two.Start || !Usable(text, one, behind: false) || !Usable(text, two, behind: till > one.End))
        {
            return false;
        }

        var end = RangeWords.Between(text, two.End);
        if (end == two.End && (till == one.End || LongChain(text, numbers, next)))
        {
            return false;
        }

        // 在 belongs to it only with 间.
        start = end == two.End ? one.Start : text[start] == '介' ? one.Start : start;
        bound = new Bound(start, end, RangeSide.Both, Math.Min(one.Value, two.Value), Math.Max(one.Value, two.Value), true, false);
        return true;
    }

    private static bool Usable(ReadOnlySpan<char> text, NumberSpan number, bool behind) =>
        !number.Is(NumberTraits.Bare | NumberTraits.Crowded)
        && (!behind || !number.Is(NumberTraits.Single) || CountedWords.At(text, number.End));

    private static bool Made(int start, int end, RangeSide side, double value, bool closed, out Bound bound)
    {
        bound = side switch
        {
            RangeSide.More => new Bound(start, end, side, value, double.PositiveInfinity, closed, false),
            RangeSide.Less => new Bound(start, end, side, double.NegativeInfinity, value, false, closed),
            _ => new Bound(start, end, side, value, value, true, true),
        };
        return side != RangeSide.None;
    }

    private static Bound? Joined(ReadOnlySpan<char> text, Bound one, Bound two)
    {
        var (low, high) = one.Side == RangeSide.More ? (one, two) : (two, one);
        return low.Side == RangeSide.More && high.Side == RangeSide.Less && low.Low < high.High && RangeWords.Joins(text[one.End..two.Start])
            ? new Bound(one.Start, two.End, RangeSide.Both, low.Low, high.High, low.LowClosed, high.HighClosed)
            : null;
    }

    // The place after a row of numbers with dashes between them.
    private static int Chain(ReadOnlySpan<char> text, ReadOnlySpan<NumberSpan> numbers, int next)
    {
        if (!LongChain(text, numbers, next))
        {
            return numbers[next].End;
        }

        while (next + 1 < numbers.Length && RangeWords.Till(text, numbers[next].End) == numbers[next + 1].Start)
        {
            next++;
        }

        return numbers[next].End;
    }

    // Three numbers and more in a row are a date or a code.
    private static bool LongChain(ReadOnlySpan<char> text, ReadOnlySpan<NumberSpan> numbers, int next) =>
        next + 2 < numbers.Length
        && RangeWords.Till(text, numbers[next].End) == numbers[next + 1].Start
        && RangeWords.Till(text, numbers[next + 1].End) == numbers[next + 2].Start;

    private static void Add(Scan scan, Bound? range, List<Recognized> into)
    {
        if (range is not { } bound)
        {
            return;
        }

        var low = double.IsInfinity(bound.Low) ? "" : NumberSpan.Write(bound.Low);
        var high = double.IsInfinity(bound.High) ? "" : NumberSpan.Write(bound.High);
        var value = $"{(bound.LowClosed ? '[' : '(')}{low},{high}{(bound.HighClosed ? ']' : ')')}";
        into.Add(scan.Lower(bound.Start, bound.End - bound.Start, "numberrange", new Field("value", value)));
    }
}
