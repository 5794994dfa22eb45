using Bot.Core.Understanding.Recognizers.Times;

namespace Bot.Core.Understanding.Recognizers.Chinese.Dates;

/// <summary>Joins a day with the time or part of the day that follows it: 明天下午三点, 7月25日早, 今晚8点到10点.</summary>
internal sealed class Joining(List<Token> tokens, DateTime reference, bool chat)
{
    /// <summary>The items, days joined with their times.</summary>
    public List<Item> DaysAndTimes(List<Item> items)
    {
        var joined = new List<Item>(items.Count);
        for (var i = 0; i < items.Count; i++)
        {
            var item = items[i];
            if (i + 1 < items.Count && !(chat && i > 0 && EndsRange(items[i - 1], item, items[i + 1])) && Joined(item, items[i + 1]) is { } both)
            {
                joined.Add(both);
                i++;
            }
            else if (item.Kind != ItemKind.Part || !item.Part!.Short)
            {
                joined.Add(item);
            }
        }

        return joined;
    }

    // 周一到周五早9点到晚6点: the hours are those of all the days.
    private bool EndsRange(Item before, Item day, Item time) =>
        time.Kind is ItemKind.Clocks or ItemKind.Part && before.Kind == day.Kind && day.First == before.Next + 1 && tokens[before.Next].Sign == Sign.Till;

    private Item? Joined(Item day, Item time)
    {
        if (day.Kind is not (ItemKind.Day or ItemKind.DayOfMonth or ItemKind.PartOfDay) || time.Kind is not (ItemKind.Clock or ItemKind.Clocks or ItemKind.Part))
        {
            return null;
        }

        var link = Link(day.Next, time.First);
        if (link == Sign.None || (link == Sign.Comma && time.Kind != ItemKind.Clock))
        {
            return null;
        }

        if (day.Kind == ItemKind.PartOfDay)
        {
            return time.Kind == ItemKind.Part ? null : OnPart(day, time);
        }

        return time.Kind switch
        {
            ItemKind.Clock => new Item(ItemKind.Moment, day.First, time.Next, time.From.On(Today(day))) { From = time.From, OnDay = day.Value },
            ItemKind.Clocks => new Item(ItemKind.Moments, day.First, time.Next, time.From.To(time.To, day.Value, hours: true)),
            _ => new Item(ItemKind.Moments, day.First, time.Next, (time.Part!.OnDay ?? time.Part.Part).On(day.Value)),
        };
    }

    // With an hour, today is still to come whatever the clock says now.
    private TimeValue Today(Item day) =>
        day is { Kind: ItemKind.Day, Month: > 0, Day: > 0, Year: null } && reference.Month == day.Month && reference.Day == day.Day && day.Value.Timex.StartsWith("XXXX", StringComparison.Ordinal) && !day.Value.Lunar
            ? Days.Of(reference.Date, null, day.Month, day.Day)
            : day.Value;

    // 今晚8点 is 20 o'clock, 今早 never.
    private static Item OnPart(Item day, Item time)
    {
        var part = day.Part!;
        var begin = Within(time.From, part);
        return time.Kind == ItemKind.Clock
            ? new Item(ItemKind.Moment, day.First, time.Next, begin.On(day.OnDay!)) { From = begin, OnDay = day.OnDay }
            : new Item(ItemKind.Moments, day.First, time.Next, begin.To(Within(time.To, part), day.OnDay!, hours: true));
    }

    private static Clock Within(Clock clock, DayParts.Named part) => clock with
    {
        Open = false,
        Hour = part.LowBound > 0 ? clock.Hour == 12 && clock.Open ? 24 : clock.Hour < 12 ? clock.Hour + 12 : clock.Hour : clock.Open && clock.Hour == 12 ? 0 : clock.Hour,
    };

    // What stands between two items: Link for nothing or blanks, else the one small word; None for anything more.
    private Sign Link(int next, int first)
    {
        if (tokens[first].Gap > 1)
        {
            return Sign.None;
        }

        if (first == next)
        {
            return Sign.Link;
        }

        return first == next + 1 && tokens[next].Gap < 2 && tokens[next].Sign is Sign.De or Sign.At or Sign.Comma ? tokens[next].Sign : Sign.None;
    }
}
