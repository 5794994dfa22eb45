using System.Net;
using Microsoft.AspNetCore.Http;

namespace Bot.Channels.BotFramework;

/// <summary>Tells whether a request began on this machine.</summary>
internal static class LocalCaller
{
    /// <summary>
    /// A loopback peer (or none: a Unix socket, an in-process test) that does not forward for somebody else. Behind a
    /// proxy on this machine every peer is loopback, and the forwarding headers betray it.
    /// </summary>
    public static bool Is(HttpContext context) =>
        (context.Connection.RemoteIpAddress is not { } peer || IPAddress.IsLoopback(peer))
        && !context.Request.Headers.ContainsKey("X-Forwarded-For")
        && !context.Request.Headers.ContainsKey("Forwarded");
}
