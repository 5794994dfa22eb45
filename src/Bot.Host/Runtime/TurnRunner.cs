using System.Collections.Immutable;
using Bot.Core.Activities;
using Bot.Core.Audience;
using Bot.Core.Ports;
using Bot.Core.Turns;
using Bot.Core.Understanding.Speaking;
using Bot.Host.Content;
using Bot.Host.Delivery;
using Bot.Host.Operability;

namespace Bot.Host.Runtime;

/// <summary>What a <see cref="TurnRunner"/> works with.</summary>
/// <param name="Ledger">Where turns are kept.</param>
/// <param name="Record">Where a profile is read by itself.</param>
/// <param name="Catalog">The content in force.</param>
/// <param name="Channels">The ways out.</param>
/// <param name="Outbox">Sends what was kept.</param>
/// <param name="Clock">The time.</param>
/// <param name="Assistant">Behaviour.</param>
/// <param name="Lanes">Limits.</param>
/// <param name="SoleWriter">True when no other process writes to the store: state may then be remembered between turns.</param>
public sealed record TurnParts(
    ILedger Ledger,
    IRecord Record,
    LiveCatalog Catalog,
    ChannelTable Channels,
    OutboxPump Outbox,
    TimeProvider Clock,
    TurnSettings Assistant,
    LaneOptions Lanes,
    bool SoleWriter)
{
    /// <summary>Notes a member's wish about pushes in a second place; null for none.</summary>
    public Func<MemberKey, Consent, Task>? Wished { get; init; }

    /// <summary>When we may speak unasked.</summary>
    public SpeakSettings Speak { get; init; } = new();

    /// <summary>What a group's operators taught us of it; null for nothing.</summary>
    public Func<ConversationKey, SpeakGate>? Gate { get; init; }
}

/// <summary>Runs one turn: load, decide, keep, and only then answer the caller. A version conflict decides anew on fresh state.</summary>
public sealed partial class TurnRunner(TurnParts parts, BotMetrics metrics, ILogger<TurnRunner> log)
{
    private readonly ProfileMemory _profiles = new(50_000);

    /// <summary>A direct conversation was opened: the next private answer goes there.</summary>
    public void Opened(MemberKey member, ProfileChange change) => _profiles.Apply(member, [change]);

    /// <summary>When it is, by the clock that turns are timed with.</summary>
    internal long Timestamp() => parts.Clock.GetTimestamp();

    /// <summary>Forgets remembered profiles.</summary>
    public void Forget() => _profiles.Clear();

    internal async Task RunAsync(Lane lane, List<Work> works)
    {
        var started = parts.Clock.GetTimestamp();
        var open = new List<Work>(works);
        try
        {
            for (var tries = 0; open.Count > 0; tries++)
            {
                if (tries > parts.Lanes.MaxConflicts)
                {
                    open.ForEach(work => work.Done(new Receipt.Busy(parts.Lanes.RetryAfter)));
                    break;
                }

                await TryOnceAsync(lane, open).ConfigureAwait(false);
            }
        }
        catch (Exception exception)
        {
            // One of the two places where exceptions end: the caller is told to come back, nothing was acknowledged.
            lane.Forget();
            LogFailed(exception);
            open.ForEach(work => work.Done(new Receipt.Busy(parts.Lanes.RetryAfter)));
        }

        metrics.Turn(works[0].Activity.Type, parts.Clock.GetElapsedTime(started));
    }

