namespace Bot.Core.Understanding.Recognizers.Chinese.Numbers;

/// <summary>
/// Reads one integer of Chinese digits and units, Arabic digits between them: 一千零五十, 25万6千, 二十万亿, 千三.
/// One pass; at most five sums are open at any time.
/// </summary>
internal ref struct IntegerReader
{
    private readonly ReadOnlySpan<char> text;
    private readonly int limit;

    // Sums of the parts that are closed by 万, 亿, 兆: of falling unit, so never more than one for each unit.
    private double first, second, third, fourth;
    private double firstUnit, secondUnit, thirdUnit, fourthUnit;

    private double section;
    private double pending;
    private bool hasPending, arabicPending, zero, lastWasUnit, digitSeen;
    private double lastUnit;
    private int bigUnits, units;

    private IntegerReader(ReadOnlySpan<char> text, int limit)
    {
        this.text = text;
        this.limit = limit;
    }

    /// <summary>Reads at a place, before a limit; false when no integer begins there. A row of digits is cut after its first.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, int position, int limit, out NumberSpan span)
    {
        var reader = new IntegerReader(text, limit);
        return reader.Read(position, out span);
    }

    private bool Read(int position, out NumberSpan span)
    {
        var end = position;
        var traits = position < limit && char.IsAsciiDigit(text[position]) ? NumberTraits.Arabic : NumberTraits.None;
        while (true)
        {
            var at = ChineseDigits.SkipBlanks(text[..limit], end);
            var next = at < limit && (at == end || end > position) ? Token(at, at > end, ref traits) : at;
            if (next == at)
            {
                break;
            }

            end = next;
        }

        span = default;
        if (end == position)
        {
            return false;
        }

        if (units == 0)
        {
            traits |= traits.HasFlag(NumberTraits.Arabic) ? NumberTraits.None : NumberTraits.Single;
        }
        else if (!digitSeen)
        {
            // 百万 and 几千; 十 is a number of its own.
            traits |= NumberTraits.Bare;
        }

        var tail = hasPending ? pending * (arabicPending || zero || lastUnit == 0 ? 1 : lastUnit / 10) : 0;
        span = new NumberSpan(position, end - position, first + second + third + fourth + section + tail, NumberKind.Integer, traits);
        return true;
    }

    // Takes the token at a place and gives the place after it; the place itself when the number ends before it.
    private int Token(int at, bool afterBlank, ref NumberTraits traits)
    {
        var c = text[at];
        if (char.IsAsciiDigit(c))
        {
            return Arabic(at, afterBlank);
        }

        var digit = ChineseDigits.Digit(c);
        if (digit == 0 && units > 0 && !hasPending)
        {
            zero = true;
            lastWasUnit = false;
            return at + 1;
        }

        if (digit >= 0)
        {
            // 一百两 is a weight: 两 ends no number.
            if (hasPending || (units > 0 && ChineseDigits.PlainDigit(c) < 0 && !UnitAt(at + 1)))
            {
                return at;
            }

            Take(digit, arabic: false);
            return at + 1;
        }

        var unitAt = at;
        if (ChineseDigits.IsApproximate(c))
        {
            // 多 and 余 only inside a number; 几 may begin one.
            if (units == 0 && !hasPending && c is not ('几' or '幾'))
            {
                return at;
            }

            unitAt = ChineseDigits.SkipBlanks(text[..limit], at + 1);
            if (unitAt >= limit)
            {
                return at;
            }
        }

        var unit = ChineseDigits.Unit(text[unitAt]);
        if (unit == 0 || !(unit <= 1000 ? Small(unit) : Big(unit)))
        {
            return at;
        }

        if (unitAt > at)
        {
            traits |= NumberTraits.Approximate;
        }
        else if (unit == 10)
        {
            digitSeen = true;
        }

        return unitAt + 1;
    }

    // Digits count inside a number when a unit follows, or as its end when they follow a unit at once: 25万6千, 1千零20.
    private int Arabic(int at, bool afterBlank)
    {
        if (hasPending)
        {
            return at;
        }

        var end = ArabicDigits.Run(text[..limit], at);
        if (end < limit && text[end] is '.' or ',' && end + 1 < limit && char.IsAsciiDigit(text[end + 1]))
        {
            return at;
        }

        if (afterBlank && !UnitAt(end))
        {
            return at;
        }

        double value = 0;
        for (var i = at; i < end; i++)
        {
            value = (value * 10) + (text[i] - '0');
        }

        if (!double.IsFinite(value))
        {
            return at;
        }

        Take(value, arabic: true);
        return end;
    }

    private readonly bool UnitAt(int at)
    {
        at = ChineseDigits.SkipBlanks(text[..limit], at);
        return at < limit && ChineseDigits.Unit(text[at]) > 0;
    }

    private void Take(double value, bool arabic)
    {
        pending = value;
        hasPending = true;
        arabicPending = arabic;
        digitSeen = true;
        lastWasUnit = false;
        bigUnits = 0;
    }

    private bool Small(double unit)
    {
        if (!hasPending && lastWasUnit && lastUnit <= 1000)
        {
            return false;
        }

        // 零十 is ten, 十 alone is ten.
        var value = hasPending && !(pending == 0 && unit == 10) ? pending : 1;
        section = section > 0 && lastUnit < unit ? (section + (hasPending ? pending : 0)) * unit : section + (value * unit);
        Close(unit, 0);
        return true;
    }

    private bool Big(double unit)
    {
        if (section == 0 && !hasPending && bigUnits > 0)
        {
            // 万万, 万亿: the unit of the last sum grows.
            if (bigUnits == 3)
            {
                return false;
            }

            var (sum, of) = PopLast();
            lastUnit = of * unit;
            Push(sum * unit, lastUnit);
            Close(lastUnit, bigUnits + 1);
            return true;
        }

        var part = section + (hasPending ? pending * (arabicPending || zero || lastUnit == 0 || lastUnit >= unit ? 1 : lastUnit / 10) : 0);
        if (part == 0 && !hasPending)
        {
            part = units == 0 ? 1 : 0;
        }

        while (lastOpenUnit is > 0 and var open && open < unit)
        {
            part += PopLast().Sum;
        }

        Push(part * unit, unit);
        section = 0;
        Close(unit, 1);
        return true;
    }

    private void Close(double unit, int big)
    {
        hasPending = false;
        zero = false;
        lastUnit = unit;
        lastWasUnit = true;
        bigUnits = big;
        units++;
    }

    private readonly double lastOpenUnit => fourthUnit > 0 ? fourthUnit : thirdUnit > 0 ? thirdUnit : secondUnit > 0 ? secondUnit : firstUnit;

    private (double Sum, double Unit) PopLast()
    {
        (double, double) last;
        if (fourthUnit > 0)
        {
            last = (fourth, fourthUnit);
            (fourth, fourthUnit) = (0, 0);
        }
        else if (thirdUnit > 0)
        {
            last = (third, thirdUnit);
            (third, thirdUnit) = (0, 0);
        }
        else if (secondUnit > 0)
        {
            last = (second, secondUnit);
            (second, secondUnit) = (0, 0);
        }
        else
        {
            last = (first, firstUnit);
            (first, firstUnit) = (0, 0);
        }

        return last;
    }

    private void Push(double sum, double unit)
    {
        if (firstUnit == 0 || firstUnit == unit)
        {
            (first, firstUnit) = (first + sum, unit);
        }
        else if (secondUnit == 0 || secondUnit == unit)
        {
            (second, secondUnit) = (second + sum, unit);
        }
        else if (thirdUnit == 0 || thirdUnit == unit)
        {
            (third, thirdUnit) = (third + sum, unit);
        }
        else
        {
            (fourth, fourthUnit) = (fourth + sum, unit);
        }
    }
}
