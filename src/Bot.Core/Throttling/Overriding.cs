using System.Collections.Immutable;

namespace Bot.Core.Throttling;

/// <summary>An operator takes refusals upon themselves: who may, how often, and what never yields.</summary>
public static class Overriding
{
    /// <summary>Rule name of an override's own refusal.</summary>
    public const string Rule = "override";

    /// <summary>Why it may not be overridden; null when it may.</summary>
    public static Finding? Refusal(ThrottlePlan plan, ImmutableArray<Vote> votes)
    {
        var (rule, asked) = (plan.Policy.Override, plan.Push.Override!);
        var refused = rule is null
            || !rule.Who.Contains(asked.By, StringComparer.OrdinalIgnoreCase)
            || (rule.ReasonRequired && string.IsNullOrWhiteSpace(asked.Reason))
            || votes.Any(vote => !vote.Yields || rule.Never.Contains(vote.Finding.Rule, StringComparer.OrdinalIgnoreCase));
        return refused ? new Finding(Rule, null, null, null, null, []) : null;
    }

    /// <summary>What is still counted: platform quotas and the operator's own budget; and where the push then stands.</summary>
    public static (ImmutableArray<Check> Checks, ImmutableArray<LogKey> Slots) Terms(ThrottlePlan plan, DateTimeOffset at)
    {
        var log = LogKey.OfOverride(plan.Push.Override!.By.ToLowerInvariant());
        var checks = plan.Checks.Where(planned => planned.IsPlatform).Select(planned => planned.Check).ToImmutableArray();
        return plan.Policy.Override?.PerMonth is { } most ? (checks.Add(new Check.Cap(Rule, [log], most, Month(plan, at))), plan.Slots.Add(log)) : (checks, plan.Slots.Add(log));
    }

    /// <summary>What refused the override itself.</summary>
    public static IEnumerable<Finding> Spent(ThrottlePlan plan, ImmutableArray<Check> checks, ImmutableArray<CheckResult> failing) =>
        from result in failing
        let cap = checks[result.Index] as Check.Cap
        where cap?.Rule == Rule
        select new Finding(Rule, result.Have, cap.Limit, "month", cap.Window.Until, [.. LogEntry.NewestFirst(result.First).Select(entry => entry.Id)]);

    private static Window Month(ThrottlePlan plan, DateTimeOffset at)
    {
        var (from, until) = (LocalTime.Of(plan.Policy.Zone.Tenant) ?? plan.Local).Window(CalendarUnit.Month, at);
        return Window.Calendar(from, until);
    }
}
