namespace Bot.Channels.BotFramework;

/// <summary>How often something may be done that strangers can provoke: a few times at once, then once per refill. Not thread-safe.</summary>
internal sealed class Allowance(int burst, TimeSpan refill)
{
    private DateTimeOffset _fullAt = DateTimeOffset.MinValue;

    /// <summary>Takes one; false when none is left at <paramref name="now"/>.</summary>
    public bool Spend(DateTimeOffset now)
    {
        var fullAt = (_fullAt > now ? _fullAt : now) + refill;
        if (fullAt - now > refill * burst)
        {
            return false;
        }

        _fullAt = fullAt;
        return true;
    }
}
