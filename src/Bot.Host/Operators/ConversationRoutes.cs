using Bot.Core.Activities;
using Bot.Core.Ports;
using Bot.Core.Turns;
using Bot.Host.Runtime;

namespace Bot.Host.Operators;

/// <summary>What an operator does in a conversation.</summary>
/// <param name="Channel">The platform's id.</param>
/// <param name="Conversation">The conversation's id.</param>
/// <param name="Operator">Who acts; shown to the member as the speaker.</param>
/// <param name="Text">What to say.</param>
/// <param name="MessageId">The message to edit or take back.</param>
/// <param name="RequestId">Makes a repeat harmless; made when absent.</param>
public sealed record OperatorAct(string? Channel, string? Conversation, string? Operator = null, string? Text = null, string? MessageId = null, string? RequestId = null);

/// <summary>Hand-offs and operators' own messages.</summary>
internal static class ConversationRoutes
{
    private const int MaxText = 8000;

    /// <summary>Taking, answering and giving back, for whoever holds the operator key; people do it in the console's inbox, which knows who has what.</summary>
    public static void MapTaking(IEndpointRouteBuilder api)
    {
        api.MapPost("/conversations/take", (OperatorAct act, Lanes lanes, TimeProvider clock, CancellationToken cancel) =>
            ActAsync(act, lanes, clock, (state, activity, now) => OperatorTurn.Take(state, activity, now), cancel));
        api.MapPost("/conversations/release", (OperatorAct act, Lanes lanes, TimeProvider clock, CancellationToken cancel) =>
            ActAsync(act, lanes, clock, (state, activity, now) => OperatorTurn.Release(state, activity, now), cancel));
        api.MapPost("/conversations/say", (OperatorAct act, Lanes lanes, TimeProvider clock, CancellationToken cancel) => act.Text is { Length: > 0 and <= MaxText }
            ? ActAsync(act, lanes, clock, (state, activity, now) => OperatorTurn.Speak(state, activity, OutboundVerb.Send, null, now), cancel)
            : Wrong("text"));
    }

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/handoffs", ListAsync);
        api.MapPost("/conversations/edit", (OperatorAct act, Lanes lanes, TimeProvider clock, CancellationToken cancel) => act is { Text: { Length: > 0 and <= MaxText }, MessageId.Length: > 0 }
            ? ActAsync(act, lanes, clock, (state, activity, now) => OperatorTurn.Speak(state, activity, OutboundVerb.Update, act.MessageId, now), cancel)
            : Wrong("text, messageId"));
        api.MapPost("/conversations/take-back", (OperatorAct act, Lanes lanes, TimeProvider clock, CancellationToken cancel) => act.MessageId is { Length: > 0 }
            ? ActAsync(act, lanes, clock, (state, activity, now) => OperatorTurn.Speak(state, activity, OutboundVerb.Delete, act.MessageId, now), cancel)
            : Wrong("messageId"));
        api.MapGet("/outbox/dead", async (IOutbox outbox, CancellationToken cancel) =>
            Results.Json(await outbox.DeadLettersAsync(100, cancel).ConfigureAwait(false), ApiJson.Options));
    }

    private static async Task<IResult> ListAsync(ILedger ledger, CancellationToken cancel)
    {
        var waiting = new List<object>();
        await foreach (var (conversation, state) in ledger.HandedOffAsync(cancel).ConfigureAwait(false))
        {
            waiting.Add(new { conversation, handOff = state.HandOff, isGroup = state.IsGroup, name = state.Name });
        }

        return Results.Json(new { items = waiting }, ApiJson.Options);
    }

    private static async Task<IResult> ActAsync(OperatorAct act, Lanes lanes, TimeProvider clock, Func<ConversationState, Activity, DateTimeOffset, Outcome> decide, CancellationToken cancel)
    {
        if (act is not { Channel.Length: > 0, Conversation.Length: > 0 })
        {
            return await Wrong("channel, conversation").ConfigureAwait(false);
        }

        var now = clock.GetUtcNow();
        var activity = new Activity
        {
            Type = ActivityType.Event,
            Id = $"operator:{act.RequestId ?? Guid.NewGuid().ToString("N")}",
            Conversation = new ConversationKey(act.Channel, act.Conversation),
            From = new Account(""),
            Name = act.Operator,
            Text = act.Text ?? "",
            At = now,
        };
        var (reached, push) = (true, default(string));
        var receipt = await lanes.OperateAsync(
            activity,
            state =>
            {
                var outcome = decide(state, activity, now);
                reached = !outcome.Interactions.IsEmpty;
                push = OperatorTurn.PushOf(outcome);
                return outcome;
            },
            cancel).ConfigureAwait(false);
        return receipt is not Receipt.Kept ? Results.StatusCode(503)
            : reached ? Results.Json(new { ok = true, push }, ApiJson.Options)
            : Results.Problem(statusCode: 404, title: "没有这个会话，或无法送达 / no such conversation, or no way to reach it");
    }

    private static Task<IResult> Wrong(string fields) =>
        Task.FromResult(Results.Problem(statusCode: 400, title: $"缺少字段：{fields} / missing or too long: {fields}"));
}
