using System.Collections.Immutable;

namespace Bot.Core.Throttling;

/// <summary>Makes the verdict from a plan and from what the store counted. Pure; the same on every store.</summary>
public static class Judgement
{
    private const int MostEvidence = 50;

    /// <summary>Rule name of a platform's "not now", which holds for all who would call it.</summary>
    public const string Blocked = "retry_after";

    /// <summary>The verdict of a push that may go.</summary>
    /// <param name="plan">Its plan.</param>
    /// <param name="at">When its slots were taken.</param>
    /// <param name="overridden">Rules that an operator overrode.</param>
    public static Verdict Send(ThrottlePlan plan, DateTimeOffset at, ImmutableArray<string> overridden = default) =>
        Base(plan, at, Decision.Send) with { Overridden = overridden.IsDefault ? [] : overridden };

    /// <summary>The verdict of a push against which something votes.</summary>
    /// <param name="plan">Its plan.</param>
    /// <param name="at">The store's moment.</param>
    /// <param name="failing">What the store counted for the checks that did not pass.</param>
    public static Verdict Refuse(ThrottlePlan plan, DateTimeOffset at, ImmutableArray<CheckResult> failing)
    {
        var votes = AllVotes(plan, at, failing);
        var findings = votes.Select(vote => vote.Finding).ToImmutableArray();
        var refused = Base(plan, at, Decision.Drop) with { Failing = findings };
        if (plan.IsOver)
        {
            var rule = plan.Votes[0].Finding.Rule;
            return refused with { Decision = rule == "expired" ? Decision.Expired : Decision.Drop, Rule = rule };
        }

        var final = votes.Where(IsFinal).ToArray();
        if (final.Length > 0)
        {
            return refused with { Rule = Binding(final) };
        }

        var digest = votes.Any(vote => vote.Over == Over.Digest);
        var free = votes.Any(vote => vote.Finding.FreeAt is null) ? (DateTimeOffset?)null : votes.Max(vote => vote.Finding.FreeAt!.Value);
        return digest && plan.Digest is not null
            ? refused with { Decision = Decision.Digest, Rule = Binding(votes.Where(vote => vote.Over == Over.Digest)), Until = DigestAfter(plan, free ?? at) }
            : refused with { Decision = Decision.Hold, Rule = Binding(votes), Until = free is { } moment ? Free(plan, moment) : null };
    }

    /// <summary>The verdict of a push that a paced or blocked platform keeps waiting.</summary>
    public static Verdict Wait(ThrottlePlan plan, DateTimeOffset at, string rule, DateTimeOffset until) =>
        Base(plan, at, Decision.Hold) with { Rule = rule, Until = until, Failing = [new Finding(rule, null, null, null, until, [])] };

    /// <summary>The vote of a platform that said "not now".</summary>
    public static Vote BlockedUntil(DateTimeOffset until) => new(new Finding(Blocked, null, null, null, until, []), Over.Defer, Yields: false);

    /// <summary>All votes against a push, the store's counts among them, in the order of the policy.</summary>
    public static ImmutableArray<Vote> AllVotes(ThrottlePlan plan, DateTimeOffset at, ImmutableArray<CheckResult> failing) =>
        [.. plan.Votes, .. failing.Select(result => Counted(plan.Checks[result.Index], result, at))];

    /// <summary>The place in the spread behind quiet hours of a push whose earlier refusals have ended by themselves; null when none has.</summary>
    /// <param name="plan">Its plan now.</param>
    /// <param name="earlier">What held it.</param>
    /// <param name="now">The moment.</param>
    public static DateTimeOffset? InSpread(ThrottlePlan plan, Verdict earlier, DateTimeOffset now)
    {
        var ended = earlier.Failing.Where(finding => finding.FreeAt <= now && plan.Policy.Quiet.Any(rule => rule.Id == finding.Rule)).Select(finding => finding.FreeAt!.Value).ToArray();
        return ended.Length > 0 && earlier.Decision == Decision.Hold ? Free(plan, ended.Max()) : null;
    }

    /// <summary>The first moment at or after <paramref name="at"/> that no quiet hour covers, with the audience's own place in the spread after them.</summary>
    private static DateTimeOffset Free(ThrottlePlan plan, DateTimeOffset at)
    {
        var mode = plan.Policy.Classes[plan.Push.Class].Quiet;
        if (mode == QuietMode.Ignore)
        {
            return at;
        }

        // Rules may follow each other; each step leaves one span for good.
        for (var step = 0; step < 16; step++)
        {
            var next = Later(plan, mode, at);
            if (next <= at)
            {
                return at;
            }

            at = next;
        }

        return at;
    }

