using System.Collections.Immutable;
using Bot.Core.Ports;
using Bot.Core.Pushes;
using Bot.Core.Throttling;

namespace Bot.Host.Pushes;

/// <summary>
/// Judges one push and, when it may go, sends it: facts, plan, slots, call, settlement. The only place from which a
/// message of the merchant's own reaches a platform. What is kept before each step makes a crash there harmless:
/// nothing promotional is ever sent twice, and what nobody knows stays counted (requirements E1 to E5).
/// </summary>
public sealed class PushDesk(PushParts parts, PushOptions options)
{
    private const int Rounds = 8;
    private readonly PushCaller _caller = new(parts, options);

    /// <summary>Judges a push that nobody claimed yet (fence null: its id must be new) or one that this node claimed.</summary>
    /// <param name="row">The push.</param>
    /// <param name="fence">The claim.</param>
    /// <param name="cancel">Ends it between two steps.</param>
    /// <param name="admitted">Called between the reservation and the call: a digest marks its items there, and gives back what it carries; null gives the slots back.</param>
    public async Task<Judged> JudgeAsync(PushRow row, int? fence, CancellationToken cancel, Func<PushRow, Task<PushRow?>>? admitted = null)
    {
        var now = await parts.Ledger.NowAsync(cancel).ConfigureAwait(false);
        for (var round = 0; ; round++)
        {
            var policy = parts.Policy();
            var facts = await parts.Facts(row, policy, now, cancel).ConfigureAwait(false);
            row = Named(row, facts);
            var plan = Planner.Plan(policy, row.Push, facts with { IsDigest = !row.Items.IsEmpty }, now);
            if (plan.IsOver)
            {
                return await PlaceAsync(row, fence, Judgement.Refuse(plan, now, []), plan, cancel).ConfigureAwait(false);
            }

            if (InPlace(row, plan, now) is { } place)
            {
                return await PlaceAsync(row, fence, row.Verdict! with { At = now, LocalTime = plan.Local.Show(now), Until = place }, plan, cancel).ConfigureAwait(false);
            }

            // One that holds its slots keeps them while it waits: its caller looks for the block.
            if (plan.Votes.IsEmpty && row.State != PushState.Retrying && await _caller.BlockedAsync(row.Push, now, cancel).ConfigureAwait(false) is { } blocked)
            {
                if (row.Push.Override is not null)
                {
                    return await PlaceAsync(row, fence, Judgement.Wait(plan, now, Judgement.Blocked, blocked), plan, cancel).ConfigureAwait(false);
                }

                // One vote among the others: what a cap refuses for longer, or for good, is told now.
                plan = plan with { Votes = [Judgement.BlockedUntil(blocked)] };
            }

            var request = Request(row, fence, plan, now);
            switch (await parts.Ledger.ReserveAsync(request, cancel).ConfigureAwait(false))
            {
                case ReserveAnswer.Admitted taken when plan.Votes.IsEmpty:
                    var whole = admitted is null ? request.Row : await admitted(request.Row).ConfigureAwait(false);
                    return whole is null
                        ? await GiveBackAsync(request.Row, cancel).ConfigureAwait(false)
                        : await _caller.CallAsync(whole with { SlotAt = taken.At }, row.State, plan, cancel).ConfigureAwait(false);
                case ReserveAnswer.Admitted counted:
                    return await RefuseAsync(row, fence, plan, counted.At, [], cancel).ConfigureAwait(false);
                case ReserveAnswer.Denied denied:
                    return await RefuseAsync(row, fence, plan, denied.At, request.DryRun ? OwnFailing.Without(row, plan, denied.Failing) : denied.Failing, cancel).ConfigureAwait(false);
                case ReserveAnswer.Duplicate duplicate:
                    return Known(duplicate.Earlier, plan);
                case ReserveAnswer.Fenced:
                    return Known(await parts.Ledger.FindAsync(row.Push.Id, cancel).ConfigureAwait(false) ?? row, plan);
                case ReserveAnswer.Stale stale when round < Rounds:
                    now = stale.Now;
                    break;
                case ReserveAnswer.Stale stale:
                    return await PlaceAsync(row, fence, Judgement.Wait(plan, stale.Now, "clock", stale.Now.AddSeconds(1)), plan, cancel).ConfigureAwait(false);
                case ReserveAnswer.Closed closed:
                    return await PlaceAsync(row, fence, Judgement.Wait(plan, closed.Now, "memory", closed.Now.AddSeconds(5)), plan, cancel).ConfigureAwait(false);
                default:
                    throw new InvalidOperationException("a store gave an answer that nobody knows");
            }
        }
    }

