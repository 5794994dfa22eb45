using System.Collections.Concurrent;
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

/// <summary>
/// Which of those who came stayed, and which spoke. Only what is over is told, so that it no longer changes: it is kept for as long as
/// the comings and goings that it is told of are the same.
/// </summary>
public sealed class Cohorts(ITallies tallies, TimeProvider clock)
{
    private const int MostKept = 500;

    // Who spoke may come on record much later, or be erased.
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);
    private readonly ConcurrentDictionary<(DateOnly Monday, int Over, int Moves), (Cohort Of, DateTimeOffset At)> _known = new();
    private volatile Last? _last;

    /// <summary>What was told last.</summary>
    private sealed record Last(ImmutableArray<Move> Moves, DateOnly To, DateOnly Today, ImmutableArray<Cohort> Of);

    /// <summary>After how many days a cohort is looked at.</summary>
    public static ImmutableArray<int> After { get; } = [7, 30];

    /// <summary>How many weeks are shown.</summary>
    public const int Weeks = 8;

    /// <summary>The first day that is shown with a last one.</summary>
    public static DateOnly FirstDay(DateOnly to) => MondayOf(to).AddDays(-7 * (Weeks - 1));

    /// <summary>The cohorts, the latest week first; weeks in which nobody came are left out.</summary>
    /// <param name="moves">Everything from <see cref="FirstDay"/> or before to now, in order of time.</param>
    /// <param name="to">The last day on which somebody counts as new.</param>
    /// <param name="cancel">Ends it.</param>
    internal async Task<ImmutableArray<Cohort>> OfAsync(ImmutableArray<Move> moves, DateOnly to, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var today = FactTally.DayOf(now);
        if (_last is { } last && last.Moves.Equals(moves) && last.To == to && last.Today == today)
        {
            return last.Of;
        }

        var first = FirstDay(to);
        var weeks = moves.Where(move => move.Kind is InteractionKind.Joined or InteractionKind.Left && move.Member.Length > 0 && FactTally.DayOf(move.At) >= first)
            .GroupBy(move => new GroupMember(move.Group, move.Member))
            .Select(some => (Who: some.Key, Moves: some.ToArray()))
            .SelectMany(one => one.Moves.Where(move => move.Kind == InteractionKind.Joined && FactTally.DayOf(move.At) <= to).GroupBy(move => MondayOf(FactTally.DayOf(move.At)))
                .Select(week => (Monday: week.Key, New: new Newcomer(one.Who, one.Moves, week.First().At))))
            .GroupBy(one => one.Monday, one => one.New).OrderByDescending(week => week.Key).ToArray();
        var cohorts = ImmutableArray.CreateBuilder<Cohort>(weeks.Length);
        foreach (var week in weeks)
        {
            cohorts.Add(await OfWeekAsync(week.Key, [.. week], now, cancel).ConfigureAwait(false));
        }

        var told = cohorts.ToImmutable();
        _last = new(moves, to, today, told);
        return told;
    }

    /// <summary>Somebody who came, all their comings and goings, and when it was first in the week.</summary>
    private sealed record Newcomer(GroupMember Who, Move[] Moves, DateTimeOffset At);

    private async Task<Cohort> OfWeekAsync(DateOnly monday, Newcomer[] people, DateTimeOffset now, CancellationToken cancel)
    {
        var over = After.Count(after => FactTally.StartOf(monday.AddDays(7 + after)) <= now);
        if (over == 0)
        {
            return new(monday, people.Length, [null, null], [null, null]);
        }

        var key = (monday, over, HashOf(people));
        if (_known.TryGetValue(key, out var known) && now - known.At < Fresh)
        {
            return known.Of;
        }

        var days = await tallies.ActiveAsync([.. people.Select(one => one.Who)], cancel).ConfigureAwait(false);
        var cohort = new Cohort(
            monday,
            people.Length,
            [.. After.Select((after, n) => n < over ? people.Zip(days).Count(one => Spoke(one.First.At, one.Second, after)) : default(int?))],
            [.. After.Select((after, n) => n < over ? people.Count(one => one.Moves.Last(move => move.At <= one.At.AddDays(after)).Kind == InteractionKind.Joined) : default(int?))]);
        if (_known.Count >= MostKept)
        {
            _known.Clear();
        }

        _known[key] = (cohort, now);
        return cohort;
    }

    private static bool Spoke(DateTimeOffset from, ImmutableArray<int> days, int within)
    {
        var first = FactTally.DayOf(from).DayNumber;
        return days.Any(day => day - first is >= 0 and var gap && gap <= within);
    }

    private static int HashOf(Newcomer[] people)
    {
        var hash = new HashCode();
        foreach (var one in people)
        {
            hash.Add(one.Who);
            foreach (var move in one.Moves)
            {
                hash.Add(move.Kind);
                hash.Add(move.At);
            }
        }

        return hash.ToHashCode();
    }

    private static DateOnly MondayOf(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
}
