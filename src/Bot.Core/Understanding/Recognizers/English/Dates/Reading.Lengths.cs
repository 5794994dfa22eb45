using Bot.Core.Understanding.Recognizers.Times;

namespace Bot.Core.Understanding.Recognizers.English.Dates;

/// <summary>Lengths of time, and moments that far from another: 2 hours, three weeks from tomorrow, in 3 min, within 2h.</summary>
internal sealed partial class Reading
{
    /// <summary>A length of time as it was said.</summary>
    /// <param name="Length">How long; a business day counts as a day and a weekend as two.</param>
    /// <param name="Value">The duration.</param>
    /// <param name="Business">How many business days; 0 when they are plain ones.</param>
    /// <param name="Unit">The first unit.</param>
    private readonly record struct Measure(Length Length, TimeValue Value, int Business, Unit Unit);

    private bool Duration(int at, out Measure measure, out int next, bool beforeAgo = false)
    {
        measure = default;
        next = at;
        var all = Is(at, Key.All) && SenseAt(at + 1) is { Unit: >= Unit.Day and not Unit.BusinessDay, Plural: false };
        var count = 1.0;
        if (!all && !Amount(at, out count, out next))
        {
            return false;
        }

        next = all ? at + 1 : next;
        var counted = next;
        next = Sign(next, '-') && Glued(next) ? next + 1 : next;
        var business = Is(next, Key.Business) && SenseAt(next + 1).Unit == Unit.Day ? 1 : 0;
        next += business;
        if (!UnitAt(at, counted, next, count, out var unit))
        {
            return false;
        }

        next++;
        if (business > 0)
        {
            measure = new(new Length(Days: count), new TimeValue(TimeKind.Duration, $"P{Number(count)}BD") { Seconds = count * 86_400 }, (int)Math.Min(count, 3000), unit);
            return true;
        }

        if (unit == Unit.Weekend)
        {
            measure = new(new Length(Days: 2 * count), new TimeValue(TimeKind.Duration, $"P{Number(count)}WE") { Seconds = count * 172_800 }, 0, unit);
            return true;
        }

        Half(ref count, ref next);
        var length = LengthOf(count, unit);
        for (var smaller = unit; ;)
        {
            var from = Skip(Skip(next, ','), Key.And);
            if (!Amount(from, out var more, out var after))
            {
                break;
            }

            var gap = Sign(after, '-') && Glued(after) ? after + 1 : after;
            if (!UnitAt(from, after, gap, more, out var inner) || inner >= smaller || inner is Unit.Weekend or Unit.BusinessDay
                || (beforeAgo && (Is(gap + 1, Key.Ago) || Is(gap + 1, Key.Later))))
            {
                break;
            }

            next = gap + 1;
            length += LengthOf(more, inner);
            smaller = inner;
        }

        measure = new(length, length.Alone(), 0, unit);
        return true;
    }

    private static string Number(double count) => count.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Whether a token is a unit that fits its count.</summary>
    private bool UnitAt(int amount, int counted, int at, double count, out Unit unit)
    {
        var sense = SenseAt(at);
        unit = sense.Unit;
        var digits = At(amount).Digits > 0;
        if (Glued(at + 1) && At(at + 1).Digits > 0)
        {
            return false;
        }

        return unit switch
        {
            Unit.None => false,
            _ when sense.Glued => digits && at == counted && Glued(at) && !(Glued(amount) && At(amount - 1).Kind == TokenKind.Symbol && Glued(amount - 1)) && !(Glued(at + 1) && Sign(at + 1, '-')),
            _ when !sense.Plural && SenseAt(amount).Vague > 0 => false,
            Unit.Second when sense.Ordinal == 2 => digits || (count == 1 && !(At(at + 1).Kind == TokenKind.Word && SenseAt(at + 1) == Sense.None)),
            Unit.Quarter => !Is(amount, Key.A) && !Is(amount, Key.Half),
            Unit.Day when sense.Part is not null => !Is(amount, Key.A),
            _ => true,
        };
    }

    private static Length LengthOf(double count, Unit unit) => unit switch
    {
        Unit.Second => new(Seconds: count),
        Unit.Minute => new(Minutes: count),
        Unit.Hour => new(Hours: count),
        Unit.Week or Unit.Workweek => new(Weeks: count),
        Unit.Fortnight => new(Weeks: count * 2),
        Unit.Weekend => new(Days: count * 2),
        Unit.Month => new(Months: count),
        Unit.Quarter => new(Months: count * 3),
        Unit.Year => new(Years: count),
        Unit.Decade => new(Years: count * 10),
        Unit.Century => new(Years: count * 100),
        _ => new(Days: count),
    };

    /// <summary>A duration alone, or one that leads to a moment or a range.</summary>
    private Piece? Timed(int at)
    {
        var bounded = Is(at, Key.More, Key.Less) && Is(at + 1, Key.Than);
        var from = bounded ? at + 2 : at;
        if (Duration(from, out var measure, out var next))
        {
            return bounded
                ? More(at, from, next, measure)
                : new(at, next, measure.Value) { Length = measure.Length };
        }

        return EndOfDay(at) ?? NowWord(at) ?? InLength(at);
    }

