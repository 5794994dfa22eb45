namespace Bot.Core.Understanding.Recognizers.Times;

/// <summary>A time of the clock as it was said.</summary>
/// <param name="Hour">0 to 24; 24 is the midnight that ends a day.</param>
/// <param name="Minute">0 to 59; null when it was not said.</param>
/// <param name="Second">0 to 59; null when it was not said.</param>
/// <param name="Open">Morning or afternoon was not said, and the hour is one that could be either.</param>
internal readonly record struct Clock(int Hour, int? Minute, int? Second, bool Open)
{
    /// <summary>Whether there is such a time.</summary>
    public bool Exists => Hour is >= 0 and <= 24 && Minute is null or (>= 0 and <= 59) && Second is null or (>= 0 and <= 59);

    /// <summary>In TIMEX3: <c>T05:30</c>.</summary>
    public string Timex => TimexWriter.Clock(Hour, Minute, Second);

    /// <summary>How long after midnight; 24 o'clock is 0.</summary>
    public TimeSpan OfDay => new(Hour % 24, Minute ?? 0, Second ?? 0);

    /// <summary>The time alone.</summary>
    public TimeValue Alone(DateTime reference) =>
        TimeValue.Fixed(TimeKind.Time, Timex, Stretch.At(reference.Date + OfDay)) with { Open = Open };

    /// <summary>The time on a day; 24 o'clock is the midnight that ends it.</summary>
    public TimeValue On(TimeValue day)
    {
        var time = Hour == 24 ? OfDay + TimeSpan.FromHours(24) : OfDay;
        return new TimeValue(TimeKind.DateTime, day.Timex + Timex)
        {
            Past = day.Past is { } past ? Stretch.At(Almanac.Plus(past.Start.Date, time)) : null,
            Future = day.Future is { } future ? Stretch.At(Almanac.Plus(future.Start.Date, time)) : null,
            Open = Open,
            Lunar = day.Lunar,
        };
    }

    /// <summary>From this time to another; into the next day when that is earlier. <paramref name="hours"/>: no hours are written as 0H.</summary>
    public TimeValue To(Clock end, DateTime reference, bool hours = false)
    {
        var length = end.OfDay - OfDay;
        length = length < TimeSpan.Zero ? length + TimeSpan.FromHours(24) : length;
        var start = reference.Date + OfDay;
        return TimeValue.Fixed(TimeKind.TimeRange, TimexWriter.Range(Timex, end.Timex, TimexWriter.Span(length, hours)), new Stretch(start, Almanac.Plus(start, length))) with { Open = Open && end.Open };
    }

    /// <summary>From this time to another on a day. <paramref name="hours"/>: no hours are written as 0H.</summary>
    public TimeValue To(Clock end, TimeValue day, bool hours = false)
    {
        var length = end.OfDay - OfDay;
        length = length < TimeSpan.Zero ? length + TimeSpan.FromHours(24) : length;
        var start = OfDay;
        Stretch? On(Stretch? at) => at is { } known ? new Stretch(known.Start.Date + start, Almanac.Plus(known.Start.Date + start, length)) : null;
        return new TimeValue(TimeKind.DateTimeRange, TimexWriter.Range(day.Timex + Timex, day.Timex + end.Timex, TimexWriter.Span(length, hours)))
        {
            Past = On(day.Past),
            Future = On(day.Future),
            Open = Open && end.Open,
        };
    }
}
