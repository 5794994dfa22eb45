using System.Collections.Immutable;
using Bot.Core.Audience;

namespace Bot.Core.Throttling.Replay;

/// <summary>What was known of an audience at a moment of a replay: its signs until then, and what the journal holds.</summary>
internal static class ReplayFacts
{
    private const int MostAlike = 50;

    public static PushFacts At(ReplayPush one, ThrottlePolicy policy, ReplayJournal journal, Func<string, ImmutableArray<int>> likeness, DateTimeOffset now)
    {
        var push = one.Push;
        var facts = one.Facts with
        {
            Consent = one.Facts.Consent.ChangedAt > now ? Consent.Default : one.Facts.Consent,
            Engaged = Until(one.Facts.Engaged, now),
            Complaints = Until(one.Facts.Complaints, now),
            Leaves = Until(one.Facts.Leaves, now),
        };
        if (push.Member is { } member && policy.Fatigue is not null && push.Class is (PushClass.Value or PushClass.Promo))
        {
            var people = facts.Identities.Contains(member) ? facts.Identities : facts.Identities.Add(member);
            facts = facts with { Sent = journal.Read(people.Select(LogKey.Of), now - ThrottlePolicy.Retention, now).RemoveAll(entry => entry.Id == push.Id) };
        }

        if (push is { Member: null, Group: not null, Campaign: not null } && policy.Overlap is { SkipGroupPerMille: not null } overlap && policy.Classes[push.Class].Caps == CapsOf.All)
        {
            facts = facts with { Seen = Seen(one, overlap, journal, now) };
        }

        return policy.Similar is { } similar && !push.Likeness.IsDefaultOrEmpty ? facts with { Had = Had(push, similar, journal, likeness, now) } : facts;
    }

    /// <summary>Every log that a policy may ask about one push.</summary>
    public static IEnumerable<LogKey> Reads(ReplayPush one, ThrottlePolicy policy)
    {
        var push = one.Push;
        var plan = Planner.Plan(policy, push, one.Facts with { Consent = Consent.Default }, push.CreatedAt);
        var keys = plan.Checks.SelectMany(planned => planned.Check.Reads);
        if (push.Member is { } member)
        {
            keys = keys.Concat(one.Facts.Identities.Append(member).Select(LogKey.Of));
        }
        else if (push.Group is { } group)
        {
            keys = keys.Append(LogKey.Of(group));
            keys = policy.Overlap is not null && push.Campaign is not null ? keys.Concat(Places(one).Select(place => place.WithSeen(push))) : keys;
        }

        return push.Override is { } asked ? keys.Append(LogKey.OfOverride(asked.By.ToLowerInvariant())) : keys;
    }

    private static IEnumerable<LogKey> Places(ReplayPush one) =>
        one.InGroup.SelectMany(member => member.Groups).Append(one.Push.Group!).Distinct().Select(LogKey.Of).Concat(one.InGroup.Select(member => LogKey.Of(member.Member)));

    private static CampaignSeen Seen(ReplayPush one, OverlapRule rule, ReplayJournal journal, DateTimeOffset now)
    {
        var (push, since) = (one.Push, Window.Rolling(rule.OncePerMember).Since(now));
        var had = Places(one).Where(place => journal.Has(place.WithSeen(push), since, now, push.Id)).ToHashSet();
        var seen = had.Contains(LogKey.Of(push.Group!)) ? one.InGroup.Length : one.InGroup.Count(member => had.Contains(LogKey.Of(member.Member)) || member.Groups.Any(group => had.Contains(LogKey.Of(group))));
        return new CampaignSeen(seen, one.InGroup.Length, [], default);
    }

    private static ImmutableArray<HadBefore> Had(Push push, SimilarRule rule, ReplayJournal journal, Func<string, ImmutableArray<int>> likeness, DateTimeOffset now)
    {
        var key = push.Member is { } member ? LogKey.Of(member) : push.Group is { } group ? LogKey.Of(group) : LogKey.OfBot(push.Bot);
        return [.. journal.Read([key], now - rule.Within, now).Reverse().Take(MostAlike).Where(entry => entry.Id != push.Id).Select(entry => new HadBefore(entry, likeness(entry.Id)))];
    }

    private static ImmutableArray<LogEntry> Until(ImmutableArray<LogEntry> entries, DateTimeOffset now) =>
        entries is [.., var last] && last.At > now ? [.. entries.TakeWhile(entry => entry.At <= now)] : entries;
}