    /// <summary>What would be decided now, writing nothing: why not, and when (requirement D1).</summary>
    public async Task<Verdict> DryRunAsync(PushRow row, DateTimeOffset? at, CancellationToken cancel)
    {
        var now = await parts.Ledger.NowAsync(cancel).ConfigureAwait(false);
        var policy = parts.Policy();
        var moment = at is { } asked && asked > now ? asked : now;
        var facts = await parts.Facts(row, policy, moment, cancel).ConfigureAwait(false);
        row = Named(row, facts);
        var plan = Planner.Plan(policy, row.Push, facts, moment);
        if (plan.IsOver)
        {
            return Judgement.Refuse(plan, moment, []);
        }

        // A rolling window counts back from the store's now; a later moment is asked for by moving the window's start.
        var request = Request(row, null, plan, now) with { DryRun = true, Guards = [], ValidFrom = DateTimeOffset.MinValue, ValidUntil = DateTimeOffset.MaxValue, Checks = [.. plan.Checks.Select(planned => At(planned.Check, moment, now))] };
        return await parts.Ledger.ReserveAsync(request, cancel).ConfigureAwait(false) switch
        {
            ReserveAnswer.Denied denied => Judgement.Refuse(plan, moment, denied.Failing),
            ReserveAnswer.Admitted when plan.Votes.IsEmpty => Judgement.Send(plan, moment),
            ReserveAnswer.Closed => Judgement.Wait(plan, moment, "memory", moment.AddSeconds(5)),
            _ => Judgement.Refuse(plan, moment, []),
        };
    }

    /// <summary>What a held push would meet if it were judged now, and when it would be judged again; writes nothing.</summary>
    public async Task<(Verdict Verdict, DateTimeOffset Due)> PeekAsync(PushRow row, CancellationToken cancel)
    {
        var now = await parts.Ledger.NowAsync(cancel).ConfigureAwait(false);
        var policy = parts.Policy();
        var facts = await parts.Facts(row, policy, now, cancel).ConfigureAwait(false);
        var plan = Planner.Plan(policy, Named(row, facts).Push, facts, now);
        if (plan.IsOver)
        {
            return (Judgement.Refuse(plan, now, []), now);
        }

        var request = Request(row, null, plan, now) with { DryRun = true, Guards = [], ValidFrom = DateTimeOffset.MinValue, ValidUntil = DateTimeOffset.MaxValue };
        var verdict = await parts.Ledger.ReserveAsync(request, cancel).ConfigureAwait(false) switch
        {
            ReserveAnswer.Denied denied => Judgement.Refuse(plan, now, denied.Failing),
            ReserveAnswer.Closed => Judgement.Wait(plan, now, "memory", row.Due),
            _ when !plan.Votes.IsEmpty => Judgement.Refuse(plan, now, []),
            _ => InPlace(row, plan, now) is { } place ? Judgement.Wait(plan, now, row.Verdict!.Rule!, place) : Judgement.Send(plan, now),
        };
        return (verdict, Due(verdict, plan));
    }

    // What waited for the end of quiet hours has its place in the spread behind them, whatever else lets it go by then.
    private static DateTimeOffset? InPlace(PushRow row, ThrottlePlan plan, DateTimeOffset now) =>
        row is { State: PushState.Held, Verdict: { } verdict, Push.Override: null } && plan.Votes.IsEmpty && Judgement.InSpread(plan, verdict, now) is { } place && place > now ? place : null;

    private DateTimeOffset Due(Verdict verdict, ThrottlePlan plan)
    {
        var due = verdict.Until ?? verdict.At + options.Recheck;
        // A group that grew may be over its brake's share; nothing else tells.
        due = plan.Policy.Brake is { } brake && verdict.Failing.Any(finding => finding.Rule == brake.Id) && verdict.At + options.Recheck < due ? verdict.At + options.Recheck : due;
        return plan.NotAfter is { } end && end < due ? end : due;
    }

    /// <summary>The push as the account's that will send it: what operators ask for and what a dialog's timer starts share one account's quotas, pace and "not now".</summary>
    internal static PushRow Named(PushRow row, PushFacts facts) =>
        row.Push.Bot == Push.AnyBot && facts.Bot is { Length: > 0 } bot ? row with { Push = row.Push with { Bot = bot } } : row;

