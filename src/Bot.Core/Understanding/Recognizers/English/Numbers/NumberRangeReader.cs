namespace Bot.Core.Understanding.Recognizers.English.Numbers;

/// <summary>English ranges of numbers: between 20 and 30, at least 5, more than 3 but less than 10, 1000-5000, 200 or more.</summary>
internal static class NumberRangeReader
{
    /// <summary>Reads all ranges.</summary>
    public static void Read(Scan scan, List<Recognized> into)
    {
        if (RangeToken.Read(scan.Text, NumberReader.Plain(scan), scan.EnglishNumbers.Ordinals) is not { } tokens)
        {
            return;
        }

        for (var at = 0; at < tokens.Count;)
        {
            var range = Between(tokens, at) ?? From(tokens, at) ?? Joined(tokens, at);
            if (range is not { } found)
            {
                at++;
                continue;
            }

            into.Add(scan.FoundLower(tokens[at].Start, tokens[found.After - 1].End, "numberrange", new Field("value", found.Bounds.ToString())));
            at = found.After;
        }
    }

    private static RangeCode Code(List<RangeToken> tokens, int at) => at < tokens.Count ? tokens[at].Code : RangeCode.Other;

    // The place after "the" and a value; 0 when there is none.
    private static int Value(List<RangeToken> tokens, int at)
    {
        at += Code(tokens, at) == RangeCode.The ? 1 : 0;
        return Code(tokens, at) == RangeCode.Value ? at + 1 : 0;
    }

    private static (int After, Bounds Bounds)? Between(List<RangeToken> tokens, int at) =>
        Code(tokens, at) == RangeCode.Between && Value(tokens, at + 1) is var one and > 0 && Code(tokens, one) == RangeCode.And
            ? Closed(tokens, one, Value(tokens, one + 1))
            : null;

    private static (int After, Bounds Bounds)? From(List<RangeToken> tokens, int at)
    {
        var one = Code(tokens, at) == RangeCode.From ? Value(tokens, at + 1) : Code(tokens, at) == RangeCode.Value ? at + 1 : 0;
        return one > 0 && Code(tokens, one) is RangeCode.To or RangeCode.Till ? Closed(tokens, one, Value(tokens, one + 1)) : null;
    }

    private static (int After, Bounds Bounds)? Closed(List<RangeToken> tokens, int one, int two) =>
        two > 0 && tokens[one - 1].Value < tokens[two - 1].Value
            ? (two, new Bounds(tokens[one - 1].Value, true, tokens[two - 1].Value, false))
            : null;

    // One bound, or two that belong together: more than 3 and less than 10.
    private static (int After, Bounds Bounds)? Joined(List<RangeToken> tokens, int at)
    {
        if (One(tokens, at) is not { } first)
        {
            return null;
        }

        if (Code(tokens, first.After) is RangeCode.And or RangeCode.But && One(tokens, first.After + 1) is { } second && first.Bounds.With(second.Bounds) is { } both)
        {
            return (second.After, both);
        }

        return first;
    }

    private static (int After, Bounds Bounds)? One(List<RangeToken> tokens, int at)
    {
        if (Code(tokens, at) == RangeCode.Value)
        {
            return Suffixed(tokens, at);
        }

        if (Compare(tokens, at) is not { } compare || Value(tokens, compare.After) is not (var after and > 0))
        {
            return null;
        }

        var value = tokens[after - 1].Value;
        var (relation, equal) = (compare.Relation, compare.Equal);
        if (Code(tokens, after) == RangeCode.Or)
        {
            // Less than 5000 or equal; equal to 5000 or more. With a number of its own the other side is another range.
            if (relation != 0 && !equal && EqualWord(tokens, after + 1) is var end and > 0 && Code(tokens, end) != RangeCode.Value)
            {
                (equal, after) = (true, end);
            }
            else if (relation == 0 && Side(tokens, after + 1) is { } side && Value(tokens, side.After) == 0)
            {
                (relation, equal, after) = (side.Relation, true, side.After);
            }
        }

        return (after, Bounds.Of(relation, equal, value));
    }

