using Bot.Host.Console.Access;
using Bot.Storage;
using Microsoft.AspNetCore.Http.Features;

namespace Bot.Host.Console.Api;

/// <summary>Before every route of the API: who calls, whether they may, whether a browser sends it from our own page. And every refusal in one form.</summary>
internal sealed partial class Gate(RequestDelegate next, Sessions sessions, ApiKeys keys, ILogger<Gate> log)
{
    private const long Largest = 4 * 1024 * 1024;
    private const string Bearer = "Bearer ";

    public async Task InvokeAsync(HttpContext context)
    {
        if (!context.Request.Path.StartsWithSegments(ApiV1.Root, StringComparison.OrdinalIgnoreCase))
        {
            await next(context).ConfigureAwait(false);
            return;
        }

        context.Response.Headers.CacheControl = "no-store";
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = Largest;
        }

        var refused = await RunAsync(context).ConfigureAwait(false);
        if (refused is null && context.Response is { HasStarted: false, StatusCode: >= 400, ContentType: null } response)
        {
            refused = ApiProblem.Told(response.StatusCode);
        }

        if (refused is not null && !context.Response.HasStarted)
        {
            await ApiProblem.Of(refused).ExecuteAsync(context).ConfigureAwait(false);
        }
    }

    private async Task<Refusal?> RunAsync(HttpContext context)
    {
        try
        {
            if (await EnterAsync(context).ConfigureAwait(false) is { } refused)
            {
                return refused;
            }

            await next(context).ConfigureAwait(false);
            return null;
        }
        catch (BadHttpRequestException bad)
        {
            return ApiProblem.Told(bad.StatusCode);
        }
        catch (StoreException away)
        {
            LogStore(away);
            return ApiProblem.Told(503) with { After = TimeSpan.FromSeconds(2) };
        }
        catch (Exception fault) when (!context.RequestAborted.IsCancellationRequested)
        {
            LogFault(fault);
            return ApiProblem.Told(500);
        }
    }

    private async Task<Refusal?> EnterAsync(HttpContext context)
    {
        var endpoint = context.GetEndpoint();
        if (endpoint is null)
        {
            return new Refusal(404, "no_route", "没有这个地址", "There is no such address");
        }

        if (endpoint.Metadata.GetMetadata<Needs>() is not { } needs)
        {
            // Routing's own answers (another method, another media type) tell nothing; a route that nobody thought about is shut.
            return endpoint is RouteEndpoint ? ApiProblem.Told(403) : null;
        }

        var request = context.Request;
        if (needs.IsOpen)
        {
            return SameOrigin.IsSafe(request) ? null : SameOrigin.Foreignness(request);
        }

        var header = request.Headers.Authorization.ToString();
        var who = header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? await keys.FindAsync(header[Bearer.Length..].Trim(), context.Address(), context.RequestAborted).ConfigureAwait(false)
            : header.Length > 0 ? null
            : await sessions.FindAsync(context, context.RequestAborted).ConfigureAwait(false);
        if (who is null)
        {
            return ApiProblem.Told(401);
        }

        if (who.Session is { } session && !SameOrigin.IsSafe(request) && SameOrigin.Check(request, session.Csrf, request.Headers[SameOrigin.Header]) is { } forged)
        {
            return forged;
        }

        if (!who.May(needs.Permission))
        {
            var names = string.Join(", ", Roles.NamesOf(needs.Permission));
            return new Refusal(403, "not_permitted", $"没有权限，需要：{names}。请找管理员", $"Not permitted; needed: {names}. Ask an administrator");
        }

        context.Features.Set(who);
        return null;
    }

    [LoggerMessage(EventId = 1501, Level = LogLevel.Error, Message = "A console route failed")]
    private partial void LogFault(Exception fault);

    [LoggerMessage(EventId = 1502, Level = LogLevel.Warning, Message = "A console route could not reach the store")]
    private partial void LogStore(Exception away);
}
