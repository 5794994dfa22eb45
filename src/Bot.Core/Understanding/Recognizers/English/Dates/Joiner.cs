using Bot.Core.Understanding.Recognizers.Times;

namespace Bot.Core.Understanding.Recognizers.English.Dates;

/// <summary>Joins neighbours: clocks to ranges, days with clocks, days to ranges, and what comes again with its clock.</summary>
internal sealed partial class Joiner(Reading reading)
{
    /// <summary>The times of the text, joined; pieces that are nothing alone are left out.</summary>
    public List<Piece> Join(List<Piece> pieces)
    {
        pieces = Fold(pieces, ClockRange);
        pieces = Fold(pieces, DayWithClock);
        pieces = Fold(pieces, NthOfMonth);
        pieces = Fold(pieces, DayRange);
        pieces = Fold(pieces, Repeated);
        var joined = new List<Piece>(pieces.Count);
        foreach (var piece in pieces)
        {
            if ((!piece.Weak || Moved(piece, joined)) && Modified(piece, joined.Count > 0 ? joined[^1].Next : 0) is { } whole)
            {
                joined.Add(whole);
            }
        }

        return joined;
    }

    /// <summary>move the 3pm meeting to 4: the bare hour is a time.</summary>
    private bool Moved(Piece piece, List<Piece> before) =>
        before.Count > 0 && before[^1].Next is var end && piece is { Kind: TimeKind.Time, Clock.Minute: null } && reading.Is(piece.First - 1, Key.To)
        && reading.WordAt(piece.First - 2) is "meeting" or "appointment" or "conference" or "call" && piece.First - end <= 4;

    /// <summary>Joins each piece with the one before it where a rule allows it, from left to right.</summary>
    private static List<Piece> Fold(List<Piece> pieces, Func<Piece, Piece, Piece?> rule)
    {
        if (pieces.Count < 2)
        {
            return pieces;
        }

        var folded = new List<Piece>(pieces.Count);
        foreach (var piece in pieces)
        {
            if (folded.Count > 0 && rule(folded[^1], piece) is { } joined)
            {
                folded[^1] = joined;
            }
            else
            {
                folded.Add(piece);
            }
        }

        return folded;
    }

    /// <summary>Whether only one of some words, or nothing, stands between two pieces.</summary>
    private bool Gap(Piece left, Piece right, params ReadOnlySpan<Key> keys)
    {
        var from = left.Next;
        if (reading.Sign(from, ',') || reading.Sign(from, '-') || reading.Sign(from, '@'))
        {
            from++;
        }

        while (from < right.First && keys.Contains(reading.KeyAt(from)) && right.First - left.Next <= 3)
        {
            from++;
        }

        return from == right.First;
    }

    /// <summary>Whether an end of a range stands after <c>between</c>, or <c>from</c>.</summary>
    private (int First, bool Between, bool From) Opening(Piece left)
    {
        var at = left.First - 1;
        at = reading.Is(at, Key.The) || (reading.Is(at, Key.At) && reading.Is(at - 1, Key.From, Key.Between)) ? at - 1 : at;
        return reading.Is(at, Key.Between) ? (at, true, false) : reading.Is(at, Key.From) ? (at, false, true) : (left.First, false, false);
    }

    /// <summary>Whether two pieces are the ends of a range; where it begins then.</summary>
    private bool Ends(Piece left, Piece right, out int first, out bool opened)
    {
        (first, var between, var from) = Opening(left);
        opened = between || from;
        var next = left.Next;
        if (!reading.To(ref next, between))
        {
            return false;
        }

        next = reading.Skip(reading.Skip(next, Key.At), Key.The);
        next = reading.Is(next, Key.On) ? next + 1 : next;
        return next == right.First;
    }

    /// <summary>every monday at 9am; 3pm each day; every friday in the morning.</summary>
    private Piece? Repeated(Piece left, Piece right)
    {
        var (set, clock) = left.Kind == TimeKind.Set ? (left, right) : (right, left);
        if (set.Kind != TimeKind.Set || !Gap(left, right, Key.At, Key.On, Key.In) || set.Value.Timex.Contains('T', StringComparison.Ordinal))
        {
            return set.Kind == TimeKind.Set && clock.Kind == TimeKind.Time && set.Value.Timex.StartsWith('T') && left == set && Gap(left, right, Key.At) && clock.Clock is { } hour && Parted(set) is { } part
                ? set with { Next = right.Next, Value = new TimeValue(TimeKind.Set, Reading.InPart(hour, part).Timex) } : null;
        }

        var timex = set.Value.Timex;
        var day = timex == "P1D" ? "" : timex[0] == 'X' ? timex : null;
        if (day is null)
        {
            return null;
        }

        return clock switch
        {
            { Kind: TimeKind.Time, Clock: { } at } when !clock.Weak => new(left.First, right.Next, new TimeValue(TimeKind.Set, day + at.Timex)),
            { Kind: TimeKind.TimeRange, Part: { } part, Weak: false, Meal: false } => new(left.First, right.Next, new TimeValue(TimeKind.Set, day + part.Timex)),
            _ => null,
        };
    }

    private static DayPart? Parted(Piece set) => set.Value.Timex switch
    {
        "TMO" => DayPart.Morning,
        "TAF" => DayPart.Afternoon,
        "TEV" => DayPart.Evening,
        "TNI" => DayPart.Night,
        _ => null,
    };
}
