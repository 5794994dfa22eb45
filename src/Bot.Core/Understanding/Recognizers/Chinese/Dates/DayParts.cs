using Bot.Core.Understanding.Recognizers.Times;

namespace Bot.Core.Understanding.Recognizers.Chinese.Dates;

/// <summary>How Chinese names the parts of a day, and from which hour on an hour said with them is as it is (下午 3 点 is 15 o'clock).</summary>
internal static class DayParts
{
    /// <summary>All of them; a token holds the place in this list.</summary>
    public static readonly Named[] All =
    [
        new("早上 早间 早晨 清晨 上午 清早 大清早 一早", DayPart.Morning, 0),
        new("早 晨", DayPart.Morning, 0, Short: true),
        new("凌晨", DayPart.Morning, 0, Small: true),
        new("中午 正午", DayPart.Noon, 11),
        new("下午 午后", DayPart.Afternoon, 12),
        new("傍晚", DayPart.Evening, 18, OnDay: DayPart.Afternoon),
        new("晚上 夜晚 晚间", DayPart.Evening, 18),
        new("夜里", DayPart.Evening, 18, Small: true),
        new("晚", DayPart.Evening, 18, Short: true),
        new("半夜 午夜 大半夜", DayPart.Night, 18, Small: true),
        new("夜间 深夜", DayPart.Night, 18, Small: true),
        new("白天 日间", DayPart.Daytime, 0),
    ];

    /// <summary>The place of the part with a name.</summary>
    public static int IndexOf(string name) => Array.FindIndex(All, part => part.Names.Split(' ').Contains(name));

    /// <summary>A part of the day as it is named.</summary>
    /// <param name="Names">Its words.</param>
    /// <param name="Part">What it is.</param>
    /// <param name="LowBound">Hours below it are twelve later; 0 for the morning.</param>
    /// <param name="Short">One character that means it only beside a day or an hour (早, 晚).</param>
    /// <param name="Small">Its small hours (0 to 5) are as they are, and 12 is midnight.</param>
    /// <param name="OnDay">What it is after a day, where that differs.</param>
    internal sealed record Named(string Names, DayPart Part, int LowBound, bool Short = false, bool Small = false, DayPart? OnDay = null)
    {
        /// <summary>The hour of the day that is meant by an hour said with this part.</summary>
        public int Hour(int hour) => hour switch
        {
            12 when LowBound == 0 => 0,
            12 when LowBound > 12 => 24,
            <= 5 when Small => hour,
            _ => hour < LowBound && hour <= 12 ? hour + 12 : hour,
        };
    }
}
