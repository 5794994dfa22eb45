using System.Collections.Immutable;
using Bot.Core.Interactions;
using Bot.Core.Ports;

namespace Bot.Host.Console.Dash;

/// <summary>New members of one week, each once for each group.</summary>
/// <param name="Monday">The week's first day.</param>
/// <param name="Joined">How many.</param>
/// <param name="Spoke">How many spoke in the 7 and in the 30 days after they came; null while those days are not over for all.</param>
/// <param name="There">How many were still there then.</param>
internal sealed record Cohort(DateOnly Monday, int Joined, ImmutableArray<int?> Spoke, ImmutableArray<int?> There);

/// <summary>Which of those who came stayed, and which spoke.</summary>
internal static class Cohorts
{
    /// <summary>After how many days a cohort is looked at.</summary>
    public static ImmutableArray<int> After { get; } = [7, 30];

    /// <summary>How many weeks are shown.</summary>
    public const int Weeks = 8;

    /// <summary>The first day that is shown with a last one.</summary>
    public static DateOnly FirstDay(DateOnly to) => MondayOf(to).AddDays(-7 * (Weeks - 1));

    /// <summary>The cohorts, the latest week first; weeks in which nobody came are left out.</summary>
    /// <param name="moves">Everything from <see cref="FirstDay"/> to now, in order of time.</param>
    /// <param name="to">The last day on which somebody counts as new.</param>
    /// <param name="tallies">Knows who spoke.</param>
    /// <param name="now">Now.</param>
    /// <param name="cancel">Ends it.</param>
    public static async Task<ImmutableArray<Cohort>> OfAsync(IEnumerable<Move> moves, DateOnly to, ITallies tallies, DateTimeOffset now, CancellationToken cancel)
    {
        var people = moves.Where(move => move.Kind is InteractionKind.Joined or InteractionKind.Left && move.Member.Length > 0)
            .GroupBy(move => new GroupMember(move.Group, move.Member))
            .Select(some => (Who: some.Key, Moves: some.ToArray()))
            .SelectMany(one => one.Moves.Where(move => move.Kind == InteractionKind.Joined && FactTally.DayOf(move.At) <= to).GroupBy(move => MondayOf(FactTally.DayOf(move.At)))
                .Select(week => (Monday: week.Key, one.Who, one.Moves, week.First().At)))
            .ToArray();
        var days = await tallies.ActiveAsync([.. people.Select(one => one.Who)], cancel).ConfigureAwait(false);
        return
        [
            .. people.Zip(days, (one, spoke) => (one.Monday, one.Moves, one.At, Spoke: spoke)).GroupBy(one => one.Monday).OrderByDescending(week => week.Key).Select(week => new Cohort(
                week.Key,
                week.Count(),
                [.. After.Select(after => IsOver(week.Key, after) ? week.Count(one => one.Spoke.Any(day => day - FactTally.DayOf(one.At).DayNumber is >= 0 and var gap && gap <= after)) : default(int?))],
                [.. After.Select(after => IsOver(week.Key, after) ? week.Count(one => one.Moves.Last(move => move.At <= one.At.AddDays(after)).Kind == InteractionKind.Joined) : default(int?))])),
        ];

        bool IsOver(DateOnly monday, int after) => FactTally.StartOf(monday.AddDays(7 + after)) <= now;
    }

    private static DateOnly MondayOf(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
}
