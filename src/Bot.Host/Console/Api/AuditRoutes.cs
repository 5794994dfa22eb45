using Bot.Host.Console.Access;
using Bot.Host.Operators;

namespace Bot.Host.Console.Api;

/// <summary><c>GET /audit?before=…&amp;limit=…&amp;who=…&amp;what=…</c>: the audit trail, newest first.</summary>
internal static class AuditRoutes
{
    private const int MaxPage = 1000;

    public static void Map(IEndpointRouteBuilder v1) =>
        v1.MapGet("/audit", async (long? before, int? limit, string? who, string? what, Audit audit, CancellationToken cancel) =>
        {
            if (limit is < 1 or > MaxPage || before < 1)
            {
                return ApiProblem.Of(400, "limit_wrong", $"limit 要在 1 到 {MaxPage} 之间，before 要是正整数", $"limit must lie between 1 and {MaxPage}, before must be a whole number from 1");
            }

            var (lines, next) = await audit.ReadAsync(before, limit ?? 100, Filled(who), Filled(what), cancel).ConfigureAwait(false);
            return Results.Json(new { items = lines, next }, ApiJson.Options);
        }).Needs(Permission.Admin).Says("操作记录", "The audit trail", "format").WithCsv("audit", "number", "at", "who", "what", "on", "from", "to", "why", "address");

    private static string? Filled(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
