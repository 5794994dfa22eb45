using Bot.Core.Ports;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Bot.Channels.DirectLine;

/// <summary>Opens the WebSocket stream for whoever holds a fresh stream address.</summary>
internal sealed class StreamEndpoint(
    Admission admission, IActivityLog log, StreamHub hub, StreamSocket serve, IOptions<DirectLineOptions> options, IHostApplicationLifetime lifetime)
{
    public async Task RunAsync(HttpContext context)
    {
        var conversation = (string?)context.GetRouteValue("conversation") ?? "";
        var (from, refusal) = await FromAsync(context, conversation);
        if (refusal is not null)
        {
            await refusal.ExecuteAsync(context);
            return;
        }

        if (hub.Listen(conversation, options.Value.MaxStreamsPerConversation, options.Value.MaxStreams) is not { } listener)
        {
            await Refusal.TooMany("Too many open streams.", TimeSpan.FromSeconds(10)).ExecuteAsync(context);
            return;
        }

        try
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            await serve.ServeAsync(socket, listener, from, lifetime.ApplicationStopping);
        }
        finally
        {
            hub.Leave(listener);
        }
    }

    private async ValueTask<(long From, Refusal? Refusal)> FromAsync(HttpContext context, string conversation)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            return (0, Refusal.BadArgument("This address is for WebSocket connections."));
        }

        if (!Wire.TryWatermark(context.Request.Query["watermark"], out var watermark))
        {
            return (0, Refusal.BadArgument("The watermark is not one that this server gave."));
        }

        var (grant, refusal) = await admission.ReadAsync(context.Request, context.Request.Query["t"].ToString(), TokenUse.Stream);
        if (grant is null)
        {
            return (0, refusal);
        }

        if (!string.Equals(grant.Conversation, conversation, StringComparison.Ordinal))
        {
            return (0, Refusal.Forbidden("The token is for another conversation."));
        }

        // A watermark beyond the end comes from a log that was since lost: nothing would ever arrive.
        var length = await log.LengthAsync(Wire.Key(conversation), context.RequestAborted);
        return (Math.Min(watermark ?? length, length), null);
    }
}
