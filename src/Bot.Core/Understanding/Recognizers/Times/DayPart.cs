namespace Bot.Core.Understanding.Recognizers.Times;

/// <summary>A part of the day: morning, noon, evening.</summary>
/// <param name="Timex"><c>TMO</c>, <c>TAF</c> …</param>
/// <param name="Start">When it begins.</param>
/// <param name="End">When it ends.</param>
internal sealed record DayPart(string Timex, TimeOnly Start, TimeOnly End)
{
    /// <summary>4 to 8 o'clock.</summary>
    public static DayPart EarlyMorning { get; } = new("TDA", new(4, 0), new(8, 0));

    /// <summary>8 to 12 o'clock.</summary>
    public static DayPart Morning { get; } = new("TMO", new(8, 0), new(12, 0));

    /// <summary>11 to 13 o'clock.</summary>
    public static DayPart Noon { get; } = new("TMI", new(11, 0), new(13, 0));

    /// <summary>12 to 16 o'clock.</summary>
    public static DayPart Afternoon { get; } = new("TAF", new(12, 0), new(16, 0));

    /// <summary>16 to 20 o'clock.</summary>
    public static DayPart Evening { get; } = new("TEV", new(16, 0), new(20, 0));

    /// <summary>20 o'clock to the end of the day.</summary>
    public static DayPart Night { get; } = new("TNI", new(20, 0), new(23, 59, 59));

    /// <summary>8 to 18 o'clock.</summary>
    public static DayPart Daytime { get; } = new("TDT", new(8, 0), new(18, 0));

    /// <summary>The part of any day.</summary>
    public TimeValue Alone(DateTime reference) => TimeValue.Fixed(TimeKind.TimeRange, Timex, On(reference));

    /// <summary>The part of a day.</summary>
    public TimeValue On(TimeValue day) => new(TimeKind.DateTimeRange, day.Timex + Timex)
    {
        Past = day.Past is { } past ? On(past.Start) : null,
        Future = day.Future is { } future ? On(future.Start) : null,
    };

    private Stretch On(DateTime day) => new(day.Date + Start.ToTimeSpan(), day.Date + End.ToTimeSpan());
}
