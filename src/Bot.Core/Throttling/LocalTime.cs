using NodaTime;
using NodaTime.Text;
using NodaTime.TimeZones;

namespace Bot.Core.Throttling;

/// <summary>
/// The calendar of one zone. Days begin at their first valid instant, whatever the clocks do there: a midnight that
/// does not exist begins the day when the clocks jump, one that comes twice begins it the first time, and a day that
/// was left out (Apia, 2011-12-30) has no length. The rules come from NodaTime's own copy of the tz database, so that
/// every node counts alike.
/// </summary>
public sealed class LocalTime
{
    private static readonly LocalDateTimePattern Wall = LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm':'ss'.'fff");
    private readonly DateTimeZone _zone;

    private LocalTime(DateTimeZone zone) => _zone = zone;

    /// <summary>The zone's IANA id.</summary>
    public string Id => _zone.Id;

    /// <summary>The calendar of an IANA id; null when there is no such zone.</summary>
    public static LocalTime? Of(string? id) => id is { Length: > 0 } && DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) is { } zone ? new LocalTime(zone) : null;

    /// <summary>The wall clock at a moment.</summary>
    public string Show(DateTimeOffset at) => Wall.Format(Local(at));

    /// <summary>The calendar window that a moment lies in: [start, next start).</summary>
    public (DateTimeOffset From, DateTimeOffset Until) Window(CalendarUnit unit, DateTimeOffset at)
    {
        var date = Local(at).Date;
        var first = unit switch
        {
            CalendarUnit.Day => date,
            CalendarUnit.Week => date.PlusDays(1 - (int)date.DayOfWeek),
            _ => new LocalDate(date.Year, date.Month, 1),
        };
        var next = unit switch
        {
            CalendarUnit.Day => first.PlusDays(1),
            CalendarUnit.Week => first.PlusDays(7),
            _ => first.PlusMonths(1),
        };
        return (StartOf(first), StartOf(next));
    }

    /// <summary>How many days the local month of a moment has.</summary>
    public int DaysInMonth(DateTimeOffset at)
    {
        var date = Local(at).Date;
        return date.Calendar.GetDaysInMonth(date.Year, date.Month);
    }

    /// <summary>The quiet span that a moment lies in, null when in none.</summary>
    public (DateTimeOffset From, DateTimeOffset Until)? Quiet(Hours hours, DateTimeOffset at)
    {
        foreach (var (from, until) in Spans(hours, at))
        {
            if (from <= at && at < until)
            {
                return (from, until);
            }
        }

        return null;
    }

    /// <summary>The next time that quiet hours begin or end after a moment, and the last time before or at it.</summary>
    public (DateTimeOffset Last, DateTimeOffset Next) QuietEdges(Hours hours, DateTimeOffset at)
    {
        var edges = Spans(hours, at).SelectMany(span => new[] { span.From, span.Until }).ToArray();
        return (edges.Where(edge => edge <= at).DefaultIfEmpty(DateTimeOffset.MinValue).Max(), edges.Where(edge => edge > at).DefaultIfEmpty(DateTimeOffset.MaxValue).Min());
    }

    /// <summary>The first moment at or after <paramref name="at"/> at which the wall clock shows a minute of the day.</summary>
    /// <param name="minute">0 to 1439.</param>
    /// <param name="at">Not before.</param>
    public DateTimeOffset NextAt(int minute, DateTimeOffset at)
    {
        for (var date = Local(at).Date.PlusDays(-1); ; date = date.PlusDays(1))
        {
            var moment = Moment(date, minute, late: false);
            if (moment >= at)
            {
                return moment;
            }
        }
    }

    /// <summary>A wall clock time as a moment: in a gap the first valid one after it; when it comes twice the first, or the second for an end.</summary>
    public DateTimeOffset Moment(LocalDate date, int minute, bool late)
    {
        ZoneLocalMappingResolver resolver = late
            ? Resolvers.CreateMappingResolver(Resolvers.ReturnLater, Resolvers.ReturnStartOfIntervalAfter)
            : Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnStartOfIntervalAfter);
        return _zone.ResolveLocal(date.AtMidnight().PlusMinutes(minute), resolver).ToDateTimeOffset().ToUniversalTime();
    }

    private IEnumerable<(DateTimeOffset From, DateTimeOffset Until)> Spans(Hours hours, DateTimeOffset at)
    {
        var today = Local(at).Date;
        for (var day = -1; day <= 1; day++)
        {
            var date = today.PlusDays(day);
            yield return (Moment(date, hours.From, late: false), Moment(hours.Until <= hours.From ? date.PlusDays(1) : date, hours.Until, late: true));
        }
    }

    private DateTimeOffset StartOf(LocalDate date) => Moment(date, 0, late: false);

    private LocalDateTime Local(DateTimeOffset at) => Instant.FromDateTimeOffset(at).InZone(_zone).LocalDateTime;
}
