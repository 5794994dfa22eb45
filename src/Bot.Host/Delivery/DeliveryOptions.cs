namespace Bot.Host.Delivery;

/// <summary>How replies are delivered; configuration section <c>Delivery</c>.</summary>
public sealed record DeliveryOptions
{
    /// <summary>Conversations sent to at the same time, 1 to 10,000.</summary>
    public int Parallel { get; init; } = 64;

    /// <summary>Tries before a reply becomes a dead letter, 1 to 100.</summary>
    public int MaxAttempts { get; init; } = 8;

    /// <summary>Wait before the second try; doubles with each.</summary>
    public TimeSpan FirstRetry { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest wait between tries, unless the platform asks for more.</summary>
    public TimeSpan LongestRetry { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How often waiting rows are looked for.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>When to try again after a number of tries, with up to 20 % of seeded jitter; null for never.</summary>
    public TimeSpan? Backoff(int attempts, TimeSpan? asked, int seed)
    {
        if (attempts >= MaxAttempts)
        {
            return null;
        }

        var doubled = FirstRetry * Math.Pow(2, Math.Min(attempts - 1, 20));
        var wait = doubled < LongestRetry ? doubled : LongestRetry;
        var jittered = wait * (1 + ((uint)seed % 200 / 1000.0));
        return asked is { } minimum && minimum > jittered ? minimum : jittered;
    }

    /// <summary>Every setting that makes no sense, in words.</summary>
    public IEnumerable<string> Problems()
    {
        if (Parallel is < 1 or > 10_000)
        {
            yield return $"Delivery:Parallel is {Parallel}; it must lie between 1 and 10000";
        }

        if (MaxAttempts is < 1 or > 100)
        {
            yield return $"Delivery:MaxAttempts is {MaxAttempts}; it must lie between 1 and 100";
        }

        if (FirstRetry <= TimeSpan.Zero || LongestRetry < FirstRetry || Poll <= TimeSpan.Zero)
        {
            yield return "Delivery: FirstRetry and Poll must be above 00:00:00, LongestRetry not below FirstRetry";
        }
    }
}
