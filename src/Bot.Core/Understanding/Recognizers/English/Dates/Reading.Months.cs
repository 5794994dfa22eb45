using Bot.Core.Understanding.Recognizers.Times;

namespace Bot.Core.Understanding.Recognizers.English.Dates;

/// <summary>Months: may 2019, april of 87, dec-2018, the month of may, 2015-3.</summary>
internal sealed partial class Reading
{
    /// <summary>may 2019, april of 87, dec-2018, july next year, may; 2015-3, 12-2015, 2019 july.</summary>
    private Piece? MonthPeriod(int at, bool bare)
    {
        if (At(at).Digits > 0)
        {
            return NumericMonth(at);
        }

        // the month of may
        var of = Skip(at, Key.The);
        if (SenseAt(of) is { Unit: Unit.Month, Plural: false } && Is(of + 1, Key.Of) && SenseAt(of + 2).Month > 0)
        {
            return MonthPeriod(of + 2, false) is { } named ? named with { First = at } : null;
        }

        if (SenseAt(at).Month is not (> 0 and var month) || (At(at - 1).Kind == TokenKind.Symbol && Glued(at) && At(at - 1).Sign is '$' or '#' or '@'))
        {
            return null;
        }

        var next = Sign(at + 1, '.') && Glued(at + 1) && At(at).End - At(at).Start < 5 && At(at + 2).Digits > 0 ? at + 2 : at + 1;
        if (YearOf(ref next, out var year))
        {
            return new(at, next, Periods.Month(Reference, year, month)) { Grain = Grain.Month };
        }

        // may is a verb too: alone it needs a word of time at its side.
        if (month == 5 && bare && !MayIsMonth(at))
        {
            return null;
        }

        return new(at, at + 1, Periods.Month(Reference, null, month)) { Grain = Grain.Month, Month = month };
    }

    private bool MayIsMonth(int at) => !Verbal.Contains(WordAt(at + 1)) && (
        KeyAt(at - 1) is Key.In or Key.Of or Key.By or Key.Since or Key.Before or Key.After or Key.Till or Key.From or Key.To or Key.Between or Key.Through
            or Key.Mid or Key.Early or Key.Late or Key.For or Key.The or Key.Every or Key.On
        || SenseAt(at - 1).Relation != Relation.None
        || ((Is(at - 1, Key.And, Key.Or) || Sign(at - 1, '-') || Sign(at - 1, ',')) && SenseAt(at - 2).Month > 0)
        || ((Is(at + 1, Key.To, Key.Till) || Is(at + 1, Key.Through) || Sign(at + 1, '-')) && SenseAt(at + 2).Month > 0));

    private Piece? NumericMonth(int at)
    {
        if ((Glued(at) && (Joint(at - 1) || At(at - 1).Kind == TokenKind.Word)) || !Glued(at + 1) || !(Sign(at + 1, '-') || Sign(at + 1, '/')) || !Glued(at + 2))
        {
            return At(at).Digits == 4 && SenseAt(Skip(at + 1, ',')).Month is > 0 and var named && !Is(at - 1, Key.In) && Year(at, out var known, out _) && !DayNumber(Skip(at + 1, ',') + 1, out _, out _)
                ? new(at, Skip(at + 1, ',') + 1, Periods.Month(Reference, known, named)) { Grain = Grain.Month } : null;
        }

        if (At(at).Digits == 4 && SenseAt(at + 2).Month is > 0 and var inside && EndsDate(at + 3) && !Joint2(at + 3))
        {
            return new(at, at + 3, Periods.Month(Reference, At(at).Value, inside)) { Grain = Grain.Month };
        }

        var (year, month) = At(at).Digits == 4 && At(at + 2).Digits is 1 or 2 ? (At(at).Value, At(at + 2).Value)
            : At(at).Digits is 1 or 2 && At(at + 2).Digits == 4 ? (At(at + 2).Value, At(at).Value) : (0, 0);
        return year is >= 1000 and <= 2100 && month is >= 1 and <= 12 && EndsDate(at + 3) && !Joint2(at + 3)
            ? new(at, at + 3, Periods.Month(Reference, year, month)) { Grain = Grain.Month } : null;
    }
}
