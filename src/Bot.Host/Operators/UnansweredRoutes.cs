using System.Globalization;
using Bot.Host.Knowledge;

namespace Bot.Host.Operators;

/// <summary><c>GET /api/unanswered?limit=…&amp;min=…&amp;all=true</c>: what members asked in the last thirty days and no content answered, near-duplicates together.</summary>
internal static class UnansweredRoutes
{
    private const int MaxPage = 500;

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/unanswered", ListAsync);

    private static async Task<IResult> ListAsync(HttpContext context, UnansweredDesk desk, CancellationToken cancel)
    {
        var values = context.Request.Query;
        if (!Number(values["limit"], 50, MaxPage, out var limit) || !Number(values["min"], 1, 1_000_000, out var min))
        {
            return Results.Problem(statusCode: 400, title: $"limit 要在 1 到 {MaxPage} 之间，min 要是正整数 / limit must lie between 1 and {MaxPage}, min must be a whole number from 1");
        }

        var all = string.Equals(values["all"], "true", StringComparison.OrdinalIgnoreCase);
        var items = await desk.TopAsync(limit, min, all, cancel).ConfigureAwait(false);
        return Results.Json(new { days = UnansweredDesk.Days, items = items.Select(Shown) }, ApiJson.Options);
    }

    private static object Shown(UnansweredItem item) => new
    {
        item.Cluster.Id,
        item.Cluster.Text,
        item.Cluster.Count,
        item.Cluster.Members,
        item.Cluster.Groups,
        item.Cluster.Examples,
        item.Cluster.First,
        item.Cluster.Last,
        item.AnsweredBy,
        item.Score,
    };

    private static bool Number(string? text, int otherwise, int most, out int number)
    {
        number = otherwise;
        return string.IsNullOrEmpty(text) || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= 1 && number <= most);
    }
}
