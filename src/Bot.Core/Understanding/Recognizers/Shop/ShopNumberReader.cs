namespace Bot.Core.Understanding.Recognizers.Shop;

/// <summary>
/// Reads one number of a folded text as people in shops say it: 1.5w, 3万5, 两千三四, 三四百, 十几, 一百多, 二十来, 三点五.
/// One pass; looks no further than a few characters ahead.
/// </summary>
internal ref struct ShopNumberReader
{
    private const decimal Most = 1_000_000_000_000_000m;

    // What a count of 一两 may stand before; elsewhere 一两 is a weight.
    private const string Counted = "百千万亿个天年月周次件斤箱瓶包袋盒只双套台份张条块元毛支片岁米分小位人本句种层杯罐桶盘碗颗粒根把";

    // 大陆 and 队伍 hold no numbers: digits as banks write them count before such only.
    private const string Capitals = "壹贰叁肆伍陆柒捌玖";
    private const string Formal = "拾佰仟百千十万亿元圆角分" + Capitals;

    private readonly ReadOnlySpan<char> text;
    private int at;
    private decimal totalLow, totalHigh, sectionLow, sectionHigh;
    private decimal unit, big;
    private bool zero, any, round;
    private Said said;

    private ShopNumberReader(ReadOnlySpan<char> text, int start)
    {
        this.text = text;
        at = start;
    }

    /// <summary>Reads the number that begins at a place; false when none does.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, int start, out ShopNumber number)
    {
        var reader = new ShopNumberReader(text, start);
        return reader.Read(start, out number);
    }

    private bool Read(int start, out ShopNumber number)
    {
        number = default;
        if (Now == '半')
        {
            number = new ShopNumber(start, start + 1, 0.5m, 0.5m, Said.Half);
            return true;
        }

        while (totalHigh + sectionHigh < Most && Step())
        {
        }

        if (!any || totalHigh + sectionHigh > Most)
        {
            return false;
        }

        Rest();
        var (low, high) = (totalLow + sectionLow, totalHigh + sectionHigh);
        said |= round ? Said.Round : Said.None;
        said |= at == start + 1 && HanDigits.Of(text[start]) >= 0 ? Said.Single : Said.None;
        said |= char.IsAsciiDigit(text[start]) ? Said.Arabic : Said.None;
        number = new ShopNumber(start, at, low, high, said);
        return true;
    }

    private readonly char Now => Peek(0);

    private readonly char Peek(int ahead) => at + ahead < text.Length ? text[at + ahead] : '\0';

    // Takes digits with the unit behind them; false when the number is over.
    private bool Step()
    {
        var before = at;
        if (unit > 1 && Now is '零' or '〇' && HanDigits.Any(Peek(1)) > 0)
        {
            zero = true;
            at++;
        }

        if (!Part(out var low, out var high, out var single))
        {
            return LoneUnit() || Back(before);
        }

        if (UnitHere(out var next, out var length) && (unit == 0 || next < unit || next >= 10_000))
        {
            at += length;
            Apply(next, low, high);
            return next != 1_000_000_000;
        }

        Tail(before, low, high, single);
        return false;
    }

    // 五 of 3万5 and 一百五 counts in tenths of the unit before it; 五 of 十五 and 一百零五 in ones.
    private void Tail(int before, decimal low, decimal high, bool single)
    {
        if (unit > 0 && !single && (high >= unit || (said & Said.Latin) != 0))
        {
            Back(before);
            return;
        }

        var tenths = unit >= 100 && !zero && single && high is > 0 and < 10;
        said |= tenths ? Said.Short : Said.None;
        var factor = tenths ? unit / 10 : 1;
        sectionLow += low * factor;
        sectionHigh += high * factor;
        any = true;
        round = false;
        if (unit <= 10)
        {
            Point();
        }
    }

    private bool Back(int before)
    {
        at = before;
        return false;
    }

    private bool LoneUnit()
    {
        var next = HanDigits.Unit(Now);
        if (next == 10 && (unit == 0 || unit > 10) && (any || Now == '十'))
        {
            at++;
            Apply(10, 1, 1);
            return true;
        }

        if (next >= 10_000 && any && unit < next && (sectionLow > 0 || totalLow > 0))
        {
            at++;
            Apply(next, 0, 0);
            return true;
        }

        if (next >= 100 && !any && IsBare())
        {
            // 百八十块 is about a hundred.
            var eighty = Peek(1) == '八' && Peek(2) == '十';
            at += eighty ? 3 : 1;
            said |= Said.Bare | (eighty ? Said.About : Said.None);
            Apply(next, 1, 1);
            return true;
        }

        return false;
    }

    private readonly bool IsBare() => Peek(1) switch
    {
        '元' or '块' => true,
        '来' or '把' or '多' => Peek(2) is '块' or '元' or '个' or '斤',
        '八' => Peek(2) == '十' && Peek(3) is '块' or '元' or '个' or '斤',
        _ => false,
    };

    private void Apply(decimal next, decimal low, decimal high)
    {
        if (next < 10_000)
        {
            sectionLow += low * next;
            sectionHigh += high * next;
        }
        else
        {
            var (partLow, partHigh) = (sectionLow + low, sectionHigh + high);
            if (partHigh == 0)
            {
                (totalLow, totalHigh) = (totalLow * next, totalHigh * next);
            }
            else if (next > big)
            {
                (totalLow, totalHigh) = ((totalLow + partLow) * next, (totalHigh + partHigh) * next);
            }
            else
            {
                (totalLow, totalHigh) = (totalLow + (partLow * next), totalHigh + (partHigh * next));
            }

            (sectionLow, sectionHigh, big) = (0, 0, next);
        }

        (unit, zero, any, round) = (next, false, true, next >= 100);
    }

    // Digits: Arabic ones, a Chinese one, a guess (三四), a row (二〇二六), or 几.
    private bool Part(out decimal low, out decimal high, out bool single)
    {
        (low, high, single) = (0, 0, true);
        var c = Now;
        if (char.IsAsciiDigit(c))
        {
            return Arabic(out low, out high, out single);
        }

        if (c == '几')
        {
            if (unit == 0 && HanDigits.Unit(Peek(1)) == 0)
            {
                return false;
            }

            (low, high) = (unit == 0 ? 2 : 1, 9);
            said |= Said.About;
            at++;
            return true;
        }

        var first = HanDigits.Of(c);
        if (first < 0 || (Capitals.Contains(c, StringComparison.Ordinal) && !Formal.Contains(Peek(1), StringComparison.Ordinal)))
        {
            return false;
        }

        low = high = first;
        at++;
        var second = Second();
        if (second < 0)
        {
            return true;
        }

        var run = Run();
        var guess = run == 1 && first > 0 && (second == first + 1 || (first == 3 && second == 5));
        if (guess)
        {
            high = second;
            said |= Said.About;
            at++;
        }
        else if (unit == 0 && !zero)
        {
            single = false;
            said |= Said.Row;
            for (; run > 0 && high < Most; run--)
            {
                low = high = (high * 10) + HanDigits.Of(text[at++]);
            }
        }

        return true;
    }

    // The second of two digits side by side. 两 is one only in 一两个.
    private readonly int Second() => Now != '两'
        ? HanDigits.Of(Now)
        : text[at - 1] == '一' && Counted.Contains(Peek(1), StringComparison.Ordinal) ? 2 : -1;

    private readonly int Run()
    {
        var length = 0;
        while (length < 20 && HanDigits.Of(Peek(length)) >= 0 && (length == 0 || Peek(length) != '两'))
        {
            length++;
        }

        return length;
    }

    private bool Arabic(out decimal low, out decimal high, out bool single)
    {
        var start = at;
        decimal value = 0;
        for (; char.IsAsciiDigit(Now) || IsThousands(start); at++)
        {
            if (Now != ',' && value < Most)
            {
                value = (value * 10) + (Now - '0');
            }
        }

        single = at == start + 1;
        said |= at - start >= 8 && unit == 0 && !text[start..at].Contains(',') ? Said.Code : Said.None;
        if (Now == '.' && char.IsAsciiDigit(Peek(1)) && unit == 0)
        {
            single = false;
            said |= Said.Point;
            at++;
            for (var scale = 0.1m; char.IsAsciiDigit(Now); at++, scale /= 10)
            {
                value += scale >= 0.00000001m ? (Now - '0') * scale : 0;
            }
        }

        low = high = value;
        return true;
    }

    // A comma before exactly three digits.
    private readonly bool IsThousands(int start) => Now == ',' && at > start && at - start != 0 && char.IsAsciiDigit(Peek(1)) && char.IsAsciiDigit(Peek(2))
        && char.IsAsciiDigit(Peek(3)) && !char.IsAsciiDigit(Peek(4));

    private bool UnitHere(out decimal value, out int length)
    {
        var c = Now;
        (value, length) = (HanDigits.Unit(c), 1);
        if (value > 0)
        {
            return true;
        }

        if (c is 'k' or 'w' && char.IsAsciiDigit(text[at - 1]) && unit == 0 && !char.IsAsciiLetter(Peek(1)) && !(char.IsAsciiDigit(Peek(1)) && char.IsAsciiLetterOrDigit(Peek(2))))
        {
            value = c == 'k' ? 1_000 : 10_000;
            said |= Said.Latin;
            return true;
        }

        if (c == ' ' && HanDigits.Unit(Peek(1)) >= 1000 && char.IsAsciiDigit(text[at - 1]))
        {
            (value, length) = (HanDigits.Unit(Peek(1)), 2);
            return true;
        }

        return false;
    }

    // 三点五, 一点二五万. 三点五十, 两点一刻 and 八点零五 are times; 三点一起 is no number.
    private void Point()
    {
        if (Now != '点' || !(text[at - 1] > '\u3000') || HanDigits.Of(Peek(1)) < 0 || (Peek(1) == '两') || Idioms.At(text, at + 1) > 0)
        {
            return;
        }

        var end = at + 1;
        while (end < text.Length && end < at + 6 && HanDigits.Of(text[end]) >= 0 && text[end] != '两')
        {
            end++;
        }

        var after = end < text.Length ? text[end] : '\0';
        if (after is '十' or '分' or '刻' or '整' || (text[at + 1] is '零' or '〇' && end == at + 3) || (end == at + 2 && text[at + 1] == '一' && after is '个' or '位' or '只' or '张'))
        {
            return;
        }

        decimal value = 0, scale = 0.1m;
        for (at++; at < end; at++, scale /= 10)
        {
            value += HanDigits.Of(text[at]) * scale;
        }

        sectionLow += value;
        sectionHigh += value;
        said |= Said.Point;
        if (HanDigits.Unit(Now) is >= 100 and var next)
        {
            at++;
            (totalLow, totalHigh, sectionLow, sectionHigh) = ((totalLow + sectionLow) * next, (totalHigh + sectionHigh) * next, 0, 0);
            round = true;
        }
    }

    // 多, 余, 来, 把 behind the number.
    private void Rest()
    {
        var high = totalHigh + sectionHigh;
        var last = Now;
        var step = round || unit == 10 ? unit : Zeros(high);
        if (last is '多' or '余' && high >= 10 && (said & (Said.About | Said.Code | Said.Point)) == 0 && step >= 1 && Peek(1) is not ('少' or '大' or '久' or '姿'))
        {
            at++;
            said |= Said.More;
            sectionHigh += step;
        }
        else if (last is '来' or '把' && high >= 10 && (round || unit == 10 || step >= 10) && (Counted.Contains(Peek(1), StringComparison.Ordinal) || HanDigits.Unit(Peek(1)) >= 10_000))
        {
            at++;
            said |= Said.About;
        }
        else
        {
            return;
        }

        if (HanDigits.Unit(Now) is >= 10_000 and var next && unit < next)
        {
            at++;
            (totalLow, totalHigh, sectionLow, sectionHigh) = ((totalLow + sectionLow) * next, (totalHigh + sectionHigh) * next, 0, 0);
        }
    }

    private static decimal Zeros(decimal value)
    {
        decimal step = 1;
        while (value > 0 && decimal.IsInteger(value / (step * 10)))
        {
            step *= 10;
        }

        return step;
    }
}
