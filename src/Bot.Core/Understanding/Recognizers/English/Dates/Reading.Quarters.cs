using Bot.Core.Understanding.Recognizers.Times;

namespace Bot.Core.Understanding.Recognizers.English.Dates;

/// <summary>Quarters, halves and the first, third or last so-and-so of a longer range.</summary>
internal sealed partial class Reading
{
    /// <summary>q3 2019, 2019-q1, h2 2019, next year's first quarter, 2019 third quarter.</summary>
    private Piece? QuarterPeriod(int at)
    {
        if (Part(at, out var months, out var number, out var next))
        {
            return YearOf(ref next, out var year) ? Quarter(at, next, year, months, number) : Quarter(at, next, null, months, number);
        }

        var from = Is(at, Key.The) ? at + 1 : at;
        var relation = SenseAt(from).Relation;
        int known;
        if (relation is not (Relation.None or Relation.Same) && SenseAt(from + 1) is { Unit: Unit.Year, Plural: false })
        {
            known = Reference.Year + Step(relation);
            from += 2;
            from = Is(from, Key.Possessive) ? from + 1 : from;
        }
        else if (!Year(at, out known, out from) || (Glued(at) && At(at - 1).Kind == TokenKind.Word))
        {
            return null;
        }

        from = Sign(from, '-') || Sign(from, ',') || Sign(from, '/') ? from + 1 : from;
        from = Skip(from, Key.The);
        return Part(from, out months, out number, out next, true) ? Quarter(at, next, known, months, number) : null;
    }

    /// <summary>q1 to q4, h1, h2, [the] first quarter, second half.</summary>
    private bool Part(int at, out int months, out int number, out int next, bool dated = false)
    {
        (months, number, next) = (0, 0, at);
        if ((Is(at, Key.QuarterMark) || Is(at, Key.HalfMark)) && Glued(at + 1) && At(at + 1).Digits == 1 && EndsDate(at + 2) && !(Glued(at) && At(at - 1).Digits > 0))
        {
            (months, number, next) = (Is(at, Key.QuarterMark) ? 3 : 6, At(at + 1).Value, at + 2);
            return number >= 1 && number <= 12 / months;
        }

        var from = Skip(at, Key.The);
        var last = SenseAt(from).Relation == Relation.Last;
        if (!last && !Ordinal(from, out number, out next))
        {
            return false;
        }

        next = last ? from + 1 : next;
        months = SenseAt(next) is { Unit: Unit.Quarter, Plural: false } ? 3 : Is(next, Key.Half) ? 6 : 0;
        next++;
        if (months == 0 || (!dated && ((last && !Is(next, Key.Of)) || (months == 6 && !Is(next, Key.Of) && !Is(next, Key.In)))))
        {
            return false;
        }

        number = last ? 12 / months : number;
        return number >= 1 && number <= 12 / months;
    }

    private Piece? Quarter(int at, int next, int? year, int months, int number)
    {
        // of the year leaves it open.
        if (year is null && Is(next, Key.Of, Key.In) && Is(next + 1, Key.The) && SenseAt(next + 2) is { Unit: Unit.Year, Plural: false })
        {
            next += 3;
        }

        var month = ((number - 1) * months) + 1;
        if (year is { } known)
        {
            return new(at, next, Periods.Months(known, month, months)) { Grain = Grain.Month };
        }

        var (past, future) = (Periods.Months(Reference.Year, month, months), Periods.Months(Reference.Year, month, months));
        if (past.Past?.Start >= Reference)
        {
            past = Periods.Months(Reference.Year - 1, month, months);
        }

        if (future.Future?.Start < Reference)
        {
            future = Periods.Months(Reference.Year + 1, month, months);
        }

        var over = month + months > 12;
        var timex = TimexWriter.Range(TimexWriter.Date(null, month, 1), over ? "XXXX-01-01" : TimexWriter.Date(null, month + months, 1), $"P{months}M");
        return new(at, next, TimeValue.Either(TimeKind.DateRange, timex, past.Past, future.Future)) { Grain = Grain.Month };
    }

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
