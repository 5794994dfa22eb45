using System.Collections.Immutable;
using Bot.Core.Content;

namespace Bot.Core.Throttling;

/// <summary>Puts the platforms' quotas beside what a policy says of the same platforms.</summary>
internal static class PolicyQuotas
{
    /// <summary>The policy's own quotas first, then the shipped ones that they do not replace. A looser one is a problem.</summary>
    public static ImmutableArray<CapRule> Merge(PolicyDraft draft, string file, ImmutableArray<Problem>.Builder problems)
    {
        var own = draft.Rules.Where(placed => placed.Key == "platform").ToArray();
        var all = ImmutableArray.CreateBuilder<CapRule>();
        all.AddRange(own.Select(placed => (CapRule)placed.Rule));
        foreach (var shipped in PlatformQuotas.All)
        {
            var left = shipped.Rule.Per;
            foreach (var placed in own.Where(placed => IsSame((CapRule)placed.Rule, shipped.Rule)))
            {
                var rule = (CapRule)placed.Rule;
                if (IsLooser(rule, shipped.Rule))
                {
                    var most = shipped.Rule.DaysInMonth ? "days_in_month" : $"{shipped.Rule.Limit}";
                    problems.Add(new Problem(file, placed.At?.Line ?? 1, placed.At?.Column ?? 1, "H030",
                        $"“{placed.Id}”比平台允许的宽：{shipped.Channel} 每 {shipped.Rule.Window.Text} 最多 {most}（{shipped.Source}）；只能写得更小。",
                        $"`{placed.Id}` is looser than the platform: {shipped.Channel} allows {most} a {shipped.Rule.Window.Text} ({shipped.Source}); it can only be less."));
                }

                left = left.RemoveRange(rule.Per.Where(left.Contains));
            }

            if (left.Length == shipped.Rule.Per.Length)
            {
                all.Add(shipped.Rule);
                Taken(shipped, draft, file, problems);
            }
            else if (!left.IsEmpty)
            {
                all.Add(shipped.Rule with { Per = left, Id = $"{shipped.Id}-{string.Join('-', left.Select(PolicyCaps.Word))}" });
            }
        }

        return all.ToImmutable();
    }

    private static void Taken(PlatformQuota shipped, PolicyDraft draft, string file, ImmutableArray<Problem>.Builder problems)
    {
        if (draft.Rules.FirstOrDefault(placed => placed.Id == shipped.Id) is { } other)
        {
            problems.Add(new Problem(file, other.At?.Line ?? 1, other.At?.Column ?? 1, "H006",
                $"规则名“{shipped.Id}”是平台限制（{shipped.Channel}）用的，换一个 id。", $"The id `{shipped.Id}` is the platform quota's ({shipped.Channel}): use another."));
        }
    }

    /// <summary>True when both limit the same thing.</summary>
    private static bool IsSame(CapRule own, CapRule shipped) =>
        own.Channel == shipped.Channel && own.Window.Rolling == shipped.Window.Rolling && own.Window.Calendar == shipped.Window.Calendar && own.Per.Any(shipped.Per.Contains);

    // A month has 28 to 31 days: a number must hold in the shortest, days_in_month in the longest.
    private static bool IsLooser(CapRule own, CapRule shipped) =>
        own.DaysInMonth ? !shipped.DaysInMonth && shipped.Limit < 31 : own.Limit > (shipped.DaysInMonth ? 28 : shipped.Limit);
}
