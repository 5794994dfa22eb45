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
