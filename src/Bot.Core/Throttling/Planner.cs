using System.Collections.Immutable;
using Bot.Core.Activities;

namespace Bot.Core.Throttling;

/// <summary>Makes a <see cref="ThrottlePlan"/>: pure, for one push, one policy, one moment.</summary>
public static class Planner
{
    /// <summary>The digest of members who asked for one a day where the policy has none: ten in the morning, five items.</summary>
    public static DigestRule DefaultDigest { get; } = new(600, 5);

    /// <summary>Plans. In the order of the specification: killed, opted out, expired, newcomer and hold-out, platform, quiet, caps.</summary>
    public static ThrottlePlan Plan(ThrottlePolicy policy, Push push, PushFacts facts, DateTimeOffset now)
    {
        var context = new PlanContext(policy, push, facts, now);
        var notAfter = NotAfter(policy, push);
        var plan = new ThrottlePlan
        {
            Policy = policy,
            Push = push,
            At = now,
            Local = context.Local,
            NotAfter = notAfter,
            Digest = policy.Digest ?? (facts.Consent.DailyDigest ? DefaultDigest : null),
        };
        if (Refusals.Final(context, notAfter) is { } final)
        {
            return plan with { Votes = [final], IsOver = true, ValidFrom = now, ValidUntil = DateTimeOffset.MaxValue };
        }

        var tier = context.Tier;
        var votes = Refusals.Of(context).ToImmutableArray();
        var checks = Checks.Of(context).ToImmutableArray();
        context.Bound(notAfter);
        return plan with
        {
            Tier = tier,
            Votes = votes,
            Checks = checks,
            Slots = context.Class.Counts ? Slots.Of(context) : [],
            Guards = Guards(facts),
            ValidFrom = context.ValidFrom,
            ValidUntil = context.ValidUntil,
        };
    }

    /// <summary>When a push becomes stale: its own expiry, else its class's; null for never.</summary>
    public static DateTimeOffset? NotAfter(ThrottlePolicy policy, Push push) =>
        push.Expires ?? (policy.Expire.TryGetValue(push.Class, out var fresh) ? push.CreatedAt + fresh : null);

    private static ImmutableArray<Guard> Guards(PushFacts facts) => facts.Seen is { } seen ? [seen.Guard, .. facts.HadGuards] : facts.HadGuards;
}

/// <summary>What the parts of planning share: lives for one call.</summary>
internal sealed class PlanContext
{
    public PlanContext(ThrottlePolicy policy, Push push, PushFacts facts, DateTimeOffset now)
    {
        Policy = policy;
        Push = push;
        Facts = facts;
        Now = now;
        Class = policy.Classes[push.Class];
        Tenant = LocalTime.Of(policy.Zone.Tenant) ?? LocalTime.Of("UTC")!;
        MemberLocal = (policy.Zone.UseMember ? LocalTime.Of(facts.MemberZone) : null) ?? Tenant;
        GroupLocal = (policy.Zone.UseMember ? LocalTime.Of(facts.GroupZone) : null) ?? Tenant;
        People = push.Member is not { } member ? [] : facts.Identities.Contains(member) ? facts.Identities : facts.Identities.Add(member);
        Tier = policy.Fatigue is { } rule && push.Member is not null && push.Class is (PushClass.Value or PushClass.Promo) ? Fatigue.Of(rule, facts.Sent, facts.Engaged, facts.Complaints) : null;
    }

    public ThrottlePolicy Policy { get; }

    public Push Push { get; }

    public PushFacts Facts { get; }

    public DateTimeOffset Now { get; }

    public ClassRule Class { get; }

    public LocalTime Tenant { get; }

    public LocalTime MemberLocal { get; }

    public LocalTime GroupLocal { get; }

    /// <summary>The calendar of the audience: the member's for one person, else the group's.</summary>
    public LocalTime Local => Push.Member is not null ? MemberLocal : Push.Group is not null ? GroupLocal : Tenant;

    /// <summary>All identities of the person; empty for a post to a group.</summary>
    public ImmutableArray<MemberKey> People { get; }

    public FatigueTier? Tier { get; }

    public DateTimeOffset ValidFrom { get; private set; } = DateTimeOffset.MinValue;

    public DateTimeOffset ValidUntil { get; private set; } = DateTimeOffset.MaxValue;

    /// <summary>The plan changes at this moment.</summary>
    public void Bound(DateTimeOffset? edge)
    {
        if (edge is not { } at)
        {
            return;
        }

        if (at <= Now)
        {
            ValidFrom = at > ValidFrom ? at : ValidFrom;
        }
        else
        {
            ValidUntil = at < ValidUntil ? at : ValidUntil;
        }
    }

    /// <summary>By how much rolling windows of the member stretch for this push.</summary>
    public int Stretch => Tier is { } tier && Policy.Fatigue is { } rule ? Fatigue.Stretch(rule, tier) : 1;
}
