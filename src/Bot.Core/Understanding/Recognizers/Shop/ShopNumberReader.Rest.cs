namespace Bot.Core.Understanding.Recognizers.Shop;

/// <content>What follows the digits: 点, 多, 来.</content>
internal ref partial struct ShopNumberReader
{
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
