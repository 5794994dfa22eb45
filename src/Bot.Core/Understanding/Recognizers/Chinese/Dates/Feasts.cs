using Bot.Core.Understanding.Recognizers.Times;

namespace Bot.Core.Understanding.Recognizers.Chinese.Dates;

/// <summary>Feasts and the shop calendar.</summary>
internal static class Feasts
{
    /// <summary>All of them; a token holds the place in this list.</summary>
    public static readonly Named[] All =
    [
        new("元旦 元旦节 新年", Month: 1, Day: 1),
        new("教师节", Month: 9, Day: 10),
        new("青年节", Month: 5, Day: 4),
        new("儿童节", Month: 6, Day: 1),
        new("妇女节", Month: 3, Day: 8),
        new("植树节", Month: 3, Day: 12),
        new("情人节", Month: 2, Day: 14),
        new("平安夜", Month: 12, Day: 24),
        new("圣诞节", Month: 12, Day: 25),
        new("愚人节", Month: 4, Day: 1),
        new("五一 劳动节 五一节 五一劳动节", Month: 5, Day: 1),
        new("万圣节", Month: 10, Day: 31),
        new("国庆节", Month: 10, Day: 1),
        new("建军节", Month: 8, Day: 1),
        new("女生节", Month: 3, Day: 7),
        new("光棍节 双十一", Month: 11, Day: 11),
        new("清明节 清明", Month: 4, Day: 4),
        new("春节", Month: 1, Day: 1, Lunar: true),
        new("除夕", Month: 12, Day: 31, Lunar: true),
        new("元宵节", Month: 1, Day: 15, Lunar: true),
        new("端午节 端午", Month: 5, Day: 5, Lunar: true),
        new("中秋节 中秋", Month: 8, Day: 15, Lunar: true),
        new("重阳节", Month: 9, Day: 9, Lunar: true),
        new("父亲节", Month: 6, Timex: "-06-WXX-6-3", Weekday: 7, Count: 3),
        new("母亲节", Month: 5, Timex: "-05-WXX-7-2", Weekday: 7, Count: 2),
        new("感恩节", Month: 11, Timex: "-11-WXX-4-4", Weekday: 4, Count: 4),
        new("双11 双11狂欢节 双十一狂欢节", Month: 11, Day: 11, ChatOnly: true),
        new("双12 双十二", Month: 12, Day: 12, ChatOnly: true),
        new("双10 双十", Month: 10, Day: 10, ChatOnly: true),
        new("六一八 618大促 618年中大促", Month: 6, Day: 18, ChatOnly: true),
        new("三八节 三八妇女节 三八女神节 女神节 女王节", Month: 3, Day: 8, ChatOnly: true),
        new("六一 六一节 六一儿童节", Month: 6, Day: 1, ChatOnly: true),
        new("国庆", Month: 10, Day: 1, ChatOnly: true),
        new("圣诞", Month: 12, Day: 25, ChatOnly: true),
        new("跨年 跨年夜", Month: 12, Day: 31, ChatOnly: true),
        new("七夕 七夕节", Month: 7, Day: 7, Lunar: true, ChatOnly: true),
        new("元宵", Month: 1, Day: 15, Lunar: true, ChatOnly: true),
        new("腊八 腊八节", Month: 12, Day: 8, Lunar: true, ChatOnly: true),
        new("小年", Month: 12, Day: 23, Lunar: true, ChatOnly: true),
        new("重阳", Month: 9, Day: 9, Lunar: true, ChatOnly: true),
        new("过年 新春", Month: 1, Day: 1, Lunar: true, ChatOnly: true),
        new("年三十 大年夜", Month: 12, Day: 31, Lunar: true, ChatOnly: true),
        new("黑五 黑色星期五", Month: 11, Timex: "-11-WXX-5-4", Weekday: 5, Count: 4, ChatOnly: true),
        new("年货节", Month: 1, Day: 1, Lunar: true, ChatOnly: true, DaysBefore: 28),
    ];

    /// <summary>The last day of the lunar year.</summary>
    public static Named Eve { get; } = All.First(feast => feast.Names == "除夕");

    /// <summary>A day or days that have a name.</summary>
    /// <param name="Names">Its words.</param>
    /// <param name="Month">Its month.</param>
    /// <param name="Day">Its day; 0 when it is a weekday of the month.</param>
    /// <param name="Lunar">By the lunar calendar; there December 31st is the last day of the year.</param>
    /// <param name="Timex">What follows the year in TIMEX3, where it is no day of the month.</param>
    /// <param name="Weekday">Its weekday, 1 to 7.</param>
    /// <param name="Count">Which of the month.</param>
    /// <param name="ChatOnly">Only read in chat.</param>
    /// <param name="DaysBefore">How many days before the feast are meant; 0 for the day itself.</param>
    internal sealed record Named(string Names, int Month, int Day = 0, bool Lunar = false, string? Timex = null, int Weekday = 0, int Count = 0, bool ChatOnly = false, int DaysBefore = 0)
    {
        /// <summary>When it is, the year open when it is null. Microsoft's reading takes the numbers of lunar days for days of ours.</summary>
        public TimeValue When(DateTime reference, int? year, bool chat)
        {
            if (DaysBefore > 0)
            {
                return Days(reference, year);
            }

            return Weekday > 0
                ? Times.Days.Feast(reference, year, known => Almanac.Nth(known, Month, Weekday, Count), Timex)
                : Times.Days.Feast(reference, year, known => Of(known, chat), lunar: Lunar);
        }

        private DateTime? Of(int year, bool chat) => !Lunar || !chat
            ? Lunar && Month == 12 && Day == 31 ? Almanac.Day(year - 1, 12, 31) : Almanac.Day(year, Month, Day)
            : Month == 12 && Day == 31 ? Eve(year) : Month == 12 ? Almanac.LunarDay(year - 1, Month, Day) : Almanac.LunarDay(year, Month, Day);

        private static DateTime? Eve(int year) => Almanac.LunarDay(year, 1, 1)?.AddDays(-1);

        private TimeValue Days(DateTime reference, int? year)
        {
            var end = Almanac.LunarDay(year ?? reference.Year, Month, Day);
            end = year is null && end < reference.Date ? Almanac.LunarDay(reference.Year + 1, Month, Day) : end;
            return end is { } day ? Periods.Span(day.AddDays(-DaysBefore), day, 'D') : TimeValue.Fixed(TimeKind.DateRange, TimexWriter.Year(year), null);
        }
    }
}
