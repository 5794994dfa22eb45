using System.Collections.Immutable;
using Bot.Core.Activities;
using Bot.Core.Throttling.Replay;

namespace Bot.Host.Console.PushDesk;

/// <summary>What to compare.</summary>
/// <param name="Path">The policy's file.</param>
/// <param name="Text">The draft.</param>
/// <param name="Days">How many days to look back; 7 when absent.</param>
public sealed record WhatIfBody(string? Path, string? Text, int? Days = null);

/// <summary>What a rule kept back.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Count">How many pushes it kept.</param>
/// <param name="Zh">Its words for the first of them, in Chinese.</param>
/// <param name="En">The same in English.</param>
public sealed record WhatIfReason(string Rule, int Count, string Zh, string En);

/// <summary>What a policy makes of the pushes.</summary>
/// <param name="Sent">That reached their audience, digests among them.</param>
/// <param name="Later">Of these: not at once, but after they were held.</param>
/// <param name="InDigest">Of these: within a digest.</param>
/// <param name="Held">That did not: dropped, stale, or still waiting at the end.</param>
/// <param name="ByReason">These by the rule that binds, the most first.</param>
public sealed record WhatIfSide(int Sent, int Later, int InDigest, int Held, ImmutableArray<WhatIfReason> ByReason);

/// <summary>A push that only one of the two lets go.</summary>
/// <param name="Push">Its id.</param>
/// <param name="Member">For whom; null for a whole group.</param>
/// <param name="Group">In which group.</param>
/// <param name="Campaign">Its campaign.</param>
/// <param name="At">When it was asked for.</param>
/// <param name="Before"><c>sent|digest|hold|drop|expired</c> by the policy in force.</param>
/// <param name="After">The same by the draft.</param>
/// <param name="Reason">The rule that keeps it, on the side that does.</param>
/// <param name="Zh">Its words in Chinese.</param>
/// <param name="En">The same in English.</param>
public sealed record WhatIfChange(string Push, MemberKey? Member, ConversationKey? Group, string? Campaign, DateTimeOffset At, string Before, string After, string Reason, string Zh, string En);

/// <summary>The last days' pushes by the policy in force and by a draft.</summary>
/// <param name="From">The first moment that is looked at.</param>
/// <param name="To">The last.</param>
/// <param name="N">How many pushes were judged.</param>
/// <param name="Cut">True when there were more than can be judged at once: the newest are shown.</param>
/// <param name="Before">By the policy in force.</param>
/// <param name="After">By the draft.</param>
/// <param name="Changed">What goes by one and not by the other, in the order of asking.</param>
/// <param name="ChangedTotal">How many these are in all.</param>
public sealed record WhatIfView(DateTimeOffset From, DateTimeOffset To, int N, bool Cut, WhatIfSide Before, WhatIfSide After, ImmutableArray<WhatIfChange> Changed, int ChangedTotal);

/// <summary>Folds two replays into what the screen shows.</summary>
internal static class WhatIfFold
{
    private const int MostChanges = 200;

    public static WhatIfView Of(DateTimeOffset from, DateTimeOffset to, bool cut, ImmutableArray<ReplayOutcome> before, ImmutableArray<ReplayOutcome> after)
    {
        var changed = before.Zip(after).Where(pair => pair.First.Went != pair.Second.Went).ToList();
        return new(from, to, before.Length, cut, Side(before), Side(after), [.. changed.OrderBy(pair => pair.First.Push.CreatedAt).Take(MostChanges).Select(pair => Change(pair.First, pair.Second))], changed.Count);
    }

    private static WhatIfSide Side(ImmutableArray<ReplayOutcome> outcomes)
    {
        var went = outcomes.Where(one => one.Went).ToList();
        var reasons = outcomes.Where(one => !one.Went).GroupBy(one => one.Binding?.Rule ?? "", StringComparer.Ordinal).Select(some => Reason(some.Key, [.. some]));
        return new(
            went.Count, went.Count(one => !one.InDigest && one.At > one.Push.CreatedAt), went.Count(one => one.InDigest), outcomes.Length - went.Count,
            [.. reasons.OrderByDescending(reason => reason.Count).ThenBy(reason => reason.Rule, StringComparer.Ordinal)]);
    }

    private static WhatIfReason Reason(string rule, ReplayOutcome[] some)
    {
        var (zh, en) = Words(some[0]);
        return new(rule, some.Length, zh, en);
    }

    private static WhatIfChange Change(ReplayOutcome before, ReplayOutcome after)
    {
        var kept = before.Went ? after : before;
        var (zh, en) = Words(kept);
        return new(before.Push.Id, before.Push.Member, before.Push.Group, before.Push.Campaign, before.Push.CreatedAt, Name(before), Name(after), kept.Binding?.Rule ?? "", zh, en);
    }

    private static (string Zh, string En) Words(ReplayOutcome kept)
    {
        if (kept.Binding is null)
        {
            return ("", "");
        }

        var words = Bot.Core.Pushes.Reasons.Of(kept.Binding, kept.Zone);
        return (words.Zh, words.En);
    }

    private static string Name(ReplayOutcome one) => one.Went ? one.InDigest ? "digest" : "sent" : one.Decision == Bot.Core.Throttling.Decision.Digest ? "hold" : one.Decision.ToString().ToLowerInvariant();
}
