namespace Bot.Core.Understanding.Recognizers.Shop;

/// <content>Digits and the units behind them.</content>
internal ref partial struct ShopNumberReader
{
    // What a count of 一两 may stand before; elsewhere 一两 is a weight.
    private const string Counted = "百千万亿个天年月周次件斤箱瓶包袋盒只双套台份张条块元毛支片岁米分小位人本句种层杯罐桶盘碗颗粒根把";

    // 大陆 and 队伍 hold no numbers: digits as banks write them count before such only.
    private const string Capitals = "壹贰叁肆伍陆柒捌玖";
    private const string Formal = "拾佰仟百千十万亿元圆角分" + Capitals;

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
}
