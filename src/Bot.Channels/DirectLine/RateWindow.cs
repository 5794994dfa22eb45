using System.Collections.Concurrent;

namespace Bot.Channels.DirectLine;

/// <summary>Counts calls by caller within fixed windows; what is counted in an old window is forgotten.</summary>
public sealed class RateWindow(int max, TimeSpan window, TimeProvider time)
{
    private const int MaxCallers = 20_000;
    private readonly ConcurrentDictionary<string, (long Window, int Count)> counts = new(StringComparer.Ordinal);

    /// <summary>Takes one call of <paramref name="caller"/>; null when it may go on, else how long to wait.</summary>
    public TimeSpan? Take(string caller)
    {
        var now = time.GetUtcNow().Ticks;
        var current = now / window.Ticks;
        if (counts.Count >= MaxCallers)
        {
            Forget(current);
        }

        var (_, count) = counts.AddOrUpdate(
            caller, _ => (current, 1), (_, old) => old.Window == current ? (current, Math.Min(old.Count + 1, max + 1)) : (current, 1));
        return count <= max ? null : TimeSpan.FromTicks(window.Ticks - (now % window.Ticks));
    }

    // When even this window's callers fill the table, all start anew: bounded memory comes before exact counts.
    private void Forget(long current)
    {
        foreach (var (caller, entry) in counts)
        {
            if (entry.Window != current)
            {
                counts.TryRemove(caller, out _);
            }
        }

        if (counts.Count >= MaxCallers)
        {
            counts.Clear();
        }
    }
}
