using System.Collections.Immutable;
using Bot.Core.Activities;
using Bot.Core.Pushes;
using Bot.Core.Throttling;

namespace Bot.Core.Ports;

/// <summary>A request to take every slot of a push, or none, in one atomic step.</summary>
public sealed record Reservation
{
    /// <summary>The row as it shall be kept when admitted: state <see cref="PushState.Calling"/>, the verdict, the logs in <see cref="PushRow.Slots"/>, <see cref="PushRow.Due"/> as the end of the claim. The store sets <see cref="PushRow.SlotAt"/> to its own now.</summary>
    public required PushRow Row { get; init; }

    /// <summary>The claim under which a kept row is changed; null when the id must be new.</summary>
    public int? Fence { get; init; }

    /// <summary>The rules to count; all must pass.</summary>
    public ImmutableArray<Check> Checks { get; init; } = [];

    /// <summary>Logs that must still be as they were read.</summary>
    public ImmutableArray<Guard> Guards { get; init; } = [];

    /// <summary>The request was computed for a moment in [ValidFrom, ValidUntil): outside of it (by the store's clock) the answer is <see cref="ReserveAnswer.Stale"/>.</summary>
    public DateTimeOffset ValidFrom { get; init; }

    /// <summary>The end of that span.</summary>
    public DateTimeOffset ValidUntil { get; init; } = DateTimeOffset.MaxValue;

    /// <summary>Only count: write nothing, answer <see cref="ReserveAnswer.Admitted"/> when all would pass. The id need not be new and a fence is not asked for.</summary>
    public bool DryRun { get; init; }

    /// <summary>True when it may go although the logs were lost and are not yet made anew (classes that obey no cap).</summary>
    public bool EvenWithoutMemory { get; init; }
}

/// <summary>What became of a <see cref="Reservation"/>.</summary>
public abstract record ReserveAnswer
{
    private ReserveAnswer()
    {
    }

    /// <summary>All slots are taken, the row is kept as calling: make the call now.</summary>
    /// <param name="At">The store's now; the time of the slots.</param>
    public sealed record Admitted(DateTimeOffset At) : ReserveAnswer;

    /// <summary>Some rule refused; nothing was written (a row that held slots, being retried, has lost them).</summary>
    /// <param name="At">The store's now.</param>
    /// <param name="Failing">Every check that did not pass.</param>
    public sealed record Denied(DateTimeOffset At, ImmutableArray<CheckResult> Failing) : ReserveAnswer;

    /// <summary>The id is known.</summary>
    /// <param name="Earlier">What is kept under it.</param>
    public sealed record Duplicate(PushRow Earlier) : ReserveAnswer;

    /// <summary>Compute it anew for this moment: a clock was wrong, or what was read has changed.</summary>
    /// <param name="Now">The store's now.</param>
    public sealed record Stale(DateTimeOffset Now) : ReserveAnswer;

    /// <summary>Somebody else has claimed the row since.</summary>
    public sealed record Fenced : ReserveAnswer;

    /// <summary>The logs were lost and are not yet whole again: nothing that is capped may go.</summary>
    /// <param name="Now">The store's now.</param>
    public sealed record Closed(DateTimeOffset Now) : ReserveAnswer;
}

/// <summary>What became of a call, or of a push later on.</summary>
public abstract record Settlement
{
    private Settlement()
    {
    }

    /// <summary>The platform took it. From Calling, Retrying, Awaiting or Unknown; again changes nothing.</summary>
    public sealed record Sent(string? MessageId) : Settlement;

    /// <summary>The platform refused for good: its slots come back. From Calling, Retrying, Awaiting or Unknown.</summary>
    public sealed record Failed(string Reason) : Settlement;

    /// <summary>Nobody knows: it keeps its slots and is not tried again. From Calling or Awaiting.</summary>
    public sealed record Unknown(string Reason) : Settlement;

    /// <summary>Certainly not taken; tried again at <paramref name="At"/>, keeping its slots. From Calling.</summary>
    public sealed record Retry(DateTimeOffset At, string Reason) : Settlement;

