using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Channels.BotFramework;

/// <summary>Puts the door of the Bot Framework into the application.</summary>
public static class BotFrameworkEndpoints
{
    /// <summary>Maps <c>/api/messages</c>; needs what <c>AddBotFramework</c> registers, and a <c>Receive</c>.</summary>
    /// <param name="endpoints">The application.</param>
    public static IEndpointConventionBuilder MapBotFramework(this IEndpointRouteBuilder endpoints)
    {
        var door = endpoints.ServiceProvider.GetRequiredService<MessagesEndpoint>();
        return endpoints.Map("/api/messages", door.HandleAsync);
    }
}
