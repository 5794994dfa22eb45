namespace Bot.Core.Understanding.Recognizers.Times;

/// <summary>The kinds of time, as Microsoft's <c>datetimeV2.*</c> names them.</summary>
internal enum TimeKind
{
    /// <summary>A day.</summary>
    Date,

    /// <summary>A time of the clock.</summary>
    Time,

    /// <summary>A day and a time of the clock.</summary>
    DateTime,

    /// <summary>From one day to another, the last excluded.</summary>
    DateRange,

    /// <summary>From one time of the clock to another.</summary>
    TimeRange,

    /// <summary>From one moment to another.</summary>
    DateTimeRange,

    /// <summary>A length of time.</summary>
    Duration,

    /// <summary>Something that comes again.</summary>
    Set,
}

/// <summary>From a moment to a moment; a point begins and ends at once.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Where it ends.</param>
internal readonly record struct Stretch(DateTime Start, DateTime End)
{
    /// <summary>A single moment.</summary>
    public static Stretch At(DateTime moment) => new(moment, moment);
}

/// <summary>What words about time mean: a timex, and where it lies when seen from the reference time.</summary>
/// <param name="Kind">What it is, before <see cref="Mod"/> turns a point into a range.</param>
/// <param name="Timex">In TIMEX3 notation: <c>2016-11-07</c>, <c>XXXX-WXX-1T20</c>, <c>(T05,T06,PT1H)</c>, <c>P3D</c>.</param>
internal sealed record TimeValue(TimeKind Kind, string Timex)
{
    /// <summary>The last one before the reference time; null when there is no such day, or nothing to resolve.</summary>
    public Stretch? Past { get; init; }

    /// <summary>The next one from the reference time on; as <see cref="Past"/> when nothing is open.</summary>
    public Stretch? Future { get; init; }

    /// <summary>The clock may be meant twelve hours later too (五点, without 早上 or 下午).</summary>
    public bool Open { get; init; }

    /// <summary>The words name a day of the lunar calendar.</summary>
    public bool Lunar { get; init; }

    /// <summary>The length of a duration in seconds.</summary>
    public double? Seconds { get; init; }

    /// <summary><c>before</c>, <c>after</c>, <c>since</c>, <c>until</c> (these change the range), or <c>start</c>, <c>mid</c>, <c>end</c>, <c>approx</c>, <c>more</c>, <c>less</c> …; null for none.</summary>
    public string? Mod { get; init; }

    /// <summary>What a range with a <see cref="Mod"/> came from is not named.</summary>
    public bool Bare { get; init; }

    /// <summary>The timex of the future value where it is another: weekends of a holiday.</summary>
    public string? FutureTimex { get; init; }

    /// <summary>The days that are counted, where some between are not (business days).</summary>
    public string? List { get; init; }

    /// <summary>One value, past and future alike; a null stretch is a day that does not exist.</summary>
    public static TimeValue Fixed(TimeKind kind, string timex, Stretch? at) => new(kind, timex) { Past = at, Future = at };

    /// <summary>Another value before the reference time than after it.</summary>
    public static TimeValue Either(TimeKind kind, string timex, Stretch? past, Stretch? future) => new(kind, timex) { Past = past, Future = future };
}
