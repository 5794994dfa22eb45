using System.Globalization;
using static Bot.Core.Understanding.Recognizers.English.Numbers.Characters;

namespace Bot.Core.Understanding.Recognizers.English.Numbers;

/// <summary>
/// A number in digits: 12, -9.23, 1,234,567.89, 1.111,11, 12,34,567, 2 1/4, ½, 1e10, 2^-5, 10k. Looks ahead a few groups at
/// most, so that a list of numbers costs no more than its length.
/// </summary>
internal static class DigitNumber
{
    private const int MostGroups = 8;

    /// <summary>True when a number may begin here.</summary>
    public static bool Begins(string text, int at) => text[at] switch
    {
        >= '0' and <= '9' => !IsWordAt(text, at - 1),
        '-' => !IsDigitAt(text, BeforeBlanks(text, at) - 1) && BeginsUnsigned(text, AfterBlanks(text, at + 1)),
        '.' or ',' => BeginsUnsigned(text, at),
        var c => c >= '¼' && UnicodeFraction(c) != 0,
    };

    /// <summary>The number that begins here.</summary>
    public static EnglishNumber Read(string text, int start)
    {
        var at = start;
        var sign = 1.0;
        if (text[at] == '-')
        {
            sign = -1;
            at = AfterBlanks(text, at + 1);
        }

        var fraction = UnicodeFraction(text[at]);
        if (fraction != 0)
        {
            return Plain(text, start, at + 1, sign * fraction, NumberKind.Fraction);
        }

        var (end, value, kind) = Magnitude(text, at);
        if (kind == NumberKind.Integer && Mixed(text, at, end, value) is { } mixed)
        {
            return Plain(text, start, mixed.End, sign * mixed.Value, NumberKind.Fraction);
        }

        if (Exponent(text, end) is { } power)
        {
            var worth = text[end] == '^' ? sign * Math.Pow(value, power.Value) : sign * value * Math.Pow(10, power.Value);
            return Plain(text, start, power.End, worth, NumberKind.Power);
        }

        return Multiplied(text, start, end, sign * value, kind);
    }

    /// <summary>What a single character such as ½ is worth; 0 for others.</summary>
    public static double UnicodeFraction(char c) => c switch
    {
        '½' => 1 / 2d,
        '⅓' => 1 / 3d,
        '⅔' => 2 / 3d,
        '¼' => 1 / 4d,
        '¾' => 3 / 4d,
        '⅕' => 1 / 5d,
        '⅖' => 2 / 5d,
        '⅗' => 3 / 5d,
        '⅘' => 4 / 5d,
        '⅙' => 1 / 6d,
        '⅚' => 5 / 6d,
        '⅐' => 1 / 7d,
        '⅛' => 1 / 8d,
        '⅜' => 3 / 8d,
        '⅝' => 5 / 8d,
        '⅞' => 7 / 8d,
        '⅑' => 1 / 9d,
        '⅒' => 1 / 10d,
        _ => 0,
    };

    private static bool BeginsUnsigned(string text, int at) =>
        IsDigitAt(text, at)
        || (at < text.Length && text[at] is '.' or ',' && IsDigitAt(text, at + 1) && (at == 0 || char.IsWhiteSpace(text[at - 1]) || text[at - 1] == '-'));

    private static EnglishNumber Plain(string text, int start, int end, double value, NumberKind kind) =>
        new(start, end, value, kind, end, value, IsWordAt(text, end), Worded: false);

    // Digits with their separators, without sign.
    private static (int End, double Value, NumberKind Kind) Magnitude(string text, int start)
    {
        if (!char.IsAsciiDigit(text[start]))
        {
            var last = AfterDigits(text, start + 1);
            return (last, Value(text, start, last, text[start]), NumberKind.Decimal);
        }

        var end = AfterDigits(text, start);
        if (end >= text.Length)
        {
            return (end, Value(text, start, end, '\0'), NumberKind.Integer);
        }

        var mark = text[end];
        var listed = start > 1 && text[start - 1] is '.' or ',' && char.IsAsciiDigit(text[start - 2]);
        if (!listed && mark is ',' or '.' or ' ' or '\u00A0' or '\u202F' && IsDigitAt(text, end + 1))
        {
            var grouped = end - start <= 3 ? Grouped(text, start, end, mark) : end;
            if (grouped > end)
            {
                var point = mark == '.' ? ',' : '.';
                return Fractional(text, grouped, point) is var last and > 0
                    ? (last, Value(text, start, last, point), NumberKind.Decimal)
                    : (grouped, Value(text, start, grouped, '\0'), NumberKind.Integer);
            }

            if (mark is ',' or '.' && Fractional(text, end, mark) is var simple and > 0)
            {
                return (simple, Value(text, start, simple, mark), NumberKind.Decimal);
            }
        }

        return (end, Value(text, start, end, '\0'), NumberKind.Integer);
    }

