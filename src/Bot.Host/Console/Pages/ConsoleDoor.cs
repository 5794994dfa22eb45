using Bot.Host.Console.Access;
using Bot.Storage;

namespace Bot.Host.Console.Pages;

/// <summary>Before the console's pages: who is not signed in is shown the way. Their assets hold no secret and are public.</summary>
internal static class ConsoleDoor
{
    /// <summary>Puts the door before whatever serves <c>/console</c>.</summary>
    public static IApplicationBuilder UseConsoleDoor(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (!IsConsole(context, out var rest))
        {
            await next(context).ConfigureAwait(false);
            return;
        }

        try
        {
            await EnterAsync(context, rest, next).ConfigureAwait(false);
        }
        catch (StoreException) when (!context.Response.HasStarted)
        {
            var words = Page.Words(context);
            context.Response.Headers.RetryAfter = "5";
            await Page.Of(context, words, words.Away, $"""<p class="wrong" role="alert">{words.AwayLead}</p>""", 503).ExecuteAsync(context).ConfigureAwait(false);
        }
    });

    private static async Task EnterAsync(HttpContext context, PathString rest, RequestDelegate next)
    {
        if (IsPage(context, rest) && await context.RequestServices.GetRequiredService<Sessions>().FindAsync(context, context.RequestAborted).ConfigureAwait(false) is null)
        {
            var place = context.Request.Path.Value + context.Request.QueryString;
            context.Response.Headers.CacheControl = "no-store";
            context.Response.Redirect("/console/sign-in" + (place is "/console" or "/console/" ? "" : QueryString.Create("return", place)));
            return;
        }

        await next(context).ConfigureAwait(false);
    }

    private static bool IsConsole(HttpContext context, out PathString rest) => context.Request.Path.StartsWithSegments("/console", StringComparison.OrdinalIgnoreCase, out rest);

    private static bool IsPage(HttpContext context, PathString rest) =>
        !rest.StartsWithSegments("/assets", StringComparison.Ordinal)
        && context.GetEndpoint() is null;
}
