using Bot.Core.Understanding.Recognizers.Times;

namespace Bot.Core.Understanding.Recognizers.English.Dates;

/// <summary>Months, years, quarters, seasons, decades, centuries, weeks by number.</summary>
internal sealed partial class Reading
{
    /// <summary>A range of days, however it is named.</summary>
    private Piece? Period(int at, bool bare = true)
    {
        Piece? best = null;
        Take(ref best, RelativePeriod(at));
        Take(ref best, MonthPeriod(at, bare));
        Take(ref best, YearPeriod(at));
        Take(ref best, WeekPeriod(at));
        Take(ref best, QuarterPeriod(at));
        Take(ref best, NthPeriod(at));
        Take(ref best, SeasonPeriod(at));
        Take(ref best, DecadePeriod(at));
        Take(ref best, RestOf(at));
        if (bare)
        {
            Take(ref best, PartOfPeriod(at));
        }

        return best;
    }

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

    /// <summary>1998; year 2008; calendar year 2008; fy18; fiscal year.</summary>
    private Piece? YearPeriod(int at)
    {
        if (KeyAt(at) is Key.Fiscal or Key.Calendar or Key.School)
        {
            return NamedYear(at, at, 0, false);
        }

        var from = SenseAt(at) is { Unit: Unit.Year, Plural: false, Glued: false } ? Skip(at + 1, Key.Of) : at;
        if (!Year(from, out var year, out var next) || (Glued(from) && (At(from - 1).Kind == TokenKind.Word || Sign(from - 1, '$') || Sign(from - 1, ',') || Sign(from - 1, ':'))) || Sign(from - 1, '$'))
        {
            return null;
        }

        var digits = At(from).Digits > 0;
        if (!digits && SenseAt(next).Unit != Unit.None)
        {
            return null;
        }

        // Parts of a longer number are no year: 133-03-03-2020, 2015-1-32.
        var before = Glued(from) && Joint(from - 1) && Glued(from - 1) && At(from - 2).Digits is > 0 and not 4;
        var after = digits && Joint2(next) && At(next + 1).Digits != 4;
        return before || after || Sign(next, '%') ? null : new(at, next, Periods.Year(year)) { Grain = Grain.Year };
    }

    /// <summary>A fiscal, calendar or school year from its first word on; <paramref name="step"/> from this one when it has a relation.</summary>
    private Piece? NamedYear(int first, int at, int step, bool related)
    {
        var key = KeyAt(at);
        var two = SenseAt(at + 1) is { Unit: Unit.Year, Plural: false };
        var shorthand = At(at).End - At(at).Start == 2;
        var next = two ? at + 2 : at + 1;
        if (!two && !shorthand)
        {
            return null;
        }

        int? year = related ? Reference.Year + step : null;
        if (!related)
        {
            if (Year(next, out var known, out var after))
            {
                (year, next) = (known, after);
            }
            else if (At(next).Digits == 2 && EndsDate(next + 1))
            {
                (year, next) = (2000 + At(next).Value, next + 1);
            }
        }

        if (key == Key.Calendar)
        {
            return year is { } calendar ? new(first, next, Periods.Year(calendar)) { Grain = Grain.Year } : null;
        }

        var letters = key == Key.Fiscal ? "FY" : "SY";
        return year is null && !two ? null : new(first, next, new TimeValue(TimeKind.DateRange, letters + TimexWriter.Year(year))) { Grain = Grain.Year };
    }

    /// <summary>week 31; w31; the week of april 10th; the week commencing february 4.</summary>
    private Piece? WeekPeriod(int at)
    {
        var from = Skip(at, Key.The);
        if (SenseAt(from) is not { Unit: Unit.Week, Plural: false } sense)
        {
            return null;
        }

        if (Is(from + 1, Key.Of, Key.Commencing) || Is(from + 1, Key.Starting, Key.Beginning) || Is(from + 1, Key.On) || Is(from + 1, Key.From))
        {
            var day = Is(from + 2, Key.On) ? from + 3 : from + 2;
            if ((Date(day, 1) ?? OpenDay(day)) is { Value: { Past: { } past, Future: { } future } } date)
            {
                return new(at, date.Next, TimeValue.Either(TimeKind.DateRange, date.Value.Timex, WeekOf(past.Start), WeekOf(future.Start))) { Grain = Grain.Week };
            }

            return null;
        }

        var number = Word(from + 1, "number") ? from + 2 : from + 1;
        if (from > at || (sense.Glued && !Glued(number)) || At(number).Digits is not (1 or 2) || At(number).Value is < 1 or > 53 || !EndsDate(number + 1) || Sign(number + 1, ':'))
        {
            return null;
        }

        var next = number + 1;
        return new(at, YearOf(ref next, out var year) ? next : number + 1, Periods.WeekOfYear(next > number + 1 ? year : Reference.Year, At(number).Value)) { Grain = Grain.Week };
    }

