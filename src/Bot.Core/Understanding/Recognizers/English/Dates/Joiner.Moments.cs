using Bot.Core.Understanding.Recognizers.Times;

namespace Bot.Core.Understanding.Recognizers.English.Dates;

/// <summary>Joins two moments to a range: between now and eight o'clock, from 4pm tomorrow to 5pm friday.</summary>
internal sealed partial class Joiner
{
    /// <summary>From one moment to another, where a clock alone takes its day from the other end, or from today.</summary>
    private TimeValue? Moments(Piece left, Piece right)
    {
        if (left.Kind == TimeKind.DateRange || right.Kind == TimeKind.DateRange || (left.Kind == TimeKind.Date) != (right.Kind == TimeKind.Date))
        {
            return null;
        }

        var today = Days.FromNow(reading.Reference, 0);
        var (start, end) = (Moment(left, left.Now || right.Now ? today : today), Moment(right, left.Now ? today : left.Day ?? today));
        if (left.Now && end.Open)
        {
            // now to eight: the next eight o'clock.
            end = Near(right, end, 1);
        }
        else if (right.Now && start.Open)
        {
            start = Near(left, start, -1);
        }

        if (start is not { Past: { } pastStart, Future: { } futureStart } || end is not { Past: { } pastEnd, Future: { } futureEnd })
        {
            return null;
        }

        if (pastEnd.Start < pastStart.Start)
        {
            pastEnd = futureEnd;
        }

        if (futureEnd.Start < futureStart.Start)
        {
            futureStart = pastStart;
        }

        var length = futureEnd.Start - futureStart.Start;
        if (length < TimeSpan.Zero || length > TimeSpan.FromDays(40_000))
        {
            return null;
        }

        var timex = TimexWriter.Range(start.Timex, end.Timex, TimexWriter.Span(length));
        var (past, future) = (new Stretch(pastStart.Start, pastEnd.Start), new Stretch(futureStart.Start, futureEnd.Start));
        return TimeValue.Either(TimeKind.DateTimeRange, timex, past, future) with { Open = start.Open && end.Open };
    }

    private static TimeValue Moment(Piece piece, TimeValue day) => piece is { Kind: TimeKind.Time, Clock: { } clock } ? clock.On(day) : piece.Value;

    private TimeValue Near(Piece piece, TimeValue value, int side)
    {
        if (piece.Clock is not { } clock || value.Future is not { } at)
        {
            return value;
        }

        var late = clock with { Hour = (clock.Hour + 12) % 24, Open = false };
        var early = clock with { Open = false };
        return (piece.Day ?? Days.FromNow(reading.Reference, 0)) is var day && (side > 0 ? at.Start >= reading.Reference : early.OfDay <= reading.Reference.TimeOfDay) ? early.On(day) : late.On(day);
    }
}
