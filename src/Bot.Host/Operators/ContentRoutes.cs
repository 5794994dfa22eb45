using Bot.Host.Content;

namespace Bot.Host.Operators;

/// <summary>Which content is in force, and what is wrong with the last edit.</summary>
internal static class ContentRoutes
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/content", (LiveCatalog live) => Results.Json(
            new
            {
                revision = live.Current.Revision,
                templates = live.Current.Templates.All.Length,
                dialogs = live.Current.Dialogs.All.Length,
                warnings = live.Current.Problems,
                rejected = live.Rejected,
            },
            ApiJson.Options));
        api.MapPost("/content/reload", (LiveCatalog live) => Results.Json(
            new { changed = live.Refresh(), revision = live.Current.Revision, rejected = live.Rejected }, ApiJson.Options));
    }
}