    /// <summary>The platform has it and waits for a human; asked about again at <paramref name="Until"/>. Counts as happening now as long as it waits. From Calling or Awaiting.</summary>
    public sealed record Awaiting(DateTimeOffset Until) : Settlement;

    /// <summary>The human confirmed: the slots move to this moment. From Awaiting or Unknown.</summary>
    public sealed record Confirmed(string? MessageId) : Settlement;

    /// <summary>An operator says that it never reached anyone: slots come back whatever its state; again changes nothing.</summary>
    public sealed record Refunded(string Reason) : Settlement;

    /// <summary>Set aside for a human; slots come back.</summary>
    public sealed record Quarantined(string Reason) : Settlement;
}

/// <summary>Which pushes to read.</summary>
/// <param name="Campaign">Of this campaign.</param>
/// <param name="Member">For this member.</param>
/// <param name="Group">For this group.</param>
/// <param name="State">In this state.</param>
/// <param name="Max">At most so many, in the order in which they were first kept.</param>
/// <param name="After">Behind this push id, as an earlier page ended.</param>
/// <param name="Newest">The other way round: the last that was kept comes first, and <paramref name="After"/> leads to older ones.</param>
public sealed record PushQuery(string? Campaign = null, MemberKey? Member = null, ConversationKey? Group = null, PushState? State = null, int Max = 100, string? After = null, bool Newest = false);

/// <summary>A place among the rows that are not final; it stays good when rows move.</summary>
/// <param name="Class">Of this class.</param>
/// <param name="Due">Due at this time, in milliseconds since 1970.</param>
/// <param name="Arrival">That arrived as this.</param>
public sealed record WaitingCursor(PushClass Class, long Due, long Arrival);

/// <summary>Some of the rows that are held.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="Next">Where to look on; null at the end.</param>
public sealed record WaitingPage(ImmutableArray<PushRow> Rows, WaitingCursor? Next);

/// <summary>How many pushes of a campaign stand where, and why.</summary>
/// <param name="State">Where.</param>
/// <param name="Rule">The binding rule of their verdict; null for none.</param>
/// <param name="Count">How many.</param>
public sealed record PushCount(PushState State, string? Rule, long Count);

/// <summary>
/// The truth about pushes and the logs that the throttle counts in. Every method is atomic and durable before it
/// returns. Time is the store's own: the server's where several nodes share one. All times are whole milliseconds.
/// </summary>
public interface IPushLedger
{
    /// <summary>The store's now, in whole milliseconds; never smaller than one it gave before.</summary>
    ValueTask<DateTimeOffset> NowAsync(CancellationToken cancel);

    /// <summary>Keeps rows whose ids are new (state Planned, Held or InDigest). Gives back, in the same order, null for each that was new, else the row that was there.</summary>
    ValueTask<ImmutableArray<PushRow?>> AddAsync(ImmutableArray<PushRow> rows, CancellationToken cancel);

    /// <summary>
    /// Claims rows that are due (by the store's clock), each for <paramref name="claim"/>: fence + 1, due = now + claim, state unchanged.
    /// In the order of class, then due, then id's arrival. A row that comes back as <see cref="PushState.Calling"/> belonged to one that died in its call.
    /// </summary>
    ValueTask<ImmutableArray<PushRow>> TakeDueAsync(int max, TimeSpan claim, CancellationToken cancel);

    /// <summary>Makes a row that is planned, held or in a digest due now; whoever has claimed it meanwhile loses the claim when another takes it up. Nothing in any other state. True when it did.</summary>
    ValueTask<bool> WakeAsync(string id, CancellationToken cancel);

    /// <summary>
    /// Claims one row that is planned, held, in a digest or being retried, due or not: fence + 1, due = now + claim, state unchanged; whoever
    /// claimed it before has lost it. Null when it stands elsewhere, or is unknown.
    /// </summary>
    ValueTask<PushRow?> ClaimAsync(string id, TimeSpan claim, CancellationToken cancel);

    /// <summary>The earliest due time of all rows that are not final; null when nothing waits.</summary>
    ValueTask<DateTimeOffset?> NextDueAsync(CancellationToken cancel);

