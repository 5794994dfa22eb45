using Bot.Core.Ports;
using Bot.Core.Pushes;
using Bot.Host.Console.Access;
using Bot.Host.Console.Api;
using Bot.Host.Operators;

namespace Bot.Host.Console.PushDesk;

/// <summary>An act on a waiting push.</summary>
/// <param name="Reason">Why, in the operator's words.</param>
/// <param name="At">For a move: not before then.</param>
public sealed record QueueBody(string? Reason, DateTimeOffset? At = null);

/// <summary>Pushes that wait, and what operators may do with each: <c>/pushes/queue</c>, <c>/pushes/{id}/release|move|drop</c>.</summary>
internal static class QueueRoutes
{
    private const int MaxPage = 500;
    private const int LongestReason = 500;
    private static readonly PushState[] Waits = [PushState.Held, PushState.InDigest, PushState.Planned, PushState.Retrying];

    public static IServiceCollection AddPushDesk(this IServiceCollection services) => services.AddSingleton<QueueActs>().AddSingleton<CampaignForecast>().AddSingleton<CampaignAfter>().AddSingleton<PolicyWhatIf>();

    public static void Map(IEndpointRouteBuilder v1)
    {
        v1.MapGet("/pushes/queue", ListAsync).Needs(Permission.View).Says("等待中的推送：为什么等、何时再判断", "Pushes that wait: why, and when each is looked at next", "format")
            .WithCsv("queue", "id", "state", "class", "campaign", "due");
        v1.MapPost("/pushes/{id}/release", (string id, QueueBody body, HttpContext context, QueueActs acts, Audit audit, CancellationToken cancel) =>
            ActAsync(id, body, context, audit, "push.released", (name, reason) => acts.ReleaseAsync(context.Operator(), name, reason, cancel)))
            .Needs(Permission.Send).Says("放行：现在重新判断，规则允许时越过", "Judge it now, overriding where the policy allows");
        v1.MapPost("/pushes/{id}/move", (string id, QueueBody body, HttpContext context, QueueActs acts, Audit audit, CancellationToken cancel) => body.At is { } at
            ? ActAsync(id, body, context, audit, "push.moved", (name, _) => acts.MoveAsync(name, at, cancel))
            : Task.FromResult<IResult>(ApiProblem.Of(400, "at_wrong", "at 要写以后的时间", "at must lie ahead")))
            .Needs(Permission.Send).Says("改期：到那时再按规则判断", "Put it off: judged by the rules then");
        v1.MapPost("/pushes/{id}/drop", (string id, QueueBody body, HttpContext context, QueueActs acts, Audit audit, CancellationToken cancel) =>
            ActAsync(id, body, context, audit, "push.dropped", (name, reason) => acts.DropAsync(context.Operator(), name, reason, cancel)))
            .Needs(Permission.Send).Says("放弃，不能恢复", "Take it out for good");
        v1.MapPost("/campaigns/forecast", ForecastAsync).Needs(Permission.View).Says("排期前预测：按人群抽样，会发多少、拦多少、为什么", "What the rules would do with a sample of a campaign's audience");
        v1.MapGet("/campaigns/{id}/after", async (string id, CampaignAfter after, CancellationToken cancel) =>
            await after.OfAsync(id, cancel).ConfigureAwait(false) is { } found ? Results.Json(found, ApiJson.Options) : NoCampaign(id))
            .Needs(Permission.View).Says("发出后 1、24、72 小时的退群、退订、回复", "Exits, opt-outs and replies 1, 24 and 72 hours after it went");
    }

    private static async Task<IResult> ListAsync(string? state, string? campaign, string? after, int? limit, IPushLedger ledger, CancellationToken cancel)
    {
        if (limit is < 1 or > MaxPage)
        {
            return ApiProblem.Of(400, "limit_wrong", $"limit 要在 1 到 {MaxPage} 之间", $"limit must lie between 1 and {MaxPage}");
        }

        var wanted = limit ?? 100;
        var states = string.IsNullOrEmpty(state) ? Waits : [.. Waits.Where(one => string.Equals(one.ToString(), state, StringComparison.OrdinalIgnoreCase))];
        // A cursor names the state that was being read, and the last push of it.
        var (from, behind) = (0, default(string));
        if (after is { Length: > 0 })
        {
            var colon = after.IndexOf(':', StringComparison.Ordinal);
            (from, behind) = (colon < 0 ? -1 : Array.FindIndex(states, one => one.ToString() == after[..colon]), colon < 0 ? null : after[(colon + 1)..]);
        }

        if (states.Length == 0 || from < 0)
        {
            return ApiProblem.Of(400, states.Length == 0 ? "state_wrong" : "cursor_wrong", $"state 是 {string.Join('、', Waits)} 之一；after 是之前返回的", $"state is one of {string.Join(", ", Waits)}; after is what an earlier page gave");
        }

        var items = new List<PushView>();
        string? next = null;
        for (; from < states.Length && items.Count < wanted; (from, behind) = (from + 1, null))
        {
            var page = await ledger.ListAsync(new PushQuery(string.IsNullOrEmpty(campaign) ? null : campaign, State: states[from], Max: wanted - items.Count, After: string.IsNullOrEmpty(behind) ? null : behind), cancel).ConfigureAwait(false);
            items.AddRange(page.Select(PushView.Of));
            next = items.Count == wanted ? $"{states[from]}:{page[^1].Push.Id}" : null;
        }

        return Results.Json(new { items, next }, ApiJson.Options);
    }

    private static async Task<IResult> ForecastAsync(ForecastBody body, CampaignForecast forecast, CancellationToken cancel)
    {
        if (body.Id is not { Length: > 0 } id || body.Sample is < 1 or > CampaignForecast.MostSampled)
        {
            return ApiProblem.Of(400, "forecast_wrong", $"要写 id；sample 在 1 到 {CampaignForecast.MostSampled} 之间", $"id is needed; sample lies between 1 and {CampaignForecast.MostSampled}");
        }

        var (found, view, problems) = await forecast.OfAsync(id, body.Sample ?? CampaignForecast.Sampled, cancel).ConfigureAwait(false);
        return !found ? NoCampaign(id)
            : view is not null ? Results.Json(view, ApiJson.Options)
            : ApiProblem.Of(409, "incomplete", "先写好人群、内容类型和模板，才能预测", "Write its audience, kind and template first", new { problems });
    }

    private static async Task<IResult> ActAsync(string id, QueueBody body, HttpContext context, Audit audit, string what, Func<string, string, Task<QueueAnswer>> act)
    {
        if (string.IsNullOrWhiteSpace(body.Reason) || body.Reason.Length > LongestReason)
        {
            return ApiProblem.Of(400, "reason_missing", $"要写理由，最多 {LongestReason} 字", $"A reason is needed, of at most {LongestReason} characters");
        }

        // A slash in an id arrives as written by the client's escaping.
        var name = id.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        var (row, wrong) = await act(name, body.Reason).ConfigureAwait(false);
        if (wrong is not null)
        {
            return ApiProblem.Of(wrong, row is null ? null : new { push = PushView.Of(row) });
        }

        await audit.NoteAsync(context.Operator(), what, $"push/{TodayRoutes.Hash(name)}", body.Reason).ConfigureAwait(false);
        return Results.Json(PushView.Of(row!), ApiJson.Options);
    }

    private static ApiProblem NoCampaign(string id) => ApiProblem.Of(404, "no_campaign", $"没有活动 {id}", $"No campaign {id}");
}
