namespace Bot.Core.Understanding.Recognizers.Shop;

/// <summary>Joins tokens to ranges and takes in the words that bound them.</summary>
internal static class Amounts
{
    /// <summary>All amounts of a text, by place.</summary>
    public static List<Amount> Read(ReadOnlySpan<char> text, List<ShopToken> tokens)
    {
        var found = new List<Amount>(tokens.Count);
        var free = 0;
        for (var i = 0; i < tokens.Count; i++)
        {
            var first = tokens[i];
            if (first.IsOrdinal || first.Unit.Kind == UnitKind.Fold)
            {
                continue;
            }

            var last = first;
            var (low, high) = (first.Low, first.High);
            if (i + 1 < tokens.Count && Joins(text, tokens, i, out var between))
            {
                last = tokens[++i];
                (low, high) = (Shared(first, last), last.High);
            }
            else
            {
                between = false;
            }

            var bound = BoundWords.Find(text, first.Start, last.Start != first.Start, out var start);
            bound |= BoundWords.After(text, last.End, last.Unit.Kind != UnitKind.None, out var end);
            if (last.Start == first.Start && (bound & Bound.Between) != 0)
            {
                bound &= ~Bound.Between;
            }

            found.Add(new Amount(Math.Max(start, free), end, first, last, low, high, bound | (between ? Bound.Between : Bound.None), i));
            free = end;
        }

        return found;
    }

    // 100-200元, 100元到200, 100和200之间; not 5-1-2, 2026-11 or 138-1234.
    private static bool Joins(ReadOnlySpan<char> text, List<ShopToken> tokens, int i, out bool between)
    {
        between = false;
        var (first, last) = (tokens[i], tokens[i + 1]);
        if (last.Start - first.End > 5 || last.IsOrdinal || last.Unit.Kind == UnitKind.Fold || last.Low < first.High && Shared(first, last) >= last.High)
        {
            return false;
        }

        var same = first.Unit.Kind == UnitKind.None || last.Unit.Kind == UnitKind.None || ReferenceEquals(first.Unit, last.Unit) || first.Unit == last.Unit;
        if (!same || first.Number.Is(Said.Half) || (first.Number.Is(Said.Single) && last.Unit.Kind == UnitKind.None && !last.Number.Is(Said.Single) && Shared(first, last) == first.Low))
        {
            return false;
        }

        var gap = text[first.End..last.Start].Trim();
        switch (gap)
        {
            case "到" or "至" or "~" or "～" or "~~" or "to":
                return true;
            case "-" or "--" or "—" or "–" or "——" or "−":
                return !IsCode(first, last) && !(i > 0 && tokens[i - 1].End + 1 == first.Start && text[first.Start - 1] == gap[0])
                    && !(last.End + 1 < text.Length && text[last.End] == gap[0] && char.IsAsciiDigit(text[last.End + 1]));
            case "、":
                return last.Unit.Kind != UnitKind.None && last.Low == first.High + 1;
            case "和" or "与" or "跟" or "and":
                between = text[last.End..].TrimStart().StartsWith("之间") || (first.Start > 7 && text[..first.Start].TrimEnd().EndsWith("between"));
                return between;
            default:
                return false;
        }
    }

    private static bool IsCode(ShopToken first, ShopToken last)
    {
        var (one, two) = (first.Number, last.Number);
        return one.End - one.Start >= 7 || two.End - two.Start >= 7
            || (last.Unit.Kind == UnitKind.None && first.Unit.Kind == UnitKind.None && one.Low is >= 1990 and <= 2100 && two.Low <= 12);
    }

    // 三到五百 and 1-2k: the unit is said once.
    private static decimal Shared(ShopToken first, ShopToken last)
    {
        if (first.Low != first.Number.Low || first.Unit.Kind != UnitKind.None || first.Low >= 10 || !last.Number.Is(Said.Round | Said.Latin) || last.Number.Is(Said.About))
        {
            return first.Low;
        }

        foreach (var unit in (ReadOnlySpan<int>)[10_000, 1_000, 100])
        {
            if (last.High >= unit && last.High < unit * 100 && first.Low < last.High / unit)
            {
                return first.Low * unit;
            }
        }

        return first.Low;
    }
}
