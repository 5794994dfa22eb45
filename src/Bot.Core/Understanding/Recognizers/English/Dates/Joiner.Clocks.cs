using Bot.Core.Understanding.Recognizers.Times;

namespace Bot.Core.Understanding.Recognizers.English.Dates;

/// <summary>Joins two clocks to a range: 5 to 6pm, between 9.30 and 4.30pm, from 9 for 2.5 hrs.</summary>
internal sealed partial class Joiner
{
    /// <summary>5 to 6pm; between 9.30 and 4.30pm; from 9 for 2.5 hrs.</summary>
    private Piece? ClockRange(Piece left, Piece right)
    {
        if (left.Kind != TimeKind.Time || left.Clock is not { } begin)
        {
            return null;
        }

        if (right is { Kind: TimeKind.Duration, Length: { HasDays: false } length } && Opening(left) is { From: true } opening && right.First == left.Next + 1 && reading.Is(left.Next, Key.For))
        {
            var over = Almanac.Plus(DateTime.UnixEpoch + begin.OfDay, TimeSpan.FromSeconds(Math.Clamp(length.TotalSeconds, 0, 86_399)));
            var finish = new Clock(over.Hour, over.Minute, over.Second, false);
            return Span(opening.First, right.Next, begin with { Open = false }, finish, false);
        }

        if (right.Kind != TimeKind.Time || right.Clock is not { } end || !Ends(left, right, out var first, out var opened))
        {
            return null;
        }

        // 3:30 to 5 people is no range of clocks.
        if (right.Weak && reading.At(right.Next).Kind == TokenKind.Word && reading.SenseAt(right.Next) == Sense.None)
        {
            return null;
        }

        (begin, end) = Agree(begin, end);
        return Span(first, right.Next, begin, end, left.Weak && right.Weak && !(opened && begin.Minute is not null && end.Minute is not null));
    }

    private Piece Span(int first, int next, Clock begin, Clock end, bool weak) =>
        new(first, next, begin.To(end, reading.Reference)) { Clock = begin, ClockEnd = end, Weak = weak };

    /// <summary>Where only one end says before or after noon, the other follows it.</summary>
    private static (Clock Begin, Clock End) Agree(Clock begin, Clock end)
    {
        if (begin.Open && end.Open)
        {
            return begin.OfDay > end.OfDay ? (begin, end with { Hour = (end.Hour + 12) % 24 }) : (begin, end);
        }

        if (begin.Open)
        {
            var late = begin with { Hour = (begin.Hour % 12) + 12, Open = false };
            var early = begin with { Hour = begin.Hour % 12, Open = false };
            return (late.OfDay < end.OfDay || early.OfDay >= end.OfDay ? late : early, end);
        }

        if (end.Open)
        {
            var late = end with { Hour = (end.Hour % 12) + 12, Open = false };
            var early = end with { Hour = end.Hour % 12, Open = false };
            return (begin, early.OfDay > begin.OfDay || late.OfDay <= begin.OfDay ? early : late);
        }

        // 10am-12am: Microsoft's reading is noon.
        return end.Hour == 0 && end.Minute is null && begin.Hour is > 0 and < 12 ? (begin, end with { Hour = 12 }) : (begin, end);
    }
}