    private static DateTimeOffset Later(ThrottlePlan plan, QuietMode mode, DateTimeOffset at)
    {
        if (plan.Push.SendWindow is { } window && plan.Local.Quiet(window, at) is null)
        {
            return plan.Local.NextAt(window.From, at);
        }

        return plan.Policy.Quiet
            .Where(rule => rule.Channel is null || rule.Channel == plan.Push.Channel)
            .SelectMany(rule => rule.Hours.Select(hours => (rule, Until: QuietUntil(plan, rule, hours, at))))
            .Where(pair => pair.Until is { } until && (mode == QuietMode.Defer || !(plan.NotAfter <= until)))
            .Select(pair => pair.Until!.Value + Offset(plan, pair.rule, pair.Until!.Value))
            .Append(at)
            .Max();
    }

    // The spread begins at the very end of quiet hours: the moment itself belongs to the span that just ended.
    private static DateTimeOffset? QuietUntil(ThrottlePlan plan, QuietRule rule, Hours hours, DateTimeOffset at) =>
        (plan.Local.Quiet(hours, at) ?? (rule.Spread > TimeSpan.Zero ? plan.Local.Quiet(hours, at - TimeSpan.FromMilliseconds(1)) : null))?.Until;

    private static TimeSpan Offset(ThrottlePlan plan, QuietRule rule, DateTimeOffset until)
    {
        // What would be stale before the spread is over has its place in what is left of its time.
        var spread = plan.NotAfter is { } end && end > until && end - until < rule.Spread ? end - until : rule.Spread;
        if (spread < TimeSpan.FromMilliseconds(1))
        {
            return TimeSpan.Zero;
        }

        var audience = plan.Push.Member is { } member ? $"m\n{member.Channel}\n{member.Id}" : $"g\n{plan.Push.Group?.Channel}\n{plan.Push.Group?.Id}";
        return TimeSpan.FromMilliseconds(StableHash.Of("spread\n" + audience) % (ulong)spread.TotalMilliseconds);
    }

    /// <summary>The first digest at or after <paramref name="free"/> that no quiet hour covers.</summary>
    public static DateTimeOffset DigestAfter(ThrottlePlan plan, DateTimeOffset free)
    {
        var rules = plan.Digest ?? Planner.DefaultDigest;
        var at = plan.Local.NextAt(rules.At, free);
        for (var day = 0; day < 400 && Covered(plan, at); day++)
        {
            at = plan.Local.NextAt(rules.At, at.AddMilliseconds(1));
        }

        return at;
    }

    // The spread is no part of the quiet hours: a digest at their very end goes then.
    private static bool Covered(ThrottlePlan plan, DateTimeOffset at)
    {
        var mode = plan.Policy.Classes[plan.Push.Class].Quiet;
        return mode != QuietMode.Ignore
            && ((plan.Push.SendWindow is { } window && plan.Local.Quiet(window, at) is null)
                || plan.Policy.Quiet.Where(rule => rule.Channel is null || rule.Channel == plan.Push.Channel).SelectMany(rule => rule.Hours)
                    .Any(hours => plan.Local.Quiet(hours, at) is (_, var until) && (mode == QuietMode.Defer || !(plan.NotAfter <= until))));
    }

    private static Vote Counted(PlannedCheck planned, CheckResult result, DateTimeOffset at)
    {
        var (limit, free) = planned.Check switch
        {
            Check.Cap cap => (cap.Limit, FreeTimes.Of(cap, result, at)),
            Check.Earned earned => (earned.Needed, null),
            Check.Share share => (AllowedPart(share, result), FreeTimes.Of(share, result, at)),
            _ => throw new ArgumentOutOfRangeException(nameof(planned)),
        };
        var evidence = LogEntry.NewestFirst(result.First).Take(MostEvidence).Select(entry => entry.Id).ToImmutableArray();
        // A limit of 0 is never. Other refusals without an end wait for something that may happen: earned worth, a campaign that goes on.
        var over = planned.Check is Check.Cap { Limit: <= 0 } ? Over.Drop : planned.Over;
        return new Vote(new Finding(planned.Check.Rule, result.Have, limit, planned.WindowText, free, evidence), over, !planned.IsPlatform);
    }

    private static int AllowedPart(Check.Share share, CheckResult result) => (result.Second.Length + 1) * share.PerMille / 1000;

    private static bool IsFinal(Vote vote) => vote.Over == Over.Drop;

    private static string Binding(IEnumerable<Vote> votes) =>
        votes.MaxBy(vote => vote.Finding.FreeAt ?? DateTimeOffset.MaxValue)!.Finding.Rule;

    private static Verdict Base(ThrottlePlan plan, DateTimeOffset at, Decision decision) => new()
    {
        Decision = decision,
        At = at,
        Class = plan.Push.Class,
        Policy = plan.Policy.Revision,
        Zone = plan.Local.Id,
        LocalTime = plan.Local.Show(at),
        Tier = plan.Tier?.ToString().ToLowerInvariant(),
    };
}
