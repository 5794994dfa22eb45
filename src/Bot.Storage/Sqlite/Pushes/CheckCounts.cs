using System.Collections.Immutable;
using Bot.Core.Throttling;

namespace Bot.Storage.Sqlite.Pushes;

/// <summary>Counts the rules of one push. Passing is cheap: no more is read than tells; names are read for those that fail.</summary>
internal sealed class CheckCounts(SlotReads slots)
{
    /// <summary>All checks that do not pass at <paramref name="now"/>.</summary>
    public ImmutableArray<CheckResult> Failing(ImmutableArray<Check> checks, long now)
    {
        ImmutableArray<CheckResult>.Builder? failing = null;
        for (var i = 0; i < checks.Length; i++)
        {
            if (Of(i, checks[i], now) is { } result)
            {
                (failing ??= ImmutableArray.CreateBuilder<CheckResult>()).Add(result);
            }
        }

        return failing?.DrainToImmutable() ?? [];
    }

    /// <summary>True when all logs have as many entries as were read.</summary>
    public bool Hold(ImmutableArray<Guard> guards)
    {
        foreach (var guard in guards)
        {
            if (slots.Count(guard.Key, long.MinValue) != guard.Count)
            {
                return false;
            }
        }

        return true;
    }

    private CheckResult? Of(int index, Check check, long now) => check switch
    {
        Check.Cap cap => Of(index, cap, now),
        Check.Earned earned => Of(index, earned, now),
        Check.Share share => Of(index, share, now),
        _ => throw new NotSupportedException($"A check of the kind {check.GetType().Name} cannot be counted."),
    };

    private CheckResult? Of(int index, Check.Cap cap, long now)
    {
        var since = cap.Window.Since(KeptPush.Moment(now)).ToUnixTimeMilliseconds();
        if (Sum(cap.Keys, since, cap.Limit) < cap.Limit)
        {
            return null;
        }

        DateTimeOffset? pivot = cap.Limit > CheckResult.MostEntries ? Pivot(cap.Keys, cap.Limit) : null;
        return new(index, Sum(cap.Keys, since, int.MaxValue), Read(cap.Keys, since), [], pivot);
    }

    private CheckResult? Of(int index, Check.Earned earned, long now)
    {
        var since = earned.Within is { } within ? Since(now, within) : long.MinValue;
        PlacedEntry? last = null;
        foreach (var key in earned.Spending)
        {
            if (slots.Newest(key) is { } place && (last is null || place > last.Value.Place))
            {
                last = slots.Read(key, place, 1)[0];
            }
        }

        // An entry at the very moment of the last spending was not earned after it.
        since = last is { } spent ? Math.Max(since, spent.Place + 1) : since;
        var have = Sum(earned.Earning, since, earned.Needed);
        return have >= earned.Needed ? null : new(index, have, Read(earned.Earning, since), last is { } shown ? [shown.Entry] : []);
    }

    private CheckResult? Of(int index, Check.Share share, long now)
    {
        var since = Since(now, share.Within);
        var part = Sum(share.Part, since, int.MaxValue);
        var whole = Sum(share.Whole, since, int.MaxValue);
        return (part + 1L) * 1000 <= share.PerMille * (whole + 1L) ? null : new(index, part, Read(share.Part, since), Read(share.Whole, since));
    }

    private static long Since(long now, TimeSpan within) => Window.Rolling(within).Since(KeptPush.Moment(now)).ToUnixTimeMilliseconds();

    private int Sum(ImmutableArray<LogKey> keys, long since, int enough)
    {
        var sum = 0;
        foreach (var key in keys)
        {
            sum += sum < enough ? slots.Count(key, since, enough - sum) : 0;
        }

        return sum;
    }

    private ImmutableArray<LogEntry> Read(ImmutableArray<LogKey> keys, long since)
    {
        var entries = keys.Select(key => slots.Read(key, since, CheckResult.MostEntries));
        return keys.Length == 1
            ? [.. entries.First().Select(one => one.Entry)]
            : [.. entries.SelectMany(some => some).OrderByDescending(one => one.Place).Select(one => one.Entry)];
    }

    private DateTimeOffset? Pivot(ImmutableArray<LogKey> keys, int limit)
    {
        var places = keys.SelectMany(key => slots.Places(key, limit)).OrderDescending().Skip(limit - 1).Take(1).ToArray();
        return places is [var place] && place < KeptPush.Now ? KeptPush.Moment(place) : null;
    }
}
