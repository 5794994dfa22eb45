using Bot.Host.Content;

namespace Bot.Host.Operators;

/// <summary>Which content is in force, and what is wrong with the last edit.</summary>
internal static class ContentRoutes
{
    public static void Map(IEndpointRouteBuilder api) => MapState(api, "/content");

    /// <summary>The state under another name: in <c>/api/v1</c>, <c>/content</c> lists the files.</summary>
    public static void MapState(IEndpointRouteBuilder api, string state)
    {
        api.MapGet(state, (LiveCatalog live) => Results.Json(
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
