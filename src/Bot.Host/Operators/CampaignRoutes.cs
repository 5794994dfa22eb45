using System.Text.Json;
using Bot.Core.Ports;
using Bot.Core.Pushes;
using Bot.Host.Content;
using Bot.Host.Pushes;
using Bot.Host.Pushes.Campaigns;

namespace Bot.Host.Operators;

/// <summary>Who does something to a campaign, and why.</summary>
public sealed record CampaignOperator(string? By, string? Note = null);

/// <summary>Campaigns: write, preview, submit, approve, pause, resume, kill, watch.</summary>
internal static class CampaignRoutes
{
    private const int Sample = 20;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/campaigns", async (ICampaigns campaigns, CancellationToken cancel) =>
            Results.Json(new { items = (await campaigns.ListAsync(cancel).ConfigureAwait(false)).Select(CampaignView.Of) }, ApiJson.Options));
        api.MapGet("/campaigns/{id}", async (string id, ICampaigns campaigns, CancellationToken cancel) =>
            await campaigns.FindAsync(id, cancel).ConfigureAwait(false) is { } campaign ? Results.Json(CampaignView.Of(campaign), ApiJson.Options) : None(id));
        api.MapPut("/campaigns", WriteAsync);
        api.MapPost("/campaigns/preview", async (JsonElement body, CampaignRunner runner, CancellationToken cancel) =>
        {
            if (CampaignBody.SegmentOf(body) is var (segment, wrong) && segment is null)
            {
                return Results.Problem(statusCode: 400, title: wrong ?? "segment");
            }

            var (count, sample) = await runner.PreviewAsync(segment, Sample, cancel).ConfigureAwait(false);
            return Results.Json(new { count, sample }, ApiJson.Options);
        });
        api.MapPost("/campaigns/{id}/submit", SubmitAsync);
        api.MapPost("/campaigns/{id}/approve", (string id, CampaignOperator act, CampaignRunner runner, CancellationToken cancel) =>
            ActAsync(id, act, runner, (campaign, by, now) => CampaignActs.Approve(campaign, by, now), "提交的人不能自己批准 / whoever submitted it cannot approve it", cancel));
        api.MapPost("/campaigns/{id}/pause", (string id, CampaignOperator act, CampaignRunner runner, CancellationToken cancel) =>
            ActAsync(id, act, runner, (campaign, by, now) => CampaignActs.Pause(campaign, by, now, act.Note), null, cancel));
        api.MapPost("/campaigns/{id}/resume", (string id, CampaignOperator act, CampaignRunner runner, CancellationToken cancel) =>
            ActAsync(id, act, runner, (campaign, by, now) => CampaignActs.Resume(campaign, by, now), null, cancel));
        api.MapPost("/campaigns/{id}/kill", (string id, CampaignOperator act, CampaignRunner runner, CancellationToken cancel) =>
            ActAsync(id, act, runner, (campaign, by, now) => CampaignActs.Kill(campaign, by, now), null, cancel));
        api.MapGet("/campaigns/{id}/funnel", FunnelAsync);
        api.MapGet("/library", async (ContentStock stock, CancellationToken cancel) =>
            Results.Json(new { items = await stock.LookAsync(cancel).ConfigureAwait(false) }, ApiJson.Options));
    }

    private static async Task<IResult> WriteAsync(CampaignBody body, ICampaigns campaigns, TimeProvider clock, CancellationToken cancel)
    {
        var before = body.Id is { Length: > 0 } id ? await campaigns.FindAsync(id, cancel).ConfigureAwait(false) : null;
        var (draft, wrong) = body.Read(before, clock.GetUtcNow());
        if (draft is null)
        {
            return Results.Problem(statusCode: 400, title: wrong);
        }

        if (before is not null && (before.State != CampaignState.Draft || body.Version != before.Version))
        {
            return Results.Problem(statusCode: 409, title: before.State != CampaignState.Draft
                ? "只有草稿可以改 / only a draft can be changed"
                : $"版本是 {before.Version}，请先重新读取 / the version is {before.Version}: read it again first");
        }

        return await campaigns.SaveAsync(draft, cancel).ConfigureAwait(false)
            ? Results.Json(CampaignView.Of(draft with { Version = draft.Version + 1 }), ApiJson.Options)
            : Results.Problem(statusCode: 409, title: "有人同时改了它，请重新读取 / somebody else wrote at the same time: read it again");
    }

    private static async Task<IResult> SubmitAsync(string id, CampaignOperator act, CampaignRunner runner, ICampaigns campaigns, LiveCatalog catalog, PushOptions options, CancellationToken cancel)
    {
        if (await campaigns.FindAsync(id, cancel).ConfigureAwait(false) is not { } campaign)
        {
            return None(id);
        }

        var problems = CampaignActs.Problems(campaign, key => Shelves.Of(catalog.Current.Templates, key).Count > 0);
        return problems.IsEmpty
            ? await ActAsync(id, act, runner, (one, by, now) => CampaignActs.Submit(one, by, options.CampaignsNeedApproval, now), null, cancel).ConfigureAwait(false)
            : Results.Json(new { title = "还不能提交 / cannot be submitted yet", status = 400, problems }, ApiJson.Options, statusCode: 400);
    }

    private static async Task<IResult> FunnelAsync(string id, ICampaigns campaigns, IPushLedger ledger, CancellationToken cancel)
    {
        if (await campaigns.FindAsync(id, cancel).ConfigureAwait(false) is null)
        {
            return None(id);
        }

        var counts = await ledger.CountsAsync(id, cancel).ConfigureAwait(false);
        return Results.Json(
            new
            {
                planned = counts.Sum(count => count.Count),
                sent = Sum(PushState.Sent, PushState.Bundled),
                waiting = Sum(PushState.Planned, PushState.Held, PushState.InDigest, PushState.Retrying, PushState.Calling, PushState.Awaiting),
                expired = Sum(PushState.Expired),
                unknown = Sum(PushState.Unknown),
                failed = Sum(PushState.Failed, PushState.Quarantined),
                skipped = counts.Where(count => count.State == PushState.Dropped).ToDictionary(count => count.Rule ?? "", count => count.Count, StringComparer.Ordinal),
                counts,
            },
            ApiJson.Options);

        long Sum(params PushState[] states) => counts.Where(count => states.Contains(count.State)).Sum(count => count.Count);
    }

    private static async Task<IResult> ActAsync(string id, CampaignOperator act, CampaignRunner runner, Func<Campaign, string, DateTimeOffset, Campaign?> change, string? hint, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(act.By))
        {
            return Results.Problem(statusCode: 400, title: "by: 写上是谁 / say who you are");
        }

        return await runner.ActAsync(id, (campaign, now) => change(campaign, act.By, now), cancel).ConfigureAwait(false) is { } changed
            ? Results.Json(CampaignView.Of(changed), ApiJson.Options)
            : Results.Problem(statusCode: 409, title: hint ?? "它现在的状态不允许，或没有这个活动 / not possible as it stands, or no such campaign");
    }

    private static IResult None(string id) => Results.Problem(statusCode: 404, title: $"没有活动 {id} / no campaign {id}");
}