    // 200 or more, five hundred and less.
    private static (int After, Bounds Bounds)? Suffixed(List<RangeToken> tokens, int at) =>
        Code(tokens, at + 1) is RangeCode.Or or RangeCode.And && Side(tokens, at + 2) is { } side && Value(tokens, side.After) == 0
            && Code(tokens, side.After) is not (RangeCode.Equal or RangeCode.Or)
            ? (side.After, Bounds.Of(side.Relation, true, tokens[at].Value))
            : null;

    // "more than", "above": the side, 1 or -1.
    private static (int After, int Relation)? Side(List<RangeToken> tokens, int at) => Code(tokens, at) switch
    {
        RangeCode.More => (Code(tokens, at + 1) == RangeCode.Than ? at + 2 : at + 1, 1),
        RangeCode.Less => (Code(tokens, at + 1) == RangeCode.Than ? at + 2 : at + 1, -1),
        RangeCode.Above => (at + 1, 1),
        RangeCode.Below => (at + 1, -1),
        _ => null,
    };

    // The end of "equal", "equal to", "equals than"; 0 when it is not there.
    private static int EqualWord(List<RangeToken> tokens, int at) =>
        Code(tokens, at) != RangeCode.Equal ? 0 : Code(tokens, at + 1) is RangeCode.To or RangeCode.Than ? at + 2 : at + 1;

    private static int OrEqual(List<RangeToken> tokens, int at) =>
        EqualWord(tokens, Code(tokens, at) == RangeCode.Or ? at + 1 : at);

    private static (int After, int Relation, bool Equal)? Compare(List<RangeToken> tokens, int at)
    {
        switch (Code(tokens, at))
        {
            case RangeCode.No when Side(tokens, at + 1) is { } side:
                return AtLeast(side.After, -side.Relation);
            case RangeCode.At when Code(tokens, at + 1) is RangeCode.Least or RangeCode.Most:
                return AtLeast(at + 2, Code(tokens, at + 1) == RangeCode.Least ? 1 : -1);
            case RangeCode.Up when Code(tokens, at + 1) == RangeCode.To:
                return (at + 2, -1, true);
            case RangeCode.Equal:
                var equal = EqualWord(tokens, at);
                var or = Code(tokens, equal) == RangeCode.Or ? equal + 1 : equal;
                if (Code(tokens, or) != RangeCode.Equal && Compare(tokens, or) is { Relation: not 0 } both)
                {
                    return (both.After, both.Relation, true);
                }

                return (equal, 0, true);
            case RangeCode.AtLeastSign or RangeCode.AtMostSign:
                return (at + 1, Code(tokens, at) == RangeCode.AtLeastSign ? 1 : -1, true);
            case RangeCode.EqualSign when Code(tokens, at + 1) is not (RangeCode.MoreSign or RangeCode.LessSign) && !Signed(tokens, at):
                return (at + 1, 0, true);
            case RangeCode.MoreSign or RangeCode.LessSign when !Signed(tokens, at):
                var inclusive = Code(tokens, at + 1) == RangeCode.EqualSign;
                return (inclusive ? at + 2 : at + 1, Code(tokens, at) == RangeCode.MoreSign ? 1 : -1, inclusive);
            default:
                return Side(tokens, at) is { } plain
                    ? OrEqual(tokens, plain.After) is var end and > 0 ? (end, plain.Relation, true) : (plain.After, plain.Relation, false)
                    : null;
        }

        (int, int, bool) AtLeast(int after, int relation) => (OrEqual(tokens, after) is var end and > 0 ? end : after, relation, true);
    }

    // Part of a longer sign that began before it: = of <=, < of =<.
    private static bool Signed(List<RangeToken> tokens, int at) =>
        at > 0 && tokens[at - 1].Code is RangeCode.EqualSign or RangeCode.MoreSign or RangeCode.LessSign;
}
