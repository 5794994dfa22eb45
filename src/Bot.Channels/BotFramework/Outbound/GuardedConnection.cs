using System.Net;
using System.Net.Sockets;

namespace Bot.Channels.BotFramework.Outbound;

/// <summary>An address that a name resolved to and that must not be called.</summary>
public sealed class BlockedAddressException() : IOException("The service address resolves to a private address.");

/// <summary>Opens connections to connectors: never through a redirect or a proxy, and never to a private address where that is forbidden.</summary>
internal static class GuardedConnection
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);

    /// <summary>A handler that judges the resolved addresses themselves, so that a name cannot change its mind in between.</summary>
    public static SocketsHttpHandler Handler(BotFrameworkOptions options, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null)
    {
        var guarded = options is { AuthenticationOn: true, AllowPrivateServiceUrls: false };
        return new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            MaxConnectionsPerServer = 64,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            MaxResponseHeadersLength = 64,
            // Our trace ids are no business of a platform's.
            ActivityHeadersPropagator = null,
            ConnectCallback = (context, cancel) => ConnectAsync(context.DnsEndPoint, guarded, resolve ?? Dns.GetHostAddressesAsync, cancel),
        };
    }

    private static async ValueTask<Stream> ConnectAsync(DnsEndPoint target, bool guarded, Func<string, CancellationToken, Task<IPAddress[]>> resolve, CancellationToken cancel)
    {
        // A time-out of our own, as a socket error: the caller can then tell "never connected" from "no answer".
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(ConnectTimeout);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            var addresses = await resolve(target.Host, patience.Token);
            if (guarded && !Array.TrueForAll(addresses, ServiceAddress.IsPublic))
            {
                throw new BlockedAddressException();
            }

            await socket.ConnectAsync(addresses, target.Port, patience.Token);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            socket.Dispose();
            throw new SocketException((int)SocketError.TimedOut);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
