using Bot.Core.Understanding.Recognizers.Times;

namespace Bot.Core.Understanding.Recognizers.Chinese.Dates;

/// <summary>Lengths of time, and what is counted with them: 8天20小时, 半年, 两个半小时, 三天前, 过去5分钟, 每两天.</summary>
internal sealed partial class DateGrammar
{
    // 'Y', 'O' (months), 'W', 'D', 'H', 'M', 'S'; a blank when it is no unit.
    private char UnitOf(int i) => At(i).Sign switch
    {
        Sign.Unit => (char)tokens[i].Value,
        Sign.Year => 'Y',
        Sign.Week => 'W',
        _ => ' ',
    };

    private Item? Length(int i)
    {
        if (i >= tokens.Count || !OneLength(i, alone: true, out var length, out var next))
        {
            return null;
        }

        var units = Units(length);
        for (var parts = 1; parts < 8; parts++)
        {
            var at = Is(next, Sign.Link) && text[tokens[next].Start] != '过' ? next + 1 : next;
            if (At(at).Gap > 1 || At(at).Sign == Sign.Half || !OneLength(at, alone: false, out var more, out var end) || (units & Units(more)) != 0)
            {
                break;
            }

            units |= Units(more);
            length += more;
            next = end;
        }

        return After(new Item(ItemKind.Length, i, next, length.Alone()) { Length = length });
    }

    private static int Units(Length length) =>
        (length.Years != 0 ? 1 : 0) | (length.Months != 0 ? 2 : 0) | (length.Weeks != 0 ? 4 : 0) | (length.Days != 0 ? 8 : 0)
        | (length.Hours != 0 ? 16 : 0) | (length.Minutes != 0 ? 32 : 0) | (length.Seconds != 0 ? 64 : 0);

    // One count and unit. Within a longer length 时 and 分 are units too (8天20时).
    private bool OneLength(int i, bool alone, out Length length, out int next)
    {
        length = default;
        next = i;
        var count = 0.5;
        if (At(i).Sign == Sign.Half)
        {
            next = Is(i + 1, Sign.Piece) ? i + 2 : i + 1;
            if (next != i + 1 && !Touches(next, Sign.Month))
            {
                return false;
            }
        }
        else if (!Count(i, out count, out next))
        {
            return false;
        }

        var unit = At(next).Gap < 2 ? UnitOf(next) : ' ';
        if (Touches(next, Sign.AndHalf) && At(next + 1).Gap == 0)
        {
            unit = At(next + 1).Sign == Sign.Month ? 'O' : UnitOf(next + 1);
            count += 0.5;
            next++;
        }
        else if (unit == ' ' && chat && alone && At(next) is { Gap: 0, Sign: Sign.QuarterHour } quarter && count <= 3 && (count > 1 || quarter.Length == 2))
        {
            length = Times.Length.Of(15 * count, 'M');
            next++;
            return true;
        }
        else if (unit == ' ' && !alone)
        {
            unit = At(next).Gap == 0 ? At(next).Sign switch { Sign.Shi => 'H', Sign.Fen => 'M', _ => ' ' } : ' ';
        }

        if (unit == 'Y' && tokens[i].Sign == Sign.Digits && tokens[i].Length > 2 && !chat)
        {
            return false;
        }

        if (unit == ' ' || count == 0)
        {
            return false;
        }

        next++;
        if (Touches(next, Sign.Half) && At(next + 1) is not { Gap: 0, Sign: Sign.Year or Sign.Unit or Sign.Month } && unit != 'S')
        {
            count += 0.5;
            next++;
        }

        length = Times.Length.Of(count, unit);
        return true;
    }

    private bool Count(int i, out double count, out int next)
    {
        (count, next) = (0, i + 1);
        if (!At(i).IsNumber)
        {
            return false;
        }

        count = tokens[i].Value;
        if (tokens[i].Sign == Sign.HanDigits && text[tokens[i].Start] is not ('零' or '〇'))
        {
            return false;
        }

        if (tokens[i].Sign == Sign.Digits && Touches(i + 1, Sign.Dot) && Touches(i + 2, Sign.Digits) && tokens[i + 2].Value >= 0)
        {
            count += tokens[i + 2].Value / Math.Pow(10, tokens[i + 2].Length);
            next = i + 3;
        }
        else if (tokens[i].Gap == 0 && i > 1 && tokens[i - 1].Sign == Sign.Dot && tokens[i - 2].Sign == Sign.Digits && tokens[i - 1].Gap == 0)
        {
            return false;
        }

        return true;
    }

    // 三天前 is a day, 两小时后 a moment; 两周后的周五 a day of that week.
    private Item After(Item length)
    {
        var sign = At(length.Next) is { Gap: < 2, Value: 0 } after
            ? after.Sign switch { Sign.Qian or Sign.Before => -1, Sign.Hou or Sign.After => 1, _ => 0 }
            : 0;
        if (sign == 0)
        {
            return length;
        }

        var next = length.Next + 1;
        var moment = length.Length.From(reference, sign);
        if (length.Length.HasClock)
        {
            var timex = chat ? TimexWriter.Moment(moment) : TimexWriter.Date(moment);
            return length with { Kind = ItemKind.Moment, Next = next, Value = TimeValue.Fixed(TimeKind.DateTime, timex, Stretch.At(moment)), Counted = true };
        }

        var weekday = Skip(next, Sign.De);
        if (Is(weekday, Sign.Weekday) && length.Length.Days == 0)
        {
            return length with { Kind = ItemKind.Day, Next = weekday + 1, Value = Days.Exactly(Almanac.InWeek(moment.Date, tokens[weekday].Value)), Counted = true };
        }

        return length with { Kind = ItemKind.Day, Next = next, Value = Days.Exactly(moment.Date), Counted = true };
    }

    // 过去三天, 未来两周, 前5分钟, 还剩 3 小时, 上两个月
    private Item? Counted(int i)
    {
        var token = tokens[i];
        if (token.Sign is Sign.Before or Sign.After && token.Value == 1)
        {
            return null;
        }

        // 一下三…: 下 after a number is no next.
        if (token.Sign == Sign.Relative && i > 0 && token.Gap == 0 && tokens[i - 1].IsNumber)
        {
            return null;
        }

        if (HalfAfter(i, out var half, out var end) && token.Sign is Sign.Qian or Sign.Hou)
        {
            return new Item(ItemKind.Period, i, end, HalfOf(tokens[end - 1].Sign, half));
        }

        var sign = token.Sign is Sign.Qian or Sign.Before or Sign.Past || (token.Sign == Sign.Relative && token.Value < 0) ? -1 : 1;
        if (At(i + 1).Gap > 1 || !OneLength(i + 1, alone: true, out var length, out var next) || Composite(next))
        {
            return null;
        }

        // 前三天 before a count of its own (前三天前) is that count.
        return At(next) is { Gap: 0, Sign: Sign.Before or Sign.After, Value: 0 }
            ? null
            : new Item(length.HasClock ? ItemKind.Moments : ItemKind.Period, i, next, Periods.FromNow(reference, length, sign)) { Counted = true };
    }

    // A longer length goes on here (8天20小时): that is read instead.
    private bool Composite(int i)
    {
        var at = Is(i, Sign.Link) ? i + 1 : i;
        return At(at).Gap < 2 && At(at).Sign != Sign.Half && OneLength(at, alone: false, out _, out _);
    }
}