    /// <summary>Keeps a verdict that does not send.</summary>
    public async Task<Judged> PlaceAsync(PushRow row, int? fence, Verdict verdict, ThrottlePlan plan, CancellationToken cancel)
    {
        if (fence is null && !row.Items.IsEmpty)
        {
            // A digest that cannot go now was never made: its items wait on.
            return new Judged(row with { Verdict = verdict }, verdict, false, null, row.State);
        }

        var state = verdict.Decision switch
        {
            Decision.Hold => PushState.Held,
            // A message that is written already cannot be part of another.
            Decision.Digest when row.Content?.Message is null => PushState.InDigest,
            Decision.Digest => PushState.Held,
            Decision.Expired => PushState.Expired,
            _ => PushState.Dropped,
        };
        var placed = row with
        {
            State = state,
            Verdict = verdict,
            Slots = [],
            SlotAt = null,
            Due = Due(verdict, plan),
            ChangedAt = verdict.At,
        };
        return await parts.Ledger.PlaceAsync(placed, fence, cancel).ConfigureAwait(false)
            ? new Judged(placed, verdict, false, null, row.State)
            : Known(await parts.Ledger.FindAsync(row.Push.Id, cancel).ConfigureAwait(false) ?? placed, plan);
    }

    private async Task<Judged> RefuseAsync(PushRow row, int? fence, ThrottlePlan plan, DateTimeOffset at, ImmutableArray<CheckResult> failing, CancellationToken cancel)
    {
        var refusal = Judgement.Refuse(plan, at, failing);
        if (row.Push.Override is null)
        {
            return await PlaceAsync(row, fence, refusal, plan, cancel).ConfigureAwait(false);
        }

        var votes = Judgement.AllVotes(plan, at, failing);
        if (Overriding.Refusal(plan, votes) is { } no)
        {
            return await PlaceAsync(row, fence, refusal with { Failing = refusal.Failing.Add(no) }, plan, cancel).ConfigureAwait(false);
        }

        var (checks, slots) = Overriding.Terms(plan, at);
        var verdict = Judgement.Send(plan, at, [.. votes.Select(vote => vote.Finding.Rule).Distinct(StringComparer.Ordinal)]);
        var request = Request(row, fence, plan, at);
        request = request with { DryRun = false, Checks = checks, Row = request.Row with { Verdict = verdict, Slots = slots } };
        return await parts.Ledger.ReserveAsync(request, cancel).ConfigureAwait(false) switch
        {
            ReserveAnswer.Admitted admitted => await _caller.CallAsync(request.Row with { SlotAt = admitted.At }, row.State, plan, cancel).ConfigureAwait(false),
            ReserveAnswer.Denied denied => await PlaceAsync(row, fence, refusal with { Failing = [.. refusal.Failing, .. Overriding.Spent(plan, checks, denied.Failing)] }, plan, cancel).ConfigureAwait(false),
            ReserveAnswer.Duplicate duplicate => Known(duplicate.Earlier, plan),
            _ => await PlaceAsync(row, fence, refusal, plan, cancel).ConfigureAwait(false),
        };
    }

    private async Task<Judged> GiveBackAsync(PushRow row, CancellationToken cancel)
    {
        var back = await parts.Ledger.SettleAsync(row.Push.Id, row.Fence, new Settlement.Failed("empty"), cancel).ConfigureAwait(false) ?? row;
        return new Judged(back, row.Verdict!, false, null, row.State);
    }

    private Reservation Request(PushRow row, int? fence, ThrottlePlan plan, DateTimeOffset now) => new()
    {
        Row = row with
        {
            State = PushState.Calling,
            // A digest stands where its items would: what a campaign or an item counts, counts.
            Slots = row.Items.IsEmpty ? plan.Slots : [.. plan.Slots.Union(row.Slots)],
            Verdict = Judgement.Send(plan, now),
            Due = now + options.Claim,
            Calls = row.Note == PushCaller.Turn ? row.Calls : row.Calls + 1,
            ChangedAt = now,
        },
        Fence = fence,
        Checks = [.. plan.Checks.Select(planned => planned.Check)],
        Guards = plan.Guards,
        ValidFrom = plan.ValidFrom,
        ValidUntil = plan.ValidUntil,
        DryRun = !plan.Votes.IsEmpty,
        EvenWithoutMemory = plan.IsFree,
    };

    private static Check At(Check check, DateTimeOffset moment, DateTimeOffset now) => check switch
    {
        Check.Cap { Window.Length: { } length } cap when length > moment - now => cap with { Window = Window.Rolling(length - (moment - now)) },
        Check.Cap { Window.Length: not null } cap => cap with { Window = Window.Calendar(DateTimeOffset.MaxValue, DateTimeOffset.MaxValue) },
        _ => check,
    };

    private static Judged Known(PushRow row, ThrottlePlan plan) =>
        new(row, row.Verdict ?? Judgement.Wait(plan, plan.At, "claimed", row.Due), true, null, row.State);
}
