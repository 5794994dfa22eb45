using System.Collections.Immutable;

namespace Bot.Core.Throttling;

/// <summary>Tells from a group's leavers whether its promos are stopped (requirement E2).</summary>
public static class Brake
{
    private const int MostEvidence = 50;

    /// <summary>Until when promos are stopped, and by whose leaving, the last first; null when they are not.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="size">The group's size now.</param>
    /// <param name="leaves">Who left, oldest first.</param>
    /// <param name="now">The moment.</param>
    public static (DateTimeOffset Until, int Left, int Of, ImmutableArray<string> Evidence)? Tripped(BrakeRule rule, int size, ImmutableArray<LogEntry> leaves, DateTimeOffset now)
    {
        (DateTimeOffset Until, int Left, int Of, ImmutableArray<string> Evidence)? tripped = null;
        var first = 0;
        for (var last = 0; last < leaves.Length; last++)
        {
            if (leaves[last].At + rule.Pause <= now)
            {
                continue;
            }

            while (leaves[first].At <= leaves[last].At - rule.Within)
            {
                first++;
            }

            // As many as there were before the first of these left.
            var of = size + leaves.Length - first;
            var left = last - first + 1;
            if (left >= rule.AtLeast && (long)left * 1000 >= (long)rule.PerMille * of)
            {
                tripped = (leaves[last].At + rule.Pause, left, of, [.. leaves.Skip(first).Take(left).Reverse().Take(MostEvidence).Select(entry => entry.Id)]);
            }
        }

        return tripped;
    }
}
