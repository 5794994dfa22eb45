using Bot.Core.Understanding.Recognizers.Times;

namespace Bot.Core.Understanding.Recognizers.English.Dates;

/// <summary>Days seen from today, and days of a month that is not said: tomorrow, the day before yesterday, on the 18th.</summary>
internal sealed partial class Reading
{
    /// <summary>next monday, this past friday; next day, the following day.</summary>
    private Piece? RelativeDay(int at)
    {
        var from = Skip(at, Key.The);
        if (SenseAt(from).Relation is Relation.Next or Relation.Last or Relation.Coming && SenseAt(from + 1) is { Unit: Unit.Day, Plural: false, Part: null } && !Is(from + 2, Key.Of))
        {
            return new(at, from + 2, Days.FromNow(Reference, Step(SenseAt(from).Relation)));
        }

        return RelativeWeekday(at);
    }

    /// <summary>today, tomorrow, yesterday, the day after tomorrow, the day before, the day.</summary>
    private Piece? NamedDay(int at)
    {
        if (Days3(KeyAt(at)) is { } days)
        {
            return new(at, at + 1, Days.FromNow(Reference, days));
        }

        var from = Skip(at, Key.The);
        if (SenseAt(from) is not { Unit: Unit.Day, Plural: false, Part: null } || Glued(from) || SenseAt(from - 1).Relation != Relation.None)
        {
            return null;
        }

        if (Is(from + 1, Key.After, Key.Before) || Is(from + 1, Key.From))
        {
            var step = Is(from + 1, Key.Before) ? -1 : 1;
            if (Days3(KeyAt(from + 2)) is { } base3)
            {
                return new(at, from + 3, Days.FromNow(Reference, base3 + step));
            }

            if ((Feast(from + 2) ?? MonthDay(from + 2) ?? DayMonth(from + 2) ?? NumericDate(from + 2, false) ?? WeekdayDate(from + 2)) is { Value.Future: { } day } known)
            {
                return new(at, known.Next, Days.Exactly(Almanac.PlusDays(day.Start, step)));
            }

            if (from > at && SenseAt(from + 2) == Sense.None)
            {
                return new(at, from + 2, Days.FromNow(Reference, step));
            }
        }

        return from > at && !Is(at - 1, Key.All, Key.Rest) && !Is(at - 1, Key.Time) ? new(at, from + 1, Days.FromNow(Reference, 0)) : null;
    }

    private static int? Days3(Key key) => key switch
    {
        Key.Today => 0,
        Key.Tomorrow => 1,
        Key.Yesterday => -1,
        _ => null,
    };

    /// <summary>on the 18th; the 15th day of next month; 20th of this month; the first day of may.</summary>
    private Piece? DayOfMonth(int at)
    {
        var from = Skip(at, Key.The);
        var last = SenseAt(from).Relation == Relation.Last && SenseAt(from + 1) is { Unit: Unit.Day, Plural: false };
        var (day, next) = (0, from + 1);
        var ordinal = last || Ordinal(from, out day, out next);
        if (ordinal && day <= 31)
        {
            var named = SenseAt(next) is { Unit: Unit.Day, Plural: false, Part: null };
            var of = named ? next + 1 : next;
            if (Is(of, Key.Of, Key.In) && (SenseAt(Skip(of + 1, Key.The)) is { Relation: not Relation.None } || Is(of + 1, Key.The) || named) && OfPeriod(of + 1, day, named) is { } inside)
            {
                return new(at, inside.Next, inside.Value);
            }
        }

        var end = Is(at - 1, Key.For) && from > at && ordinal && At(next).Kind != TokenKind.Word && At(next).Kind != TokenKind.Digits;
        if (last || !(Is(at - 1, Key.On, Key.At) || Is(at - 1, Key.In) || end) || !(ordinal || (Is(at - 1, Key.On) && At(from).Digits is 1 or 2 && DayNumber(from, out day, out next))) || day is < 1 or > 31)
        {
            return null;
        }

        // on the 4th floor, in the 1st week, on 5 occasions speak of other things.
        var sense = SenseAt(next);
        return (At(from).Digits > 0 || At(next).Kind != TokenKind.Word) && (At(next).Kind != TokenKind.Word || (sense != Sense.None && sense.Unit == Unit.None)) && !Joint2(next)
            ? new(at, next, Days.OfMonth(Reference, day)) : null;
    }

    private bool Joint2(int at) => Joint(at) && Glued(at) && Glued(at + 1) && At(at + 1).Digits > 0;

    /// <summary>A day of a period; 0 is its last.</summary>
    private (int Next, TimeValue Value)? OfPeriod(int at, int day, bool named)
    {
        if (MonthNamed(at) is { } month)
        {
            return month.Year is { } year
                ? (month.Next, Days.Of(Reference, year, month.Month, day > 0 ? day : DateTime.DaysInMonth(Math.Clamp(year, 1, 9999), month.Month)))
                : day > 0 ? null : (month.Next, Days.Of(Reference, null, month.Month, DateTime.DaysInMonth(Reference.Year, month.Month)));
        }

        var from = at;
        if (named && (YearOf(ref from, out var known) || OfTheYear(ref from, out known)))
        {
            return Almanac.Day(known, 1, 1) is { } first ? (from, Days.Exactly(Almanac.PlusDays(day > 0 ? first : Almanac.PlusMonths(first, 12), day - 1))) : null;
        }

        return null;
    }

    private bool OfTheYear(ref int next, out int year)
    {
        year = Reference.Year;
        if (Is(next, Key.The) && SenseAt(next + 1) is { Unit: Unit.Year, Plural: false })
        {
            next += 2;
            return true;
        }

        return false;
    }

    /// <summary>A year that tells a month or quarter: 2019; , 2019; of 87; in the year 2019; this year; -2018.</summary>
    private bool YearOf(ref int next, out int year)
    {
        var glued = (Sign(next, '-') || Sign(next, '/')) && Glued(next) && Glued(next + 1);
        var from = Sign(next, ',') || glued ? next + 1 : next;
        var of = Is(from, Key.Of) || Is(from, Key.In);
        from = of ? from + 1 : from;
        var the = Is(from, Key.The) ? from + 1 : from;
        the = SenseAt(the) is { Unit: Unit.Year, Plural: false } ? the + 1 : the;
        if (Year(the, out year, out var after) && !Joint2(after) && (!glued || EndsDate(after)) && !(Sign(after, ':') && Glued(after)))
        {
            next = after;
            return true;
        }

        if (SenseAt(from).Relation is not (Relation.None or Relation.Same) and var relation)
        {
            var calendar = Is(from + 1, Key.Calendar) ? from + 2 : from + 1;
            if (SenseAt(calendar) is { Unit: Unit.Year, Plural: false })
            {
                year = Reference.Year + Step(relation);
                next = calendar + 1;
                return true;
            }
        }

        var quoted = Sign(from, '\'') || Sign(from, '’');
        from = quoted ? from + 1 : from;
        if ((of || quoted) && At(from).Digits == 2 && Short(At(from).Value) is { } two && EndsDate(from + 1) && SenseAt(from + 1).Unit == Unit.None && !Sign(from + 1, ':'))
        {
            (year, next) = (two, from + 1);
            return true;
        }

        return false;
    }
}