    /// <summary>Takes all slots and keeps the row, or says why not. One round trip. A row that holds slots already (a retry) gives them up for new ones within the step.</summary>
    ValueTask<ReserveAnswer> ReserveAsync(Reservation request, CancellationToken cancel);

    /// <summary>Keeps a row in a state without slots (Held, InDigest, Dropped, Expired, Bundled); slots that it held go back in the same step. <paramref name="fence"/> null: the id must be new. False when fenced or known; nothing is written then.</summary>
    ValueTask<bool> PlaceAsync(PushRow row, int? fence, CancellationToken cancel);

    /// <summary>Settles; returns the row as it is afterwards, or null when the id is unknown or a stale fence was given. <paramref name="fence"/> null: a receipt or an operator, whoever holds the row. A settlement that its state does not allow changes nothing.</summary>
    ValueTask<PushRow?> SettleAsync(string id, int? fence, Settlement settlement, CancellationToken cancel);

    /// <summary>One push; null when unknown.</summary>
    ValueTask<PushRow?> FindAsync(string id, CancellationToken cancel);

    /// <summary>Reads pushes, in the order in which they were first kept.</summary>
    ValueTask<ImmutableArray<PushRow>> ListAsync(PushQuery query, CancellationToken cancel);

    /// <summary>Rows that are held, in the order of class, then due, then arrival: at most <paramref name="max"/> rows that are not final are looked at behind <paramref name="after"/>. Its <see cref="WaitingPage.Next"/> is null at the end.</summary>
    ValueTask<WaitingPage> WaitingAsync(WaitingCursor? after, int max, CancellationToken cancel);

    /// <summary>The funnel of a campaign: exact; sums to the number of its pushes.</summary>
    ValueTask<ImmutableArray<PushCount>> CountsAsync(string campaign, CancellationToken cancel);

    /// <summary>Puts signals into a log (a member spoke, somebody left). The same id in one log once.</summary>
    ValueTask SignalAsync(LogKey key, ImmutableArray<LogEntry> entries, CancellationToken cancel);

    /// <summary>Reads whole logs since a time, oldest first, each at most <paramref name="max"/> newest; in the order of the keys.</summary>
    ValueTask<ImmutableArray<ImmutableArray<LogEntry>>> ReadLogsAsync(ImmutableArray<LogKey> keys, DateTimeOffset since, int max, CancellationToken cancel);

    /// <summary>How many entries a log has, whatever their age; for a <see cref="Guard"/>.</summary>
    ValueTask<int> CountLogAsync(LogKey key, CancellationToken cancel);

    /// <summary>
    /// The next free moment of a paced pipe: max(now, last + interval, blocked until). Taken by this call when it lies at
    /// most <paramref name="ahead"/> from now, else only told: ask again then. No catch-up after a stall.
    /// </summary>
    ValueTask<DateTimeOffset> PaceAsync(string pipe, TimeSpan interval, TimeSpan ahead, CancellationToken cancel);

    /// <summary>No call on this pipe by any node before <paramref name="until"/> (a platform's Retry-After).</summary>
    ValueTask BlockAsync(string pipe, DateTimeOffset until, CancellationToken cancel);

    /// <summary>Until when a pipe is blocked; null when it is not.</summary>
    ValueTask<DateTimeOffset?> BlockedAsync(string pipe, CancellationToken cancel);

    /// <summary>True when the logs are whole. False after they were lost, until <see cref="RebuildAsync"/>.</summary>
    ValueTask<bool> RemembersAsync(CancellationToken cancel);

    /// <summary>Makes the logs anew from the rows and signals that are kept.</summary>
    ValueTask RebuildAsync(CancellationToken cancel);

    /// <summary>Throws the logs away, as a lost server would; for tests and simulations.</summary>
    ValueTask ForgetAsync(CancellationToken cancel);

    /// <summary>Erases what is kept about a member: rows and logs. Returns how many rows went.</summary>
    ValueTask<long> EraseAsync(MemberKey member, CancellationToken cancel);
}
