using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Bot.Core.Ports;

namespace Bot.Host.Console.Access;

/// <summary>
/// Wrong passwords as all nodes know them: what <see cref="LockOut"/> counts for one process, kept in the desk under hashes of names and
/// addresses. Only a wrong password writes, and the first right one after it; what is over is swept away.
/// </summary>
public sealed class SharedTries(IDesk desk, TimeProvider clock)
{
    private const string Kind = "try";
    private const int Attempts = 16;
    private const int Page = 1000;
    private static readonly TimeSpan SweepEvery = TimeSpan.FromMinutes(5);
    private DateTimeOffset _swept = DateTimeOffset.MinValue;

    /// <summary>What is known of a name.</summary>
    /// <param name="Wait">How long to wait; null for no time.</param>
    /// <param name="Key">Its document.</param>
    /// <param name="Version">The document's version; 0 where there is none.</param>
    /// <param name="Told">True when the trail says already that it is locked.</param>
    /// <param name="Times">When it was tried with a wrong password.</param>
    internal sealed record Seen(TimeSpan? Wait, string Key, long Version, bool Told, ImmutableArray<DateTimeOffset> Times);

    private sealed record KeptTries(ImmutableArray<DateTimeOffset> At, bool Told = false);

    /// <summary>How long a name, or whoever calls from an address, must wait.</summary>
    internal async ValueTask<Seen> LookAsync(string name, string address, CancellationToken cancel)
    {
        var (byName, byAddress) = (await ReadAsync(KeyOf("n", name), LockOut.PerName, cancel).ConfigureAwait(false), await ReadAsync(KeyOf("a", address), LockOut.PerAddress, cancel).ConfigureAwait(false));
        return byName with { Wait = byName.Wait is null || byAddress.Wait > byName.Wait ? byAddress.Wait : byName.Wait };
    }

    /// <summary>A password was wrong.</summary>
    internal async ValueTask WrongAsync(string name, string address)
    {
        // Counted whether the asker waits for the answer or not.
        await AddAsync(KeyOf("n", name), LockOut.PerName).ConfigureAwait(false);
        await AddAsync(KeyOf("a", address), LockOut.PerAddress).ConfigureAwait(false);
        await SweepAsync().ConfigureAwait(false);
    }

    /// <summary>The password was right: the name begins anew.</summary>
    internal async ValueTask RightAsync(Seen seen)
    {
        if (seen.Version > 0)
        {
            await desk.CommitAsync([new DeskChange.Remove(Kind, seen.Key, seen.Version)], CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>The change that notes, once for all nodes, that the trail tells of the lock; null where it does, or no document is there.</summary>
    internal static DeskChange.Put? Telling(Seen seen) =>
        seen is { Version: > 0, Told: false, Times.Length: >= LockOut.PerName } ? new DeskChange.Put(Kind, seen.Key, Kept.Write(new KeptTries(seen.Times, true)), seen.Version) : null;

    private static string KeyOf(string what, string text) => $"{what}:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16))}";

    private async ValueTask<Seen> ReadAsync(string key, int most, CancellationToken cancel)
    {
        var (found, now) = (await desk.FindAsync(Kind, key, cancel).ConfigureAwait(false), clock.GetUtcNow());
        var kept = found is null ? new KeptTries([]) : Kept.Read<KeptTries>(found.Json);
        var times = Recent(kept, now);
        return new Seen(times.Length < most ? null : times[^most] + LockOut.Window - now, key, found?.Version ?? 0, kept.Told && !times.IsEmpty, times);
    }

    private async ValueTask AddAsync(string key, int most)
    {
        for (var left = Attempts; left > 0; left--)
        {
            var seen = await ReadAsync(key, most, CancellationToken.None).ConfigureAwait(false);
            var kept = new KeptTries([.. seen.Times.Add(clock.GetUtcNow()).TakeLast(most)], seen.Told);
            if (await desk.CommitAsync([new DeskChange.Put(Kind, key, Kept.Write(kept), seen.Version)], CancellationToken.None).ConfigureAwait(false) is DeskOutcome.Kept)
            {
                return;
            }
        }
    }

    private async ValueTask SweepAsync()
    {
        var now = clock.GetUtcNow();
        if (now - _swept < SweepEvery)
        {
            return;
        }

        _swept = now;
        string? after = null;
        while (await desk.ListAsync(Kind, after, Page, CancellationToken.None).ConfigureAwait(false) is { IsEmpty: false } page)
        {
            after = page[^1].Key;
            foreach (var document in page.Where(document => Recent(Kept.Read<KeptTries>(document.Json), now).IsEmpty))
            {
                await desk.CommitAsync([new DeskChange.Remove(Kind, document.Key, document.Version)], CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    private static ImmutableArray<DateTimeOffset> Recent(KeptTries kept, DateTimeOffset now) => kept.At.RemoveAll(at => at + LockOut.Window <= now);
}
