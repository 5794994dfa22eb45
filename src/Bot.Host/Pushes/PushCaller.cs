using Bot.Core.Ports;
using Bot.Core.Pushes;
using Bot.Core.Throttling;

namespace Bot.Host.Pushes;

/// <summary>The call to the platform and its settlement, with the pace and the "not now" that all nodes share.</summary>
internal sealed class PushCaller(PushParts parts, PushOptions options)
{
    /// <summary>Until when nobody may call for this push's account, when that is still to come.</summary>
    public async ValueTask<DateTimeOffset?> BlockedAsync(Push push, DateTimeOffset now, CancellationToken cancel) =>
        await parts.Ledger.BlockedAsync(Pipe(push), cancel).ConfigureAwait(false) is { } until && until > now ? until : null;

    /// <summary>Calls for a row that is kept as calling, and settles.</summary>
    public async Task<Judged> CallAsync(PushRow row, PushState before, ThrottlePlan plan, CancellationToken cancel)
    {
        parts.Fault?.Invoke("reserved");
        await PaceAsync(row.Push, plan.Policy, cancel).ConfigureAwait(false);
        if (await StandsAsync(row, cancel).ConfigureAwait(false) is { } stopped)
        {
            return stopped with { Before = before };
        }

        parts.Fault?.Invoke("calling");
        var result = await parts.Call(row, cancel).ConfigureAwait(false);
        parts.Fault?.Invoke("called");
        var settlement = await SettlementAsync(row, result, plan, cancel).ConfigureAwait(false);
        var settled = await parts.Ledger.SettleAsync(row.Push.Id, row.Fence, settlement, CancellationToken.None).ConfigureAwait(false);
        parts.Fault?.Invoke("settled");
        return new Judged(settled ?? row, row.Verdict!, false, result, before);
    }

    /// <summary>The name of what is paced and blocked together: one account on one platform action.</summary>
    public static string Pipe(Push push) => $"{push.Bot}|{push.Channel}";

    // Somebody may have pressed "stop" since: the last look before the call.
    private async ValueTask<Judged?> StandsAsync(PushRow row, CancellationToken cancel)
    {
        if (row.Push.Campaign is null || parts.Standing is null
            || await parts.Standing(row.Push, cancel).ConfigureAwait(false) is var standing && standing == CampaignStanding.Running)
        {
            return null;
        }

        var now = parts.Clock.GetUtcNow();
        var plan = Planner.Plan(parts.Policy(), row.Push, PushFacts.Unknown with { Campaign = standing }, now);
        var verdict = Judgement.Refuse(plan, now, []);
        var state = standing == CampaignStanding.Killed ? PushState.Dropped : PushState.Held;
        var placed = row with { State = state, Verdict = verdict, Slots = [], SlotAt = null, Due = now + options.Recheck, Calls = row.Calls - 1, ChangedAt = now };
        return await parts.Ledger.PlaceAsync(placed, row.Fence, cancel).ConfigureAwait(false) ? new Judged(placed, verdict, false, null, row.State) : null;
    }

    private async ValueTask PaceAsync(Push push, ThrottlePolicy policy, CancellationToken cancel)
    {
        if (policy.Pace.FirstOrDefault(rule => rule.Channel == push.Channel) is not { } pace)
        {
            return;
        }

        var interval = TimeSpan.FromSeconds(1000 / (pace.PerSecond * (1000 - pace.HeadRoomPerMille)));
        var turn = await parts.Ledger.PaceAsync(Pipe(push), interval, cancel).ConfigureAwait(false);
        var wait = turn - parts.Clock.GetUtcNow();
        if (wait > TimeSpan.Zero)
        {
            await (parts.Wait?.Invoke(wait, cancel) ?? Task.Delay(wait, parts.Clock, cancel)).ConfigureAwait(false);
        }
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
                return new Settlement.Awaiting(parts.Clock.GetUtcNow() + awaiting.AtMost);
            case CallResult.Throttled throttled:
                return await AgainAsync(row, throttled, plan, cancel).ConfigureAwait(false);
            case CallResult.Unknown unknown when row.Push.Class == PushClass.Transactional && row.Calls < options.MaxCalls:
                // The platform knows the id: a repeat is the same message there.
                return new Settlement.Retry(parts.Clock.GetUtcNow() + Backoff(row), unknown.Reason);
            case CallResult.Unknown unknown:
                return new Settlement.Unknown(unknown.Reason);
            default:
                throw new InvalidOperationException("a platform's answer that nobody knows");
        }
    }

    private async ValueTask<Settlement> AgainAsync(PushRow row, CallResult.Throttled throttled, ThrottlePlan plan, CancellationToken cancel)
    {
        var now = parts.Clock.GetUtcNow();
        var at = now + (throttled.After ?? Backoff(row));
        if (throttled.After is not null)
        {
            await parts.Ledger.BlockAsync(Pipe(row.Push), at, cancel).ConfigureAwait(false);
        }

        if (!row.Failures.Contains(throttled.Reason) && row.Failures.Length + 1 >= options.Poison)
        {
            return new Settlement.Quarantined(throttled.Reason);
        }

        return row.Calls >= options.MaxCalls ? new Settlement.Failed(throttled.Reason)
            : plan.NotAfter <= at ? new Settlement.Failed("expired")
            : new Settlement.Retry(at, throttled.Reason);
    }

    // Doubling, with each push's own share of the span, so that those who failed together do not come back together.
    private TimeSpan Backoff(PushRow row)
    {
        var span = options.FirstRetry * Math.Pow(2, Math.Min(row.Calls - 1, 10));
        var seed = row.Push.Id.Aggregate(17, (sum, c) => unchecked((sum * 31) + c));
        return span / 2 + (span / 2 * ((seed & 0xffff) / 65536.0));
    }
}
