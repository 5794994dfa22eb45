using Bot.Core.Ports;
using Bot.Core.Pushes;
using Bot.Core.Throttling;

namespace Bot.Host.Pushes;

/// <summary>What the platform made of a push.</summary>
public abstract record CallResult
{
    private CallResult()
    {
    }

    /// <summary>It has it.</summary>
    public sealed record Sent(string? MessageId) : CallResult;

    /// <summary>Certainly not taken: try again, after that time where the platform says one (then nobody calls before).</summary>
    public sealed record Throttled(TimeSpan? After, string Reason) : CallResult;

    /// <summary>Never.</summary>
    public sealed record Refused(string Reason) : CallResult;

    /// <summary>It may or may not have it.</summary>
    /// <param name="Reason">Short.</param>
    /// <param name="KnowsId">True where the platform knows a repeat by the push's id: a transactional one may be repeated then.</param>
    public sealed record Unknown(string Reason, bool KnowsId = false) : CallResult;

    /// <summary>It waits there for a human of the merchant to confirm.</summary>
    /// <param name="AskAfter">When the platform shall be asked what became of it.</param>
    public sealed record Awaiting(TimeSpan AskAfter) : CallResult;
}

/// <summary>Makes the call to the platform. Must not throw for what a platform does.</summary>
public delegate ValueTask<CallResult> CallPlatform(PushRow row, CancellationToken cancel);

/// <summary>Reads what the throttle must know about an audience.</summary>
public delegate ValueTask<PushFacts> ReadFacts(PushRow row, ThrottlePolicy policy, DateTimeOffset now, CancellationToken cancel);

/// <summary>What a <see cref="PushDesk"/> works with.</summary>
/// <param name="Ledger">The truth, and what is counted.</param>
/// <param name="Policy">The policy in force.</param>
/// <param name="Facts">The audience.</param>
/// <param name="Call">The way out.</param>
/// <param name="Clock">This node's clock; the ledger's decides.</param>
public sealed record PushParts(IPushLedger Ledger, Func<ThrottlePolicy> Policy, ReadFacts Facts, CallPlatform Call, TimeProvider Clock)
{
    /// <summary>Waits for a paced call's turn; a simulation moves its clock instead.</summary>
    public Func<TimeSpan, CancellationToken, Task>? Wait { get; init; }

    /// <summary>How long, from a moment on, a call may wait for its turn where it stands; null: two seconds. A simulation waits until its next command.</summary>
    public Func<DateTimeOffset, TimeSpan>? Patience { get; init; }

    /// <summary>Whether a push's campaign still runs, asked right before the call; null for always.</summary>
    public Func<Push, CancellationToken, ValueTask<CampaignStanding>>? Standing { get; init; }

    /// <summary>
    /// Asks the platform about a task that waits for a human, each time its wait is over. True when it is stale by now: then it must be
    /// taken back there, so that nobody confirms it any more. Null where nobody can be asked: then it counts, and nobody knows.
    /// </summary>
    public Func<PushRow, bool, CancellationToken, ValueTask<CallResult>>? Ask { get; init; }

    /// <summary>Told of a push that could not be taken up by a bug of ours or of the store's; it is tried again when its claim ends. Null: thrown.</summary>
    public Action<Exception>? Failed { get; init; }

    /// <summary>A crash is possible at each named step; tests kill the process there.</summary>
    public Action<string>? Fault { get; init; }
}

/// <summary>What became of one push when it was looked at.</summary>
/// <param name="Row">The push as it is kept now.</param>
/// <param name="Verdict">The verdict; its first one for a duplicate.</param>
/// <param name="IsDuplicate">True when the id was known: nothing was done.</param>
/// <param name="Result">What the call gave, where one was made.</param>
/// <param name="Before">Where the push stood before.</param>
public sealed record Judged(PushRow Row, Verdict Verdict, bool IsDuplicate, CallResult? Result, PushState Before);
