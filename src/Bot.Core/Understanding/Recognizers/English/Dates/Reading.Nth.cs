using Bot.Core.Understanding.Recognizers.Times;

namespace Bot.Core.Understanding.Recognizers.English.Dates;

/// <summary>The first, third or last so-and-so of a longer range: the third week of 2018, the first 2 weeks of 2021.</summary>
internal sealed partial class Reading
{
    /// <summary>the third week of 2018, last week of july, the first 2 weeks of 2021, the third month of 2021, first ten days of last year.</summary>
    private Piece? NthPeriod(int at)
    {
        var from = Skip(at, Key.The);
        var last = SenseAt(from).Relation == Relation.Last;
        var (number, next) = (0, from + 1);
        if (!last && !Ordinal(from, out number, out next))
        {
            return null;
        }

        var many = Whole(next, 3, out var count, out var after) && count > 0;
        next = many ? after : next;
        var unit = SenseAt(next).Unit;
        if (unit is not (Unit.Day or Unit.Week or Unit.Month or Unit.Weekend) || SenseAt(next).Glued || (!many && SenseAt(next).Plural) || !(Is(next + 1, Key.Of) || Is(next + 1, Key.In) || (!many && SenseAt(next + 1).Relation != Relation.None)) || (many && number > 1))
        {
            return null;
        }

        var inside = SenseAt(next + 1).Relation != Relation.None ? next + 1 : next + 2;
        var month = MonthNamed(inside);
        var end = inside;
        var year = 0;
        if (month is null && !YearOf(ref end, out year) && !OfTheYear(ref end, out year))
        {
            return null;
        }

        end = month?.Next ?? end;
        return many ? Several(at, end, last, count, unit, month, year) : Single(at, end, last, number, unit, month, year);
    }

    private Piece? Single(int at, int next, bool last, int number, Unit unit, (int Next, int? Year, int Month)? month, int year)
    {
        if (unit == Unit.Week && month is { } inside)
        {
            return number <= 5 ? new(at, next, WeekOfMonth(inside.Year, inside.Month, last ? 5 : number)) { Grain = Grain.Week } : null;
        }

        return month is not null ? null : unit switch
        {
            Unit.Week when last || number <= 53 => new(at, next, Periods.WeekOfYear(year, last ? -1 : number)) { Grain = Grain.Week },
            Unit.Month when last || number <= 12 => new(at, next, Periods.Month(Reference, year, last ? 12 : number)) { Grain = Grain.Month },
            _ => null,
        };
    }

    /// <summary>A week of a month, counted by its Thursdays as ISO counts those of a year.</summary>
    private TimeValue WeekOfMonth(int? year, int month, int number)
    {
        Stretch? On(int known) => Almanac.Nth(known, month, 4, number) is { } thursday
            ? WeekOf(thursday.Month == month ? thursday : Almanac.PlusDays(thursday, -7)) : null;
        var here = year ?? Reference.Year;
        var written = Almanac.Nth(here, month, 4, number)?.Month == month ? number : number - 1;
        var timex = $"{TimexWriter.Month(year, month)}-W{written:D2}";
        var (past, future) = (On(here), On(here));
        past = year is null && past?.Start >= Reference ? On(here - 1) : past;
        future = year is null && future?.Start < Reference ? On(here + 1) : future;
        return TimeValue.Either(TimeKind.DateRange, timex, past, future);
    }

    private Piece? Several(int at, int next, bool last, int count, Unit unit, (int Next, int? Year, int Month)? month, int year)
    {
        year = month is { } named ? named.Year ?? Reference.Year : year;
        if (Almanac.Day(year, month?.Month ?? 1, 1) is not { } first || Almanac.Day(year + 1, 1, 1) is not { } over)
        {
            return null;
        }

        var end = month is null ? over : Almanac.PlusMonths(first, 1);
        if (unit == Unit.Week)
        {
            first = Almanac.InWeek(Almanac.InWeek(first, 4) < first ? Almanac.PlusDays(first, 7) : first, 1);
            var close = Almanac.InWeek(end, 4) < end ? Almanac.PlusDays(end, 7) : end;
            end = Almanac.InWeek(close, 1);
        }

        var length = LengthOf(count, unit);
        var (start, stop) = last ? (length.From(end, -1), end) : (first, length.From(first, 1));
        return new(at, next, TimeValue.Fixed(TimeKind.DateRange, TimexWriter.Range(TimexWriter.Date(start), TimexWriter.Date(stop), length.Timex), new Stretch(start, stop)));
    }
}
