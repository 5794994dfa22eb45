namespace Bot.Core.Throttling;

/// <summary>Votes that need no counting of pushes.</summary>
internal static class Refusals
{
    /// <summary>What ends a push for good, whatever else holds; in this order: killed, opted out, expired.</summary>
    public static Vote? Final(PlanContext context, DateTimeOffset? notAfter)
    {
        if (context.Facts.Campaign == CampaignStanding.Killed)
        {
            return Never("killed", yields: false);
        }

        var consent = context.Facts.Consent;
        var opted = context.Class.OptOut switch
        {
            OptOutMode.All => consent.AllOptedOut,
            OptOutMode.Promo => consent.PromoOptedOut || consent.AllOptedOut,
            _ => false,
        };
        if (context.Push.Member is not null && opted)
        {
            return Never("optout", yields: false);
        }

        if (context.Class.OptOut != OptOutMode.Never && context.Push.Topic is { } topic && consent.MutedTopics.Contains(topic))
        {
            return Never("topic", yields: false);
        }

        if (context.Facts.HasLeft)
        {
            return Never("left", yields: false);
        }

        return notAfter <= context.Now ? Never("expired", yields: false) : null;
    }

    /// <summary>All others.</summary>
    public static IEnumerable<Vote> Of(PlanContext context)
    {
        if (context.Facts.Campaign == CampaignStanding.Paused)
        {
            yield return new Vote(new Finding("paused", null, null, null, null, []), Over.Defer, Yields: false);
        }

        if (context.Facts.InHandOff && context.Class.OptOut != OptOutMode.Never)
        {
            yield return Never("hand_off", yields: false);
        }

        foreach (var vote in Consent(context).Concat(context.Class.Caps == CapsOf.All ? Audience(context) : []).Concat(SendWindow(context)).Concat(Quiet(context)))
        {
            yield return vote;
        }
    }

    private static IEnumerable<Vote> Consent(PlanContext context)
    {
        if (context.Push.Member is null || context.Class.OptOut == OptOutMode.Never)
        {
            yield break;
        }

        if (context.Facts.Consent.SnoozedUntil is { } until)
        {
            context.Bound(until);
            if (until > context.Now)
            {
                yield return new Vote(new Finding("snooze", null, null, null, until, []), Over.Defer, Yields: false);
            }
        }

        if (context.Facts.Consent.DailyDigest && !context.Facts.IsDigest && context.Push.Class is (PushClass.Value or PushClass.Promo))
        {
            yield return new Vote(new Finding("daily", null, null, null, context.Now, []), Over.Digest, Yields: false);
        }
    }

    private static IEnumerable<Vote> Audience(PlanContext context)
    {
        var (policy, push, facts) = (context.Policy, context.Push, context.Facts);
        if (policy.HoldoutPerMille > 0 && push.Member is not null && HeldOut(context))
        {
            yield return Never("holdout");
        }

        if (push.Class == PushClass.Promo)
        {
            foreach (var vote in Promo(context))
            {
                yield return vote;
            }
        }

        if (policy.Overlap is { SkipGroupPerMille: { } skip } overlap && push.Member is null && push.Group is not null
            && facts.Seen is { Of: > 0 } seen && (long)seen.Seen * 1000 >= (long)skip * seen.Of)
        {
            yield return new Vote(new Finding(overlap.Id, seen.Seen, Ceiling((long)skip * seen.Of, 1000), overlap.WindowText, null, seen.Evidence), overlap.Over);
        }

        if (policy.Similar is { } similar && !push.Likeness.IsDefaultOrEmpty)
        {
            foreach (var vote in Similar(context, similar))
            {
                yield return vote;
            }
        }
    }

