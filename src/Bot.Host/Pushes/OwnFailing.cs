using System.Collections.Immutable;
using Bot.Core.Pushes;
using Bot.Core.Throttling;

namespace Bot.Host.Pushes;

/// <summary>A push that holds its slots while it is tried again is no evidence against itself.</summary>
internal static class OwnFailing
{
    /// <summary>What still fails when the push's own entries are left out. A mere count does not know whose entries they are; a reservation does.</summary>
    public static ImmutableArray<CheckResult> Without(PushRow row, ThrottlePlan plan, ImmutableArray<CheckResult> failing)
    {
        if (!row.HoldsSlots)
        {
            return failing;
        }

        var left = ImmutableArray.CreateBuilder<CheckResult>();
        foreach (var result in failing)
        {
            var others = result.First.Where(entry => entry.Id != row.Push.Id).ToImmutableArray();
            var have = result.Have - (result.First.Length - others.Length);
            if (plan.Checks[result.Index].Check is not Check.Cap cap || have >= cap.Limit)
            {
                left.Add(result with { First = others, Have = have });
            }
        }

        return left.DrainToImmutable();
    }
}
