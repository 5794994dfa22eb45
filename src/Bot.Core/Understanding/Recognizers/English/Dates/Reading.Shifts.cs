using Bot.Core.Understanding.Recognizers.Times;

namespace Bot.Core.Understanding.Recognizers.English.Dates;

/// <summary>Moments and ranges that are a length from another: 2 days ago, three weeks from tomorrow, two sundays from now, more than 2 weeks before today.</summary>
internal sealed partial class Reading
{
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

        if (measure.Length.HasClock && From(next, out var moment, out var over, out var way))
        {
            var far = measure.Length.From(moment, way);
            var (first, last) = way < 0 ? (far, moment) : (moment, far);
            var value = less
                ? TimeValue.Fixed(TimeKind.DateTimeRange, TimexWriter.Range(TimexWriter.Moment(first), TimexWriter.Moment(last), measure.Length.Timex), new Stretch(first, last))
                : TimeValue.Fixed(TimeKind.DateTimeRange, TimexWriter.Moment(far), Stretch.At(far)) with { Mod = way < 0 ? "before" : "after" };
            return new(at, over, value) { Closed = true };
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
            return Weekdays(at);
        }

        return From(next, out var anchor, out var after, out var sign) ? Moved(at, after, measure, anchor, sign) : null;
    }

    /// <summary>two sundays from now.</summary>
    private Piece? Weekdays(int at)
    {
        if (!Whole(at, 3, out var count, out var next) || count == 0 || SenseAt(next) is not { Weekday: > 0 and var weekday } || !From(next + 1, out var anchor, out var end, out var sign)
            || anchor != Reference || (Is(next + 1, Key.Since) || Is(next + 1, Key.After)))
        {
            return null;
        }

        var here = Almanac.InWeek(Reference.Date, weekday);
        var first = sign > 0 ? (here > Reference.Date ? here : Almanac.PlusDays(here, 7)) : here < Reference.Date ? here : Almanac.PlusDays(here, -7);
        return new(at, end, Days.Exactly(Almanac.PlusDays(first, sign * 7.0 * (count - 1))));
    }
}