    private Piece? OpenDay(int at)
    {
        var from = Skip(at, Key.The);
        return Ordinal(from, out var day, out var next) && day <= 31 ? new(at, next, Days.OfMonth(Reference, day)) : null;
    }

    private static Stretch WeekOf(DateTime day) => Almanac.InWeek(day, 1) is var monday ? new Stretch(monday, Almanac.PlusDays(monday, 7)) : default;

    /// <summary>this summer, summer of 2018, last winter, spring.</summary>
    private Piece? SeasonPeriod(int at)
    {
        if (At(at).Digits == 4 && SenseAt(at + 1).Season is { } after && Year(at, out var before, out _))
        {
            return new(at, at + 2, Periods.Season(before, after)) { Grain = Grain.Month };
        }

        var from = Skip(at, Key.The);
        var relation = SenseAt(from).Relation;
        var season = relation == Relation.None ? from : from + 1;
        if (relation == Relation.Same || SenseAt(season).Season is not { } name)
        {
            return null;
        }

        var next = season + 1;
        int? year = relation != Relation.None ? Reference.Year + Step(relation) : YearOf(ref next, out var known) ? known : null;
        if (year is null && Is(season, Key.Fall) && !Is(season - 1, Key.In, Key.The) && !Is(season - 1, Key.Early, Key.Late))
        {
            return null;
        }

        return new(from, next, Periods.Season(year, name)) { Grain = Grain.Month };
    }

    /// <summary>the 1980s, nineteen eighties, the 90s; 15th century.</summary>
    private Piece? DecadePeriod(int at)
    {
        var from = Skip(at, Key.The);
        if (Ordinal(from, out var nth, out var next) && SenseAt(next) is { Unit: Unit.Century, Plural: false } && nth is >= 1 and <= 98)
        {
            return Periods.Span(new DateTime(Math.Max((nth - 1) * 100, 1), 1, 1), new DateTime(nth * 100, 1, 1), 'Y') is var century
                ? new(from, next + 1, century with { Timex = century.Timex[..23] + "P100Y)" }) { Grain = Grain.Year } : null;
        }

        var quoted = Sign(from, '\'') || Sign(from, '’');
        var number = quoted ? from + 1 : from;
        if (At(number).Digits is 2 or 4 && At(number).Value % 10 == 0)
        {
            var mark = Sign(number + 1, '\'') || Sign(number + 1, '’') ? number + 2 : number + 1;
            var plural = Glued(mark) && (Word(mark, "s") || Is(mark, Key.Possessive));
            var value = At(number).Value;
            return !plural || (value < 100 && !quoted && from == at && !Is(at - 1, Key.Early, Key.Late) && !Is(at - 1, Key.Mid) && mark == number + 1 && Word(mark, "s")) ? null
                : new(at, mark + 1, value >= 1000 ? Periods.Decade(Reference, (value / 100) + 1, value % 100) : Periods.Decade(Reference, null, value)) { Grain = Grain.Year };
        }

        if (SenseAt(from).Cardinal is >= 10 and <= 20 and var hundreds && SenseAt(from + 1).Decade is >= 0 and var decade)
        {
            return new(at, from + 2, Periods.Decade(Reference, hundreds + 1, decade)) { Grain = Grain.Year };
        }

        return SenseAt(from).Decade is >= 0 and var tens && from > at ? new(at, from + 1, Periods.Decade(Reference, null, tens)) { Grain = Grain.Year } : null;
    }
}
