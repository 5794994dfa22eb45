namespace Bot.Host.Runtime;

/// <summary>How turns are queued; configuration section <c>Lanes</c>.</summary>
public sealed record LaneOptions
{
    /// <summary>Activities that may wait in one conversation's lane, 1 to 10,000; beyond it the channel is told to come back.</summary>
    public int Capacity { get; init; } = 256;

    /// <summary>Messages of one member that are read together at most, 1 to 50.</summary>
    public int MaxTogether { get; init; } = 8;

    /// <summary>Idle conversations whose state is remembered in memory, 0 to 1,000,000.</summary>
    public int Remembered { get; init; } = 10_000;

    /// <summary>Tries when another node writes the same conversation, 1 to 10,000.</summary>
    public int MaxConflicts { get; init; } = 500;

    /// <summary>What a refused channel is told to wait.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Every setting that makes no sense, in words.</summary>
    public IEnumerable<string> Problems()
    {
        foreach (var (name, value, max) in new[] { ("Capacity", Capacity, 10_000), ("MaxTogether", MaxTogether, 50), ("MaxConflicts", MaxConflicts, 10_000) })
        {
            if (value < 1 || value > max)
            {
                yield return $"Lanes:{name} is {value}; it must lie between 1 and {max}";
            }
        }

        if (RetryAfter <= TimeSpan.Zero || RetryAfter > TimeSpan.FromHours(1))
        {
            yield return $"Lanes:RetryAfter is {RetryAfter}; it must lie above 00:00:00 and at most 01:00:00";
        }

        if (Remembered is < 0 or > 1_000_000)
        {
            yield return $"Lanes:Remembered is {Remembered}; it must lie between 0 and 1000000";
        }
    }
}
