using Bot.Core.Understanding.Recognizers.Times;

namespace Bot.Core.Understanding.Recognizers.Chinese.Dates;

/// <summary>Joins two times into a range: 从1月10日到12日, 5月-10月, 2015年3月和5月之间, 周一到周五, 昨天下午两点到明天四点.</summary>
internal sealed class Ranges(List<Token> tokens, DateTime reference)
{
    /// <summary>The items, ranges made of those that have a connector between them.</summary>
    public List<Item> Join(List<Item> items)
    {
        var joined = new List<Item>(items.Count);
        for (var i = 0; i < items.Count; i++)
        {
            if (i + 1 < items.Count && Joined(items[i], items[i + 1]) is { } range)
            {
                joined.Add(range);
                i++;
            }
            else
            {
                joined.Add(Prefixed(items[i]));
            }
        }

        return joined;
    }

    private Token At(int i) => (uint)i < (uint)tokens.Count ? tokens[i] : default;

    private Item? Joined(Item start, Item end)
    {
        if (end.First != start.Next + 1 || tokens[end.First].Gap > 1 || tokens[start.Next].Gap > 1)
        {
            return null;
        }

        var link = tokens[start.Next].Sign;
        var between = At(end.Next) is { Gap: < 2, Sign: Sign.Between };
        var years = start.Kind == ItemKind.Year && end.Kind == ItemKind.Year;
        if (link == Sign.And ? !between : link != Sign.Till && !(years && link is Sign.Hou or Sign.After))
        {
            return null;
        }

        if (Value(start, end) is not { } value)
        {
            return null;
        }

        // 2015年后2018年前 ends with its 前.
        var next = between ? end.Next + 1 : years && link is Sign.Hou or Sign.After && At(end.Next) is { Gap: < 2, Sign: Sign.Qian or Sign.Before } ? end.Next + 1 : end.Next;
        var kind = value.Kind == TimeKind.DateRange ? ItemKind.Period : ItemKind.Moments;
        return new Item(kind, From(start.First, start.Kind), next, value) { Counted = true };
    }

    // A range of two times of the clock, or of a day, takes its 从 too.
    private Item Prefixed(Item item) => item.Kind == ItemKind.Clocks || (item.Kind == ItemKind.Moments && item.Value.Timex.StartsWith('(') && !item.Counted)
        ? item with { First = From(item.First, item.Kind) }
        : item;

    private int From(int first, ItemKind kind)
    {
        var before = At(first - 1);
        var word = before.Sign switch
        {
            Sign.From => before.Value == 0 || (before.Value == 1 && before.Length == 1 && kind is ItemKind.Year or ItemKind.Month),
            Sign.At => kind is ItemKind.Year or ItemKind.Month,
            _ => false,
        };
        return word && first > 0 && tokens[first].Gap < 2 ? first - 1 : first;
    }

    private TimeValue? Value(Item start, Item end) => (start.Kind, end.Kind) switch
    {
        (ItemKind.Day, ItemKind.DayOfMonth) when start.Month > 0 => SameMonth(start, end.Day),
        (ItemKind.Day or ItemKind.DayOfMonth, ItemKind.Day or ItemKind.DayOfMonth) => DayToDay(start, end),
        (ItemKind.Month, ItemKind.Month) => MonthToMonth(start, end),
        (ItemKind.Year, ItemKind.Year) => YearToYear(start.Year, end.Year),
        (ItemKind.Moment, ItemKind.Moment or ItemKind.Clock) => Moments(start, end),
        (ItemKind.Clock, ItemKind.Moment) => Moments(start with { OnDay = Days.FromNow(reference, 0), Value = start.From.On(Days.FromNow(reference, 0)) }, end),
        _ => null,
    };

    private TimeValue SameMonth(Item start, int day)
    {
        var end = Days.Of(reference, start.Year, start.Month, day);
        if (start.Year is null && start.Value.Past is { } past && start.Value.Future is { } future)
        {
            end = TimeValue.Either(TimeKind.Date, end.Timex, Of(past.Start, day), Of(future.Start, day));
        }

        return Periods.Between(start.Value, end);
    }

    private static Stretch? Of(DateTime month, int day) => Almanac.Day(month.Year, month.Month, day) is { } found ? Stretch.At(found) : null;

    // One year said is the year of both.
    private TimeValue DayToDay(Item start, Item end)
    {
        if (start.Month > 0 && end.Month > 0 && start.Year is null != end.Year is null)
        {
            var year = start.Year ?? end.Year;
            return Periods.Between(Days.Of(reference, year, start.Month, start.Day), Days.Of(reference, year, end.Month, end.Day));
        }

        return Periods.Between(start.Value, end.Value);
    }

    private TimeValue? MonthToMonth(Item start, Item end)
    {
        if (start.Year is null && end.Year is null)
        {
            return start.Month == end.Month ? null : Periods.MonthToMonth(reference, start.Month, end.Month);
        }

        var first = start.Year ?? end.Year!.Value;
        var last = end.Year ?? (end.Month < start.Month ? first + 1 : first);
        return Almanac.Day(first, start.Month, 1) is { } from && Almanac.Day(last, end.Month, 1) is { } to ? Periods.Span(from, to, 'M') : null;
    }

    private static TimeValue? YearToYear(int? start, int? end) =>
        start is { } first && end is { } last && Almanac.NewYear(first) is { } from && Almanac.NewYear(last) is { } to ? Periods.Span(from, to, 'Y') : null;

    // The second may be an hour of the first one's day. Where the days are open, the coming ones are meant.
    private static TimeValue? Moments(Item start, Item end)
    {
        if (start.OnDay is null)
        {
            return null;
        }

        var last = end.Kind == ItemKind.Clock ? end.From.On(start.OnDay) : end.Value;
        if (start.Value.Future is not { } from || last.Future is not { } to || start.Value.Past is not { } before)
        {
            return null;
        }

        from = from.Start > to.Start ? before : from;
        if (end.Kind == ItemKind.Clock && to.Start < from.Start)
        {
            to = Stretch.At(Almanac.PlusDays(to.Start, 1));
        }

        var hours = Math.Round((to.Start - from.Start).TotalHours, MidpointRounding.ToEven);
        var length = end.Kind == ItemKind.Clock ? TimexWriter.Span(to.Start - from.Start) : $"PT{hours:0}H";
        return TimeValue.Fixed(TimeKind.DateTimeRange, TimexWriter.Range(start.Value.Timex, last.Timex, length), new Stretch(from.Start, to.Start));
    }
}
