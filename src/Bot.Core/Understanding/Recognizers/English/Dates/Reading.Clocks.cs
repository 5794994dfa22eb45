using Bot.Core.Understanding.Recognizers.Times;

namespace Bot.Core.Understanding.Recognizers.English.Dates;

/// <summary>Times of the clock: 7:56 pm, half past seven, noon, in the morning at 7.</summary>
internal sealed partial class Reading
{
    private Piece? TimeOfDay(int at)
    {
        // 2016-12-16T12:23:59
        if (Word(at, "t"))
        {
            return Glued(at) && At(at - 1).Digits > 0 && Glued(at + 1) && Clock(at + 1, out var exact, out var over, out var bare) && !bare && exact.Minute is not null ? TimePiece(at, over, exact with { Open = false }) : null;
        }

        // in the morning at 7
        if ((Is(at, Key.In) || SenseAt(at).Part is not null) && PartOfDay(at) is { Kind: TimeKind.TimeRange, Part: { } part, Meal: false } before)
        {
            var after = Sign(before.Next, ',') ? before.Next + 1 : before.Next;
            return Is(after, Key.At) && Clock(after + 1, out var inside, out var end, out _) ? TimePiece(at, end, InPart(inside, part)) : null;
        }

        // at 6.45 is read with its at.
        var from = Is(at, Key.At) && Sign(at + 2, '.') && Glued(at + 2) && Glued(at + 3) && At(at + 3).Digits == 2 ? at + 1 : at;
        if (!Clock(from, out var clock, out var next, out var weak))
        {
            return null;
        }

        return Suffix(next, out var said, out var close) ? TimePiece(at, close, InPart(clock, said)) : TimePiece(at, next, clock) with { Weak = weak && from == at };
    }

    private Piece TimePiece(int first, int next, Clock clock) => new(first, next, clock.Alone(Reference)) { Clock = clock };

    /// <summary>… in the evening; … at night.</summary>
    private bool Suffix(int at, out DayPart part, out int next)
    {
        part = DayPart.Morning;
        var from = Sign(at, ',') ? at + 1 : at;
        next = Skip(from + 1, Key.The);
        if (Is(from, Key.At) ? next == from + 1 && WordAt(next) is "night" : Is(from, Key.In) && SenseAt(next).Part is not null)
        {
            part = SenseAt(next).Part!;
            next++;
            return !part.Timex.StartsWith("TME", StringComparison.Ordinal) && !SenseAt(next - 1).Plural;
        }

        return false;
    }

    /// <summary>A clock's hour as a part of the day tells it: 7 in the evening is 19, 3 at night stays 3.</summary>
    public static Clock InPart(Clock clock, DayPart part)
    {
        var hour = clock.Hour;
        if (!clock.Open)
        {
            return clock;
        }

        hour = part == DayPart.Morning ? hour % 12
            : part == DayPart.Night && hour < 6 ? hour
            : part == DayPart.Afternoon || part == DayPart.Evening || part == DayPart.Night ? (hour < 12 ? hour + 12 : hour)
            : hour;
        return clock with { Hour = hour, Open = false };
    }

    /// <summary>A clock's time; <paramref name="weak"/> when only its neighbours can make it one.</summary>
    private bool Clock(int at, out Clock clock, out int next, out bool weak)
    {
        weak = false;
        if (NamedClock(at, out clock, out next) || PastClock(at, out clock, out next))
        {
            return true;
        }

        return At(at).Digits > 0 ? DigitClock(at, out clock, out next, out weak) : WordClock(at, out clock, out next, out weak);
    }

    /// <summary>noon, midnight, 12 noon, mid-afternoon.</summary>
    private bool NamedClock(int at, out Clock clock, out int next)
    {
        var from = At(at).Value == 12 && At(at).Digits == 2 ? at + 1 : at;
        next = from + 1;
        var hour = KeyAt(from) switch { Key.Noon => 12, Key.Midnight => 0, _ => -1 };
        if (hour < 0 && Is(at, Key.Mid) && !Word(at, "middle"))
        {
            var part = Sign(at + 1, '-') ? at + 2 : at + 1;
            hour = WordAt(part) switch { "night" => 0, "morning" => 10, "day" => 12, "afternoon" => 14, _ => -1 };
            next = part + 1;
        }

        clock = new(hour, null, null, false);
        return hour >= 0;
    }

    /// <summary>half past seven, quarter to 5, 20 min past eight.</summary>
    private bool PastClock(int at, out Clock clock, out int next)
    {
        (clock, next) = (default, at);
        var from = Is(at, Key.A) ? at + 1 : at;
        var minutes = Is(from, Key.Half) ? 30 : SenseAt(from).Unit == Unit.Quarter && !SenseAt(from).Plural ? 15 : -1;
        from++;
        var unit = minutes >= 0;
        if (!unit)
        {
            if (!Whole(at, 2, out minutes, out from) || minutes is < 1 or > 59)
            {
                return false;
            }

            if (SenseAt(from) is { Unit: Unit.Minute })
            {
                (from, unit) = (from + 1, true);
            }
        }

        var past = Is(from, Key.Past) || (unit && Is(from, Key.After));
        if ((!past && !(unit && (Is(from, Key.To, Key.Till) || Is(from, Key.Before) || Word(from, "of")))) || !Whole(from + 1, 2, out var hour, out next) || hour is < 1 or > 24
            || (Sign(next, ':') && Glued(next)) || SenseAt(next).Unit is not (Unit.None or Unit.Second))
        {
            return false;
        }

        if (Meridiem(next, out var pm, out var after))
        {
            (hour, next) = ((hour % 12) + (pm ? 12 : 0), after);
            clock = new(hour, minutes, null, false);
        }
        else
        {
            next = Is(next, Key.Oclock) ? next + 1 : next;
            clock = new(hour, minutes, null, hour <= 12);
        }

        clock = past ? clock : clock with { Hour = (clock.Hour + (clock.Open ? 11 : 23)) % (clock.Open ? 12 : 24), Minute = 60 - minutes };
        clock = clock.Open && clock.Hour == 0 ? clock with { Hour = 12 } : clock;
        return true;
    }
}