    // The end of 1,234,567 or 12,34,567; the end of the first group when the groups are not those of one number.
    private static int Grouped(string text, int start, int first, char mark)
    {
        var end = first;
        while (end < text.Length && text[end] == mark && AfterDigits(text, end + 1) - end == 4)
        {
            end += 4;
        }

        if (end > first)
        {
            // 4.800 is a decimal; 1.111,11 has groups.
            return mark != '.' || Fractional(text, end, ',') > 0 ? end : first;
        }

        if (mark != ',' || first - start > 2)
        {
            return first;
        }

        for (var groups = 0; groups < MostGroups && end < text.Length && text[end] == mark; groups++)
        {
            var next = AfterDigits(text, end + 1);
            if (next - end is not (3 or 4))
            {
                return first;
            }

            if (next - end == 4)
            {
                return next;
            }

            end = next;
        }

        return first;
    }

    // The end of .25 at a place; 0 when there are no decimals or another group follows.
    private static int Fractional(string text, int at, char point)
    {
        if (at >= text.Length || text[at] != point || !IsDigitAt(text, at + 1))
        {
            return 0;
        }

        var end = AfterDigits(text, at + 1);
        return end < text.Length && text[end] is '.' or ',' && IsDigitAt(text, end + 1) ? 0 : end;
    }

    // 3/4, 2 1/4, 2½ after a whole number that ends at a place.
    private static (int End, double Value)? Mixed(string text, int start, int end, double whole)
    {
        if (end >= text.Length)
        {
            return null;
        }

        if (text[end] == '/')
        {
            return start > 0 && text[start - 1] is '/' or '-' && IsDigitAt(text, BeforeBlanks(text, start - 1) - 1) ? null : Ratio(text, end, whole);
        }

        var next = AfterBlanks(text, end);
        if (next < text.Length && UnicodeFraction(text[next]) is var part and not 0)
        {
            return (next + 1, whole + part);
        }

        if (next > end && IsDigitAt(text, next))
        {
            var numerator = AfterDigits(text, next);
            if (numerator < text.Length && text[numerator] == '/' && Ratio(text, numerator, Value(text, next, numerator, '\0')) is { } ratio)
            {
                return (ratio.End, whole + ratio.Value);
            }
        }

        return null;
    }

    private static (int End, double Value)? Ratio(string text, int slash, double numerator)
    {
        var end = AfterDigits(text, slash + 1);
        if (end == slash + 1 || (end < text.Length && text[end] == '/'))
        {
            return null;
        }

        var denominator = Value(text, slash + 1, end, '\0');
        return denominator == 0 ? null : (end, numerator / denominator);
    }

    private static (int End, double Value)? Exponent(string text, int at)
    {
        if (at >= text.Length || text[at] is not ('e' or '^'))
        {
            return null;
        }

        var sign = 1;
        var digits = at + 1;
        while (digits < text.Length && text[digits] is '+' or '-')
        {
            sign = text[digits] == '-' ? -1 : sign;
            digits++;
        }

        var end = AfterDigits(text, digits);
        return end == digits || text[digits] == '0' || IsWordAt(text, end) ? null : (end, sign * Value(text, digits, end, '\0'));
    }

    // 10k, 10 mm: a letter that multiplies, with nothing after it.
    private static EnglishNumber Multiplied(string text, int start, int end, double value, NumberKind kind)
    {
        var letter = AfterBlanks(text, end);
        if (letter < text.Length)
        {
            var length = letter + 1 < text.Length && text[letter] == 'm' && text[letter + 1] == 'm' ? 2 : 1;
            var factor = text[letter] switch { 'k' => 1e3, 'm' => 1e6, 'b' or 'g' => 1e9, 't' => 1e12, _ => 0 };
            if (factor != 0 && !IsWordAt(text, letter + length))
            {
                var worth = value * factor;
                return new(start, letter + length, worth, NumberFormat.Sort(worth, kind), end, value, Glued: letter == end, Worded: false);
            }
        }

        return Plain(text, start, end, value, kind);
    }

    // Digits from start to end, everything else dropped but the decimal point.
    private static double Value(string text, int start, int end, char point)
    {
        Span<char> digits = stackalloc char[64];
        var length = 0;
        for (var i = start; i < end && length < digits.Length; i++)
        {
            if (char.IsAsciiDigit(text[i]))
            {
                digits[length++] = text[i];
            }
            else if (text[i] == point)
            {
                digits[length++] = '.';
            }
        }

        if (!double.TryParse(digits[..length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
        {
            return 0;
        }

        // More digits than anybody needs: the first 64 and the size.
        return length == digits.Length && point == '\0' ? value * Math.Pow(10, Math.Max(0, end - start - length)) : value;
    }
}
