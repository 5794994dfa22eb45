using Bot.Core.Activities;
using Bot.Host.Pushes;

namespace Bot.Host.Operators;

/// <summary><c>GET /api/members/forecast?channel=…&amp;id=…</c>: what a member will get in the next seven days.</summary>
internal static class ForecastRoutes
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/members/forecast", async (string channel, string id, PushForecast forecast, CancellationToken cancel) =>
            Results.Json(await forecast.OfAsync(new MemberKey(channel, id), cancel).ConfigureAwait(false), ApiJson.Options));
}
