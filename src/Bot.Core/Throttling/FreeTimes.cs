namespace Bot.Core.Throttling;

/// <summary>When a rule that refuses would let pass, to the millisecond, if nothing else happened.</summary>
internal static class FreeTimes
{
    /// <summary>A calendar window: its end. A rolling one: when the limit-th newest entry leaves it. A limit of 0: never.</summary>
    public static DateTimeOffset? Of(Check.Cap cap, CheckResult result, DateTimeOffset at)
    {
        if (cap.Limit <= 0)
        {
            return null;
        }

        if (cap.Window.Length is not { } length)
        {
            return cap.Window.Until;
        }

        var pivot = result.Pivot ?? (result.First.Length >= cap.Limit ? result.First[cap.Limit - 1].At : null as DateTimeOffset?);
        // A task that waits for its human counts as now, however long ago it was asked for: no time of its own frees it.
        return pivot + length is { } free && free > at ? free : null;
    }

    /// <summary>The first leaving entry after which one more of the part would be within the share; null when none helps.</summary>
    public static DateTimeOffset? Of(Check.Share share, CheckResult result, DateTimeOffset at)
    {
        var part = result.First.Select(entry => entry.At).ToArray();
        var whole = result.Second.Select(entry => entry.At).ToArray();
        foreach (var leaves in part.Concat(whole).Select(entry => entry + share.Within).Where(time => time > at).Distinct().Order())
        {
            var (some, all) = (part.Count(entry => entry + share.Within > leaves), whole.Count(entry => entry + share.Within > leaves));
            if ((some + 1) * 1000L <= share.PerMille * (all + 1L))
            {
                return leaves;
            }
        }

        return null;
    }
}
