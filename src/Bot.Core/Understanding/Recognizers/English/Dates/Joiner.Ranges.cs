using System.Globalization;
using Bot.Core.Understanding.Recognizers.Times;

namespace Bot.Core.Understanding.Recognizers.English.Dates;

/// <summary>Joins two days to a range: from may to oct 2020, 10/1-11/7, 2 weeks starting may 20th.</summary>
internal sealed partial class Joiner
{
    private Piece? DayRange(Piece left, Piece right)
    {
        if (left is { Kind: TimeKind.Duration, Length: { } length } && right.Kind is TimeKind.Date or TimeKind.DateTime)
        {
            return Starting(left, right, length);
        }

        if (!Bounds(left) || !Bounds(right) || !Ends(left, right, out var first, out _))
        {
            return null;
        }

        var clocked = left.Kind is TimeKind.DateTime or TimeKind.Time && !left.Now || right.Kind is TimeKind.DateTime or TimeKind.Time && !right.Now;
        var value = clocked ? Moments(left, right) : Between(left, right);
        return value is null ? null : new(first, right.Next, value) { Closed = true, Grain = Grain.Day };
    }

    private static bool Bounds(Piece piece) => !piece.Closed && (piece.Kind is TimeKind.Date or TimeKind.DateRange or TimeKind.DateTime || piece is { Kind: TimeKind.Time, Weak: false });

    private Piece? Starting(Piece left, Piece right, Length length)
    {
        var at = left.Next;
        if (!reading.Is(at, Key.Starting, Key.Beginning) && !reading.Is(at, Key.Commencing))
        {
            return null;
        }

        at = reading.Is(at + 1, Key.On, Key.From) || reading.Is(at + 1, Key.At) ? at + 2 : at + 1;
        if (at != right.First || right.Value.Past is not { } begin)
        {
            return null;
        }

        var moments = right.Kind == TimeKind.DateTime || length.HasClock;
        var end = length.From(begin.Start, 1);
        string Written(DateTime moment) => moments ? TimexWriter.Moment(moment) : TimexWriter.Date(moment);
        var kind = moments ? TimeKind.DateTimeRange : TimeKind.DateRange;
        return new(left.First, right.Next, TimeValue.Fixed(kind, TimexWriter.Range(Written(begin.Start), Written(end), length.Timex), new Stretch(begin.Start, end))) { Closed = true };
    }

    /// <summary>From one day, month or year to another.</summary>
    private TimeValue? Between(Piece left, Piece right)
    {
        var (start, end) = (Edge(left), Edge(right));
        if (start is null || end is null)
        {
            return null;
        }

        // A year that is said once holds for both ends.
        if (Open(start) && Known(end, out var year) && reading.SaysYear(right))
        {
            var same = Moved(start, year);
            start = same.Past is { } begin && end.Past is { } finish && begin.Start > finish.Start ? Moved(start, year - 1) : same;
        }
        else if (Known(start, out year) && Open(end) && reading.SaysYear(left))
        {
            var same = Moved(end, year);
            end = same.Past is { } finish && start.Past is { } begin && begin.Start > finish.Start ? Moved(end, year + 1) : same;
        }

        var unit = left.Now || right.Now ? 'D' : Coarse(left, right);
        var value = Periods.Between(start, end);
        if (value is not { Past: not null, Future: { } future })
        {
            return value;
        }

        // 2023-1107 goes backwards: no range.
        if (future.End < future.Start)
        {
            return null;
        }

        return unit == 'D' ? value : value with { Timex = TimexWriter.Range(start.Timex, end.Timex, TimexWriter.Between(future.Start, future.End, unit)) };
    }

    private static char Coarse(Piece left, Piece right) =>
        left.Kind == TimeKind.Date || right.Kind == TimeKind.Date ? 'D' : (left.Value.Mod is null ? left.Grain : Grain.Month) is var a && (right.Value.Mod is null ? right.Grain : Grain.Month) is var b
            ? a == Grain.Year && b == Grain.Year ? 'Y' : a >= Grain.Month && b >= Grain.Month ? 'M' : 'D' : 'D';

    /// <summary>The day at which a piece begins, as an end of a range; of a modified month its edge.</summary>
    private TimeValue? Edge(Piece piece)
    {
        if (piece.Now)
        {
            return Days.FromNow(reading.Reference, 0);
        }

        if (piece.Kind == TimeKind.Date)
        {
            return piece.Value;
        }

        if (piece.Value is not { Past: { } past, Future: { } future })
        {
            return null;
        }

        static DateTime Of(Stretch at, string? mod) => mod switch { "end" => at.End, "mid" => Almanac.PlusDays(at.Start, 6), _ => at.Start };
        var (first, last) = (Of(past, piece.Value.Mod), Of(future, piece.Value.Mod));
        var timex = piece.Month > 0 ? TimexWriter.Date(null, last.Month, last.Day) : TimexWriter.Date(last);
        return TimeValue.Either(TimeKind.Date, timex, Stretch.At(first), Stretch.At(last));
    }

    private static bool Open(TimeValue day) => day.Timex.StartsWith("XXXX-", StringComparison.Ordinal) && char.IsAsciiDigit(day.Timex[5]) && day.Timex.Length == 10;

    private static bool Known(TimeValue day, out int year) => int.TryParse(day.Timex.AsSpan(0, Math.Min(4, day.Timex.Length)), NumberStyles.None, CultureInfo.InvariantCulture, out year) && day.Timex.Length == 10;

    /// <summary>A day of an open year in a known one.</summary>
    private TimeValue Moved(TimeValue day, int year) => Days.Of(
        reading.Reference,
        year,
        int.Parse(day.Timex.AsSpan(5, 2), CultureInfo.InvariantCulture),
        int.Parse(day.Timex.AsSpan(8, 2), CultureInfo.InvariantCulture));
}
