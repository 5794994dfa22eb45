using Bot.Core.Understanding.Recognizers.Times;

namespace Bot.Core.Understanding.Recognizers.English.Dates;

/// <summary>Beginnings, middles and ends: early may, mid 1989, later this week, end of this year.</summary>
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
}
