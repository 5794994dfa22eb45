namespace Bot.Storage.Sqlite.Pushes;

/// <summary>The push ledger's now: the clock in whole milliseconds since 1970, never smaller than it was.</summary>
internal sealed class PushClock(TimeProvider clock)
{
    private long _highest = long.MinValue;

    /// <summary>Now, and no earlier than <paramref name="atLeast"/>, the time that the file knows.</summary>
    public long Now(long atLeast)
    {
        var now = Math.Max(atLeast, clock.GetUtcNow().ToUnixTimeMilliseconds());
        while (true)
        {
            var highest = Volatile.Read(ref _highest);
            if (now <= highest)
            {
                return highest;
            }

            if (Interlocked.CompareExchange(ref _highest, now, highest) == highest)
            {
                return now;
            }
        }
    }
}
