using Bot.Core.Ports;
using Bot.Host.Content;
using Bot.Host.Operators;
using Bot.Storage;

namespace Bot.Host.Operability;

/// <summary><c>/health/live</c>: the process runs. <c>/health/ready</c>: content is loaded and the store answers; a refused edit is <c>degraded</c>, still ready.</summary>
public static class Health
{
    /// <summary>Maps both.</summary>
    public static IEndpointRouteBuilder MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => Results.Json(new { status = "live" }, ApiJson.Options));
        routes.MapGet("/health/ready", ReadyAsync);
        return routes;
    }

    private static async Task<IResult> ReadyAsync(LiveCatalog catalog, Store store, IOutbox outbox, CancellationToken cancel)
    {
        var problem = catalog.IsLoaded ? await store.ProbeAsync(cancel).ConfigureAwait(false) : "content is not loaded";
        if (problem is not null)
        {
            return Results.Json(new { status = "not_ready", problem }, ApiJson.Options, statusCode: 503);
        }

        return Results.Json(
            new
            {
                status = catalog.Rejected.IsEmpty ? "ready" : "degraded",
                content = catalog.Current.Revision,
                rejected = catalog.Rejected.Length,
                outbox = await outbox.CountAsync(cancel).ConfigureAwait(false),
            },
            ApiJson.Options);
    }
}