    private async Task TryOnceAsync(Lane lane, List<Work> open)
    {
        var first = open[0].Activity;
        var (snapshot, wake) = await LoadAsync(lane, first).ConfigureAwait(false);
        var activities = wake is null ? open.Select(work => work.Activity).ToImmutableArray() : [wake];
        var outcome = open[0].Operation is { } operation
            ? operation(snapshot.State)
            : Decide(activities, snapshot, await RepliesToUsAsync(activities, snapshot.State).ConfigureAwait(false), wake is null ? parts.Clock.GetElapsedTime(open[0].Received) : null);
        if (NothingToKeep(activities[0], outcome))
        {
            open.ForEach(work => work.Done(new Receipt.Kept([])));
            open.Clear();
            return;
        }

        foreach (var (member, changes) in outcome.Others)
        {
            // Before the commit: changes may be made twice, but must not be lost between the two.
            await parts.Ledger.ChangeProfileAsync(member, changes, CancellationToken.None).ConfigureAwait(false);
            _profiles.Apply(member, changes);
        }

        var expectsReplies = first.DeliveryMode == DeliveryMode.ExpectReplies;
        var inline = expectsReplies ? outcome.Outbox.Where(row => row.Message.Conversation == first.Conversation && row.Message.Initiator == Initiator.User).ToImmutableArray() : [];
        var replies = inline.Select(row => row.Message).ToImmutableArray();
        var rows = outcome.Outbox.RemoveRange(inline);
        var commit = new TurnCommit
        {
            Conversation = first.Conversation,
            ExpectedVersion = snapshot.Version,
            State = outcome.State,
            Answered = Answers(open, expectsReplies, replies),
            Interactions = outcome.Interactions,
            Outbox = rows,
            ProfileChanges = outcome.ProfileChanges,
            Member = activities[0].Member,
            WakeAt = outcome.WakeAt,
        };
        var before = parts.Outbox.Mark();
        var result = await parts.Ledger.CommitAsync(commit, CancellationToken.None).ConfigureAwait(false);
        await NoteWishesAsync(commit, result).ConfigureAwait(false);
        Settle(lane, open, commit, outcome, replies, result, before);
    }

    // Before the platform is told: a wish that is acknowledged outlives a server that forgets.
    private async ValueTask NoteWishesAsync(TurnCommit commit, CommitResult result)
    {
        if (parts.Wished is null || result is not CommitResult.Kept)
        {
            return;
        }

        foreach (var change in commit.ProfileChanges.OfType<ProfileChange.Consented>())
        {
            await parts.Wished(commit.Member, change.Consent).ConfigureAwait(false);
        }
    }

    private void Settle(Lane lane, List<Work> open, TurnCommit commit, Outcome outcome, ImmutableArray<OutboundMessage> replies, CommitResult result, SendMark before)
    {
        switch (result)
        {
            case CommitResult.Kept kept:
                lane.Remember(commit.State, kept.Version);
                _profiles.Apply(commit.Member, commit.ProfileChanges);
                metrics.Decided(outcome);
                if (kept.SendsHere)
                {
                    parts.Outbox.Send(commit.Conversation, commit.Outbox, kept.Behind, before);
                }

                open.ForEach(work => work.Done(outcome.Handled ? new Receipt.Kept(replies) : new Receipt.NotHandled()));
                open.Clear();
                break;
            case CommitResult.Duplicate duplicate:
                foreach (var earlier in duplicate.Earlier)
                {
                    Answer(open, earlier);
                }

                break;
            default:
                lane.Contest();
                _profiles.Clear();
                break;
        }
    }

    // A repeat is told what the first one was told.
    private static void Answer(List<Work> open, Answered earlier)
    {
        var at = open.FindIndex(work => string.Equals(work.Activity.Id, earlier.ActivityId, StringComparison.Ordinal));
        if (at < 0)
        {
            return;
        }

        var work = open[at];
        open.RemoveAt(at);
        work.Done(work.Activity.Type == ActivityType.Invoke
            ? new Receipt.NotHandled()
            : new Receipt.Kept(earlier.Answer is { Length: > 0 } bytes ? [.. StateJson.Read<OutboundMessage[]>(bytes.Span)] : []));
    }

    // A bare null would turn into empty memory by way of byte[], and empty is an answer.
    private static ImmutableArray<Answered> Answers(List<Work> open, bool expectsReplies, ImmutableArray<OutboundMessage> replies) =>
        [.. open.Select(work => new Answered(work.Activity.Id, expectsReplies ? StateJson.Write(replies.ToArray()) : default(ReadOnlyMemory<byte>?)))];

    private async ValueTask<(Snapshot Snapshot, Activity? Wake)> LoadAsync(Lane lane, Activity first)
    {
        if (first.Type == ActivityType.Wake)
        {
            return await LoadForWakeAsync(first).ConfigureAwait(false);
        }

        if (lane.Remembered is { } remembered)
        {
            return (new Snapshot(remembered.State, remembered.Version, await MemberAsync(first.Member).ConfigureAwait(false)), null);
        }

        var loaded = await parts.Ledger.LoadAsync(first.Conversation, first.Member, CancellationToken.None).ConfigureAwait(false);
        if (parts.SoleWriter)
        {
            _profiles.Keep(first.Member, loaded.Member);
        }

        return (loaded, null);
    }

