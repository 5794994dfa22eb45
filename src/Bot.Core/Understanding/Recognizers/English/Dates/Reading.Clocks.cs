using Bot.Core.Understanding.Recognizers.Times;

namespace Bot.Core.Understanding.Recognizers.English.Dates;

/// <summary>Times of the clock: 7:56 pm, 9.30, half past seven, five-thirty, 4 o'clock, noon, in the morning at 7.</summary>
internal sealed partial class Reading
{
    private Piece? TimeOfDay(int at)
    {
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

    private bool DigitClock(int at, out Clock clock, out int next, out bool weak)
    {
        clock = default;
        next = at + 1;
        weak = true;
        var hour = At(at).Value;
        if (Glued(at) && (At(at - 1).Kind == TokenKind.Word || At(at - 1).Sign is '$' or ':' or '.' or '/' or '#' or ',') && (At(at - 1).Kind == TokenKind.Word || Glued(at - 1) || Sign(at - 1, '$')))
        {
            return false;
        }

        int? minute = null, second = null;
        // 1140 a.m.
        if (At(at).Digits is 3 or 4 && Meridiem(next, out var evening, out var joined) && hour / 100 is >= 1 and <= 12 && hour % 100 < 60)
        {
            clock = new((hour / 100 % 12) + (evening ? 12 : 0), hour % 100, null, false);
            (next, weak) = (joined, false);
            return true;
        }

        if (At(at).Digits == 4)
        {
            var hours = Is(next, Key.HalfMark) || SenseAt(next).Unit == Unit.Hour;
            (hour, minute) = (hour / 100, hour % 100);
            next = hours ? next + 1 : next;
            weak = !Is(at - 1, Key.At) || !(_text[At(at).Start] == '0');
            clock = new(hour, minute, null, hour is >= 1 and <= 12);
            return (_text[At(at).Start] == '0' || hours) && hour <= 24 && minute < 60 && EndsDate(next);
        }

        if (At(at).Digits > 2 || hour > 24)
        {
            return false;
        }

        var colon = Sign(next, ':') && Glued(next) && Glued(next + 1) && At(next + 1).Digits == 2;
        var dot = !colon && Sign(next, '.') && Glued(next) && Glued(next + 1) && At(next + 1).Digits == 2 && !(Glued(next + 2) && Sign(next + 2, '.') && Glued(next + 3) && At(next + 3).Digits > 0);
        if (colon || dot)
        {
            minute = At(next + 1).Value;
            next += 2;
            if (colon && Sign(next, ':') && Glued(next) && Glued(next + 1) && At(next + 1).Digits == 2)
            {
                second = At(next + 1).Value;
                next += 2;
            }

            if (minute > 59 || second > 59 || (Sign(next, ':') && Glued(next) && At(next + 1).Digits > 0))
            {
                return false;
            }

            weak = dot && !Is(at - 1, Key.At);
        }

        if (Meridiem(next, out var pm, out var after))
        {
            (hour, next, weak) = (hour > 12 ? hour : (hour % 12) + (pm ? 12 : 0), after, false);
            clock = new(hour, minute, second, false);
            return true;
        }

        if (!colon && !dot && Is(next, Key.Oclock))
        {
            (next, weak) = (next + 1, false);
        }
        else if (!colon && !dot && Glued(next) && Is(next, Key.Ish))
        {
            clock = new(hour, null, null, false);
            (next, weak) = (next + 1, false);
            return hour is >= 1 and <= 24;
        }
        else if (!colon && !dot)
        {
            weak = !Is(at - 1, Key.At);
            if (!EndsHour(next) || (hour == 0 && weak))
            {
                return false;
            }
        }
        else if (Glued(next) && (At(next).Kind == TokenKind.Word || Sign(next, '%')))
        {
            return false;
        }

        clock = new(hour, minute, second, hour is >= 1 and <= 12);
        return true;
    }

    /// <summary>Whether an hour's bare number can end before a token.</summary>
    private bool EndsHour(int next) => !Sign(next, '%') && !Sign(next, '$')
        && !(Glued(next) && (At(next).Kind == TokenKind.Word ? !Is(next, Key.Possessive) : (At(next).Sign is ':' or '.' or '/' or ',' && Glued(next + 1) && At(next + 1).Kind != TokenKind.Symbol)))
        && SenseAt(next) is { Scale: 0 } sense && sense.Unit is Unit.None && sense.Part is null;

    private bool WordClock(int at, out Clock clock, out int next, out bool weak)
    {
        clock = default;
        next = at + 1;
        weak = true;
        var hour = SenseAt(at).Cardinal;
        if (hour is < 1 or > 12 || SenseAt(next).Scale > 0)
        {
            return false;
        }

        int? minute = null;
        var from = Sign(next, '-') ? next + 1 : next;
        var oh = Word(from, "oh") || Word(from, "o");
        if (Below100(oh ? from + 1 : from, out var minutes, out var after) && (oh ? minutes is > 0 and < 10 : minutes is >= 10 and < 60))
        {
            (minute, next) = (minutes, after);
            var named = SenseAt(next) is { Unit: Unit.Minute, Plural: true };
            if (named && Is(at - 1, Key.At))
            {
                next++;
            }
            else if (SenseAt(next).Unit != Unit.None && SenseAt(next).Part is null)
            {
                return false;
            }

            weak = !(KeyAt(at - 1) is Key.At or Key.From or Key.To or Key.Till or Key.By or Key.Around or Key.Between or Key.Before or Key.After or Key.Since);
        }

        if (Meridiem(next, out var pm, out after))
        {
            clock = new((hour % 12) + (pm ? 12 : 0), minute, null, false);
            (next, weak) = (after, false);
            return true;
        }

        if (minute is null)
        {
            if (Is(next, Key.Oclock))
            {
                (next, weak) = (next + 1, false);
            }
            else if (EndsHour(next))
            {
                weak = !Is(at - 1, Key.At);
            }
            else
            {
                return false;
            }
        }

        clock = new(hour, minute, null, true);
        return true;
    }

    /// <summary>am, p.m., p m, a glued p.</summary>
    private bool Meridiem(int at, out bool pm, out int next)
    {
        var from = Sign(at, '.') && Glued(at) && Is(at + 1, Key.Am, Key.Pm) ? at + 1 : at;
        pm = Is(from, Key.Pm) || Word(from, "p");
        next = from + 1;
        if (Is(from, Key.Am, Key.Pm))
        {
            return !(Glued(next) && At(next).Kind is TokenKind.Digits or TokenKind.Word);
        }

        if (!pm && !Word(from, "a"))
        {
            return false;
        }

        var letter = Sign(from + 1, '.') ? from + 2 : from + 1;
        if (Is(letter, Key.LetterM))
        {
            next = Sign(letter + 1, '.') && (letter > from + 1) ? letter + 2 : letter + 1;
            return true;
        }

        return Glued(from) && At(from - 1).Digits > 0;
    }

}
