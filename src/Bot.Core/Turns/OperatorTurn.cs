using System.Collections.Immutable;
using Bot.Core.Activities;
using Bot.Core.Interactions;

namespace Bot.Core.Turns;

/// <summary>What operators do in a conversation: take it, answer in it, edit or take back a message, give it back (requirement G2).</summary>
public static class OperatorTurn
{
    /// <summary>The operator takes the conversation: the assistant is silent there. <paramref name="act"/> names the member and the operator (in <see cref="Activity.Name"/>).</summary>
    public static Outcome Take(ConversationState state, Activity act, DateTimeOffset now)
    {
        var handOff = state.HandOff ?? new HandOff(HandOffStatus.Human, "", "operator", act.From.Id, now);
        return state.Route is null
            ? Outcome(state, [], [])
            : Outcome(
                state with { HandOff = handOff with { Status = HandOffStatus.Human, To = act.Name ?? "" } },
                [Fact(act, now, InteractionKind.HandOff, "human")],
                []);
    }

    /// <summary>The assistant answers again.</summary>
    public static Outcome Release(ConversationState state, Activity act, DateTimeOffset now) => state.HandOff is null
        ? Outcome(state, [], [])
        : Outcome(state with { HandOff = null }, [Fact(act, now, InteractionKind.HandOff, "released")], []);

    /// <summary>The operator says, edits (<see cref="OutboundVerb.Update"/>) or takes back (<see cref="OutboundVerb.Delete"/>) a message. Nothing happens where we have no way to reach the conversation.</summary>
    public static Outcome Speak(ConversationState state, Activity act, OutboundVerb verb, string? targetId, DateTimeOffset now)
    {
        if (state.Route is not { } route)
        {
            return Outcome(state, [], []);
        }

        var message = new OutboundMessage
        {
            Verb = verb,
            Conversation = act.Conversation,
            Route = route,
            IsGroup = state.IsGroup,
            Text = act.Text,
            TargetId = targetId,
            SpeakerName = act.Name,
        };
        var row = new OutboxRow(TurnIds.Of(act.Conversation, act.Id).Next('o', 0), message, 0, now);
        return Outcome(state, [Fact(act, now, InteractionKind.OperatorSaid, verb.ToString().ToLowerInvariant())], [row]);
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
