using Bot.Core.Understanding.Recognizers.Times;

namespace Bot.Core.Understanding.Recognizers.English.Dates;

/// <summary>Two days of one month: november 19-20, between 3 and 12 of sept, from ninth till seventeenth of april, 4-23 of next month.</summary>
internal sealed partial class Reading
{
    private Piece? DayRange(int at)
    {
        var between = Is(at, Key.Between);
        var from = between || Is(at, Key.From) || Is(at, Key.On) ? at + 1 : at;
        if (Is(at, Key.On) && SenseAt(from).Month == 0)
        {
            return null;
        }

        // this month 3-12
        var named = SenseAt(from).Month > 0 ? (from + 1, null, SenseAt(from).Month) : SenseAt(from).Relation != Relation.None ? MonthNamed(from) : null;
        if (named is { } front)
        {
            var first = Sign(front.Next, ',') ? front.Next + 1 : front.Next;
            if (!DayNumber(Skip(Is(first, Key.From, Key.Between) ? first + 1 : first, Key.The), out var start, out var next) || !To(ref next, between || Is(first, Key.Between)) || !DayNumber(Skip(next, Key.The), out var end, out next)
                || SenseAt(Skip(next, Key.Of)).Month > 0 || Sign(next, ':') || Joint2(next) || SenseAt(next).Part is not null || (SenseAt(next).Unit != Unit.None))
            {
                return null;
            }

            var year = front.Year;
            if (year is null && YearAfter(ref next, out var known, out var open) && open is null)
            {
                year = known;
            }

            return Days2(at, next, year, front.Month, start, end);
        }

        if (!DayNumber(Skip(from, Key.The), out var one, out var to) || (At(from).Digits > 0 && Glued(from) && At(from - 1).Kind != TokenKind.Symbol) || !To(ref to, between) || !DayNumber(Skip(to, Key.The), out var other, out to))
        {
            return null;
        }

        to = Is(to, Key.Of, Key.In) || Sign(to, ',') ? to + 1 : to;
        if (MonthNamed(to) is not { } back)
        {
            return null;
        }

        var last = back.Next;
        return Days2(at, last, back.Year, back.Month, one, other);
    }

    /// <summary>What stands between two ends: to, till, through, -; and only after between.</summary>
    public bool To(ref int next, bool between)
    {
        if (Is(next, Key.To, Key.Till) || Is(next, Key.Through) || (between && Is(next, Key.And)) || Sign(next, '-') || Sign(next, '–') || Sign(next, '—') || Sign(next, '~'))
        {
            next++;
            return true;
        }

        return false;
    }

    private Piece? Days2(int at, int next, int? year, int month, int first, int last)
    {
        if (first >= last)
        {
            return null;
        }

        var (start, end) = (Days.Of(Reference, year, month, first), Days.Of(Reference, year, month, last));
        if (start.Past is null || end.Past is null)
        {
            return null;
        }

        // One month of one year: the end follows the start.
        var timex = TimexWriter.Range(start.Timex, end.Timex, $"P{last - first}D");
        Stretch? Same(Stretch? day) => day is { } known && Almanac.Day(known.Start.Year, month, last) is { } end ? new Stretch(known.Start, end) : null;
        return new(at, next, TimeValue.Either(TimeKind.DateRange, timex, Same(start.Past), Same(start.Future))) { Closed = true };
    }
}
