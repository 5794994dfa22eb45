using System.Collections.Immutable;
using Bot.Core.Activities;
using Bot.Core.Interactions;

namespace Bot.Core.Turns;

/// <summary>What became of a push, for the conversation that it went to.</summary>
/// <param name="Id">The push's id.</param>
/// <param name="Class">Its class, in small letters.</param>
/// <param name="Campaign">Its campaign; null for none.</param>
/// <param name="Text">What was said.</param>
/// <param name="Template"><c>key@version#section</c>; null for words of an operator.</param>
/// <param name="ContentKind">The template's kind.</param>
/// <param name="Persona">Who spoke; null for none.</param>
/// <param name="MessageId">The platform's id of it; empty when it gave none.</param>
public sealed record PushNote(string Id, string Class, string? Campaign, string? Text, string? Template, string? ContentKind, string? Persona, string MessageId);

/// <summary>What operators do in a conversation: take it, answer in it, edit or take back a message, give it back (requirement G2).</summary>
public static class OperatorTurn
{
    /// <summary>So long after a member spoke to us an operator's message is an answer.</summary>
    public static TimeSpan ReplyWindow { get; } = TimeSpan.FromHours(24);

    private const int MostSaid = 32;
    private const int MostPushed = 20;

    /// <summary>The operator takes the conversation: the assistant is silent there. <paramref name="act"/> names the member and the operator (in <see cref="Activity.Name"/>); <paramref name="by"/> is the operator's account, where there is one.</summary>
    public static Outcome Take(ConversationState state, Activity act, DateTimeOffset now, string? by = null)
    {
        var handOff = state.HandOff ?? new HandOff(HandOffStatus.Human, "", "operator", act.From.Id, now);
        return state.Route is null
            ? Outcome(state, [], [])
            : Outcome(
                state with { Ambient = Answered(state), HandOff = handOff with { Status = HandOffStatus.Human, To = act.Name ?? "", By = by } },
                [Fact(act, now, InteractionKind.HandOff, "human") with { IsGroup = state.IsGroup }],
                []);
    }

    /// <summary>The id of the push that an act became, because the member has not written for a day; null when it is an answer or nothing goes out.</summary>
    public static string? PushOf(Outcome outcome) => outcome.Outbox.FirstOrDefault(static row => row.Message.Initiator == Initiator.Merchant)?.Id;

    /// <summary>The assistant answers again.</summary>
    public static Outcome Release(ConversationState state, Activity act, DateTimeOffset now) => state.HandOff is null
        ? Outcome(state, [], [])
        : Outcome(
            state with { HandOff = null, Rating = state.Rating is { Waits: true } rating ? rating with { Waits = false } : state.Rating },
            [Fact(act, now, InteractionKind.HandOff, "released") with { IsGroup = state.IsGroup }],
            []);

    /// <summary>The operator says, edits (<see cref="OutboundVerb.Update"/>) or takes back (<see cref="OutboundVerb.Delete"/>) a message. Nothing happens where we have no way to reach the conversation.</summary>
    public static Outcome Speak(ConversationState state, Activity act, OutboundVerb verb, string? targetId, DateTimeOffset now)
    {
        if (state.Route is not { } route)
        {
            return Outcome(state, [], []);
        }

        // Within a hand-off, or soon after the member spoke, it answers; else the merchant starts it, and the throttle is asked (requirement B4).
        var isReply = verb != OutboundVerb.Send || state.HandOff is not null || state.Heard?.At > now - ReplyWindow;
        var message = new OutboundMessage
        {
            Verb = verb,
            Conversation = act.Conversation,
            Route = route,
            IsGroup = state.IsGroup,
            Text = act.Text,
            TargetId = targetId,
            SpeakerName = act.Name,
            Initiator = isReply ? Initiator.User : Initiator.Merchant,
            Member = !isReply && !state.IsGroup && state.Heard is { } heard ? new MemberKey(act.Conversation.Channel, heard.Member) : null,
        };
        var row = new OutboxRow(TurnIds.Of(act.Conversation, act.Id).Next('o', 0), message, 0, now);
        return Outcome(state with { Ambient = Answered(state) }, [Fact(act, now, InteractionKind.OperatorSaid, verb.ToString().ToLowerInvariant()) with { IsGroup = state.IsGroup }], [row]);
    }

    /// <summary>Says whether the assistant may speak unasked in a group. Nothing happens in a direct conversation, or one never seen.</summary>
    public static Outcome SetSpeaking(ConversationState state, Activity act, AmbientMode mode, DateTimeOffset now) => state is { Route: not null, IsGroup: true }
        ? Outcome(
            state with { Ambient = (state.Ambient ?? AmbientState.Empty) with { Mode = mode, Pending = null } },
            [Fact(act, now, InteractionKind.Noticed, $"speak_mode:{mode.ToString().ToLowerInvariant()}") with { IsGroup = true }],
            [])
        : Outcome(state, [], []);

    /// <summary>Notes a push that went out: on record, and so that its words are not said again soon and an answer to it is known as one.</summary>
    public static Outcome Pushed(ConversationState state, Activity act, PushNote push, DateTimeOffset now)
    {
        var section = push.Template is { } name && name.IndexOf('@', StringComparison.Ordinal) is > 0 and var at ? $"{name[..at]}{name[name.IndexOf('#', StringComparison.Ordinal)..]}" : null;
        var fact = Fact(act, now, InteractionKind.Pushed, push.Class) with
        {
            Text = push.Text,
            IsGroup = state.IsGroup,
            Template = push.Template,
            ContentKind = push.ContentKind,
            Persona = push.Persona,
            Initiator = Initiator.Merchant,
            Data = Data(push),
        };
        var after = state with
        {
            Route = state.Route ?? act.Route,
            Said = section is null ? state.Said : [.. state.Said.Where(said => said.Section != section).TakeLast(MostSaid - 1), new SaidBefore(section, now)],
            Pushed = push.MessageId.Length == 0 ? state.Pushed : [.. state.Pushed.TakeLast(MostPushed - 1), push.MessageId],
        };
        return Outcome(after, [fact], []);
    }

    // A human answers: what waits to be said unasked is not needed.
    private static AmbientState? Answered(ConversationState state) => state.Ambient is { Pending: not null } ambient ? ambient with { Pending = null } : state.Ambient;

    private static ImmutableSortedDictionary<string, string> Data(PushNote push)
    {
        var data = ImmutableSortedDictionary<string, string>.Empty.Add("push", push.Id).Add("class", push.Class);
        return push.Campaign is { } campaign ? data.Add("campaign", campaign) : data;
    }

    private static Outcome Outcome(ConversationState state, ImmutableArray<Interaction> facts, ImmutableArray<OutboxRow> rows) =>
        new(state, facts, rows, [], state.NextWake);

    private static Interaction Fact(Activity act, DateTimeOffset now, InteractionKind kind, string reason) => new()
    {
        Id = TurnIds.Of(act.Conversation, act.Id).Next('i', 0),
        At = now,
        Conversation = act.Conversation,
        Member = act.Member,
        Kind = kind,
        ActivityId = act.Id,
        Reason = reason,
        Text = act.Text.Length > 0 ? act.Text : null,
        Data = act.Name is { Length: > 0 } name
            ? ImmutableSortedDictionary<string, string>.Empty.Add("operator", name)
            : ImmutableSortedDictionary<string, string>.Empty,
    };
}
