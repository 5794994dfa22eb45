using System.Collections.Immutable;
using Bot.Core.Activities;
using Bot.Core.Audience;
using Bot.Core.Interactions;
using Bot.Core.Turns;

namespace Bot.Core.Ports;

/// <summary>What a turn starts from.</summary>
/// <param name="State">The conversation.</param>
/// <param name="Version">The conversation's version; 0 when it was never kept.</param>
/// <param name="Member">The member's profile.</param>
public sealed record Snapshot(ConversationState State, long Version, Profile Member);

/// <summary>An activity that this turn answers, and what a repeat of it shall be told.</summary>
/// <param name="ActivityId">The platform's id.</param>
/// <param name="Answer">Kept bytes for a repeat (the body of an expectReplies answer); null where a bare acknowledgement will do.</param>
public sealed record Answered(string ActivityId, ReadOnlyMemory<byte>? Answer = null);

/// <summary>Everything that one turn writes; kept whole or not at all.</summary>
public sealed record TurnCommit
{
    /// <summary>Which conversation.</summary>
    public required ConversationKey Conversation { get; init; }

    /// <summary>The version that the turn started from.</summary>
    public required long ExpectedVersion { get; init; }

    /// <summary>The new state.</summary>
    public required ConversationState State { get; init; }

    /// <summary>The activities answered, for de-duplication (kept at least a day).</summary>
    public ImmutableArray<Answered> Answered { get; init; } = [];

    /// <summary>What goes on record, in order.</summary>
    public ImmutableArray<Interaction> Interactions { get; init; } = [];

    /// <summary>What goes out, in order.</summary>
    public ImmutableArray<OutboxRow> Outbox { get; init; } = [];

    /// <summary>Changes to the member's profile.</summary>
    public ImmutableArray<ProfileChange> ProfileChanges { get; init; } = [];

    /// <summary>Whose profile.</summary>
    public required MemberKey Member { get; init; }

    /// <summary>When the conversation wants a <see cref="ActivityType.Wake"/>; null for never.</summary>
    public DateTimeOffset? WakeAt { get; init; }
}

/// <summary>What became of a commit.</summary>
public abstract record CommitResult
{
    private CommitResult()
    {
    }

    /// <summary>Kept.</summary>
    /// <param name="Version">The conversation's new version.</param>
    /// <param name="SendsHere">False when another node holds the conversation's outbox: it sends these rows.</param>
    /// <param name="Behind">True when rows of an earlier commit may wait before these: read them from the outbox, which has the order.</param>
    public sealed record Kept(long Version, bool SendsHere = true, bool Behind = true) : CommitResult;

    /// <summary>Somebody else wrote first: load and decide again. Nothing was kept.</summary>
    public sealed record Conflict : CommitResult;

    /// <summary>Some of the activities were answered before: nothing was kept.</summary>
    /// <param name="Earlier">Those, with their first answers.</param>
    public sealed record Duplicate(ImmutableArray<Answered> Earlier) : CommitResult;
}

/// <summary>A conversation whose wake-up is due.</summary>
public sealed record DueWake(ConversationKey Conversation, DateTimeOffset At);

/// <summary>
/// The truth about conversations and members. One <see cref="CommitAsync"/> is atomic and durable before it returns:
/// what is acknowledged survives <c>kill -9</c>.
/// </summary>
public interface ILedger
{
    /// <summary>Reads what a turn needs; new ones read as empty with version 0.</summary>
    ValueTask<Snapshot> LoadAsync(ConversationKey conversation, MemberKey member, CancellationToken cancel);

    /// <summary>
    /// Keeps a turn, or says why not. The outbox rows are leased to this node for
    /// <see cref="IOutbox.Lease"/> from the commit on: the committing node sends them.
    /// </summary>
    ValueTask<CommitResult> CommitAsync(TurnCommit commit, CancellationToken cancel);

    /// <summary>True when we sent the message with that platform id in that conversation.</summary>
    ValueTask<bool> IsOwnMessageAsync(ConversationKey conversation, string activityId, CancellationToken cancel);

    /// <summary>Conversations whose wake-up is due, each leased to the caller for <see cref="IOutbox.Lease"/> so that two nodes do not both wake it.</summary>
    ValueTask<ImmutableArray<DueWake>> DueAsync(DateTimeOffset now, int max, CancellationToken cancel);

    /// <summary>Changes a profile outside a turn (an operator's edit, an import).</summary>
    ValueTask ChangeProfileAsync(MemberKey member, ImmutableArray<ProfileChange> changes, CancellationToken cancel);

    /// <summary>Conversations that are handed off now, oldest first.</summary>
    IAsyncEnumerable<(ConversationKey Conversation, ConversationState State)> HandedOffAsync(CancellationToken cancel);
}
