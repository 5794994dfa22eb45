using Bot.Core.Understanding.Recognizers.Times;

namespace Bot.Core.Understanding.Recognizers.English.Dates;

/// <summary>Quarters and halves of a year: q3 2019, h2, the first quarter of the year.</summary>
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
}
