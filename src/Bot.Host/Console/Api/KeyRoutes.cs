using System.Collections.Immutable;
using Bot.Host.Console.Access;
using Bot.Host.Operators;

namespace Bot.Host.Console.Api;

/// <summary>A new API key.</summary>
/// <param name="Name">What it is for.</param>
/// <param name="Scopes">One or more of <c>view, edit, serve, publish, send, admin</c>.</param>
public sealed record KeyBody(string? Name, ImmutableArray<string>? Scopes);

/// <summary>A key, just made.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">What it is for.</param>
/// <param name="Scopes">Its permissions.</param>
/// <param name="Token">To be sent as <c>Authorization: Bearer</c>; shown this once.</param>
public sealed record KeyMade(string Id, string Name, IReadOnlyList<string> Scopes, string Token);

/// <summary>Administrators keep the keys of tools.</summary>
internal static class KeyRoutes
{
    public static void Map(IEndpointRouteBuilder v1)
    {
        v1.MapGet("/keys", async (ApiKeys keys, CancellationToken cancel) => Results.Json(
            new { items = (await keys.ListAsync(cancel).ConfigureAwait(false)).Select(one => new { id = one.Id, one.Key.Name, one.Key.Scopes, one.Key.By, one.Key.CreatedAt, one.Key.UsedAt }) }, ApiJson.Options))
            .Needs(Permission.Admin).Says("API 密钥", "The API keys");
        v1.MapPost("/keys", async (KeyBody body, HttpContext context, ApiKeys keys, CancellationToken cancel) =>
        {
            var (id, token, wrong) = await keys.CreateAsync(context.Operator(), body.Name, body.Scopes ?? [], cancel).ConfigureAwait(false);
            return wrong is not null ? ApiProblem.Of(wrong) : Results.Json(new KeyMade(id!, body.Name!.Trim(), body.Scopes!.Value, token!), ApiJson.Options, statusCode: 201);
        }).Needs(Permission.Admin).Says("新建 API 密钥，只显示一次", "Make an API key; it is shown once").Produces<KeyMade>(201);
        v1.MapDelete("/keys/{id}", async (string id, HttpContext context, ApiKeys keys, CancellationToken cancel) =>
            await keys.RemoveAsync(context.Operator(), id, cancel).ConfigureAwait(false) is { } wrong ? ApiProblem.Of(wrong) : Results.NoContent())
            .Needs(Permission.Admin).Says("删除 API 密钥，随即失效", "Remove an API key; it ends at once").Produces(204);
    }
}
