using System.Collections.Immutable;

namespace Bot.Core.Throttling;

/// <summary>How tired of us a member seems.</summary>
public enum FatigueTier
{
    /// <summary>Reacts.</summary>
    Fresh,

    /// <summary>Less so.</summary>
    Cool,

    /// <summary>Hardly.</summary>
    Cold,

    /// <summary>No promo.</summary>
    Muted,
}

/// <summary>Tells the tier from the logs alone, so that an edit of the rule and a refunded push take effect at once.</summary>
public static class Fatigue
{
    /// <summary>Folds pushes, signs of interest and complaints, oldest first; at the same moment the push came first.</summary>
    public static FatigueTier Of(FatigueRule rule, ImmutableArray<LogEntry> pushes, ImmutableArray<LogEntry> engaged, ImmutableArray<LogEntry> complaints)
    {
        var (tier, unanswered, signs) = (FatigueTier.Fresh, 0, 0);
        var lowest = rule.MutedAfterCold ? FatigueTier.Muted : FatigueTier.Cold;
        var events = pushes.Select(entry => (entry.At, Kind: 0))
            .Concat(complaints.Select(entry => (entry.At, Kind: 1)))
            .Concat(engaged.Select(entry => (entry.At, Kind: 2)))
            .OrderBy(one => one.At).ThenBy(one => one.Kind);
        foreach (var (_, kind) in events)
        {
            switch (kind)
            {
                case 0 when rule.DownAfter is { } after && ++unanswered >= after:
                    (tier, unanswered) = (tier < lowest ? tier + 1 : tier, 0);
                    break;
                case 1 when rule.ComplaintMutes:
                    tier = FatigueTier.Muted;
                    break;
                case 2:
                    unanswered = 0;
                    if (++signs >= rule.UpAfter)
                    {
                        (tier, signs) = (tier > FatigueTier.Fresh ? tier - 1 : tier, 0);
                    }

                    break;
                default:
                    break;
            }
        }

        return tier;
    }

    /// <summary>By how much the rolling windows of value and promo stretch.</summary>
    public static int Stretch(FatigueRule rule, FatigueTier tier) => tier switch
    {
        FatigueTier.Fresh => 1,
        FatigueTier.Cool => rule.Cool,
        _ => rule.Cold,
    };
}
