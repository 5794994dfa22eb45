using System.Diagnostics;

namespace Bot.EndToEnd;

/// <summary>
/// A clock that begins in the forenoon of a working day in the shop's zone, whatever time of day the tests run at, and goes on from
/// there as time does. It can be put forward; timers that were set before run on as they were.
/// </summary>
public sealed class RunningClock : TimeProvider
{
    /// <summary>Ten in the morning in Shanghai: nobody rests, and colleagues are there for hand-offs.</summary>
    public static readonly DateTimeOffset Start = new(2026, 11, 24, 2, 0, 0, TimeSpan.Zero);

    private readonly long _begun = Stopwatch.GetTimestamp();
    private long _ahead;

    public override DateTimeOffset GetUtcNow() => Start + Stopwatch.GetElapsedTime(_begun) + TimeSpan.FromTicks(Interlocked.Read(ref _ahead));

    /// <summary>Puts it forward.</summary>
    public void Skip(TimeSpan by) => Interlocked.Add(ref _ahead, by.Ticks);
}
