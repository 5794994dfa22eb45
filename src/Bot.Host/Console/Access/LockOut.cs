namespace Bot.Host.Console.Access;

/// <summary>
/// Holds off who guesses passwords: 5 tries of a name and 20 from an address in a quarter of an hour. A try is counted before the password
/// is looked at, so that many at once count too; a right one is taken off again. Remembered by this process; what was wrong is known to all nodes by <see cref="SharedTries"/>.
/// </summary>
public sealed class LockOut(TimeProvider clock)
{
    internal const int PerName = 5;
    internal const int PerAddress = 20;
    private const int MostRemembered = 20_000;
    internal static readonly TimeSpan Window = TimeSpan.FromMinutes(15);
    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<DateTimeOffset>> _tries = new(StringComparer.Ordinal);

    /// <summary>Counts a try; or says how long to wait.</summary>
    internal TimeSpan? Try(string name, string address)
    {
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            var (byName, byAddress) = (Of("n:" + name, now), Of("a:" + address, now));
            if (Longer(Wait(byName, PerName, now), Wait(byAddress, PerAddress, now)) is { } wait)
            {
                return wait;
            }

            byName.Add(now);
            byAddress.Add(now);
            return null;
        }
    }

    /// <summary>The password was right.</summary>
    internal void Right(string name, string address)
    {
        lock (_gate)
        {
            _tries.Remove("n:" + name);
            if (_tries.GetValueOrDefault("a:" + address) is { Count: > 0 } tries)
            {
                tries.RemoveAt(tries.Count - 1);
            }
        }
    }

    private static TimeSpan? Longer(TimeSpan? one, TimeSpan? other) => one is null || other > one ? other : one;

    private static TimeSpan? Wait(List<DateTimeOffset> tries, int most, DateTimeOffset now) => tries.Count < most ? null : tries[^most] + Window - now;

    private List<DateTimeOffset> Of(string key, DateTimeOffset now)
    {
        if (!_tries.TryGetValue(key, out var tries))
        {
            if (_tries.Count >= MostRemembered)
            {
                // Somebody invents names. The older half makes room; the addresses are counted all the same.
                foreach (var old in _tries.OrderBy(one => one.Value.Count == 0 ? DateTimeOffset.MinValue : one.Value[^1]).Take(MostRemembered / 2).Select(one => one.Key).ToArray())
                {
                    _tries.Remove(old);
                }
            }

            tries = _tries[key] = [];
        }

        tries.RemoveAll(at => at + Window <= now);
        return tries;
    }
}
