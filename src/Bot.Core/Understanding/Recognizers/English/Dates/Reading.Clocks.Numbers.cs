using Bot.Core.Understanding.Recognizers.Times;

namespace Bot.Core.Understanding.Recognizers.English.Dates;

/// <summary>Clocks of digits and of number words: 7:56 pm, 9.30, 1140 a.m., 11ish, five-thirty, 4 o'clock.</summary>
internal sealed partial class Reading
{
    private bool DigitClock(int at, out Clock clock, out int next, out bool weak)
    {
        clock = default;
        next = at + 1;
        weak = true;
        var hour = At(at).Value;
        if (Glued(at) && (At(at - 1).Kind == TokenKind.Word || At(at - 1).Sign is '$' or ':' or '.' or '/' or '#' or ',') && (At(at - 1).Kind == TokenKind.Word || Glued(at - 1) || Sign(at - 1, '$')) && !Word(at - 1, "t"))
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
            weak = !hours && (!Is(at - 1, Key.At) || _text[At(at).Start] != '0');
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
            weak = !Is(at - 1, Key.At, Key.Around);
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
                weak = !Is(at - 1, Key.At, Key.Around);
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
