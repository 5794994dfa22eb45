namespace Bot.Core.Throttling;

/// <summary>Arithmetic on spans of the local day, for the checks of a policy.</summary>
internal static class QuietHours
{
    /// <summary>Minutes of a day.</summary>
    public const int Day = 1440;

    /// <summary>True when the minute is inside one of the spans.</summary>
    public static bool Holds(IEnumerable<Hours> spans, int minute) =>
        spans.Any(span => span.From < span.Until ? minute >= span.From && minute < span.Until : minute >= span.From || minute < span.Until);

    /// <summary>How many minutes of the day the spans cover.</summary>
    public static int Covered(IReadOnlyCollection<Hours> spans) => Enumerable.Range(0, Day).Count(minute => Holds(spans, minute));

    /// <summary>The longest time without a break, in minutes; over midnight too.</summary>
    public static int Longest(IReadOnlyCollection<Hours> spans)
    {
        var (longest, run) = (0, 0);
        for (var minute = 0; minute < 2 * Day; minute++)
        {
            run = Holds(spans, minute % Day) ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return Math.Min(longest, Day);
    }
}
