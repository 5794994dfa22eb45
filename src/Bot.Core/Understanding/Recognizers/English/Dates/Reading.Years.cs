using Bot.Core.Understanding.Recognizers.Times;

namespace Bot.Core.Understanding.Recognizers.English.Dates;

/// <summary>Years: 1998, year 2008, calendar year 2008, fy18; seasons and decades.</summary>
internal sealed partial class Reading
{
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
