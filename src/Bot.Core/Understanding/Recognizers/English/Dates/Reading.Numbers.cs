namespace Bot.Core.Understanding.Recognizers.English.Dates;

/// <summary>Whole numbers and ordinals inside times: 3, twenty-one, two thousand and five, 21st.</summary>
internal sealed partial class Reading
{
    /// <summary>A whole number in words, or at most <paramref name="digits"/> digits.</summary>
    private bool Whole(int at, int digits, out int value, out int next)
    {
        (value, next) = (0, at);
        if (At(at).Digits is > 0 and var count)
        {
            (value, next) = (At(at).Value, at + 1);
            return count <= digits && !Fraction(at);
        }

        return Words(at, out value, out next);
    }

    /// <summary>Whether digits are part of a decimal number, on either side of its point.</summary>
    private bool Fraction(int at) =>
        (Glued(at) && (Sign(at - 1, '.') || Sign(at - 1, ',')) && Glued(at - 1) && At(at - 2).Digits > 0)
        || (Glued(at + 1) && (Sign(at + 1, '.') || Sign(at + 1, ',')) && Glued(at + 2) && At(at + 2).Digits > 0);

    /// <summary>seven, twenty-one, a hundred and five, two thousand and twenty.</summary>
    private bool Words(int at, out int value, out int next)
    {
        if (!Below1000(at, out value, out next) || SenseAt(next).Scale != 1000)
        {
            return next > at;
        }

        (value, next) = (value * 1000, next + 1);
        if (Below1000(Skip(next, Key.And), out var rest, out var after))
        {
            (value, next) = (value + rest, after);
        }

        return true;
    }

    private bool Below1000(int at, out int value, out int next)
    {
        if (Is(at, Key.A) && SenseAt(at + 1).Scale > 0)
        {
            (value, next) = (1, at + 1);
        }
        else if (!Below100(at, out value, out next))
        {
            next = at;
            return false;
        }

        if (SenseAt(next).Scale == 100)
        {
            (value, next) = (value * 100, next + 1);
            if (Below100(Skip(next, Key.And), out var rest, out var after))
            {
                (value, next) = (value + rest, after);
            }
        }

        return true;
    }

    private bool Below100(int at, out int value, out int next)
    {
        (value, next) = (SenseAt(at).Cardinal, at + 1);
        if (value < 0)
        {
            return false;
        }

        if (value >= 20)
        {
            var unit = Sign(next, '-') && Glued(next) && Glued(next + 1) ? next + 1 : next;
            if (SenseAt(unit).Cardinal is > 0 and < 10 and var ones)
            {
                (value, next) = (value + ones, unit + 1);
            }
        }

        return true;
    }

    /// <summary>21st, first, twenty-first.</summary>
    private bool Ordinal(int at, out int value, out int next)
    {
        (value, next) = (0, at);
        if (At(at).Digits is 1 or 2 or 3)
        {
            if (Glued(at + 1) && WordAt(at + 1) is "st" or "nd" or "rd" or "th" && !Fraction(at))
            {
                (value, next) = (At(at).Value, at + 2);
                return value > 0;
            }

            return false;
        }

        value = SenseAt(at).Ordinal;
        next = at + 1;
        if (value > 0)
        {
            return true;
        }

        if (SenseAt(at).Cardinal is >= 20 and var tens)
        {
            var unit = Sign(at + 1, '-') ? at + 2 : at + 1;
            if (SenseAt(unit).Ordinal is > 0 and < 10 and var ones)
            {
                (value, next) = (tens + ones, unit + 1);
                return true;
            }
        }

        return false;
    }
}
