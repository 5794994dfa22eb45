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
}
