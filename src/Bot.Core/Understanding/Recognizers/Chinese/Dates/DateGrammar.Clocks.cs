using Bot.Core.Understanding.Recognizers.Times;

namespace Bot.Core.Understanding.Recognizers.Chinese.Dates;

/// <summary>Times of the clock: 八点半, 下午3:20, 差十分八点, 大约晚上十点; and from one to another: 下午五点到七点, 三到五点.</summary>
internal sealed partial class DateGrammar
{
    // At 大约, 差, a part of the day, or an hour.
    private Item? ClockOrPart(int i)
    {
        if (i >= tokens.Count)
        {
            return null;
        }

        return tokens[i].Sign switch
        {
            Sign.About or Sign.To or Sign.DayPart => ClockFrom(i) ?? (tokens[i].Sign == Sign.DayPart ? Part(i, tokens[i]) : null),
            Sign.Digits or Sign.Han or Sign.HanDigits => ClockFrom(i),
            _ => null,
        };
    }

    private Item Part(int i, Token token)
    {
        var part = DayParts.All[token.Value];
        return new Item(ItemKind.Part, i, i + 1, part.Part.Alone(reference)) { Part = part };
    }

    private Item? ClockFrom(int i)
    {
        var at = i;
        if (tokens[i].Sign == Sign.About)
        {
            at++;
        }

        if (ShortRange(i, at) is { } range)
        {
            return range;
        }

        if (!OneClock(at, null, out var clock, out var next, out var part))
        {
            return null;
        }

        next = Skip(next, Sign.Around);
        if (Is(next, Sign.Till) && At(next + 1).Gap < 2 && OneClock(next + 1, part, out var to, out var end, out var ownPart))
        {
            return Range(i, Skip(end, Sign.Between), clock, to, part, ownPart);
        }

        if (Is(next, Sign.And) && At(next + 1).Gap < 2 && OneClock(next + 1, part, out to, out end, out ownPart) && Is(end, Sign.Between))
        {
            return Range(i, end + 1, clock, to, part, ownPart);
        }

        return new Item(ItemKind.Clock, i, next, clock.Alone(reference)) { From = clock, Part = part };
    }

    // 下午三到五点, 9-11:30
    private Item? ShortRange(int first, int at)
    {
        var part = Is(at, Sign.DayPart) || (at == first && tokens[at].Sign == Sign.DayPart) ? DayParts.All[tokens[at].Value] : null;
        var number = part is null ? at : at + 1;
        if (!(number == first ? At(number).IsNumber : IsNumber(number)) || tokens[number].Value > 24 || tokens[number].Sign == Sign.HanDigits || !Is(number + 1, Sign.Till)
            || At(number + 2).Gap > 1 || Preceded(number) || !OneClock(number + 2, part, out var to, out var end, out var ownPart))
        {
            return null;
        }

        var hour = tokens[number].Value;
        var left = new Clock(part?.Hour(hour) ?? hour, null, null, part is null && hour is >= 1 and <= 12);
        return Range(first, Skip(end, Sign.Between), left, to, part, ownPart);
    }

    private Item Range(int first, int next, Clock begin, Clock to, DayParts.Named? part, DayParts.Named? ownPart)
    {
        // 下午两点到四点: the second hour is in the same half of the day, unless that would be before the first.
        if (ownPart is null && part is not null && part.LowBound > 0 && to.Hour is >= 1 and <= 12 && begin.Hour is >= 12 and < 24 && to.Hour + 12 >= begin.Hour)
        {
            to = to with { Hour = to.Hour == 12 ? (part.LowBound >= 18 ? 24 : 12) : to.Hour + 12 };
        }

        to = part is not null ? to with { Open = false } : to;
        begin = ownPart is not null ? begin with { Open = false } : begin;
        return new Item(ItemKind.Clocks, first, next, begin.To(to, reference, hours: true)) { From = begin, To = to, Part = part };
    }

    private bool Preceded(int i) =>
        i > 0 && tokens[i].Gap == 0 && (tokens[i - 1].Sign == Sign.Nth || (tokens[i - 1].Sign is Sign.Dot or Sign.Colon or Sign.Slash && i > 1 && tokens[i - 1].Gap == 0 && tokens[i - 2].Sign == Sign.Digits));
}
