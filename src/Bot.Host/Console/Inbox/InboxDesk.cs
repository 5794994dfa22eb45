using Bot.Core.Activities;
using Bot.Core.Ports;
using Bot.Core.Turns;
using Bot.Host.Console.Access;
using Bot.Host.Runtime;

namespace Bot.Host.Console.Inbox;

/// <summary>
/// Operators take a conversation, speak in it and give it back, each under their own account. Who has it is looked at in
/// the conversation's own lane, so that of two who take it at once one is refused, and nobody speaks where another has it.
/// </summary>
public sealed class InboxDesk(Lanes lanes, ILedger ledger, RatingQuestion question, TimeProvider clock)
{
    private delegate Outcome Decide(ConversationState state, Activity activity, DateTimeOffset now);

    /// <summary>Takes it: the assistant is silent there from now on. Taking what one has changes nothing.</summary>
    public Task<InboxAnswer> TakeAsync(Operator who, ConversationKey conversation, string? request, CancellationToken cancel) =>
        ActAsync(who, conversation, "take", request, "", Holder.MayTake, (state, activity, now) => Holder.Is(state, who) ? Same(state) : OperatorTurn.Take(state, activity, now, who.Name), cancel);

    /// <summary>Says something in what one has.</summary>
    public Task<InboxAnswer> SayAsync(Operator who, ConversationKey conversation, string? request, string text, CancellationToken cancel) =>
        ActAsync(who, conversation, "say", request, text, Holder.MaySay, (state, activity, now) => OperatorTurn.Speak(state, activity, OutboundVerb.Send, null, now), cancel);

    /// <summary>Gives it back to the assistant: one's own, one that nobody took, or, as an administrator, anybody's.</summary>
    /// <param name="who">Who gives it back.</param>
    /// <param name="conversation">Which.</param>
    /// <param name="request">Makes a repeat harmless.</param>
    /// <param name="solved">True when the matter is settled: the member is asked once how the help was, where that may be asked.</param>
    /// <param name="cancel">Ends the wait.</param>
    public async Task<InboxAnswer> ReleaseAsync(Operator who, ConversationKey conversation, string? request, bool solved, CancellationToken cancel)
    {
        var ask = solved ? await question.OfAsync(conversation, cancel).ConfigureAwait(false) : null;
        return await ActAsync(
            who, conversation, "release", request, "", Holder.MayRelease,
            (state, activity, now) => ask is null ? OperatorTurn.Release(state, activity, now) : Ratings.Release(state, activity, ask, now), cancel).ConfigureAwait(false);
    }

    private static Outcome Same(ConversationState state) => new(state, [], [], [], state.NextWake);

    private async Task<InboxAnswer> ActAsync(Operator who, ConversationKey conversation, string what, string? request, string text, Func<ConversationState, Operator, Refusal?> may, Decide decide, CancellationToken cancel)
    {
        var before = await ledger.LoadAsync(conversation, new MemberKey(conversation.Channel, ""), cancel).ConfigureAwait(false);
        if (before.State.Route is null)
        {
            return new(new Refusal(404, "no_conversation", "没有这个会话，或无法送达", "No such conversation, or no way to reach it"), null, null);
        }

        // Looked at before the lane too: a request that is refused must not count as done when it comes again.
        if (may(before.State, who) is { } early)
        {
            return new(early, before.State.HandOff, null);
        }

        var now = clock.GetUtcNow();
        var activity = new Activity
        {
            Type = ActivityType.Event,
            Id = $"operator:{what}:{request ?? Guid.NewGuid().ToString("N")}",
            Conversation = conversation,
            From = new Core.Activities.Account(""),
            Name = who.Display,
            Text = text,
            At = now,
        };
        (Refusal? wrong, HandOff? handOff, string? push) = (null, before.State.HandOff, null);
        var receipt = await lanes.OperateAsync(
            activity,
            state =>
            {
                wrong = may(state, who);
                var outcome = wrong is null ? decide(state, activity, now) : Same(state);
                (handOff, push) = (outcome.State.HandOff, OperatorTurn.PushOf(outcome));
                return outcome;
            },
            cancel).ConfigureAwait(false);
        return receipt is Receipt.Kept ? new(wrong, handOff, push)
            : new(new Refusal(503, "busy", "服务暂时忙，请稍后再试", "Busy: try again in a moment") { After = TimeSpan.FromSeconds(2) }, null, null);
    }
}

/// <summary>What became of an operator's act.</summary>
/// <param name="Wrong">Why it was refused; null when it was done.</param>
/// <param name="HandOff">How the conversation stands now.</param>
/// <param name="Push">The push that the words became, because the member had not written for a day; null otherwise.</param>
public sealed record InboxAnswer(Refusal? Wrong, HandOff? HandOff, string? Push);

/// <summary>Who has a conversation, and who may therefore do what in it.</summary>
internal static class Holder
{
    /// <summary>The display name of whoever has it; null when nobody does.</summary>
    public static string? Of(HandOff? handOff) => handOff is { Status: HandOffStatus.Human } held ? held.To.Length > 0 ? held.To : held.By ?? "" : null;

    /// <summary>Whether this operator has it. Where no account was noted the display name must do.</summary>
    public static bool Is(ConversationState state, Operator who) => state.HandOff is { Status: HandOffStatus.Human } held
        && string.Equals(held.By ?? held.To, held.By is null ? who.Display : who.Name, StringComparison.Ordinal);

    public static Refusal? MayTake(ConversationState state, Operator who) => Of(state.HandOff) is { } other && !Is(state, who) ? Taken(other) : null;

    public static Refusal? MaySay(ConversationState state, Operator who) => Is(state, who) ? null
        : Of(state.HandOff) is { } other ? Taken(other)
        : new Refusal(409, "not_taken", "请先接手，再发言：接手后助手不再回答", "Take the conversation first: the assistant is silent from then on");

    public static Refusal? MayRelease(ConversationState state, Operator who) =>
        Of(state.HandOff) is { } other && !Is(state, who) && !who.May(Permission.Admin) ? Taken(other)
        : state.HandOff is null ? new Refusal(409, "not_handed_off", "这个会话已经在助手手里", "The assistant has this conversation already")
        : null;

    private static Refusal Taken(string other) => new(409, "taken", $"{other} 正在接待这个会话", $"{other} has this conversation");
}
