namespace Bot.Storage;

/// <summary>Points in time as whole microseconds since 1970 UTC: they fit a Redis score (53 bits) and a SQLite integer alike.</summary>
internal static class Moments
{
    /// <summary>Rounded up: what shall not happen before a time never happens before it.</summary>
    public static long Micros(this DateTimeOffset at)
    {
        var ticks = at.UtcTicks - DateTimeOffset.UnixEpoch.Ticks;
        var micros = Math.DivRem(ticks, TimeSpan.TicksPerMicrosecond, out var rest);
        return rest > 0 ? micros + 1 : micros;
    }

    /// <summary>Back to a time in UTC.</summary>
    public static DateTimeOffset At(long micros) => DateTimeOffset.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond);
}
