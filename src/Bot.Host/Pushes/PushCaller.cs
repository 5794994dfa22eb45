using Bot.Core.Ports;
using Bot.Core.Pushes;
using Bot.Core.Throttling;

namespace Bot.Host.Pushes;

/// <summary>The call to the platform and its settlement, with the pace and the "not now" that all nodes share.</summary>
internal sealed class PushCaller(PushParts parts, PushOptions options)
{
    /// <summary>Marks a row that waits for its turn or for the end of a block: no call was made, so it is no failure.</summary>
    public const string Turn = "turn";

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    /// <summary>Until when nobody may call for this push's account, when that is still to come.</summary>
    public async ValueTask<DateTimeOffset?> BlockedAsync(Push push, DateTimeOffset now, CancellationToken cancel) =>
        await parts.Ledger.BlockedAsync(Pipe(push), cancel).ConfigureAwait(false) is { } until && until > now ? until : null;

    /// <summary>Calls for a row that is kept as calling, and settles.</summary>
    public async Task<Judged> CallAsync(PushRow row, PushState before, ThrottlePlan plan, CancellationToken cancel)
    {
        parts.Fault?.Invoke("reserved");
        var (settlement, stopped, result) = await PrepareAsync(row, before, plan, cancel).ConfigureAwait(false);
        if (stopped is not null)
        {
            return stopped with { Before = before };
        }

        if (settlement is null)
        {
            parts.Fault?.Invoke("calling");
            result = await parts.Call(row, cancel).ConfigureAwait(false);
            parts.Fault?.Invoke("called");
            settlement = await SettlementAsync(row, result, plan, cancel).ConfigureAwait(false);
        }

        var settled = await parts.Ledger.SettleAsync(row.Push.Id, row.Fence, settlement, CancellationToken.None).ConfigureAwait(false);
        parts.Fault?.Invoke("settled");
        return new Judged(settled ?? row, row.Verdict!, false, result, before);
    }

    /// <summary>The name of what is paced and blocked together: one account on one platform action.</summary>
    public static string Pipe(Push push) => $"{push.Bot}|{push.Channel}";

    // All that may still keep the call back. Its slots stay taken while it waits; what fails here was certainly not sent.
    private async ValueTask<(Settlement? Settlement, Judged? Stopped, CallResult? Result)> PrepareAsync(PushRow row, PushState before, ThrottlePlan plan, CancellationToken cancel)
    {
        try
        {
            var now = await parts.Ledger.NowAsync(cancel).ConfigureAwait(false);
            var blocked = before == PushState.Retrying ? await BlockedAsync(row.Push, now, cancel).ConfigureAwait(false) : null;
            var longest = blocked is null && parts.Patience is { } patience ? patience(now) : LongestWait;
            var turn = blocked ?? await TurnAsync(row, plan.Policy, now, longest, cancel).ConfigureAwait(false);
            if (turn - now > longest)
            {
                return (new Settlement.Retry(turn, Turn), null, new CallResult.Throttled(null, Turn));
            }

            if (turn > now)
            {
                await (parts.Wait?.Invoke(turn - now, cancel) ?? Task.Delay(turn - now, parts.Clock, cancel)).ConfigureAwait(false);
            }

            return (null, await StandsAsync(row, now, cancel).ConfigureAwait(false), null);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            parts.Failed?.Invoke(exception);
            var now = await parts.Ledger.NowAsync(CancellationToken.None).ConfigureAwait(false);
            return (new Settlement.Retry(now + Backoff(row), "not_ready"), null, new CallResult.Throttled(null, "not_ready"));
        }
    }

    // Somebody may have pressed "stop" since: the last look before the call.
    private async ValueTask<Judged?> StandsAsync(PushRow row, DateTimeOffset now, CancellationToken cancel)
    {
        if (row.Push.Campaign is null || parts.Standing is null
            || (await parts.Standing(row.Push, cancel).ConfigureAwait(false) is var standing && standing == CampaignStanding.Running))
        {
            return null;
        }

        var plan = Planner.Plan(parts.Policy(), row.Push, PushFacts.Unknown with { Campaign = standing }, now);
        var verdict = Judgement.Refuse(plan, now, []);
        var state = standing == CampaignStanding.Killed ? PushState.Dropped : PushState.Held;
        var placed = row with { State = state, Verdict = verdict, Slots = [], SlotAt = null, Due = now + options.Recheck, Calls = row.Calls - 1, ChangedAt = now };
        var kept = await parts.Ledger.PlaceAsync(placed, row.Fence, cancel).ConfigureAwait(false);
        return new Judged(kept ? placed : row, verdict, !kept, null, row.State);
    }

