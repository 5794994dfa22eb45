using Bot.Core.Understanding.Recognizers.Times;

namespace Bot.Core.Understanding.Recognizers.English.Dates;

/// <summary>Ranges seen from now: this week, the weekend, next june, last quarter.</summary>
internal sealed partial class Reading
{
    private Piece? RelativePeriod(int at)
    {
        var the = Is(at, Key.The);
        var from = the ? at + 1 : at;
        var sense = SenseAt(from);
        if (sense.Relation == Relation.None)
        {
            return Counted(at) ?? (sense.Unit == Unit.None ? null : Bare(at, from));
        }

        var relation = sense.Relation;
        var next = from + 1;
        if (relation == Relation.This && SenseAt(next).Relation is Relation.Past or Relation.Coming)
        {
            (relation, next) = (SenseAt(next).Relation, next + 1);
        }

        if (KeyAt(next) is Key.Fiscal or Key.Calendar or Key.School)
        {
            return NamedYear(from, next, Step(relation), true);
        }

        if (SenseAt(next).Month is > 0 and var month)
        {
            if (month == 5 && !MayIsMonth(next))
            {
                return null;
            }

            return relation == Relation.Same ? null : new(from, next + 1, Periods.Month(Reference, Reference.Year + Step(relation), month)) { Grain = Grain.Month };
        }

        if (SenseAt(next) is { Plural: false, Glued: false, Unit: not Unit.None } unit && (unit.Ordinal == 0 || relation == Relation.Next || relation == Relation.Last))
        {
            var long10 = unit.Unit is Unit.Decade or Unit.Century;
            return Relative(relation, unit.Unit) is { } value ? new(long10 ? at : from, next + 1, value) { Grain = GrainOf(unit.Unit) } : null;
        }

        // It will last three days.
        if (relation is Relation.This or Relation.Same || Is(next, Key.A) || (Word(from, "last") && from == at && Auxiliary.Contains(WordAt(at - 1))) || !Duration(next, out var measure, out var end, true))
        {
            return null;
        }

        return new(from, end, Spread(measure, Step(relation))) { Closed = measure.Length.HasClock };
    }

    /// <summary>the week, the month, the year, weekend, the week after next.</summary>
    private Piece? Bare(int at, int from)
    {
        var unit = SenseAt(from);
        if (unit.Plural || unit.Glued || unit.Unit is not (Unit.Week or Unit.Month or Unit.Year or Unit.Weekend or Unit.Quarter) || SenseAt(at - 1).Relation != Relation.None)
        {
            return null;
        }

        if ((Is(from + 1, Key.After) && SenseAt(from + 2).Relation == Relation.Next) || (Is(from + 1, Key.Before) && SenseAt(from + 2).Relation == Relation.Last))
        {
            return Whole(unit.Unit, Is(from + 1, Key.After) ? 2 : -2) is { } far ? new(at, from + 3, far) { Grain = GrainOf(unit.Unit) } : null;
        }

        if (unit.Unit == Unit.Weekend && Is(from + 1, Key.Of) && Feast(Skip(from + 2, Key.The)) is { } feast)
        {
            return new(at, feast.Next, LongWeekend(feast)) { Grain = Grain.Week };
        }

        return unit.Unit != Unit.Weekend && ((from == at && !AfterPart(at)) || At(from + 1).Digits > 0 || (Is(from + 1, Key.Of) && At(from + 2).Digits > 0) || unit.Unit == Unit.Quarter) ? null
            : Whole(unit.Unit, 0) is { } value ? new(at, from + 1, value) { Grain = GrainOf(unit.Unit) } : null;
    }

    /// <summary>end of month, mid week: the article may be missing there.</summary>
    private bool AfterPart(int at) => Is(at - 1, Key.Of) ? Is(at - 2, Key.End, Key.Beginning) || Is(at - 2, Key.Mid) : Is(at - 1, Key.Mid) || (Sign(at - 1, '-') && Is(at - 2, Key.Mid));

    private TimeValue? Relative(Relation relation, Unit unit)
    {
        if (relation != Relation.Same)
        {
            return Whole(unit, Step(relation));
        }

        return Whole(unit, 0) is { } here && unit is Unit.Week or Unit.Month or Unit.Year or Unit.Weekend
            ? here with { Mod = "ref_undef", Timex = unit switch { Unit.Week => "XXXX-WXX", Unit.Month => "XXXX-XX", Unit.Year => "XXXX", _ => "XXXX-WXX-WE" } }
            : null;
    }

    /// <summary>A whole unit so many from the one that is now.</summary>
    private TimeValue? Whole(Unit unit, int step)
    {
        var today = Reference.Date;
        switch (unit)
        {
            case Unit.Week:
                return Periods.Week(Reference, step);
            case Unit.Workweek:
                return Periods.Week(Reference, step) is { Past: { } week } whole ? TimeValue.Fixed(TimeKind.DateRange, whole.Timex, new Stretch(week.Start, Almanac.PlusDays(week.Start, 5))) : null;
            case Unit.Weekend:
                return Periods.Weekend(Reference, step);
            case Unit.Month:
                return Periods.MonthFromNow(Reference, step);
            case Unit.Quarter:
                var quarter = Almanac.PlusMonths(today, (3 * step) - ((today.Month - 1) % 3));
                return Periods.Months(quarter.Year, quarter.Month, 3);
            case Unit.Year:
                return Periods.Year(Reference.Year + step);
            case Unit.Decade:
                return Years((Reference.Year / 10 * 10) + (10 * step), 10);
            case Unit.Century:
                return Years((Reference.Year / 100 * 100) + (100 * step), 100);
            case Unit.Fortnight:
                var monday = Almanac.InWeek(Almanac.PlusDays(today, 14 * step), 1);
                var end = Almanac.PlusDays(monday, 14);
                return TimeValue.Fixed(TimeKind.DateRange, TimexWriter.Range(TimexWriter.Date(monday), TimexWriter.Date(end), "P2W"), new Stretch(monday, end));
            case Unit.Hour or Unit.Minute or Unit.Second when step != 0:
                return Periods.FromNow(Reference, LengthOf(1, unit), step);
            default:
                return null;
        }
    }
}
