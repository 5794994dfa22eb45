using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Bot.Channels.DirectLine;

/// <summary>Lets web pages of other origins call; no cookies are ever involved, so any origin is safe where the token does not say otherwise.</summary>
internal sealed class Cors(IOptions<DirectLineOptions> options) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        Allow(context.HttpContext);
        return await next(context);
    }

    /// <summary>Answers a browser's question beforehand.</summary>
    public static IResult Preflight(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.AccessControlAllowMethods = "GET, POST, OPTIONS";
        headers.AccessControlAllowHeaders = "authorization, content-type, content-disposition, x-ms-bot-agent, x-requested-with";
        headers.AccessControlMaxAge = "86400";
        return Results.NoContent();
    }

    private void Allow(HttpContext context)
    {
        var origin = context.Request.Headers.Origin.ToString();
        context.Response.Headers.Vary = "Origin";
        if (origin.Length > 0 && (options.Value.AllowedOrigins.Count == 0 || options.Value.AllowedOrigins.Contains(origin, StringComparer.OrdinalIgnoreCase)))
        {
            context.Response.Headers.AccessControlAllowOrigin = origin;
            context.Response.Headers.AccessControlExposeHeaders = "Retry-After";
        }
    }
}
