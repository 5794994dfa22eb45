using Bot.Core.Understanding.Recognizers.Times;

namespace Bot.Core.Understanding.Recognizers.Chinese.Dates;

/// <summary>One time of the clock: 八点半, 下午3:20, 15时20分30秒, 差十分八点.</summary>
internal sealed partial class DateGrammar
{
    // One time of the clock, with its part of the day. `before` is the part that the first of two times had.
    private bool OneClock(int i, DayParts.Named? before, out Clock clock, out int next, out DayParts.Named? part)
    {
        (clock, next, part) = (default, i, null);
        if (At(i).Sign == Sign.To)
        {
            return Less(i, out clock, out next);
        }

        if (At(i).Sign == Sign.DayPart)
        {
            part = DayParts.All[tokens[i].Value];
            i++;
            if (At(i).Gap > 1)
            {
                return false;
            }
        }

        if (!At(i).IsNumber || tokens[i].Sign == Sign.HanDigits || tokens[i].Value > 24 || tokens[i].Length > 3 || Preceded(i))
        {
            return false;
        }

        if (!(Touches(i + 1, Sign.Colon) ? Digital(i, out clock, out next) : Spoken(i, part is not null || before is not null, out clock, out next)))
        {
            return false;
        }

        if (Is(next, Sign.AmPm))
        {
            clock = clock with { Hour = tokens[next].Value == 1 ? (clock.Hour < 12 ? clock.Hour + 12 : clock.Hour) : clock.Hour == 12 ? 0 : clock.Hour, Open = false };
            next++;
        }
        else
        {
            clock = part is not null ? clock with { Hour = part.Hour(clock.Hour), Open = false } : clock;
        }

        return clock.Exists;
    }

    // 5:30, 11:30:10
    private bool Digital(int i, out Clock clock, out int next)
    {
        clock = default;
        next = i + 3;
        if (tokens[i].Sign != Sign.Digits || tokens[i].Length > 2 || !Touches(i + 2, Sign.Digits) || tokens[i + 2].Length > 2)
        {
            return false;
        }

        int? second = null;
        if (Touches(next, Sign.Colon) && Touches(next + 1, Sign.Digits) && tokens[next + 1].Length <= 2 && tokens[next + 1].Value < 60)
        {
            second = tokens[next + 1].Value;
            next += 2;
        }

        var hour = tokens[i].Value;
        clock = new Clock(hour, tokens[i + 2].Value, second, hour is >= 1 and <= 12);
        return clock.Exists;
    }

    // 八点, 八点整, 八点半, 八点一刻, 八点二十, 15时20分30秒
    private bool Spoken(int i, bool sure, out Clock clock, out int next)
    {
        clock = default;
        next = i + 2;
        if (!(At(i + 1) is { Gap: < 2, Sign: Sign.Dian or Sign.Shi }))
        {
            return false;
        }

        var hour = tokens[i].Value;
        int? minute = null, second = null;
        if (Touches(next, Sign.PastHalf) || Touches(next, Sign.Half))
        {
            minute = 30;
            next++;
        }
        else if (IsNumber(next) && At(next + 1).Gap < 2 && At(next + 1).Sign == Sign.QuarterHour && tokens[next].Value is >= 1 and <= 3)
        {
            minute = 15 * tokens[next].Value;
            next += 2;
        }
        else if (tokens[i + 1].Value == 0)
        {
            (minute, second, next) = Minutes(next);
        }

        // 有一点贵: one o'clock needs more than its two characters in chat.
        if (chat && !sure && hour == 1 && minute is null && tokens[i + 1] is { Sign: Sign.Dian, Value: 0 } && tokens[i].Sign == Sign.Han)
        {
            return false;
        }

        clock = new Clock(hour, minute, second, hour is >= 1 and <= 12);
        return clock.Exists;
    }

    private (int? Minute, int? Second, int Next) Minutes(int next)
    {
        var i = Is(next, Sign.Link) && tokens[next].Value == 0 ? next + 1 : next;
        var linked = i > next;
        if (At(i).Gap != 0 || !At(i).IsNumber || tokens[i].Value > 59 || tokens[i].Length > 3)
        {
            return (null, null, next);
        }

        var minute = tokens[i].Value;
        var zero = tokens[i].Sign == Sign.HanDigits && text[tokens[i].Start] is '零' or '〇';
        var unit = At(i + 1);
        if (unit is { Gap: 0, Sign: Sign.Fen } or { Gap: 0, Sign: Sign.Unit, Value: 'M' })
        {
            var end = i + 2;
            if (At(end) is { Gap: 0, IsNumber: true, Value: < 60 } && At(end + 1) is { Gap: 0, Sign: Sign.Unit, Value: 'S' })
            {
                return (minute, tokens[end].Value, end + 2);
            }

            return (minute, null, end);
        }

        var other = unit.Gap == 0 && unit.Sign is Sign.Dian or Sign.Shi or Sign.Unit or Sign.Week or Sign.Month or Sign.Year or Sign.DayMark or Sign.Colon or Sign.Dot or Sign.Slash or Sign.Piece or Sign.QuarterHour or Sign.AndHalf;
        if (other || linked || (tokens[i].Sign == Sign.HanDigits && !zero))
        {
            return (null, null, next);
        }

        // In chat 8点5 and 8点20元 are no times with minutes.
        var end2 = tokens[i].End;
        return chat && !zero && (minute < 10 || (end2 < text.Length && "块元毛折斤个件包%万千百".Contains(text[end2], StringComparison.Ordinal)))
            ? (null, null, next)
            : (minute, null, i + 1);
    }

    // 差十分八点, 差一刻九点
    private bool Less(int i, out Clock clock, out int next)
    {
        (clock, next) = (default, i);
        if (!IsNumber(i + 1) || tokens[i + 1].Value > 59)
        {
            return false;
        }

        var unit = At(i + 2);
        var less = unit is { Gap: 0, Sign: Sign.QuarterHour } ? 15 * tokens[i + 1].Value : tokens[i + 1].Value;
        var named = unit is { Gap: 0, Sign: Sign.QuarterHour or Sign.Fen } or { Gap: 0, Sign: Sign.Unit, Value: 'M' };
        if (!named || At(i + 3).Gap != 0 || !At(i + 3).IsNumber || !Spoken(i + 3, true, out var hour, out next))
        {
            return false;
        }

        var minutes = ((hour.Hour * 60) + (hour.Minute ?? 0) - less + 1440) % 1440;
        clock = new Clock(minutes / 60, minutes % 60, hour.Second, hour.Open);
        return true;
    }
}
