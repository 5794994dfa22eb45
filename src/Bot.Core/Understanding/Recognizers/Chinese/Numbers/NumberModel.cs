namespace Bot.Core.Understanding.Recognizers.Chinese.Numbers;

/// <summary>The <c>number</c> model, as Microsoft reads Chinese.</summary>
internal static class NumberModel
{
    /// <summary>Adds every number that stands by itself.</summary>
    public static void Read(Scan scan, List<Recognized> into)
    {
        foreach (var span in Counting(scan))
        {
            into.Add(scan.Lower(span.Start, span.Length, "number", new Field("subtype", span.Subtype), new Field("value", span.Written)));
        }
    }

    /// <summary>
    /// The numbers of a text that count in Microsoft's reading: no lone digit before a word that is not counted, no unit
    /// without a digit, none that touch each other.
    /// </summary>
    public static List<NumberSpan> Counting(Scan scan)
    {
        var all = ChineseNumbers.Of(scan);
        var counting = new List<NumberSpan>(all.Length);
        var last = -1;
        var lastTouched = false;
        for (var i = 0; i < all.Length; i++)
        {
            if (!Counts(scan.Text, all, i))
            {
                continue;
            }

            var span = all[i];
            if (span.Start == last && counting.Count > 0)
            {
                // 二三十: neither.
                lastTouched = true;
                last = span.End;
                continue;
            }

            if (lastTouched)
            {
                counting.RemoveAt(counting.Count - 1);
            }

            lastTouched = false;
            counting.Add(span);
            last = span.End;
        }

        if (lastTouched)
        {
            counting.RemoveAt(counting.Count - 1);
        }

        return counting;
    }

    private static bool Counts(ReadOnlySpan<char> text, ReadOnlySpan<NumberSpan> all, int i)
    {
        var span = all[i];
        if (span.Is(NumberTraits.Bare) || IsTime(span) || (i > 0 && all[i - 1].End == span.Start && IsTime(all[i - 1])))
        {
            return false;
        }

        if (span.Is(NumberTraits.Single))
        {
            var digit = span.End - 1;
            return (digit == 0 || (ChineseDigits.Digit(text[digit - 1]) < 0 && !(text[digit] == '两' && ChineseDigits.Unit(text[digit - 1]) > 0))) && CountedWords.At(text, span.End);
        }

        return true;
    }

    // 八点五十: neither 8.5 nor 10.
    private static bool IsTime(NumberSpan span) => span.Kind == NumberKind.Decimal && span.Is(NumberTraits.Crowded) && !span.Is(NumberTraits.Arabic | NumberTraits.Half);
}
