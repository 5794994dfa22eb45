using Bot.Core.Understanding.Recognizers.Times;

namespace Bot.Core.Understanding.Recognizers.English.Dates;

/// <summary>Joins a day with a clock, a range of clocks or a part of the day.</summary>
internal sealed partial class Joiner
{
    private Piece? DayWithClock(Piece left, Piece right) => left.Kind switch
    {
        TimeKind.Date when !left.Holiday => AfterDay(left, right),
        TimeKind.DateTimeRange when left.Part is { } part && left.Day is { } day && left.Clock is null => InPartOfDay(left, right, part, day),
        TimeKind.DateTime when left.Clock is { } clock && left.Day is { } day && right is { Kind: TimeKind.TimeRange, Part: { } part, Clock: null, Meal: false } && Gap(left, right)
            => Joined(left, right, Reading.InPart(clock, part), day),
        TimeKind.DateTimeRange when left is { Clock: { } clock, ClockEnd: { } end, Day: { } day } && right is { Kind: TimeKind.TimeRange, Part: { } part, Clock: null, Meal: false } && Gap(left, right)
            => Joined(left, right, Reading.InPart(clock, part), Reading.InPart(end, part), day),
        TimeKind.Time or TimeKind.TimeRange => BeforeDay(left, right),
        _ => null,
    };

    private Piece? AfterDay(Piece left, Piece right)
    {
        var day = left.Value;
        switch (right)
        {
            case { Kind: TimeKind.Time, Clock: { } clock }:
                if (Bound(left, right, out var mod))
                {
                    return right.Weak ? null : Joined(left, right, clock, day) is var whole
                        ? whole with { Value = whole.Value with { Kind = TimeKind.DateTimeRange, Mod = mod, Bare = true }, Closed = true } : null;
                }

                // A bare number needs at or around; 9.30 does not.
                return Gap(left, right, Key.At, Key.For, Key.Around, Key.On, Key.The)
                    && (!right.Weak || clock.Minute is not null || reading.Is(right.First - 1, Key.At, Key.Around)) ? Joined(left, right, clock, day) : null;
            case { Kind: TimeKind.TimeRange, Clock: { } begin, ClockEnd: { } end }:
                return Gap(left, right, Key.At, Key.On, Key.In, Key.For) ? Joined(left, right, begin, end, day) : null;
            case { Kind: TimeKind.TimeRange, Part: { } part, Meal: false }:
                return Gap(left, right) || (part != DayPart.Night && Gap(left, right, Key.In, Key.The, Key.At))
                    ? new(left.First, right.Next, part.On(day) with { Mod = right.Value.Mod }) { Part = part, Day = day } : null;
            default:
                return null;
        }
    }

    /// <summary>thursday before 5pm, today by 2.</summary>
    private bool Bound(Piece left, Piece right, out string mod)
    {
        mod = right.First != left.Next + 1 ? "" : reading.KeyAt(left.Next) switch
        {
            Key.Before or Key.By or Key.Till => "before",
            Key.After => "after",
            Key.Since => "since",
            _ => "",
        };
        return mod.Length > 0;
    }

    /// <summary>tomorrow morning at 8; tonight from 7 to 7:30pm.</summary>
    private Piece? InPartOfDay(Piece left, Piece right, DayPart part, TimeValue day)
    {
        if (!Gap(left, right, Key.At, Key.Around, Key.For, Key.On))
        {
            return null;
        }

        return right switch
        {
            { Kind: TimeKind.Time, Clock: { } clock } => Joined(left, right, Reading.InPart(clock, part), day),
            { Kind: TimeKind.TimeRange, Clock: { } begin, ClockEnd: { } end } => Joined(left, right, Reading.InPart(begin, part), Reading.InPart(end, part), day),
            _ => null,
        };
    }

    /// <summary>5pm tomorrow; 7 tonight; 6-8 next monday; in the morning of may 5.</summary>
    private Piece? BeforeDay(Piece left, Piece right)
    {
        if (right is { Kind: TimeKind.DateTimeRange, Day: { } of, Part: { } part, Clock: null })
        {
            return !Gap(left, right, Key.On) ? null : left switch
            {
                { Kind: TimeKind.Time, Clock: { } clock } => Joined(left, right, Reading.InPart(clock, part), of),
                { Clock: { } begin, ClockEnd: { } end } => Joined(left, right, Reading.InPart(begin, part), Reading.InPart(end, part), of),
                _ => null,
            };
        }

        if (right is not { Kind: TimeKind.Date, Holiday: false } || !Gap(left, right, Key.On, Key.Of, Key.The))
        {
            return null;
        }

        return left switch
        {
            { Kind: TimeKind.Time, Clock: { } clock } when !left.Weak || clock.Minute is not null => Joined(left, right, clock, right.Value),
            { Kind: TimeKind.TimeRange, Clock: { } begin, ClockEnd: { } end } => Joined(left, right, begin, end, right.Value),
            { Kind: TimeKind.TimeRange, Part: { } during, Meal: false, Weak: false } => new(left.First, right.Next, during.On(right.Value) with { Mod = left.Value.Mod }) { Part = during, Day = right.Value },
            _ => null,
        };
    }

    private static Piece Joined(Piece left, Piece right, Clock clock, TimeValue day) =>
        new(left.First, right.Next, clock.On(day)) { Clock = clock, Day = day };

    private static Piece Joined(Piece left, Piece right, Clock begin, Clock end, TimeValue day)
    {
        // With a day, 10:30 to 3 is sure: it ends in the afternoon.
        if (begin.Open && end.Open && end.Hour >= 12 && begin.Hour < 12)
        {
            (begin, end) = (begin with { Open = false }, end with { Open = false });
        }

        var value = begin.To(end, day);
        if (end.OfDay < begin.OfDay && day is { Past: { } past, Future: { } future } && past == future && day.Timex.Length == 10)
        {
            var timex = TimexWriter.Date(Almanac.PlusDays(past.Start, 1)) + end.Timex;
            value = value with { Timex = value.Timex.Replace("," + day.Timex + end.Timex, "," + timex, StringComparison.Ordinal) };
        }

        return new(left.First, right.Next, value) { Clock = begin, ClockEnd = end, Day = day };
    }

    /// <summary>first monday 1pm to 3pm of next month: what was said between the weekday and its month joins them.</summary>
    private Piece? NthOfMonth(Piece left, Piece right)
    {
        if (left is not { Clock: { } clock, Day.Timex: { Length: 10 } weekday } || !weekday.StartsWith("XXXX-WXX-", StringComparison.Ordinal) || right.Kind != TimeKind.DateRange
            || right.First != left.Next + 1 || !reading.Is(left.Next, Key.Of, Key.In) || reading.MonthNamed(right.First) is not { } month || month.Next != right.Next || !reading.OrdinalBefore(left.First, out var first, out var count))
        {
            return null;
        }

        var day = Days.Nth(reading.Reference, month.Year, month.Month, weekday[9] - '0', count);
        day = day with { Timex = "XXXX" + day.Timex[4..] };
        var value = left.ClockEnd is { } end ? clock.To(end, day) : clock.On(day);
        return left with { First = first, Next = right.Next, Day = day, Value = value };
    }
}
