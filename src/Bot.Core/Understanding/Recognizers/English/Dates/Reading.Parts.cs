using Bot.Core.Understanding.Recognizers.Times;

namespace Bot.Core.Understanding.Recognizers.English.Dates;

/// <summary>Beginnings, middles and ends: early may, mid 1989, later this week, end of this year, eoy, rest of the week, year to date.</summary>
internal sealed partial class Reading
{
    private Piece? PartOfPeriod(int at)
    {
        if (EndOf(at) is { } shorthand)
        {
            return shorthand;
        }

        if (!PartWord(at, out var mod, out var seen, out var next))
        {
            return null;
        }

        if (Period(next, false) is { Value: { Past: { } past, Future: { } future, Mod: null } } period && period.Grain != Grain.Day)
        {
            if (seen && SenseAt(period.First).Relation == Relation.This && period.Grain is Grain.Week or Grain.Month or Grain.Year)
            {
                var half = Half(past, period.Grain, mod, true);
                var today = Reference.Date;
                var cut = mod == "start" ? new Stretch(past.Start, half.End < today ? half.End : today) : new Stretch(half.Start > today ? half.Start : today, past.End);
                return new(at, period.Next, TimeValue.Fixed(TimeKind.DateRange, period.Value.Timex, cut)) { Grain = Grain.Day };
            }

            var whole = SenseAt(Skip(next, Key.The)).Relation != Relation.None;
            var value = period.Value with { Mod = mod, Past = Half(past, period.Grain, mod, whole), Future = Half(future, period.Grain, mod, whole) };
            return new(at, period.Next, value) { Grain = Grain.Day, Month = period.Month };
        }

        if (Is(at, Key.End))
        {
            return null;
        }

        // early in the day wednesday; mid today; later in today.
        var day = Is(next, Key.The) ? next + 1 : next;
        day = SenseAt(day) is { Unit: Unit.Day, Plural: false, Part: null } ? day + 1 : next;
        day = day > next && Is(day, Key.On, Key.Of) ? day + 1 : day;
        if ((day > next || !Is(next, Key.The)) && Date(day, 1) is { Value: { Future: { } when, Past: not null } } date)
        {
            var (from, to) = mod switch { "start" => (0, 12), "mid" => (10, 14), _ => (12, 24) };
            var start = when.Start.Date;
            return new(at, date.Next, TimeValue.Fixed(TimeKind.DateTimeRange, date.Value.Timex, new Stretch(start.AddHours(from), Almanac.Plus(start, TimeSpan.FromHours(to)))) with { Mod = mod }) { Closed = true };
        }

        return null;
    }

    /// <summary>early, mid, late, the beginning of, end of, later; <paramref name="seen"/>: seen from now.</summary>
    private bool PartWord(int at, out string mod, out bool seen, out int next)
    {
        seen = KeyAt(at) is Key.Later or Key.Earlier;
        mod = KeyAt(at) switch
        {
            Key.Early or Key.Beginning or Key.Earlier => "start",
            Key.Mid => "mid",
            Key.Late or Key.Later or Key.End => "end",
            _ => "",
        };
        next = at + 1;
        if (mod.Length == 0 || Word(at, "hence"))
        {
            return false;
        }

        next = Sign(next, '-') ? next + 1 : next;
        var needsOf = KeyAt(at) is Key.Beginning or Key.End;
        if (needsOf && !Is(next, Key.Of))
        {
            return false;
        }

        next = Is(next, Key.Of, Key.In) ? next + 1 : next;
        return true;
    }

    /// <summary>The first, middle or last piece of a range. Years named by number fall into thirds, as in Microsoft's reading; others into halves.</summary>
    private static Stretch Half(Stretch whole, Grain grain, string mod, bool relative)
    {
        var start = whole.Start;
        var months = ((whole.End.Year - start.Year) * 12) + whole.End.Month - start.Month;
        (DateTime From, DateTime To) = (grain, mod) switch
        {
            (Grain.Year, "start") when months == 12 => (start, Almanac.PlusMonths(start, relative ? 6 : 4)),
            (Grain.Year, "mid") when months == 12 => (Almanac.PlusMonths(start, relative ? 3 : 4), Almanac.PlusMonths(start, relative ? 9 : 8)),
            (Grain.Year, _) when months == 12 => (Almanac.PlusMonths(start, relative ? 6 : 8), whole.End),
            (Grain.Month, "start") when months == 1 => (start, Almanac.PlusDays(start, 15)),
            (Grain.Month, "mid") when months == 1 => (Almanac.PlusDays(start, 9), Almanac.PlusDays(start, 20)),
            (Grain.Month, _) when months == 1 => (Almanac.PlusDays(start, 15), whole.End),
            (Grain.Week, "start") => (start, Almanac.PlusDays(start, 3)),
            (Grain.Week, "mid") => (Almanac.PlusDays(start, 1), Almanac.PlusDays(start, 5)),
            (Grain.Week, _) => (Almanac.PlusDays(start, 3), whole.End),
            (_, "start") => (start, Third(whole, 1)),
            (_, "mid") => (Third(whole, 1), Third(whole, 2)),
            _ => (Third(whole, 2), whole.End),
        };
        return new(From, To);
    }

    private static DateTime Third(Stretch whole, int thirds) => Almanac.PlusDays(whole.Start, Math.Round((whole.End - whole.Start).TotalDays * thirds / 3));

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
