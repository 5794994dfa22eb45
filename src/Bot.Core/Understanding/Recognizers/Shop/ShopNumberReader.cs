namespace Bot.Core.Understanding.Recognizers.Shop;

/// <summary>
/// Reads one number of a folded text as people in shops say it: 1.5w, 3万5, 两千三四, 三四百, 十几, 一百多, 二十来, 三点五.
/// One pass; looks no further than a few characters ahead.
/// </summary>
internal ref partial struct ShopNumberReader
{
    private const decimal Most = 1_000_000_000_000_000m;

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
}