    // When it is this push's turn. A turn that is far off is not taken: whoever comes back then takes the one that is free.
    private async ValueTask<DateTimeOffset> TurnAsync(PushRow row, ThrottlePolicy policy, DateTimeOffset now, TimeSpan longest, CancellationToken cancel)
    {
        var pace = policy.Pace.FirstOrDefault(rule => rule.Channel == row.Push.Channel) ?? policy.Pace.FirstOrDefault(rule => rule.Channel is null);
        if (pace is null)
        {
            return now;
        }

        var interval = TimeSpan.FromSeconds(1000 / (pace.PerSecond * (1000 - pace.HeadRoomPerMille)));
        return await parts.Ledger.PaceAsync(Pipe(row.Push), interval, longest, cancel).ConfigureAwait(false);
    }

    private async ValueTask<Settlement> SettlementAsync(PushRow row, CallResult result, ThrottlePlan plan, CancellationToken cancel)
    {
        switch (result)
        {
            case CallResult.Sent sent:
                return new Settlement.Sent(sent.MessageId);
            case CallResult.Refused refused:
                return new Settlement.Failed(refused.Reason);
            case CallResult.Awaiting awaiting:
                return Waits(awaiting, plan.NotAfter, await parts.Ledger.NowAsync(cancel).ConfigureAwait(false));
            case CallResult.Throttled throttled:
                return await AgainAsync(row, throttled, plan, cancel).ConfigureAwait(false);
            case CallResult.Unknown { KnowsId: true } unknown when row.Push.Class == PushClass.Transactional && row.Calls < options.MaxCalls:
                // A repeat is the same message there.
                return new Settlement.Retry(await parts.Ledger.NowAsync(cancel).ConfigureAwait(false) + Backoff(row), unknown.Reason);
            case CallResult.Unknown unknown:
                return new Settlement.Unknown(unknown.Reason);
            default:
                throw new InvalidOperationException("a platform's answer that nobody knows");
        }
    }

    private async ValueTask<Settlement> AgainAsync(PushRow row, CallResult.Throttled throttled, ThrottlePlan plan, CancellationToken cancel)
    {
        var at = await parts.Ledger.NowAsync(cancel).ConfigureAwait(false) + (throttled.After ?? Backoff(row));
        if (throttled.After is not null)
        {
            await parts.Ledger.BlockAsync(Pipe(row.Push), at, cancel).ConfigureAwait(false);
        }

        if (!row.Failures.Contains(throttled.Reason) && row.Failures.Count(reason => reason != Turn) + 1 >= options.Poison)
        {
            return new Settlement.Quarantined(throttled.Reason);
        }

        return row.Calls >= options.MaxCalls ? new Settlement.Failed(throttled.Reason)
            : plan.NotAfter <= at ? new Settlement.Failed("expired")
            : new Settlement.Retry(at, throttled.Reason);
    }

    /// <summary>
    /// What becomes of a task whose human has not confirmed so far. It counts for as long as it may still reach somebody: a wait that is
    /// over ends nothing, only the platform's word does, or the push's own expiry.
    /// </summary>
    public async ValueTask<Settlement> AskAsync(PushRow row, CancellationToken cancel)
    {
        var now = await parts.Ledger.NowAsync(cancel).ConfigureAwait(false);
        var end = Planner.NotAfter(parts.Policy(), row.Push);
        var result = parts.Ask is { } ask ? await ask(row, end <= now, cancel).ConfigureAwait(false) : new CallResult.Unknown("not_confirmed");
        return result switch
        {
            CallResult.Sent sent => new Settlement.Confirmed(sent.MessageId),
            CallResult.Refused refused => new Settlement.Failed(end <= now ? "expired" : refused.Reason),
            CallResult.Awaiting awaiting => Waits(awaiting, end <= now ? null : end, now),
            CallResult.Throttled throttled => new Settlement.Awaiting(now + (throttled.After ?? options.FirstRetry)),
            _ => new Settlement.Unknown("not_confirmed"),
        };
    }

    private static Settlement.Awaiting Waits(CallResult.Awaiting awaiting, DateTimeOffset? end, DateTimeOffset now) =>
        new(end is { } stale && stale < now + awaiting.AskAfter ? stale : now + awaiting.AskAfter);

    // Doubling, with each push's own share of the span, so that those who failed together do not come back together.
    private TimeSpan Backoff(PushRow row)
    {
        var span = options.FirstRetry * Math.Pow(2, Math.Min(row.Calls - 1, 10));
        var seed = row.Push.Id.Aggregate(17, (sum, c) => unchecked((sum * 31) + c));
        return span / 2 + (span / 2 * ((seed & 0xffff) / 65536.0));
    }
}
