using Bot.Core.Understanding.Recognizers.Times;

namespace Bot.Core.Understanding.Recognizers.English.Dates;

/// <summary>Ranges of days by name, and weeks by number or by a day in them: week 31, the week of april 10th.</summary>
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
}
