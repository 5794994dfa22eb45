using System.Globalization;

namespace Bot.Core.Understanding.Recognizers.Chinese.Numbers;

/// <summary>Arabic digits with separators, a point, an exponent or a bar, as Microsoft's Chinese recogniser reads them.</summary>
internal static class ArabicDigits
{
    // Sixty digits: more are no number that anyone writes, and every value stays finite.
    private const int MaxGroups = 20;

    /// <summary>
    /// Reads 12, 1,234, 2.5, .5 at a place; the place after it, or the place itself when there is none. Of 1.2.3 and the
    /// like each part is read alone.
    /// </summary>
    public static int Read(ReadOnlySpan<char> text, int position, out double value, out bool plain, out bool point)
    {
        value = 0;
        plain = false;
        point = false;
        var whole = Run(text, position);
        var end = whole;
        if (whole - position is > 0 and <= 3)
        {
            end = Groups(text, whole);
        }

        if (end < text.Length && text[end] == '.' && !InChain(text, position))
        {
            var fraction = Run(text, end + 1);
            if (fraction > end + 1 && !(fraction + 1 < text.Length && text[fraction] == '.' && char.IsAsciiDigit(text[fraction + 1])))
            {
                end = fraction;
                point = true;
            }
        }

        if (end == position)
        {
            return position;
        }

        plain = end == whole;
        value = Parse(text[position..end]);
        return double.IsFinite(value) ? end : position;
    }

    /// <summary>The place after the digits that begin at a place.</summary>
    public static int Run(ReadOnlySpan<char> text, int position)
    {
        while (position < text.Length && char.IsAsciiDigit(text[position]))
        {
            position++;
        }

        return position;
    }

    /// <summary>Reads the exponent of 2^5 (mark <c>^</c>) or 1e10 (mark <c>e</c>); the place after it, or the place itself.</summary>
    public static int Exponent(ReadOnlySpan<char> text, int position, out int exponent)
    {
        exponent = 0;
        if (position >= text.Length || text[position] is not ('^' or 'e' or 'E'))
        {
            return position;
        }

        var at = position + 1;
        var negative = false;
        for (; at < text.Length && text[at] is '+' or '-'; at++)
        {
            negative ^= text[at] == '-';
        }

        var end = Run(text, at);
        if (end == at || end - at > 4)
        {
            return position;
        }

        for (; at < end; at++)
        {
            exponent = (exponent * 10) + (text[at] - '0');
        }

        exponent = negative ? -exponent : exponent;
        return end;
    }

    /// <summary>
    /// Reads a multiplier letter behind digits: k, K, M, MM, mil, G, T, B, b, in that case and not as the beginning of a
    /// word; the place after it, or the place itself.
    /// </summary>
    public static int Multiplier(ReadOnlySpan<char> text, int position, out double factor)
    {
        var at = ChineseDigits.SkipBlanks(text, position);
        factor = 1;
        if (at >= text.Length)
        {
            return position;
        }

        var length = text[at] == 'M' && at + 1 < text.Length && text[at + 1] == 'M' ? 2 : text[at..].StartsWith("mil") ? 3 : 1;
        factor = text[at] switch
        {
            'k' or 'K' => 1e3,
            'M' => 1e6,
            'm' when length == 3 => 1e6,
            'G' or 'B' or 'b' => 1e9,
            'T' => 1e12,
            _ => 1,
        };
        var end = at + length;
        return factor > 1 && !(end < text.Length && char.IsAsciiLetterOrDigit(text[end])) ? end : position;
    }

    /// <summary>True when the digits at a place follow a point that follows digits (the second part of 1.2.3).</summary>
    private static bool InChain(ReadOnlySpan<char> text, int position) =>
        position > 0 && text[position - 1] == '.' && (position == 1 || char.IsAsciiDigit(text[position - 2]) || text[position - 2] == '.');

    private static int Groups(ReadOnlySpan<char> text, int end)
    {
        var most = end + (4 * MaxGroups);
        while (end < most && end + 3 < text.Length && text[end] == ',' && Run(text[..Math.Min(text.Length, end + 5)], end + 1) == end + 4)
        {
            end += 4;
        }

        return end;
    }

    private static double Parse(ReadOnlySpan<char> digits) =>
        double.TryParse(digits, NumberStyles.AllowThousands | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value : double.NaN;
}
