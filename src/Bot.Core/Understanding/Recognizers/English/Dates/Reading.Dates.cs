using Bot.Core.Understanding.Recognizers.Times;

namespace Bot.Core.Understanding.Recognizers.English.Dates;

/// <summary>Days by their numbers and names of months: 22/04, 2018-7-6, May 5th, 14 Feb 2019.</summary>
internal sealed partial class Reading
{
    /// <summary>A day, however it is named.</summary>
    private Piece? Date(int at, int depth = 0)
    {
        Piece? best = null;
        Take(ref best, NumericDate(at, false));
        Take(ref best, MonthDay(at));
        Take(ref best, DayMonth(at));
        Take(ref best, WeekdayDate(at));
        Take(ref best, RelativeDay(at));
        Take(ref best, NamedDay(at));
        Take(ref best, WeekdayOfMonth(at));
        Take(ref best, DayOfMonth(at));
        Take(ref best, Feast(at));
        if (depth == 0)
        {
            Take(ref best, Shifted(at));
        }

        // 8/15 (wed)
        return best is { Next: var end } && Sign(end, '(') && SenseAt(end + 1).Weekday > 0 && Sign(end + 2, ')') ? best with { Next = end + 3 } : best;
    }

    private Piece DayPiece(int first, int next, int? year, int month, int day) => new(first, next, Days.Of(Reference, year, month, day));

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

    /// <summary>May 5th, 2019; november twenty nine; September-2020-23.</summary>
    private Piece? MonthDay(int at)
    {
        if (SenseAt(at).Month is not (> 0 and var month))
        {
            return null;
        }

        if (Joint(at + 1) && Glued(at + 1) && Glued(at + 2) && Sign(at + 3, At(at + 1).Sign) && Glued(at + 3) && Glued(at + 4) && Three(at) is { } three && EndsDate(three.Next))
        {
            return three;
        }

        var from = at + 1;
        from = Sign(from, '.') || Sign(from, '-') || Sign(from, '/') || Sign(from, ',') ? from + 1 : from;
        from = Skip(from, Key.The);
        if (!DayNumber(from, out var day, out var next))
        {
            return null;
        }

        var sure = YearAfter(ref next, out var year, out var open);
        return sure && open is { } digits ? ShortYear(at, next, digits, month, day) : DayPiece(at, next, sure ? year : null, month, day);
    }

    /// <summary>14th Feb, 12 of Nov, the twenty third day of September 2020, 05-Aug-2016.</summary>
    private Piece? DayMonth(int at)
    {
        if (At(at).Digits > 0 && ((Glued(at) && (At(at - 1).Kind == TokenKind.Word || Sign(at - 1, '$'))) || Sign(at - 1, '$')))
        {
            return null;
        }

        if (At(at).Digits > 0 && Joint(at + 1) && Glued(at + 1) && Glued(at + 2) && Sign(at + 3, At(at + 1).Sign) && Glued(at + 3) && Glued(at + 4)
            && (SenseAt(at + 2).Month > 0 || SenseAt(at + 4).Month > 0) && Three(at) is { } three && EndsDate(three.Next))
        {
            return three;
        }

        if (!DayNumber(at, out var day, out var next))
        {
            return null;
        }

        var from = SenseAt(next).Unit == Unit.Day && Is(next + 1, Key.Of) ? next + 1 : next;
        from = Is(from, Key.Of) || Sign(from, '-') || Sign(from, '/') || Sign(from, '.') || Sign(from, ',') ? from + 1 : from;
        from = Skip(from, Key.The);
        if (SenseAt(from).Month is not (> 0 and var month))
        {
            return null;
        }

        next = Sign(from + 1, '.') && At(from).End - At(from).Start < 5 && !EndsText(from + 2) ? from + 2 : from + 1;
        var sure = YearAfter(ref next, out var year, out var open);
        next = sure ? next : from + 1;
        return sure && open is { } digits ? ShortYear(at, next, digits, month, day) : DayPiece(at, next, sure ? year : null, month, day);
    }

    private bool EndsText(int at) => at >= _count;

    /// <summary>A day's number, 1 to 31: 5, 5th, fifth, twenty nine. Not when a clock, a percent or a unit goes on from it.</summary>
    private bool DayNumber(int at, out int day, out int next)
    {
        if (Ordinal(at, out day, out next))
        {
            return day <= 31;
        }

        if (!Whole(at, 2, out day, out next) || day is < 1 or > 31)
        {
            return false;
        }

        return At(at).Digits == 0 || (!(Sign(next, ':') && Glued(next)) && !Sign(next, '%') && !Meridiem(next, out _, out _)
            && !Is(next, Key.Oclock) && !(Glued(next) && At(next).Kind == TokenKind.Word && !Is(next, Key.Possessive)));
    }

    /// <summary>A year that follows a day and month: 2019; , 2019; of 1995; in 2020; two digits, when no comma is before them.</summary>
    private bool YearAfter(ref int next, out int year, out int? open)
    {
        open = null;
        var from = Sign(next, ',') || Sign(next, '-') || Sign(next, '/') || Is(next, Key.Of) || Is(next, Key.In) ? next + 1 : next;
        from = Sign(next, ',') && (Is(from, Key.Of) || Is(from, Key.In)) ? from + 1 : from;
        if (Year(from, out year, out var after) && !(Sign(after, ':') && Glued(after)) && (!Joint(from - 1) || EndsDate(after)))
        {
            next = after;
            return true;
        }

        // January 5th next year
        if (SenseAt(from).Relation is not (Relation.None or Relation.Same) && SenseAt(from + 1) is { Unit: Unit.Year, Plural: false })
        {
            (year, next) = (Reference.Year + Step(SenseAt(from).Relation), from + 2);
            return true;
        }

        var quoted = Sign(from, '\'') || Sign(from, '’');
        from = quoted ? from + 1 : from;
        if (At(from).Digits == 2 && !Fraction(from) && !(Sign(next, ',') && !quoted) && !Is(next, Key.In) && EndsDate(from + 1)
            && (quoted || At(from).Value > 31 || Glued(from) || Is(next, Key.Of)) && !Sign(from + 1, ':') && SenseAt(from + 1) == Sense.None)
        {
            open = At(from).Value;
            next = from + 1;
            return true;
        }

        return false;
    }
}
