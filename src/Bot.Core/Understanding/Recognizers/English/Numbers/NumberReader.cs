using static Bot.Core.Understanding.Recognizers.English.Numbers.Characters;

namespace Bot.Core.Understanding.Recognizers.English.Numbers;

/// <summary>English numbers as the number model shows them.</summary>
internal static class NumberReader
{
    /// <summary>Reads all numbers.</summary>
    public static void Read(Scan scan, List<Recognized> into)
    {
        foreach (var number in Plain(scan))
        {
            into.Add(scan.FoundLower(number.Start, number.End, "number", new Field("subtype", NumberFormat.Text(number.Kind)), new Field("value", NumberFormat.Text(number.Value))));
        }
    }

    /// <summary>The numbers that stand for themselves: none glued to a unit, "one out of three" joined, no "that one".</summary>
    public static List<EnglishNumber> Plain(Scan scan)
    {
        var text = scan.Text;
        var found = new List<EnglishNumber>(4);
        foreach (var number in scan.EnglishNumbers.Numbers)
        {
            if (number.Glued && number.End == number.BareEnd)
            {
                continue;
            }

            if (found.Count > 0 && Over(text, found[^1], number) is { } ratio)
            {
                found[^1] = ratio;
            }
            else if (!PointsAt(text, number))
            {
                found.Add(number);
            }
        }

        return found;
    }

    // One over 20, one out of three, 1 in twenty-one.
    private static EnglishNumber? Over(string text, EnglishNumber above, EnglishNumber below)
    {
        if (above.Kind != NumberKind.Integer || below.Kind != NumberKind.Integer || below.Value <= 0 || below.Start - above.End is < 4 or > 16)
        {
            return null;
        }

        var between = text.AsSpan(above.End, below.Start - above.End);
        if (!char.IsWhiteSpace(between[0]) || !char.IsWhiteSpace(between[^1]))
        {
            return null;
        }

        between = between.Trim();
        var ambiguous = between is "in" || (between.StartsWith("out") && between.EndsWith("of") && between.Length > 5 && between[3..^2].IsWhiteSpace());
        if (!(between is "over" || (ambiguous && Math.Abs(above.Value) < below.Value)) || AfterMoney(text, above.Start))
        {
            return null;
        }

        var value = above.Value / below.Value;
        return new EnglishNumber(above.Start, below.End, value, NumberKind.Fraction, below.End, value, Glued: false, above.Worded);
    }

    private static bool AfterMoney(string text, int start)
    {
        var at = BeforeBlanks(text, start) - 1;
        return at >= 0 && char.GetUnicodeCategory(text[at]) == System.Globalization.UnicodeCategory.CurrencySymbol;
    }

    // "That one" is no number.
    private static bool PointsAt(string text, EnglishNumber number)
    {
        if (!number.Worded || number.Value != 1 || number.End - number.Start != 3)
        {
            return false;
        }

        var end = BeforeBlanks(text, number.Start);
        if (end == number.Start)
        {
            return false;
        }

        var start = end;
        while (start > 0 && end - start < 6 && char.IsAsciiLetter(text[start - 1]))
        {
            start--;
        }

        return text.AsSpan(start, end - start) is "the" or "this" or "that" or "which";
    }
}
