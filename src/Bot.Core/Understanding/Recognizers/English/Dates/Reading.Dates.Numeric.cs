using Bot.Core.Understanding.Recognizers.Times;

namespace Bot.Core.Understanding.Recognizers.English.Dates;

/// <summary>Days of digits: 22/04, 2018-7-6, 20170302, 23-2020-september.</summary>
internal sealed partial class Reading
{
    /// <summary>A day whose century is open: 12/12/30 is 1930 or 2030.</summary>
    private Piece ShortYear(int first, int next, int year, int month, int day)
    {
        if (Short(year) is { } known)
        {
            return DayPiece(first, next, known, month, day);
        }

        Stretch? On(int century) => Almanac.Day(century + year, month, day) is { } found ? Stretch.At(found) : null;
        return new(first, next, TimeValue.Either(TimeKind.Date, $"XX{year:D2}-{month:D2}-{day:D2}", On(1900), On(2000)));
    }

    /// <summary>A date of digits; <paramref name="dotted"/>: the words before make 7.6 a day too.</summary>
    private Piece? NumericDate(int at, bool dotted)
    {
        var digits = At(at).Digits;
        // 10/1-11/7 are two days, 133-03-03-2020 is none.
        var run = Glued(at) && Joint(at - 1) && Glued(at - 1) && At(at - 2).Kind is TokenKind.Digits && !(Sign(at - 1, '-') && (Sign(at + 1, '/') || Sign(at + 1, '.')));
        if (digits == 0 || run || (Glued(at) && Sign(at - 1, '$')))
        {
            return null;
        }

        if (digits == 8)
        {
            var value = At(at).Value;
            var (year, month, day) = (value / 10000, value / 100 % 100, value % 100);
            return year is >= 1000 and <= 2100 && month is >= 1 and <= 12 && day is >= 1 and <= 31 && !(Glued(at + 1) && At(at + 1).Kind == TokenKind.Word)
                ? DayPiece(at, at + 1, year, month, day) : null;
        }

        if (!Glued(at + 1) || !Joint(at + 1) || !Glued(at + 2) || digits is 3 or > 4)
        {
            return null;
        }

        var sign = At(at + 1).Sign;
        if (Glued(at + 3) && Sign(at + 3, sign) && Glued(at + 4) && Three(at) is { } three)
        {
            return EndsDate(three.Next) ? three : null;
        }

        // 22/04; with a dot or a dash only where the words before say that it is a day.
        var (first, second) = (At(at).Value, At(at + 2).Value);
        var named = Is(at - 1, Key.On, Key.At) || Is(at - 1, Key.In) || (dotted && sign != '-');
        if (digits > 2 || At(at + 2).Digits is not (1 or 2) || (sign != '/' && !named) || !EndsDate(at + 3) || Meridiem(at + 3, out _, out _))
        {
            return null;
        }

        return InYear(first, second) ? DayPiece(at, at + 3, null, first, second)
            : InYear(second, first) && sign != '.' ? DayPiece(at, at + 3, null, second, first) : null;
    }

    /// <summary>Three parts with one sign between them: of digits, or one the name of a month.</summary>
    private Piece? Three(int at)
    {
        Span<int> values = [At(at).Value, At(at + 2).Value, At(at + 4).Value];
        Span<int> digits = [At(at).Digits, At(at + 2).Digits, At(at + 4).Digits];
        var month = SenseAt(at).Month > 0 ? 0 : SenseAt(at + 2).Month > 0 ? 1 : SenseAt(at + 4).Month > 0 ? 2 : -1;
        if (month >= 0)
        {
            // The other two are a day and a year, in either order.
            var (a, b) = month == 0 ? (1, 2) : month == 1 ? (0, 2) : (0, 1);
            var name = SenseAt(at + (2 * month)).Month;
            return digits[a] == 4 && digits[b] is 1 or 2 && values[b] is >= 1 and <= 31 ? DayPiece(at, at + 5, values[a], name, values[b])
                : digits[b] == 4 && digits[a] is 1 or 2 && values[a] is >= 1 and <= 31 ? DayPiece(at, at + 5, values[b], name, values[a])
                : digits[b] == 2 && digits[a] is 1 or 2 && values[a] is >= 1 and <= 31 ? ShortYear(at, at + 5, values[b], name, values[a])
                : null;
        }

        if (digits[0] == 4)
        {
            return digits[1] is 1 or 2 && digits[2] is 1 or 2 && InYear(values[1], values[2]) ? DayPiece(at, at + 5, values[0], values[1], values[2]) : null;
        }

        if (digits[0] > 2 || digits[1] is not (1 or 2) || digits[2] is not (2 or 4))
        {
            return null;
        }

        var (m, d) = InYear(values[0], values[1]) ? (values[0], values[1]) : (values[1], values[0]);
        return !InYear(m, d) ? null : digits[2] == 4 ? DayPiece(at, at + 5, values[2], m, d) : ShortYear(at, at + 5, values[2], m, d);
    }

    private bool Joint(int at) => At(at).Kind == TokenKind.Symbol && At(at).Sign is '/' or '-' or '.';

    private static bool InYear(int month, int day) => month is >= 1 and <= 12 && day is >= 1 and <= 31;

    /// <summary>Whether a date can end before a token: no digits, letters or percent are written on to it, and no more of the same.</summary>
    private bool EndsDate(int next) => !Glued(next)
        || (At(next).Kind == TokenKind.Symbol && !(At(next).Sign is '%' or ':') && !(At(next).Sign is '/' or '.' && Glued(next + 1) && At(next + 1).Digits > 0))
        || Is(next, Key.Possessive) || Word(next, "t");
}