    // Other nodes may change a profile, and nothing tells us: it is read each turn where there are any. What a crash of theirs left
    // in the conversation's bucket the sweep brings over: who remembers a conversation wrote its last turn.
    private async ValueTask<Profile> MemberAsync(MemberKey member)
    {
        if (parts.SoleWriter && _profiles.Find(member) is { } known)
        {
            return known;
        }

        var profile = await parts.Record.ProfileAsync(member, CancellationToken.None).ConfigureAwait(false);
        if (parts.SoleWriter)
        {
            _profiles.Keep(member, profile);
        }

        return profile;
    }

    // A wake-up names a conversation; whose dialog or unasked answer is due, the state says.
    private async ValueTask<(Snapshot Snapshot, Activity? Wake)> LoadForWakeAsync(Activity first)
    {
        var loaded = await parts.Ledger.LoadAsync(first.Conversation, first.Member, CancellationToken.None).ConfigureAwait(false);
        var due = loaded.State.Threads
            .Where(pair => pair.Value.Dialog?.DueAt <= first.At && loaded.State.HandOff?.Withholds(loaded.State.IsGroup, pair.Key) != true)
            .OrderBy(pair => pair.Value.Dialog!.DueAt)
            .Select(pair => pair.Key)
            .FirstOrDefault() ?? (loaded.State.Ambient?.Pending is { } waits && waits.DueAt <= first.At ? waits.Member : null);
        if (due is null)
        {
            return (loaded, first);
        }

        var wake = first with { From = new Account(due) };
        return (await parts.Ledger.LoadAsync(first.Conversation, wake.Member, CancellationToken.None).ConfigureAwait(false), wake);
    }

    private Outcome Decide(ImmutableArray<Activity> activities, Snapshot snapshot, ImmutableHashSet<string> repliesToUs, TimeSpan? waited)
    {
        var first = activities[0];
        var input = new TurnInput
        {
            Activities = activities,
            State = snapshot.State,
            Member = snapshot.Member,
            Catalog = parts.Catalog.Current,
            Now = parts.Clock.GetUtcNow(),
            Waited = waited,
            RepliesToUs = repliesToUs,
            Capabilities = parts.Channels.CapabilitiesOf((first.Route ?? snapshot.State.Route)?.Adapter, first.Conversation.Channel),
            Settings = parts.Assistant,
            Speak = parts.Speak,
            Gate = parts.Gate?.Invoke(first.Conversation) ?? SpeakGate.Untrained,
        };
        try
        {
            return Turn.Decide(input);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            LogDecisionFailed(exception);
            return Turn.Apologise(input);
        }
    }

    private async ValueTask<ImmutableHashSet<string>> RepliesToUsAsync(ImmutableArray<Activity> activities, ConversationState state)
    {
        var ours = ImmutableHashSet<string>.Empty;
        foreach (var activity in activities)
        {
            if (activity is { IsGroup: true, Type: ActivityType.Message, ReplyToId: { Length: > 0 } id }
                && (state.Pushed.Contains(id) || await parts.Ledger.IsOwnMessageAsync(activity.Conversation, id, CancellationToken.None).ConfigureAwait(false)))
            {
                ours = ours.Add(id);
            }
        }

        return ours;
    }

    private static bool NothingToKeep(Activity first, Outcome outcome) =>
        outcome.Handled && first.Type is ActivityType.Typing or ActivityType.Event && outcome.Interactions.IsEmpty && outcome.Outbox.IsEmpty;

    [LoggerMessage(EventId = 1001, Level = LogLevel.Error, Message = "A turn could not be kept; the channel was told to come back")]
    private partial void LogFailed(Exception exception);

    [LoggerMessage(EventId = 1002, Level = LogLevel.Error, Message = "A turn could not be decided; the member got an apology")]
    private partial void LogDecisionFailed(Exception exception);
}
