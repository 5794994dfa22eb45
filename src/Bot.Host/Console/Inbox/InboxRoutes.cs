using Bot.Core.Activities;
using Bot.Core.Interactions;
using Bot.Core.Ports;
using Bot.Host.Console.Access;
using Bot.Host.Console.Api;
using Bot.Host.Console.People;
using Bot.Host.Operators;

namespace Bot.Host.Console.Inbox;

/// <summary>An act in a conversation.</summary>
/// <param name="Channel">The platform's id.</param>
/// <param name="Id">The conversation's id.</param>
/// <param name="Text">What to say.</param>
/// <param name="RequestId">Makes a repeat harmless.</param>
/// <param name="Solved">When giving back: the matter is settled, and the member may be asked how the help was.</param>
public sealed record InboxBody(string? Channel, string? Id, string? Text = null, string? RequestId = null, bool Solved = false);

/// <summary>Conversations that a person has or that wait for one: <c>/inbox</c>.</summary>
internal static class InboxRoutes
{
    private const int MaxText = 8000;
    private const int Messages = 50;
    private const int Most = 200;

    public static IServiceCollection AddInbox(this IServiceCollection services) => services.AddSingleton<InboxDesk>().AddSingleton<RatingQuestion>().AddSingleton<SuggestedReplies>();

    public static void Map(IEndpointRouteBuilder v1)
    {
        v1.MapGet("/inbox", ListAsync).Needs(Permission.Serve).Says("等人工和人工接待中的会话，超时最久的在前", "Conversations that wait for a person or have one, most overdue first", "format")
            .WithCsv("inbox", "conversation.channel", "conversation.id", "takenBy", "waitingSince", "waitedSeconds", "slaUntil");
        v1.MapGet("/inbox/conversation", TalkAsync).Needs(Permission.Serve).Says("一个会话：摘要、资料、最近 50 条、建议回复", "One conversation: summary, profile, the last fifty words, suggested replies");
        v1.MapPost("/inbox/take", (InboxBody body, HttpContext context, InboxDesk desk, Audit audit, CancellationToken cancel) =>
            ActAsync(body, context, audit, "conversation.taken", (who, key) => desk.TakeAsync(who, key, body.RequestId, cancel)))
            .Needs(Permission.Serve).Says("接手会话；已有人接手时是 409", "Take a conversation; 409 where another has it");
        v1.MapPost("/inbox/say", (InboxBody body, HttpContext context, InboxDesk desk, Audit audit, CancellationToken cancel) => body.Text is { Length: > 0 and <= MaxText } text
            ? ActAsync(body, context, audit, "conversation.said", (who, key) => desk.SayAsync(who, key, body.RequestId, text, cancel))
            : Task.FromResult<IResult>(ApiProblem.Of(400, "text_wrong", $"text 要有 1 到 {MaxText} 个字符", $"text holds 1 to {MaxText} characters")))
            .Needs(Permission.Serve).Says("在自己接手的会话里发言", "Say something in a conversation that one has");
        v1.MapPost("/inbox/release", (InboxBody body, HttpContext context, InboxDesk desk, Audit audit, CancellationToken cancel) =>
            ActAsync(body, context, audit, "conversation.released", (who, key) => desk.ReleaseAsync(who, key, body.RequestId, body.Solved, cancel)))
            .Needs(Permission.Serve).Says("交还助手；solved 为真时问一次是否满意", "Give a conversation back to the assistant; with solved, ask once how the help was");
    }

    private static async Task<IResult> ListAsync(HttpContext context, ILedger ledger, IRecord record, InboxOptions options, TimeProvider clock, CancellationToken cancel)
    {
        var (items, now) = (new List<WaitingView>(), clock.GetUtcNow());
        var more = false;
        await foreach (var (conversation, state) in ledger.HandedOffAsync(cancel).ConfigureAwait(false))
        {
            if (more = items.Count == Most)
            {
                break;
            }

            if (state.HandOff is { } handOff)
            {
                var facts = await TalkReader.SinceAsync(record, conversation, handOff.Since, Most, cancel).ConfigureAwait(false);
                items.Add(WaitingView.Of(conversation, state, facts, English(context), now, options));
            }
        }

        // Who is overdue, or will be first, stands first; who waits for nothing, last.
        return Results.Json(new { items = items.OrderBy(item => item.SlaUntil ?? DateTimeOffset.MaxValue), more, answerMinutes = options.Answer }, ApiJson.Options);
    }

    private static async Task<IResult> TalkAsync(string? channel, string? id, HttpContext context, ILedger ledger, IRecord record, SuggestedReplies suggested, InboxOptions options, CancellationToken cancel)
    {
        if (channel is not { Length: > 0 } || id is not { Length: > 0 })
        {
            return Missing;
        }

        var key = new ConversationKey(channel, id);
        var (state, version, _) = await ledger.LoadAsync(key, new MemberKey(channel, ""), cancel).ConfigureAwait(false);
        if (version == 0)
        {
            return ApiProblem.Of(404, "no_conversation", "没有这个会话", "No such conversation");
        }

        var handOff = state.HandOff;
        var around = handOff?.Since ?? state.Heard?.At ?? DateTimeOffset.MinValue.AddYears(1);
        var facts = await TalkReader.NewestAsync(record, key, around, Messages, cancel).ConfigureAwait(false);
        var asks = facts.LastOrDefault(fact => fact.Kind == InteractionKind.Said && handOff?.Withholds(state.IsGroup, fact.Member.Id) != false);
        var member = handOff is { Member.Length: > 0 } ? new MemberKey(channel, handOff.Member) : asks?.Member ?? (state.Heard is { } heard ? new MemberKey(channel, heard.Member) : null);
        var profile = member is null ? null : await record.ProfileAsync(member, cancel).ConfigureAwait(false);
        var replies = asks is null ? [] : suggested.Of(key, state.IsGroup, member, profile!, member is null ? null : state.Threads.GetValueOrDefault(member.Id)?.Locale, asks.Text!);
        var waits = handOff is null ? null : TalkReader.WaitsSince(handOff, state.IsGroup, facts);
        return Results.Json(
            new TalkView(
                key, state.Name, state.IsGroup, HandOffSummary.Of(handOff, facts, English(context)), member, profile is null ? null : PersonFacts.Of(profile), facts.Select(MessageView.Of), replies,
                handOff, Holder.Of(handOff), waits, options.Until(waits)),
            ApiJson.Options);
    }

    private static async Task<IResult> ActAsync(InboxBody body, HttpContext context, Audit audit, string what, Func<Operator, ConversationKey, Task<InboxAnswer>> act)
    {
        if (body is not { Channel.Length: > 0, Id.Length: > 0 })
        {
            return Missing;
        }

        var who = context.Operator();
        var answer = await act(who, new ConversationKey(body.Channel, body.Id)).ConfigureAwait(false);
        if (answer.Wrong is { } wrong)
        {
            return ApiProblem.Of(wrong, new { takenBy = Holder.Of(answer.HandOff) });
        }

        await audit.NoteAsync(who, what, $"conversation/{body.Channel}/{TodayRoutes.Hash(body.Id)}", body.Solved ? "solved" : null).ConfigureAwait(false);
        return Results.Json(new { ok = true, takenBy = Holder.Of(answer.HandOff), answer.Push }, ApiJson.Options);
    }

    private static ApiProblem Missing => ApiProblem.Of(400, "conversation_missing", "要写 channel 和 id", "channel and id are needed");

    private static bool English(HttpContext context) => context.Operator().Session?.Account.Language == "en";
}
