using Bot.Host.Console.Access;

namespace Bot.Host.Console.Pages;

/// <summary>Before the console's pages: who is not signed in is shown the way. Their assets hold no secret and are public.</summary>
internal static class ConsoleDoor
{
    /// <summary>Puts the door before whatever serves <c>/console</c>.</summary>
    public static IApplicationBuilder UseConsoleDoor(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (IsPage(context) && await context.RequestServices.GetRequiredService<Sessions>().FindAsync(context, context.RequestAborted).ConfigureAwait(false) is null)
        {
            var place = context.Request.Path.Value + context.Request.QueryString;
            context.Response.Headers.CacheControl = "no-store";
            context.Response.Redirect("/console/sign-in" + (place is "/console" or "/console/" ? "" : QueryString.Create("return", place)));
            return;
        }

        await next(context).ConfigureAwait(false);
    });

    private static bool IsPage(HttpContext context) =>
        context.Request.Path.StartsWithSegments("/console", StringComparison.OrdinalIgnoreCase, out var rest)
        && !rest.StartsWithSegments("/assets", StringComparison.Ordinal)
        && context.GetEndpoint() is null;
}