    private static IEnumerable<Vote> Promo(PlanContext context)
    {
        var (policy, push, facts) = (context.Policy, context.Push, context.Facts);
        if (policy.NeedsRelevance && push.Member is not null && string.IsNullOrWhiteSpace(push.Relevance))
        {
            yield return Never("no_relevance");
        }

        if (policy.Newcomer is { } newcomer && push.Member is not null && facts.Since is { } since)
        {
            var free = since + newcomer.NoPromoFor;
            context.Bound(free);
            if (free > context.Now)
            {
                yield return new Vote(new Finding(newcomer.Id, null, null, newcomer.WindowText, free, []), newcomer.Over);
            }
        }

        if (policy.Fatigue is { } fatigue && context.Tier == FatigueTier.Muted)
        {
            yield return Never(fatigue.Id);
        }

        if (policy.Brake is { } brake && push.Group is not null && facts.GroupSize > 0
            && Brake.Tripped(brake, facts.GroupSize, facts.Leaves, context.Now) is var (until, left, of, evidence))
        {
            context.Bound(until);
            var limit = Math.Max(brake.AtLeast, Ceiling((long)brake.PerMille * of, 1000));
            yield return new Vote(new Finding(brake.Id, left, limit, Durations.Show(brake.Within), until, evidence), brake.Over);
        }
    }

    private static IEnumerable<Vote> Similar(PlanContext context, SimilarRule rule)
    {
        var alike = context.Facts.Had
            .Where(had => had.Entry.At > context.Now - rule.Within && Likeness.PerMille(context.Push.Likeness, had.Likeness) >= rule.PerMille)
            .OrderByDescending(had => had.Entry.At)
            .ThenByDescending(had => had.Entry.Id, StringComparer.Ordinal)
            .ToArray();
        if (alike.Length > 0)
        {
            context.Bound(alike[0].Entry.At + rule.Within);
            yield return new Vote(new Finding(rule.Id, alike.Length, 0, rule.WindowText, alike[0].Entry.At + rule.Within, [.. alike.Select(had => had.Entry.Id).Take(50)]), rule.Over);
        }
    }

    // The campaign's own hours: what lies outside of them is quiet for it.
    private static IEnumerable<Vote> SendWindow(PlanContext context)
    {
        if (context.Push.SendWindow is not { } window || context.Class.Quiet == QuietMode.Ignore)
        {
            yield break;
        }

        var (last, next) = context.Local.QuietEdges(window, context.Now);
        context.Bound(last);
        context.Bound(next);
        if (context.Local.Quiet(window, context.Now) is null)
        {
            yield return new Vote(new Finding("window", null, null, null, context.Local.NextAt(window.From, context.Now), []), Over.Defer);
        }
    }

    private static IEnumerable<Vote> Quiet(PlanContext context)
    {
        if (context.Class.Quiet == QuietMode.Ignore)
        {
            yield break;
        }

        foreach (var rule in context.Policy.Quiet.Where(rule => rule.Channel is null || rule.Channel == context.Push.Channel))
        {
            foreach (var hours in rule.Hours)
            {
                var (last, next) = context.Local.QuietEdges(hours, context.Now);
                context.Bound(last);
                context.Bound(next);
                if (context.Local.Quiet(hours, context.Now) is not (_, var until))
                {
                    continue;
                }

                // A notice whose deadline comes before the morning goes now: better in the night than too late.
                if (context.Class.Quiet == QuietMode.Defer || !(Planner.NotAfter(context.Policy, context.Push) <= until))
                {
                    yield return new Vote(new Finding(rule.Id, null, null, null, until, []), rule.Over);
                }
            }
        }
    }

    private static bool HeldOut(PlanContext context)
    {
        var person = context.People.Select(one => $"{one.Channel}\n{one.Id}").Min(StringComparer.Ordinal);
        return StableHash.Of("holdout\n" + person) % 1000 < (ulong)context.Policy.HoldoutPerMille;
    }

    private static Vote Never(string rule, bool yields = true) => new(new Finding(rule, null, null, null, null, []), Over.Drop, yields);

    private static int Ceiling(long value, long by) => (int)((value + by - 1) / by);
}
