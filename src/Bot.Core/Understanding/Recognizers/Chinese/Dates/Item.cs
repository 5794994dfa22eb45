using Bot.Core.Understanding.Recognizers.Times;

namespace Bot.Core.Understanding.Recognizers.Chinese.Dates;

/// <summary>What a run of tokens was read as.</summary>
internal enum ItemKind
{
    /// <summary>A day.</summary>
    Day,

    /// <summary>A day of a month that is not said: 12日.</summary>
    DayOfMonth,

    /// <summary>A year.</summary>
    Year,

    /// <summary>A month.</summary>
    Month,

    /// <summary>Another stretch of days.</summary>
    Period,

    /// <summary>A time of the clock.</summary>
    Clock,

    /// <summary>From one time of the clock to another.</summary>
    Clocks,

    /// <summary>A part of any day.</summary>
    Part,

    /// <summary>A part of a known day: 今晚.</summary>
    PartOfDay,

    /// <summary>A length of time.</summary>
    Length,

    /// <summary>A day and a time of the clock, or now.</summary>
    Moment,

    /// <summary>From one moment to another.</summary>
    Moments,

    /// <summary>Something that comes again.</summary>
    Set,
}

/// <summary>A time that was read.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="First">Its first token.</param>
/// <param name="Next">The token after it.</param>
/// <param name="Value">What it means.</param>
internal sealed record Item(ItemKind Kind, int First, int Next, TimeValue Value)
{
    /// <summary>Its first character, where that is not its first token's.</summary>
    public int? Start { get; init; }

    /// <summary>The character after its last, where that is not its last token's.</summary>
    public int? End { get; init; }

    /// <summary>The end of a month or year (月底): what is before it ends with it.</summary>
    public bool Closing { get; init; }

    /// <summary>The year that was said, of a day, month or year.</summary>
    public int? Year { get; init; }

    /// <summary>The month that was said, of a day or month; 0 for none.</summary>
    public int Month { get; init; }

    /// <summary>The day of the month that was said; 0 for none.</summary>
    public int Day { get; init; }

    /// <summary>The time, of a clock; the first of two.</summary>
    public Clock From { get; init; }

    /// <summary>The second time, of two.</summary>
    public Clock To { get; init; }

    /// <summary>The part of the day, of a part.</summary>
    public DayParts.Named? Part { get; init; }

    /// <summary>The day, of a part of a known day.</summary>
    public TimeValue? OnDay { get; init; }

    /// <summary>How long, of a length.</summary>
    public Length Length { get; init; }

    /// <summary>It was counted from now (三天前), so that 前 and 后 are in it already.</summary>
    public bool Counted { get; init; }
}
