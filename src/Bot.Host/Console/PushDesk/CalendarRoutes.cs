using Bot.Core.Ports;
using Bot.Core.Pushes;
using Bot.Host.Console.Access;
using Bot.Host.Console.Api;
using Bot.Host.Operators;

namespace Bot.Host.Console.PushDesk;

/// <summary>One run of a campaign.</summary>
/// <param name="At">When it begins, or began.</param>
/// <param name="Id">The campaign.</param>
/// <param name="Name">What operators call it.</param>
/// <param name="Kind"><c>value</c>, <c>promo</c> or <c>service</c>; null where the draft has none yet.</param>
/// <param name="State">Where the campaign stands: a draft's runs go only when it is approved.</param>
/// <param name="Template">What it says: a template, or a shelf of the content library.</param>
/// <param name="Went">True for the last run, which has begun.</param>
public sealed record CalendarRun(DateTimeOffset At, string Id, string Name, string? Kind, string State, string? Template, bool Went);

/// <summary><c>GET /calendar?from=…&amp;to=…</c>: what is planned, useful content and offers side by side.</summary>
internal static class CalendarRoutes
{
    private const int Days = 28;
    private const int MostDays = 92;

    public static void Map(IEndpointRouteBuilder v1) => v1.MapGet("/calendar", async (DateTimeOffset? from, DateTimeOffset? to, ICampaigns campaigns, TimeProvider clock, CancellationToken cancel) =>
    {
        var now = clock.GetUtcNow();
        var begin = from ?? now;
        var end = to ?? begin.AddDays(Days);
        if (end <= begin || end > begin.AddDays(MostDays))
        {
            return ApiProblem.Of(400, "span_wrong", $"to 要在 from 之后，最多 {MostDays} 天", $"to must lie after from, by {MostDays} days at most");
        }

        var runs = (await campaigns.ListAsync(cancel).ConfigureAwait(false)).SelectMany(campaign => RunsOf(campaign, begin, end, now)).OrderBy(run => run.At).ThenBy(run => run.Id, StringComparer.Ordinal).ToList();
        return Results.Json(new { from = begin, to = end, items = runs, kinds = runs.Where(run => run.Kind is not null).CountBy(run => run.Kind!).ToDictionary() }, ApiJson.Options);
    }).Needs(Permission.View).Says("日历：计划中的每一轮，内容和促销", "The calendar: every planned run, useful content and offers", "format").WithCsv("calendar", "at", "id", "name", "kind", "state", "template");

    private static IEnumerable<CalendarRun> RunsOf(Campaign campaign, DateTimeOffset from, DateTimeOffset to, DateTimeOffset now)
    {
        if (campaign.Run is { } last && last.StartedAt >= from && last.StartedAt < to)
        {
            yield return Run(campaign, last.StartedAt, went: true);
        }

        // Of times gone by only the last run is known to have gone.
        if (campaign is { State: not (CampaignState.Killed or CampaignState.Done), Schedule: { } schedule })
        {
            foreach (var at in CampaignActs.Runs(schedule, from > now ? from : now, to))
            {
                yield return Run(campaign, at, went: false);
            }
        }
    }

    private static CalendarRun Run(Campaign campaign, DateTimeOffset at, bool went) => new(
        at, campaign.Id, campaign.Name, campaign.Kind?.ToString().ToLowerInvariant(), campaign.State.ToString().ToLowerInvariant(), campaign.Template, went);
}
