using System.Globalization;
using Bot.Core.Activities;
using Bot.Core.Ports;
using Bot.Core.Pushes;
using Bot.Host.Content;
using Bot.Host.Pushes;

namespace Bot.Host.Operators;

/// <summary>How an operator settles a push by hand.</summary>
/// <param name="Result"><c>sent</c>, <c>confirmed</c> or <c>failed</c>.</param>
/// <param name="MessageId">The platform's id of the message.</param>
/// <param name="Reason">Why it failed, or is refunded.</param>
public sealed record PushSettle(string? Result = null, string? MessageId = null, string? Reason = null);

/// <summary>Asking for pushes, and asking why: <c>/api/pushes</c>, <c>/api/why-not</c>.</summary>
internal static class PushRoutes
{
    private const int MaxPage = 500;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/pushes", SubmitAsync);
        api.MapGet("/pushes", ListAsync);
        api.MapGet("/pushes/{id}", async (string id, IPushLedger ledger, CancellationToken cancel) =>
            await ledger.FindAsync(Name(id), cancel).ConfigureAwait(false) is { } row ? Results.Json(PushView.Of(row), ApiJson.Options) : None(id));
        api.MapPost("/pushes/{id}/settle", SettleAsync);
        api.MapPost("/pushes/{id}/refund", async (string id, PushSettle? act, PushIntake intake, IPushLedger ledger, CancellationToken cancel) =>
            Settled(id, await ledger.SettleAsync(Name(id), null, new Settlement.Refunded(act?.Reason ?? "operator"), cancel).ConfigureAwait(false), intake));
        api.MapPost("/why-not", WhyNotAsync);
    }

    private static async Task<IResult> SubmitAsync(PushAsk ask, PushIntake intake, IPushLedger ledger, LiveCatalog catalog, CancellationToken cancel)
    {
        if (ask.Problems(catalog.Current, dryRun: false).ToArray() is { Length: > 0 } wrong)
        {
            return Wrong(wrong);
        }

        var row = ask.Row(await ledger.NowAsync(cancel).ConfigureAwait(false));
        var known = await intake.SubmitAsync([row], cancel).ConfigureAwait(false);
        return known[0] is { } earlier
            ? Results.Json(new { duplicate = true, push = PushView.Of(earlier) }, ApiJson.Options)
            : Results.Json(new { duplicate = false, push = PushView.Of(row) }, ApiJson.Options, statusCode: 202);
    }

    private static async Task<IResult> ListAsync(HttpContext context, IPushLedger ledger, CancellationToken cancel)
    {
        var values = context.Request.Query;
        PushState? state = null;
        if (values["state"].ToString() is { Length: > 0 } named)
        {
            if (!Enum.TryParse<PushState>(named, ignoreCase: true, out var read) || !Enum.IsDefined(read))
            {
                return Wrong([$"state: {string.Join('、', Enum.GetNames<PushState>())} 之一 / state: one of {string.Join(", ", Enum.GetNames<PushState>())}"]);
            }

            state = read;
        }

        var limit = 100;
        if (values["limit"].ToString() is { Length: > 0 } asked && (!int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit is < 1 or > MaxPage))
        {
            return Wrong([$"limit 要在 1 到 {MaxPage} 之间 / limit must lie between 1 and {MaxPage}"]);
        }

        if (values["id"].ToString() is { Length: > 0 } id)
        {
            return await ledger.FindAsync(id, cancel).ConfigureAwait(false) is { } found ? Results.Json(new { items = new[] { PushView.Of(found) } }, ApiJson.Options) : None(id);
        }

        var channel = values["channel"].ToString();
        if (channel.Length == 0 && (values.ContainsKey("member") || values.ContainsKey("group")))
        {
            return Wrong(["member 和 group 要同时写 channel / member and group need channel beside them"]);
        }

        var query = new PushQuery(
            Text("campaign"),
            Text("member") is { } member ? new MemberKey(channel, member) : null,
            Text("group") is { } group ? new ConversationKey(channel, group) : null,
            state,
            limit,
            Text("after"));
        var rows = await ledger.ListAsync(query, cancel).ConfigureAwait(false);
        return Results.Json(new { items = rows.Select(PushView.Of), next = rows.Length == limit ? rows[^1].Push.Id : null }, ApiJson.Options);

        string? Text(string name) => values[name].ToString() is { Length: > 0 } text ? text : null;
    }

    private static async Task<IResult> SettleAsync(string id, PushSettle act, PushIntake intake, IPushLedger ledger, CancellationToken cancel)
    {
        Settlement? settlement = act.Result?.ToLowerInvariant() switch
        {
            "sent" => new Settlement.Sent(act.MessageId),
            "confirmed" => new Settlement.Confirmed(act.MessageId),
            "failed" => new Settlement.Failed(act.Reason ?? "operator"),
            _ => null,
        };
        return settlement is null
            ? Wrong(["result: sent、confirmed、failed 之一 / result: one of sent, confirmed, failed"])
            : Settled(id, await ledger.SettleAsync(Name(id), null, settlement, cancel).ConfigureAwait(false), intake);
    }

    private static async Task<IResult> WhyNotAsync(PushAsk ask, WhyNot whyNot, CancellationToken cancel)
    {
        var (answer, problems) = await whyNot.AskAsync(ask, cancel).ConfigureAwait(false);
        return answer is null ? Wrong([.. problems]) : Results.Json(answer, ApiJson.Options);
    }

    // A slash in an id arrives as written by the client's escaping.
    private static string Name(string id) => id.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);

    private static IResult Settled(string id, PushRow? row, PushIntake intake)
    {
        if (row is { State: PushState.Failed })
        {
            // Its slots are back: another may go in its place.
            intake.Changed(PushChange.Free(row.Push));
        }

        return row is null ? None(id) : Results.Json(PushView.Of(row), ApiJson.Options);
    }

    private static IResult None(string id) => Results.Problem(statusCode: 404, title: $"没有消息 {id} / no push {id}");

    private static IResult Wrong(string[] what) => Results.Problem(statusCode: 400, title: string.Join("\n", what));
}
