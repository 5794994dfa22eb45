using Bot.Core.Understanding.Recognizers.Times;

namespace Bot.Core.Understanding.Recognizers.English.Dates;

/// <summary>Ranges seen from now: this week, next 3 days, last two quarters, the weekend, early next month, end of this year.</summary>
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

    /// <summary>3 next weeks; the 13 last minutes.</summary>
    private Piece? Counted(int at)
    {
        if (!Whole(at, 4, out var count, out var next) || count == 0 || SenseAt(next).Relation is Relation.None or Relation.This or Relation.Same)
        {
            return null;
        }

        var unit = SenseAt(next + 1);
        if (!unit.Plural || unit.Unit == Unit.None || unit.Part is not null)
        {
            return null;
        }

        var length = LengthOf(count, unit.Unit);
        return new(at, next + 2, Spread(new(length, length.Alone(), 0, unit.Unit), Step(SenseAt(next).Relation)));
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

    private static TimeValue? Years(int year, int count) =>
        Almanac.NewYear(year) is { } start && Almanac.NewYear(year + count) is { } end
            ? TimeValue.Fixed(TimeKind.DateRange, TimexWriter.Range(TimexWriter.Date(start), TimexWriter.Date(end), $"P{count}Y"), new Stretch(start, end)) : null;

    private static Grain GrainOf(Unit unit) => unit switch
    {
        Unit.Week or Unit.Weekend or Unit.Workweek or Unit.Fortnight => Grain.Week,
        Unit.Month or Unit.Quarter => Grain.Month,
        Unit.Year or Unit.Decade or Unit.Century => Grain.Year,
        _ => Grain.Day,
    };

    /// <summary>A length before or after now; quarters, decades and centuries begin where the calendar's do.</summary>
    private TimeValue Spread(Measure measure, int step)
    {
        if (measure.Business > 0)
        {
            var way = new List<DateTime>();
            BusinessDays(Reference.Date, step * measure.Business, way);
            way.Sort();
            var (first, over) = (way[0], Almanac.PlusDays(way[^1], 1));
            var timex = TimexWriter.Range(TimexWriter.Date(first), TimexWriter.Date(over), measure.Value.Timex);
            return TimeValue.Fixed(TimeKind.DateRange, timex, new Stretch(first, over)) with { List = string.Join(',', way.Select(TimexWriter.Date)) };
        }

        if (measure.Unit is Unit.Quarter or Unit.Decade or Unit.Century && Whole(measure.Unit, step > 0 ? 1 : 0) is { Past: { } edge })
        {
            var (start, end) = step > 0 ? (edge.Start, measure.Length.From(edge.Start, 1)) : (measure.Length.From(edge.Start, -1), edge.Start);
            return TimeValue.Fixed(TimeKind.DateRange, TimexWriter.Range(TimexWriter.Date(start), TimexWriter.Date(end), measure.Length.Timex), new Stretch(start, end));
        }

        return Periods.FromNow(Reference, measure.Length, step) is var value && measure.Unit == Unit.Weekend
            ? value with { Timex = value.Timex.Replace(measure.Length.Timex, measure.Value.Timex, StringComparison.Ordinal) } : value;
    }
}
