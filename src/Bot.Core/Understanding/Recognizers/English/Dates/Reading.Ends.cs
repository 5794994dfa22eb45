using Bot.Core.Understanding.Recognizers.Times;

namespace Bot.Core.Understanding.Recognizers.English.Dates;

/// <summary>Ends and rests: eoy, rest of the week, year to date, end of the day; and now.</summary>
internal sealed partial class Reading
{
    /// <summary>eoy, eom, eow.</summary>
    private Piece? EndOf(int at)
    {
        var (unit, grain) = WordAt(at) switch
        {
            "eoy" => (Unit.Year, Grain.Year),
            "eom" => (Unit.Month, Grain.Month),
            "eow" => (Unit.Week, Grain.Week),
            _ => (Unit.None, Grain.Day),
        };
        return unit != Unit.None && Whole(unit, 0) is { Past: { } whole } value
            ? new(at, at + 1, TimeValue.Fixed(TimeKind.DateRange, value.Timex, Half(whole, grain, "end", true)) with { Mod = "end" }) : null;
    }

    /// <summary>rest of the week, the remainder of this year; year to date.</summary>
    private Piece? RestOf(int at)
    {
        var from = Skip(at, Key.The);
        if (Is(from, Key.Rest) && Is(from + 1, Key.Of))
        {
            var unit = Is(from + 2, Key.The) || SenseAt(from + 2).Relation == Relation.This || Word(from + 2, "my") ? from + 3 : from + 2;
            if (SenseAt(unit) is not { Plural: false, Unit: Unit.Week or Unit.Month or Unit.Year or Unit.Quarter } || Whole(SenseAt(unit).Unit, 0) is not { Past: { } whole })
            {
                return null;
            }

            return new(at, unit + 1, Periods.Span(Reference.Date, Almanac.PlusDays(whole.End, -1), 'D'));
        }

        return SenseAt(at) is { Plural: false, Unit: Unit.Year or Unit.Month } and var begun && Is(at + 1, Key.To) && Is(at + 2, Key.Date) && Whole(begun.Unit, 0) is { Past: { } running }
            ? new(at, at + 3, Periods.Span(running.Start, Reference.Date, 'D')) : null;
    }

    /// <summary>end of tomorrow, end of the day, end of this sunday: the last second.</summary>
    private Piece? EndOfDay(int at)
    {
        if (Word(at, "eod"))
        {
            return Last(at, at + 1, Days.FromNow(Reference, 0));
        }

        if (!Is(at, Key.End) || !Is(at + 1, Key.Of))
        {
            return null;
        }

        var from = Skip(at + 2, Key.The);
        if (SenseAt(from) is { Unit: Unit.Day, Plural: false, Part: null })
        {
            return Last(at, from + 1, Days.FromNow(Reference, 0));
        }

        return Date(from, 1) is { } date ? Last(at, date.Next, date.Value) : null;
    }

    private static Piece Last(int at, int next, TimeValue day) => new(at, next, new Clock(23, 59, 59, false).On(day)) { Day = day };

    /// <summary>now, right now, at the moment, asap.</summary>
    private Piece? NowWord(int at)
    {
        var value = new TimeValue(TimeKind.DateTime, "PRESENT_REF") { Past = Stretch.At(Reference), Future = Stretch.At(Reference) };
        if (Is(at, Key.Right) && Is(at + 1, Key.Now))
        {
            return new(at, at + 2, value) { Now = true };
        }

        if (Is(at, Key.Now))
        {
            // for now; now, …; is now for: said of the state of things.
            return Is(at - 1, Key.For) || (at == 0 && Sign(1, ',')) ? null : new(at, at + 1, value) { Now = true };
        }

        if (Is(at, Key.Till) && Is(at + 1, Key.Date))
        {
            var today = Stretch.At(Reference.Date);
            return new(at, at + 2, TimeValue.Fixed(TimeKind.DateRange, "PRESENT_REF", today) with { Mod = "before", Bare = true }) { Closed = true };
        }

        if (Is(at, Key.At) && (Is(at + 1, Key.The) || SenseAt(at + 1).Relation == Relation.This))
        {
            var present = Word(at + 2, "present") ? at + 3 : at + 2;
            return Is(present, Key.Moment) || (present > at + 2 && Is(present, Key.Time)) ? new(at, present + 1, value) { Now = true } : null;
        }

        if (Is(at, Key.As) && Is(at + 1, Key.Soon) && Is(at + 2, Key.As) && Word(at + 3, "possible"))
        {
            return new(at, at + 4, Future()) { Now = true };
        }

        return Is(at, Key.Asap) ? new(at, at + 1, Future()) { Now = true }
            : Word(at, "recently") || Word(at, "previously") ? new(at, at + 1, value with { Timex = "PAST_REF" }) { Now = true } : null;

        TimeValue Future() => value with { Timex = "FUTURE_REF" };
    }
}
