using Bot.Core.Understanding.Recognizers.Times;

namespace Bot.Core.Understanding.Recognizers.Chinese.Dates;

/// <summary>Weekdays, and parts of days near now: 周三, 周五12号, 最后一个周一, 今晚.</summary>
internal sealed partial class DateGrammar
{
    private Item Weekday(int i)
    {
        var weekday = tokens[i].Value;
        if (IsNumber(i + 1) && Touches(i + 2, Sign.DayMark) && tokens[i + 1].Value is >= 1 and <= 31)
        {
            return WeekdayAndDay(i, weekday, tokens[i + 1].Value);
        }

        return new Item(ItemKind.Day, i, i + 1, Days.Weekday(chat ? reference.Date : reference, weekday));
    }

    // 周五12号: the last and the next month whose 12th is a Friday.
    private Item WeekdayAndDay(int i, int weekday, int day)
    {
        DateTime? past = null, future = null;
        for (var months = 0; months < 120 && (past is null || future is null); months++)
        {
            past ??= Match(-months, weekday, day) is { } before && before < reference.Date ? before : null;
            future ??= Match(months, weekday, day) is { } after && after >= reference.Date ? after : null;
        }

        var value = future == reference.Date ? Days.Exactly(reference.Date)
            : TimeValue.Either(TimeKind.Date, TimexWriter.Weekday(weekday), past is { } last ? Stretch.At(last) : null, future is { } next ? Stretch.At(next) : null);
        return new Item(ItemKind.Day, i, i + 3, value);
    }

    private DateTime? Match(int months, int weekday, int day)
    {
        var month = Almanac.PlusMonths(new DateTime(reference.Year, reference.Month, 1), months);
        return Almanac.Day(month.Year, month.Month, day) is { } found && Almanac.Weekday(found) == weekday ? found : null;
    }

    // 最后一个周一 is the last one, as 上周一.
    private Item LastWeekday(int i)
    {
        var at = Is(i + 1, Sign.Weekday) ? i + 1 : i + 2;
        return new Item(ItemKind.Day, i, at + 1, Days.WeekdayOf(reference, tokens[at].Value, -1));
    }

    private Item? PartOfDay(int i)
    {
        var value = tokens[i].Value - 10_000;
        var days = (int)Math.Floor(value / 100.0);
        var part = DayParts.All[value - (days * 100)];
        var day = Days.FromNow(reference, days);

        // 今晚上 is 今晚.
        return new Item(ItemKind.PartOfDay, i, i + 1, part.Part.On(day)) { Part = part, OnDay = day };
    }
}
