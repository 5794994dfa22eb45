namespace Bot.Core.Understanding.Recognizers.English.Dates;

/// <summary>Numbers inside times: 3, 2.5, twenty-one, a few, 21st, nineteen eighty six.</summary>
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

    /// <summary>How many: 3, 2.5, 1,000, a, half a, one and a half, a few, a couple of.</summary>
    private bool Amount(int at, out double value, out int next)
    {
        (value, next) = (0, at);
        if (Sign(at, '½'))
        {
            (value, next) = (0.5, at + 1);
            return true;
        }

        if (At(at).Digits > 0)
        {
            if (At(at).Value < 0 || (At(at).Digits > 2 && _text[At(at).Start] == '0') || (Glued(at) && (Sign(at - 1, '.') || Sign(at - 1, ',')) && Glued(at - 1)))
            {
                return false;
            }

            (value, next) = (At(at).Value, at + 1);
            while (Sign(next, ',') && Glued(next) && Glued(next + 1) && At(next + 1).Digits == 3 && value < 1e6)
            {
                value = (value * 1000) + At(next + 1).Value;
                next += 2;
            }

            if (Sign(next, '.') && Glued(next) && Glued(next + 1) && At(next + 1).Digits is > 0 and < 10 and var places)
            {
                value = (double)((decimal)value + (At(next + 1).Value / (decimal)Math.Pow(10, places)));
                next += 2;
            }

            if (Sign(next, '½'))
            {
                (value, next) = (value + 0.5, next + 1);
            }

            return Half(ref value, ref next);
        }

        if (Is(at, Key.Half))
        {
            (value, next) = (0.5, Skip(at + 1, Key.A));
            return true;
        }

        if (Words(at, out var whole, out next))
        {
            value = whole;
            return Half(ref value, ref next);
        }

        var few = Is(at, Key.A) ? at + 1 : at;
        if (SenseAt(few).Vague is > 0 and var vague)
        {
            (value, next) = (vague, Skip(few + 1, Key.Of));
            return true;
        }

        if (Is(at, Key.A))
        {
            (value, next) = Is(at + 1, Key.Half) ? (0.5, at + 2) : (1, at + 1);
            return true;
        }

        return false;
    }

    /// <summary>… and a half; … and half.</summary>
    private bool Half(ref double value, ref int next)
    {
        if (Is(next, Key.And) && Is(Skip(next + 1, Key.A), Key.Half))
        {
            value += 0.5;
            next = Skip(next + 1, Key.A) + 1;
        }

        return true;
    }

    /// <summary>1998, two thousand and fifteen, nineteen eighty six, twenty twenty.</summary>
    private bool Year(int at, out int year, out int next)
    {
        (year, next) = (0, at + 1);
        if (At(at).Digits is > 0 and var digits)
        {
            year = At(at).Value;
            return digits == 4 && year is >= 1000 and <= 2100 && !Fraction(at) && !(Sign(at + 1, ':') && Glued(at + 1))
                && !(Glued(at + 1) && At(at + 1).Kind == TokenKind.Word && !Is(at + 1, Key.Possessive));
        }

        if (SenseAt(at).Cardinal is not (>= 1 and <= 20))
        {
            return false;
        }

        if (SenseAt(at + 1).Scale == 1000 && SenseAt(at).Cardinal is 1 or 2)
        {
            return Words(at, out year, out next) && year is >= 1000 and <= 2100;
        }

        // Two pairs: nineteen eighty six. The first is 15 to 20, the second has tens, or says oh.
        if (SenseAt(at).Cardinal is >= 15 and <= 20 and var century)
        {
            var second = Sign(at + 1, '-') ? at + 2 : at + 1;
            var oh = Word(second, "oh") || Word(second, "o");
            if (Below100(oh ? second + 1 : second, out var rest, out next) && (oh ? rest is > 0 and < 10 : rest is >= 10))
            {
                year = (century * 100) + rest;
                return true;
            }

            if (SenseAt(second).Scale == 100)
            {
                (year, next) = (century * 100, second + 1);
                return true;
            }
        }

        return false;
    }

    /// <summary>A year of two digits: below 30 of this century, from 40 on of the last; between them it is open (null).</summary>
    private static int? Short(int digits) => digits < 30 ? 2000 + digits : digits >= 40 ? 1900 + digits : null;
}
