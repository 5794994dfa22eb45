using System.Security.Cryptography;
using Bot.Core.Ports;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Bot.Channels.DirectLine;

/// <summary>Brings our own Direct Line 3.0 server into the service.</summary>
public static class DirectLineSetup
{
    /// <summary>
    /// Adds the server's parts. Needs a <see cref="TimeProvider"/>, an <see cref="IActivityLog"/> and a <see cref="Receive"/> beside them.
    /// </summary>
    public static IServiceCollection AddDirectLine(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<DirectLineOptions>().Bind(configuration.GetSection(DirectLineOptions.Section)).ValidateOnStart();
        services.AddSingleton<IPostConfigureOptions<DirectLineOptions>, KeptSecret>();
        services.AddSingleton<IValidateOptions<DirectLineOptions>, DirectLineOptionsValidator>();
        services.AddSingleton<TokenMint>();
        services.AddSingleton<Admission>();
        services.AddSingleton<StreamHub>();
        services.AddSingleton<Roster>();
        services.AddSingleton<HandIn>();
        services.AddSingleton<Joining>();
        services.AddSingleton<Posting>();
        services.AddSingleton<UploadStore>();
        services.AddSingleton<StreamSocket>();
        services.AddSingleton<StreamEndpoint>();
        services.AddSingleton<TokenEndpoints>();
        services.AddSingleton<ConversationEndpoints>();
        services.AddSingleton<ActivityEndpoints>();
        services.AddSingleton<UploadEndpoints>();
        services.AddSingleton<IChannel, DirectLineChannel>();
        services.AddHostedService<StreamPoller>();
        return services;
    }

    /// <summary>Maps <c>/v3/directline/…</c>, the WebSocket stream among it.</summary>
    public static IEndpointRouteBuilder MapDirectLine(this IEndpointRouteBuilder routes)
    {
        var parts = routes.ServiceProvider;
        var tokens = parts.GetRequiredService<TokenEndpoints>();
        var conversations = parts.GetRequiredService<ConversationEndpoints>();
        var activities = parts.GetRequiredService<ActivityEndpoints>();
        var uploads = parts.GetRequiredService<UploadEndpoints>();
        var cors = new Cors(parts.GetRequiredService<IOptions<DirectLineOptions>>());

        var group = routes.MapGroup("/v3/directline").AddEndpointFilter(cors);
        group.MapPost("/tokens/generate", (Delegate)tokens.GenerateAsync);
        group.MapPost("/tokens/refresh", (Delegate)tokens.RefreshAsync);
        group.MapPost("/conversations", (Delegate)conversations.StartAsync);
        group.MapGet("/conversations/{conversation}", conversations.ReconnectAsync);
        group.MapGet("/conversations/{conversation}/activities", activities.ReadAsync);
        group.MapPost("/conversations/{conversation}/activities", activities.PostAsync);
        group.MapPost("/conversations/{conversation}/upload", uploads.UploadAsync);
        group.MapGet("/attachments/{id}/{name}", uploads.Download);
        group.MapGet("/session/getsessionid", () => Results.Json(new { sessionId = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)) }));
        group.MapMethods("/{**any}", [HttpMethods.Options], (Delegate)Cors.Preflight);
        group.MapFallback("/{**any}", () => (IResult)Refusal.NotFound);

        // WebSockets are switched on for this one address only.
        var stream = routes.CreateApplicationBuilder();
        stream.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.FromSeconds(20), KeepAliveTimeout = TimeSpan.FromSeconds(20) });
        stream.Run(parts.GetRequiredService<StreamEndpoint>().RunAsync);
        routes.MapGet("/v3/directline/conversations/{conversation}/stream", stream.Build());
        return routes;
    }
}
