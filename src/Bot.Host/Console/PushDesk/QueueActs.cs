using Bot.Core.Pushes;
using Bot.Core.Throttling;
using Bot.Host.Console.Access;
using Bot.Host.Pushes;

namespace Bot.Host.Console.PushDesk;

/// <summary>What became of an operator's act on a push.</summary>
/// <param name="Row">The push as it is kept now; null where there is none.</param>
/// <param name="Wrong">Why it was refused; null when it was done.</param>
public sealed record QueueAnswer(PushRow? Row, Refusal? Wrong);

/// <summary>
/// Operators let a waiting push go, put it off, or take it out: within what the rules allow. Each act claims the push first,
/// so that whoever was about to send it meanwhile has lost it: what was dropped is not sent, what is sent was not dropped.
/// </summary>
public sealed class QueueActs(PushRunner runner, PushParts parts, PushOptions options)
{
    private const int MostDays = 400;

    /// <summary>Rule of a push that an operator put off.</summary>
    public const string Moved = "moved";

    /// <summary>Rule of a push that an operator took out.</summary>
    public const string Dropped = "taken_out";

    /// <summary>Judges it now, with an override where rules refuse: the policy says who may, how often, and what never yields.</summary>
    public async Task<QueueAnswer> ReleaseAsync(Operator who, string id, string reason, CancellationToken cancel)
    {
        var (row, wrong) = await ClaimAsync(id, cancel).ConfigureAwait(false);
        if (row is null || wrong is not null)
        {
            return new(row, wrong);
        }

        // Not ended between two steps: a browser that goes away leaves no push half judged.
        var asked = row with { Push = row.Push with { Override = new PushOverride(who.Name, reason) { Roles = who.RoleNames } } };
        var judged = await runner.Desk.JudgeAsync(asked, row.Fence, CancellationToken.None).ConfigureAwait(false);
        var after = judged.Row;
        if (after.State is PushState.Held or PushState.InDigest && !judged.IsDuplicate)
        {
            // The override was for now, not for whenever it is judged again.
            await parts.Ledger.PlaceAsync(after with { Push = after.Push with { Override = row.Push.Override } }, row.Fence, CancellationToken.None).ConfigureAwait(false);
        }

        return after.State is PushState.Planned or PushState.Held or PushState.InDigest or PushState.Dropped or PushState.Expired or PushState.Failed
            ? new(after, Refused(after))
            : new(after, null);
    }

    /// <summary>Puts it off: not before a later moment, when it is judged like any other.</summary>
    public async Task<QueueAnswer> MoveAsync(string id, DateTimeOffset at, CancellationToken cancel)
    {
        var now = await parts.Ledger.NowAsync(cancel).ConfigureAwait(false);
        at = PushIntake.Milliseconds(at);
        if (at <= now || at > now.AddDays(MostDays))
        {
            return new(null, new Refusal(400, "at_wrong", $"at 要是以后的时间，最多 {MostDays} 天", $"at must lie ahead, at most {MostDays} days"));
        }

        var (row, plan, wrong) = await LookAsync(id, now, cancel).ConfigureAwait(false);
        if (wrong is not null)
        {
            return new(row, wrong);
        }

        if (plan!.NotAfter <= at)
        {
            return new(row, new Refusal(409, "stale_by_then", "到那时它已经过期，不会再发", "It would be stale by then"));
        }

        return await PlaceAsync(id, claimed => claimed with { State = PushState.Held, Due = at, Verdict = Judgement.Wait(plan, now, Moved, at), ChangedAt = now }, cancel).ConfigureAwait(false);
    }

    /// <summary>Takes it out for good.</summary>
    public async Task<QueueAnswer> DropAsync(Operator who, string id, string reason, CancellationToken cancel)
    {
        var now = await parts.Ledger.NowAsync(cancel).ConfigureAwait(false);
        var (row, plan, wrong) = await LookAsync(id, now, cancel).ConfigureAwait(false);
        if (wrong is not null)
        {
            return new(row, wrong);
        }

        var verdict = Judgement.Wait(plan!, now, Dropped, now) with { Decision = Decision.Drop, Until = null, Failing = [new Finding(Dropped, null, null, null, null, [])] };
        return await PlaceAsync(id, claimed => claimed with { State = PushState.Dropped, Due = now, Verdict = verdict, Note = $"{who.Name}: {reason}", ChangedAt = now }, cancel).ConfigureAwait(false);
    }

    private async Task<(PushRow? Row, ThrottlePlan? Plan, Refusal? Wrong)> LookAsync(string id, DateTimeOffset now, CancellationToken cancel)
    {
        var row = await parts.Ledger.FindAsync(id, cancel).ConfigureAwait(false);
        if (Wrong(row) is { } wrong)
        {
            return (row, null, wrong);
        }

        var policy = parts.Policy();
        var facts = await parts.Facts(row!, policy, now, cancel).ConfigureAwait(false);
        return (row, Planner.Plan(policy, row!.Push, facts, now), null);
    }

    private async Task<QueueAnswer> PlaceAsync(string id, Func<PushRow, PushRow> change, CancellationToken cancel)
    {
        var (row, wrong) = await ClaimAsync(id, cancel).ConfigureAwait(false);
        if (row is null || wrong is not null)
        {
            return new(row, wrong);
        }

        var placed = change(row) with { Slots = [], SlotAt = null };
        return await parts.Ledger.PlaceAsync(placed, row.Fence, CancellationToken.None).ConfigureAwait(false) ? new(placed, null) : new(row, Busy);
    }

    private async Task<(PushRow? Row, Refusal? Wrong)> ClaimAsync(string id, CancellationToken cancel)
    {
        var row = await parts.Ledger.FindAsync(id, cancel).ConfigureAwait(false);
        return Wrong(row) is { } wrong ? (row, wrong)
            : await parts.Ledger.ClaimAsync(id, options.Claim, CancellationToken.None).ConfigureAwait(false) is { } claimed ? (claimed, null)
            : (row, Busy);
    }

    private static Refusal? Wrong(PushRow? row) => row switch
    {
        null => new(404, "no_push", "没有这条推送", "No such push"),
        { Items.IsEmpty: false } => new(409, "is_digest", "这是一条汇总，请处理里面的各条", "This is a digest: see to its items"),
        { State: PushState.Planned or PushState.Held or PushState.InDigest or PushState.Retrying } => null,
        { IsFinal: true } => new(409, "is_over", "它已经有了结果，不能再改", "It is over: nothing can be changed"),
        _ => Busy,
    };

    private static Refusal Busy { get; } = new(409, "being_sent", "它正在发，或刚被别人处理，请重新读取", "It is being sent, or somebody just saw to it: read it again");

    private static Refusal Refused(PushRow row)
    {
        var why = Reasons.Of(row);
        return new(409, "not_released", string.Concat(why.Select(one => one.Zh)), string.Join(' ', why.Select(one => one.En)));
    }
}
