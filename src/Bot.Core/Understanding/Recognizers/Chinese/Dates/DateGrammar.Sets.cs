using Bot.Core.Understanding.Recognizers.Times;

namespace Bot.Core.Understanding.Recognizers.Chinese.Dates;

/// <summary>What comes again: 每天, 每两天, 每周一下午八点, 每年5月1日.</summary>
internal sealed partial class DateGrammar
{
    // 每天, 每周一下午八点, 每两天
    private Item? Set(int i)
    {
        var next = i + 1;
        if (At(next).Gap > 1)
        {
            return null;
        }

        var unit = At(next).Sign switch { Sign.Month => 'O', Sign.DayMark when tokens[next].Value == 0 => 'D', Sign.QuarterYear => 'Q', _ => UnitOf(next) };
        return unit != ' ' ? Every(i, next + 1, unit)
            : At(next).Sign switch
            {
                Sign.Weekday => Again(i, next + 1, TimexWriter.Weekday(tokens[next].Value)),
                Sign.Weekend => Again(i, next + 1, "XXXX-WXX-WE"),
                Sign.DayPart => ClockOrPart(next) is { } clock ? SetItem(i, clock.Next, clock.Value.Timex) : null,
                _ => OneLength(next, alone: true, out var length, out var end) ? SetItem(i, end, length.Timex) : null,
            };
    }

    private Item? Every(int i, int next, char unit)
    {
        if (unit is 'D')
        {
            var at = Skip(Skip(next, Sign.De), Sign.At);
            if (At(at).Gap < 2 && ClockOrPart(at) is { } clock && (clock.Kind != ItemKind.Part || chat))
            {
                return SetItem(i, clock.Next, clock.Value.Timex);
            }
        }

        var day = Skip(Skip(next, Sign.De), Sign.At);
        if (unit == 'O' && IsNumber(day) && Touches(day + 1, Sign.DayMark) && tokens[day].Value is >= 1 and <= 31)
        {
            return Again(i, day + 2, TimexWriter.Date(null, null, tokens[day].Value));
        }

        if (unit == 'Y' && At(day).Gap < 2 && At(day).IsNumber && LedByMonth(day, day, null, false) is { Kind: ItemKind.Day } date)
        {
            return Again(i, date.Next, date.Value.Timex);
        }

        if (unit == 'Y' && Is(day, Sign.Feast) && Feast(day, day, null) is { Kind: ItemKind.Day } feast)
        {
            return Again(i, feast.Next, feast.Value.Timex);
        }

        return SetItem(i, next, unit == 'Q' ? "P3M" : Times.Length.Of(1, unit).Timex);
    }

    // A day that comes again, perhaps at a time: 每周一下午八点.
    private Item Again(int i, int next, string timex)
    {
        var at = Skip(Skip(next, Sign.De), Sign.At);
        return At(at).Gap < 2 && ClockOrPart(at) is { } clock ? SetItem(i, clock.Next, timex + clock.Value.Timex) : SetItem(i, next, timex);
    }

    private static Item SetItem(int first, int next, string timex) => new(ItemKind.Set, first, next, new TimeValue(TimeKind.Set, timex));
}