    /// <summary>more than 2 hours; less than 3 days after tomorrow; more than 2 weeks before today.</summary>
    private Piece More(int at, int from, int next, Measure measure)
    {
        var less = Is(at, Key.Less);
        if (Shifted(from) is { Kind: TimeKind.Date, Value.Future: { } there } moved && From(next, out var anchor, out _, out var sign))
        {
            var (first, last) = sign < 0 ? (there.Start, anchor) : (anchor, there.Start);
            var value = less
                ? TimeValue.Fixed(TimeKind.DateRange, TimexWriter.Range(TimexWriter.Date(first), TimexWriter.Date(last), measure.Length.Timex), new Stretch(first, last))
                : moved.Value with { Kind = TimeKind.DateRange, Mod = sign < 0 ? "before" : "after", Bare = true };
            return new(at, moved.Next, value) { Closed = true };
        }

        return new(at, next, measure.Value with { Mod = less ? "less" : "more" });
    }

    /// <summary>What a length counts from: ago, later, from now, after tomorrow, before christmas.</summary>
    private bool From(int at, out DateTime anchor, out int next, out int sign)
    {
        (anchor, next, sign) = (Reference, at + 1, 1);
        if (Is(at, Key.Ago) || Is(at, Key.Earlier))
        {
            sign = -1;
            return true;
        }

        if (Is(at, Key.Later))
        {
            return !Is(at + 1, Key.Than);
        }

        var before = Is(at, Key.Before) || (Is(at, Key.Prior) && Is(at + 1, Key.To));
        if (!before && !Is(at, Key.From, Key.After) && !Is(at, Key.Since))
        {
            return false;
        }

        sign = before ? -1 : 1;
        next = Is(at, Key.Prior) ? at + 2 : at + 1;
        if (Is(next, Key.Now))
        {
            next++;
            return true;
        }

        if (Date(next, 1) is not { Value.Future: { } day } date)
        {
            return false;
        }

        (anchor, next) = (day.Start, date.Next);
        return true;
    }

    /// <summary>2 days ago, 30 minutes later, three weeks from tomorrow, two months from today on tuesday.</summary>
    private Piece? Shifted(int at)
    {
        if (!Duration(at, out var measure, out var next))
        {
            return null;
        }

        return From(next, out var anchor, out var after, out var sign) ? Moved(at, after, measure, anchor, sign) : null;
    }

    /// <summary>in 2 weeks; within 3 days; in 4 weeks on monday.</summary>
    private Piece? InLength(int at)
    {
        if (Is(at, Key.Within))
        {
            var from = Skip(at + 1, Key.The);
            from = SenseAt(from).Relation is Relation.Next or Relation.Coming ? from + 1 : from;
            if (!Duration(from, out var inside, out var end))
            {
                return null;
            }

            var value = Periods.FromNow(Reference, inside.Length, 1);
            if (!inside.Length.HasClock)
            {
                var today = Reference.Date;
                var last = inside.Length.From(today, 1);
                value = TimeValue.Fixed(TimeKind.DateRange, TimexWriter.Range(TimexWriter.Date(today), TimexWriter.Date(last), inside.Length.Timex), new Stretch(today, last));
            }

            return new(at, end, value) { Closed = true };
        }

        if (!Is(at, Key.In) || Is(at + 1, Key.All) || !Word(at, "in") || !Duration(at + 1, out var measure, out var next))
        {
            return null;
        }

        if (From(next, out var anchor, out var after, out var sign))
        {
            return sign > 0 ? Moved(at, after, measure, anchor, sign) : null;
        }

        return Moved(at, next, measure, Reference, 1);
    }

    private Piece Moved(int at, int next, Measure measure, DateTime anchor, int sign)
    {
        if (measure.Length.HasClock)
        {
            var moment = measure.Length.From(anchor, sign);
            return new(at, next, TimeValue.Fixed(TimeKind.DateTime, TimexWriter.Moment(moment), Stretch.At(moment)));
        }

        var day = measure.Business > 0 ? BusinessDays(anchor.Date, sign * measure.Business, null) : measure.Length.From(anchor.Date, sign);
        var weekday = Is(next, Key.On) ? SenseAt(next + 1) : SenseAt(next);
        if (weekday is { Weekday: > 0, Plural: false, Doubtful: false } && (Is(next, Key.On) || At(next).Kind == TokenKind.Word))
        {
            next = Is(next, Key.On) ? next + 2 : next + 1;
            var there = Almanac.InWeek(day, weekday.Weekday);
            day = there < day && measure.Length.Weeks == 0 ? Almanac.PlusDays(there, 7) : there;
        }

        return new(at, next, Days.Exactly(day));
    }

    /// <summary>The day that is so many business days on (or back); the days on the way are added to <paramref name="way"/>.</summary>
    private static DateTime BusinessDays(DateTime day, int count, List<DateTime>? way)
    {
        for (var left = Math.Abs(count); left > 0;)
        {
            day = Almanac.PlusDays(day, Math.Sign(count));
            if (day == DateTime.MaxValue || day == DateTime.MinValue)
            {
                break;
            }

            if (Almanac.Weekday(day) <= 5)
            {
                left--;
                way?.Add(day);
            }
        }

        return day;
    }
}
