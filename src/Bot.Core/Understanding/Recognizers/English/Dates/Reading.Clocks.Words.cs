using Bot.Core.Understanding.Recognizers.Times;

namespace Bot.Core.Understanding.Recognizers.English.Dates;

/// <summary>Clocks of number words, and what says before or after noon: five-thirty, six pm, p . m .</summary>
internal sealed partial class Reading
{
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
