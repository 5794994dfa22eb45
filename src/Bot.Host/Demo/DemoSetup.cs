using System.Text.Json;
using Bot.Channels.DirectLine;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace Bot.Host.Demo;

/// <summary>Brings in the endpoints behind the page <c>/</c>.</summary>
public static class DemoSetup
{
    private const int LongestKey = 4096;

    private sealed record Resume(string? Key);

    /// <summary>Adds the demo's parts.</summary>
    public static IServiceCollection AddDemo(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<DemoOptions>().Bind(configuration.GetSection("Demo"))
            .Validate(options => options.SessionsPerMinute > 0, "Demo:SessionsPerMinute must be above 0")
            .Validate(options => options.VisitLifetime > TimeSpan.Zero, "Demo:VisitLifetime must be above 00:00:00")
            .ValidateOnStart();
        services.AddSingleton<DemoVisits>();
        services.AddSingleton<DemoWhy>();
        return services;
    }

    /// <summary>Maps <c>POST /demo/session</c> and <c>GET /demo/why</c>, unless the demo is switched off.</summary>
    public static IEndpointRouteBuilder MapDemo(this IEndpointRouteBuilder routes)
    {
        var parts = routes.ServiceProvider;
        var options = parts.GetRequiredService<IOptions<DemoOptions>>().Value;
        if (!options.Enabled)
        {
            return routes;
        }

        var rate = new RateWindow(options.SessionsPerMinute, TimeSpan.FromMinutes(1), parts.GetRequiredService<TimeProvider>());
        var visits = parts.GetRequiredService<DemoVisits>();
        routes.MapPost("/demo/session", (Func<HttpContext, Task<IResult>>)(context => BeginAsync(context, rate, visits)));
        routes.MapGet("/demo/why", (Delegate)parts.GetRequiredService<DemoWhy>().AnswerAsync);
        return routes;
    }

    private static async Task<IResult> BeginAsync(HttpContext context, RateWindow rate, DemoVisits visits)
    {
        if (rate.Take(context.Connection.RemoteIpAddress?.ToString() ?? "") is { } wait)
        {
            context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture);
            return Results.Json(new { error = new { code = "TooManyRequests", message = "Too many visits; try again in a minute." } }, statusCode: 429);
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = LongestKey;
        }

        context.Response.Headers.CacheControl = "no-store";
        return Results.Json(await ResumeAsync(context, visits) ?? visits.Begin());
    }

    private static async ValueTask<DemoVisit?> ResumeAsync(HttpContext context, DemoVisits visits)
    {
        if (!context.Request.HasJsonContentType())
        {
            return null;
        }

        try
        {
            var asked = await context.Request.ReadFromJsonAsync<Resume>(context.RequestAborted);
            return asked?.Key is { Length: > 0 } key ? await visits.ResumeAsync(key) : null;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // Whatever came was no key: the visitor begins anew.
            return null;
        }
    }
}
