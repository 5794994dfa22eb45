using Bot.Core.Understanding.Recognizers.Times;

namespace Bot.Core.Understanding.Recognizers.English.Dates;

/// <summary>in 2 weeks, within 3 days, in 4 weeks on monday, and business days.</summary>
internal sealed partial class Reading
{
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

            // within 3 days of tomorrow
            var of = Is(end, Key.Of);
            if (!inside.Length.HasClock && (of ? Date(end + 1, 1) is { Value.Future: not null } : From(end, out _, out _, out _) && !Is(end, Key.Ago)))
            {
                var (begin, over, sign2) = (Reference, end, 1);
                if (of)
                {
                    var day = Date(end + 1, 1)!;
                    (begin, over) = (day.Value.Future!.Value.Start, day.Next);
                }
                else
                {
                    From(end, out begin, out over, out sign2);
                }

                var far = inside.Length.From(begin.Date, sign2);
                var (first, final) = sign2 < 0 ? (far, begin.Date) : (begin.Date, far);
                return new(at, over, TimeValue.Fixed(TimeKind.DateRange, TimexWriter.Range(TimexWriter.Date(first), TimexWriter.Date(final), inside.Length.Timex), new Stretch(first, final))) { Closed = true };
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
