using Bot.Core.Understanding.Recognizers.Times;

namespace Bot.Core.Understanding.Recognizers.English.Dates;

/// <summary>Weekdays of a month, and the month that is named after them: the first monday of january, last friday in next month.</summary>
internal sealed partial class Reading
{
    /// <summary>the first monday of january; last friday in next month; second sunday of may 2019.</summary>
    private Piece? WeekdayOfMonth(int at)
    {
        var from = Skip(at, Key.The);
        var last = SenseAt(from).Relation == Relation.Last;
        var (count, next) = (5, from + 1);
        if ((!last && !Ordinal(from, out count, out next)) || count > 5 || SenseAt(next) is not { Weekday: > 0 and var weekday, Plural: false })
        {
            return null;
        }

        var month = Is(next + 1, Key.Of) || Is(next + 1, Key.In) || Is(next + 1, Key.On) ? next + 2 : next + 1;
        return MonthNamed(month) is { } named
            ? new(at, named.Next, Days.Nth(Reference, named.Year, named.Month, weekday, count) is var value && named.Year is not null ? value with { Timex = "XXXX" + value.Timex[4..] } : value)
            : null;
    }

    /// <summary>A month with or without year: may, may 2019, this month, next month, june next year.</summary>
    public (int Next, int? Year, int Month)? MonthNamed(int at)
    {
        at = Skip(at, Key.The);
        if (SenseAt(at).Relation is not (Relation.None or Relation.Same) and var relation)
        {
            if (SenseAt(at + 1) is { Unit: Unit.Month, Plural: false })
            {
                var there = Almanac.PlusMonths(Reference, Step(relation));
                return (at + 2, there.Year, there.Month);
            }

            return SenseAt(at + 1).Month > 0 ? (at + 2, Reference.Year + Step(relation), SenseAt(at + 1).Month) : null;
        }

        if (SenseAt(at) is { Unit: Unit.Month, Plural: false } && Is(at - 1, Key.The))
        {
            return (at + 1, Reference.Year, Reference.Month);
        }

        if (Year(at, out var known, out var name) && SenseAt(Skip(name, ',')).Month is > 0 and var after)
        {
            return (Skip(name, ',') + 1, known, after);
        }

        if (SenseAt(at).Month is not (> 0 and var month))
        {
            return null;
        }

        var next = at + 1;
        return YearOf(ref next, out var year) ? (next, year, month) : (next, null, month);
    }

    /// <summary>A first to fifth that ends before a token.</summary>
    public bool OrdinalBefore(int at, out int first, out int count)
    {
        first = At(at - 2).Digits > 0 ? at - 2 : at - 1;
        return Ordinal(first, out count, out var next) && next == at && count <= 5;
    }
}
