using Bot.Core.Understanding.Recognizers.Times;

namespace Bot.Core.Understanding.Recognizers.English.Dates;

/// <summary>Weekdays: friday, next monday, tuesday the 4th, monday next week.</summary>
internal sealed partial class Reading
{
    /// <summary>A weekday alone or before what tells it: a date, a day's number, a week.</summary>
    private Piece? WeekdayDate(int at)
    {
        if (SenseAt(at) is not { Weekday: > 0 and var weekday, Plural: false } sense)
        {
            return null;
        }

        var dotted = Sign(at + 1, '.') && At(at).End - At(at).Start < 6 && !EndsText(at + 2);
        var from = dotted ? at + 2 : at + 1;
        if (WithDate(from) is { } date)
        {
            return date with { First = at };
        }

        // monday next week; monday of next week.
        var week = Skip(Skip(Skip(from, ','), Key.Of), Key.The);
        if (SenseAt(week).Relation is not (Relation.None or Relation.Same) and var relation && SenseAt(week + 1) is { Unit: Unit.Week, Plural: false })
        {
            return new(at, week + 2, Days.WeekdayOf(Reference, weekday, Step(relation)));
        }

        if (WithNumber(at, from, weekday) is { } numbered)
        {
            return numbered;
        }

        return sense.Doubtful && !Timely(at) ? null : new(at, at + 1, Days.Weekday(Reference, weekday));
    }

    /// <summary>A date that a weekday stands before: friday 7.6; tuesday, jan 15; friday (jun-15).</summary>
    private Piece? WithDate(int from)
    {
        var bracket = Sign(from, '(');
        var inner = bracket || Sign(from, ',') || Sign(from, '-') ? from + 1 : from;
        inner = Is(inner, Key.The) || Is(inner, Key.On) ? inner + 1 : inner;
        var date = NumericDate(inner, true) ?? MonthDay(inner) ?? DayMonth(inner);
        return date is null ? null : bracket ? Sign(date.Next, ')') ? date with { Next = date.Next + 1 } : null : date;
    }

    /// <summary>monday the 24th is that day of this month; monday 21 and monday 21st the months where that day is one.</summary>
    private Piece? WithNumber(int first, int from, int weekday)
    {
        from = Skip(from, ',');
        var the = Is(from, Key.The);
        var number = the ? from + 1 : from;
        if (!(Ordinal(number, out var day, out var next) || (At(number).Digits is 1 or 2 && DayNumber(number, out day, out next))) || day is < 1 or > 31 || Joint2(next) || Conjoined(number, next))
        {
            return null;
        }

        if (the && Almanac.Day(Reference.Year, Reference.Month, day) is { } here)
        {
            return new(first, next, Days.Exactly(here));
        }

        if (Almanac.Day(Reference.Year, Reference.Month, day) is { } now && Almanac.Weekday(now) == weekday && now == Reference.Date)
        {
            return new(first, next, Days.Exactly(now));
        }

        return new(first, next, TimeValue.Either(TimeKind.Date, TimexWriter.Weekday(weekday), Meeting(weekday, day, -1), Meeting(weekday, day, 1)));
    }

    /// <summary>Whether a bare number begins a range or a count rather than names a day: monday 6-8, monday 2 hours.</summary>
    private bool Conjoined(int number, int next) => At(number).Digits > 0 && next == number + 1
        && (Sign(next, '-') || Sign(next, '–') || Sign(next, '~') || Is(next, Key.To, Key.Till) || Is(next, Key.Through) || SenseAt(next).Unit != Unit.None || SenseAt(next).Part is not null || (Is(next, Key.In) && PartOfDay(next) is not null));

    /// <summary>The nearest month before or after now whose given day is the weekday.</summary>
    private Stretch? Meeting(int weekday, int day, int step)
    {
        var first = new DateTime(Reference.Year, Reference.Month, 1);
        for (var months = 0; months < 12 * 40; months++)
        {
            var month = Almanac.PlusMonths(first, step * months);
            if (Almanac.Day(month.Year, month.Month, day) is { } date && Almanac.Weekday(date) == weekday && (step < 0 ? date < Reference.Date : date >= Reference.Date))
            {
                return Stretch.At(date);
            }
        }

        return null;
    }

    /// <summary>next monday, this past wednesday, last week friday, next week's monday, this 5/12, this friday (jun-15).</summary>
    private Piece? RelativeWeekday(int at)
    {
        var relation = SenseAt(at).Relation;
        if (relation is Relation.None or Relation.Same)
        {
            return null;
        }

        var from = at + 1;
        if (relation == Relation.This && SenseAt(from).Relation is Relation.Past or Relation.Coming)
        {
            (relation, from) = (SenseAt(from).Relation, from + 1);
        }

        if (SenseAt(from) is { Unit: Unit.Week, Plural: false })
        {
            var day = Is(from + 1, Key.Possessive) || Sign(from + 1, '-') || Sign(from + 1, ',') || Is(from + 1, Key.On) ? from + 2 : from + 1;
            return SenseAt(day) is { Weekday: > 0, Plural: false } ? new(at, day + 1, Days.WeekdayOf(Reference, SenseAt(day).Weekday, Step(relation))) : null;
        }

        if (SenseAt(from) is { Weekday: > 0 and var weekday, Plural: false })
        {
            // The date in brackets or after it says the day; the year is this one.
            var dated = WithDate(from + 1);
            return dated is not null ? ThisYear(dated) with { First = at } : new(at, from + 1, Relative(relation, weekday));
        }

        return relation == Relation.This && NumericDate(from, false) is { } date ? ThisYear(date) with { First = at } : null;
    }

    private Piece ThisYear(Piece date)
    {
        if (!date.Value.Timex.StartsWith("XXXX", StringComparison.Ordinal) || date.Value.Future is not { } day)
        {
            return date;
        }

        var here = Almanac.Day(Reference.Year, day.Start.Month, day.Start.Day) ?? day.Start;
        return date with { Value = TimeValue.Fixed(TimeKind.Date, date.Value.Timex, Stretch.At(here)) };
    }

    private TimeValue Relative(Relation relation, int weekday)
    {
        if (relation is Relation.Coming or Relation.Past)
        {
            var here = Almanac.InWeek(Reference.Date, weekday);
            return Days.Exactly(relation == Relation.Coming ? (here > Reference.Date ? here : Almanac.PlusDays(here, 7)) : here < Reference.Date ? here : Almanac.PlusDays(here, -7));
        }

        return Days.WeekdayOf(Reference, weekday, Step(relation));
    }

    private static int Step(Relation relation) => relation switch
    {
        Relation.Next or Relation.Coming => 1,
        Relation.Last or Relation.Past => -1,
        _ => 0,
    };

    /// <summary>Whether a neighbour of a doubtful word speaks of time too: on sun, sat 5pm, next sun.</summary>
    private bool Timely(int at) => Is(at - 1, Key.On) || SenseAt(at - 1).Relation != Relation.None || SenseAt(at - 1).Weekday > 0 || SenseAt(at + 1).Part is not null
        || At(at + 1).Digits > 0 || Is(at + 1, Key.At) || SenseAt(at + 1).Month > 0 || Is(at - 1, Key.Every) || Is(at - 1, Key.By) || Is(at - 1, Key.Till) || (Sign(at + 1, ',') && At(at + 2).Digits > 0);
}
