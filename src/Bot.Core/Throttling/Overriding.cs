using System.Collections.Immutable;

namespace Bot.Core.Throttling;

/// <summary>An operator takes refusals upon themselves: who may, how often, and what never yields.</summary>
public static class Overriding
{
    /// <summary>Rule name of an override's own refusal.</summary>
    public const string Rule = "override";

    // How a policy may name the console's roles, beside people by the names of their accounts.
    private static readonly ImmutableArray<(string Role, string Zh, ImmutableArray<string> Words)> Roles =
    [
        ("admin", "管理", ["owner", "admin", "administrator", "管理"]),
        ("approver", "推送审批", ["approver", "推送审批"]),
        ("publisher", "审核发布", ["publisher", "审核发布"]),
        ("editor", "编辑", ["editor", "编辑"]),
        ("viewer", "查看", ["viewer", "查看"]),
    ];

    /// <summary>Why it may not be overridden; null when it may.</summary>
    public static Finding? Refusal(ThrottlePlan plan, ImmutableArray<Vote> votes)
    {
        var (rule, asked) = (plan.Policy.Override, plan.Push.Override!);
        var firm = votes.Where(vote => !vote.Yields || rule?.Never.Contains(vote.Finding.Rule, StringComparer.OrdinalIgnoreCase) == true).Select(vote => vote.Finding.Rule).Distinct(StringComparer.Ordinal);
        var why = rule is null ? "off"
            : !rule.Who.Any(who => Means(who, asked)) ? $"who:{string.Join(", ", rule.Who)}"
            : rule.ReasonRequired && string.IsNullOrWhiteSpace(asked.Reason) ? "reason"
            : string.Join(", ", firm) is { Length: > 0 } never ? $"never:{never}"
            : null;
        return why is null ? null : new Finding(Rule, null, null, null, null, []) { Why = why };
    }

    /// <summary>A name of a policy's <c>who</c> as the console shows it: the role behind it, where it is one.</summary>
    public static string Shown(string who) =>
        Roles.FirstOrDefault(one => one.Words.Contains(who, StringComparer.OrdinalIgnoreCase)) is { Role: not null } role ? $"{role.Zh}（{who}）" : who;

    // By the name of the account, or by a role of theirs: a person's name is never taken for a role.
    private static bool Means(string who, PushOverride asked) =>
        string.Equals(who, asked.By, StringComparison.OrdinalIgnoreCase)
        || (asked.Roles is { } roles && Roles.FirstOrDefault(one => one.Words.Contains(who, StringComparer.OrdinalIgnoreCase)) is { Role: { } role }
            && roles.Split(' ').Any(one => Roles.Any(known => known.Role == role && known.Words.Contains(one, StringComparer.OrdinalIgnoreCase))));

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
        select new Finding(Rule, result.Have, cap.Limit, "month", cap.Limit > 0 ? cap.Window.Until : null, [.. LogEntry.NewestFirst(result.First).Select(entry => entry.Id)]);

    private static Window Month(ThrottlePlan plan, DateTimeOffset at)
    {
        var (from, until) = (LocalTime.Of(plan.Policy.Zone.Tenant) ?? plan.Local).Window(CalendarUnit.Month, at);
        return Window.Calendar(from, until);
    }
}
