namespace Bot.Host.Tools.Simulate;

/// <summary>A clock that stands until it is set forward.</summary>
internal sealed class SimClock : TimeProvider
{
    private DateTimeOffset _now = DateTimeOffset.UnixEpoch;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => _now;

    public override long GetTimestamp() => _now.UtcTicks;

    /// <summary>Sets it forward; a time gone by changes nothing.</summary>
    public void Set(DateTimeOffset now) => _now = now > _now ? now : _now;
}
