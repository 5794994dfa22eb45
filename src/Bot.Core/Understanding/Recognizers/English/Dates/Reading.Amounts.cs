namespace Bot.Core.Understanding.Recognizers.English.Dates;

/// <summary>Counts of units, and years: 2.5, half a, a few; 1998, nineteen eighty six.</summary>
internal sealed partial class Reading
{
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
