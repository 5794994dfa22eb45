using static Bot.Core.Understanding.Recognizers.English.Numbers.Characters;

namespace Bot.Core.Understanding.Recognizers.English.Numbers;

/// <summary>English percentages: 10%, twenty per cent, half a percent, percent of 10; a lone % without a value.</summary>
internal static class PercentageReader
{
    /// <summary>Reads all percentages.</summary>
    public static void Read(Scan scan, List<Recognized> into)
    {
        var text = scan.Text;
        var last = 0;
        foreach (var number in scan.EnglishNumbers.Numbers)
        {
            Lone(scan, into, last, number.Start);
            last = Math.Max(last, number.End);
            var end = Suffix(text, number.End);
            if (end == 0 && number.Kind == NumberKind.Fraction && number.Worded)
            {
                end = OfOne(text, number.End);
            }

            if (end == 0 && number.BareEnd < number.End)
            {
                end = Suffix(text, number.BareEnd);
            }

            var start = number.Start;
            if (end == 0 && !number.Glued)
            {
                start = Prefix(text, number.Start);
                end = start < number.Start ? number.End : 0;
            }

            if (end > 0 && (into.Count == 0 || into[^1].TypeName != "percentage" || into[^1].End < start))
            {
                into.Add(scan.FoundLower(start, end, "percentage", new Field("value", NumberFormat.Text(number.Value) + "%")));
                last = end;
            }
        }

        Lone(scan, into, last, text.Length);
    }

    // The table shows the % of increase.
    private static void Lone(Scan scan, List<Recognized> into, int from, int to)
    {
        var text = scan.Text;
        for (var at = text.AsSpan(0, to).IndexOf('%', from); at >= 0; at = text.AsSpan(0, to).IndexOf('%', at + 1))
        {
            if ((at == 0 || char.IsWhiteSpace(text[at - 1])) && (at + 1 == text.Length || char.IsWhiteSpace(text[at + 1])))
            {
                into.Add(scan.FoundLower(at, at + 1, "percentage", new Field("value", "null")));
            }
        }
    }

    private static int IndexOf(this ReadOnlySpan<char> text, char c, int from)
    {
        if (from >= text.Length)
        {
            return -1;
        }

        var at = text[from..].IndexOf(c);
        return at < 0 ? -1 : from + at;
    }

    // The end of %, percent, per cents, percentage after a number; 0 when there is none.
    private static int Suffix(string text, int end)
    {
        var at = AfterBlanks(text, end);
        if (at < text.Length && text[at] is '%' or '٪')
        {
            return IsDigitAt(text, at + 1) ? 0 : at + 1;
        }

        return Word(text, at == end || text[at - 1] != '-' ? at : end);
    }

    private static int Word(string text, int at)
    {
        if (!text.AsSpan(at).StartsWith("per"))
        {
            return 0;
        }

        var cent = AfterBlanks(text, at + 3);
        if (!text.AsSpan(cent).StartsWith("cent"))
        {
            return 0;
        }

        var end = cent + 4;
        end += text.AsSpan(end).StartsWith("age") ? 3 : 0;
        end += end < text.Length && text[end] == 's' ? 1 : 0;
        return IsWordAt(text, end) ? 0 : end;
    }

    // Half a percent, a quarter of one percent.
    private static int OfOne(string text, int end)
    {
        var at = AfterBlanks(text, end);
        if (text.AsSpan(at).StartsWith("of "))
        {
            at = AfterBlanks(text, at + 3);
        }

        var one = text.AsSpan(at).StartsWith("a ") ? 2 : text.AsSpan(at).StartsWith("one ") ? 4 : 0;
        return one == 0 ? 0 : Word(text, AfterBlanks(text, at + one));
    }

    // The start of "per cents of" before a number; the number's own start when it is not there.
    private static int Prefix(string text, int start)
    {
        var of = BeforeBlanks(text, start) - 2;
        if (of < 8 || !text.AsSpan(of).StartsWith("of") || !char.IsWhiteSpace(text[of - 1]))
        {
            return start;
        }

        var end = BeforeBlanks(text, of);
        end -= end > 0 && text[end - 1] == 's' ? 1 : 0;
        if (!text.AsSpan(0, end).EndsWith("cent"))
        {
            return start;
        }

        var per = BeforeBlanks(text, end - 4);
        return text.AsSpan(0, per).EndsWith("per") && !IsWordAt(text, per - 4) ? per - 3 : start;
    }
}
