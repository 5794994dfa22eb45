using System.Collections.Immutable;
using System.Globalization;
using Bot.Core.Activities;
using Bot.Core.Ports;
using Bot.Core.Pushes;
using Bot.Core.Throttling;

namespace Bot.Host.Pushes;

/// <summary>A push that waits for a member.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Class">Its class.</param>
/// <param name="State">Where it stands.</param>
/// <param name="At">When it is looked at next, or goes with a digest.</param>
/// <param name="Rule">What holds it.</param>
public sealed record WaitingPush(string Id, PushClass Class, PushState State, DateTimeOffset At, string? Rule);

/// <summary>What would become of a push of a class on one day.</summary>
/// <param name="At">The moment that was asked about: now, then noon of the member's days.</param>
/// <param name="Decision">What would become of it.</param>
/// <param name="Rule">The binding rule; null when it would go.</param>
/// <param name="Until">When it would be judged again.</param>
public sealed record ForecastDay(DateTimeOffset At, Decision Decision, string? Rule, DateTimeOffset? Until);

/// <summary>What a rule leaves for a class now.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Have">Counted.</param>
/// <param name="Limit">Allowed.</param>
/// <param name="Left">Limit less have, 0 at least.</param>
/// <param name="Window">In which window.</param>
/// <param name="FreeAt">When it frees, where it is used up.</param>
public sealed record RuleBudget(string Rule, int Have, int Limit, int Left, string? Window, DateTimeOffset? FreeAt);

/// <summary>One class of a forecast.</summary>
public sealed record ForecastClass(PushClass Class, ImmutableArray<RuleBudget> Budget, ImmutableArray<ForecastDay> Days);

/// <summary>What a member will get in the next seven days (requirement D1): what waits, and what the rules would still let pass.</summary>
public sealed record Forecast(DateTimeOffset At, string Zone, ImmutableArray<WaitingPush> Waiting, ImmutableArray<ForecastClass> Classes);

/// <summary>Looks ahead by dry runs: nothing is written.</summary>
public sealed class PushForecast(PushRunner runner, PushParts parts, AudienceFacts audience)
{
    private const int Days = 7;
    private const int Noon = 12 * 60;
    private const int Most = 500;
    private static readonly ImmutableArray<PushState> Waits = [PushState.Planned, PushState.Held, PushState.InDigest, PushState.Retrying, PushState.Awaiting];
    private static readonly ImmutableArray<PushClass> Classes = [PushClass.Service, PushClass.Value, PushClass.Promo];

    /// <summary>Looks ahead for a member, over all identities of their person.</summary>
    public async Task<Forecast> OfAsync(MemberKey member, CancellationToken cancel)
    {
        var now = await parts.Ledger.NowAsync(cancel).ConfigureAwait(false);
        var waiting = new List<WaitingPush>();
        foreach (var (one, _) in await audience.PersonAsync(member, cancel).ConfigureAwait(false))
        {
            foreach (var state in Waits)
            {
                var rows = await parts.Ledger.ListAsync(new PushQuery(Member: one, State: state, Max: Most), cancel).ConfigureAwait(false);
                waiting.AddRange(rows.Select(row => new WaitingPush(row.Push.Id, row.Push.Class, row.State, row.Verdict?.Until ?? row.Due, row.Verdict?.Rule)));
            }
        }

        var classes = ImmutableArray.CreateBuilder<ForecastClass>();
        var zone = "";
        foreach (var of in Classes)
        {
            var row = Row(member, of, now);
            var policy = parts.Policy();
            var facts = await parts.Facts(row, policy, now, cancel).ConfigureAwait(false);
            var plan = Planner.Plan(policy, row.Push, facts, now);
            zone = plan.Local.Id;
            var days = await DaysAsync(member, of, plan.Local, now, cancel).ConfigureAwait(false);
            classes.Add(new ForecastClass(of, await BudgetAsync(plan, row, now, cancel).ConfigureAwait(false), days));
        }

        return new Forecast(now, zone, [.. waiting.OrderBy(one => one.At).Take(Most)], classes.DrainToImmutable());
    }

    private async Task<ImmutableArray<ForecastDay>> DaysAsync(MemberKey member, PushClass of, LocalTime local, DateTimeOffset now, CancellationToken cancel)
    {
        var days = ImmutableArray.CreateBuilder<ForecastDay>(Days);
        for (var day = 0; day < Days; day++)
        {
            var at = day == 0 ? now : local.NextAt(Noon, local.Window(CalendarUnit.Day, now.AddDays(day)).From);
            var verdict = await runner.Desk.DryRunAsync(Row(member, of, at), at, cancel).ConfigureAwait(false);
            days.Add(new ForecastDay(at, verdict.Decision, verdict.Rule, verdict.Until));
        }

        return days.DrainToImmutable();
    }

    private async Task<ImmutableArray<RuleBudget>> BudgetAsync(ThrottlePlan plan, PushRow row, DateTimeOffset now, CancellationToken cancel)
    {
        var failing = (await runner.Desk.DryRunAsync(row, null, cancel).ConfigureAwait(false)).Failing;
        var budget = ImmutableArray.CreateBuilder<RuleBudget>();
        foreach (var planned in plan.Checks)
        {
            if (planned.Check is not Check.Cap cap)
            {
                continue;
            }

            var logs = await parts.Ledger.ReadLogsAsync(cap.Keys, cap.Window.Since(now), Most, cancel).ConfigureAwait(false);
            var have = logs.Sum(log => log.Length);
            var free = have < cap.Limit ? null : failing.FirstOrDefault(finding => finding.Rule == cap.Rule)?.FreeAt;
            budget.Add(new RuleBudget(cap.Rule, have, cap.Limit, Math.Max(0, cap.Limit - have), planned.WindowText, free));
        }

        return budget.DrainToImmutable();
    }

    private static PushRow Row(MemberKey member, PushClass of, DateTimeOffset at) => new()
    {
        Push = new Push
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"forecast:{at.ToUnixTimeMilliseconds()}"),
            Class = of,
            Member = member,
            Relevance = "forecast",
            CreatedAt = at,
        },
    };
}
