using System.Net.WebSockets;
using Bot.Core.Ports;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Bot.Channels.DirectLine;

/// <summary>Serves one open WebSocket: replays the log from a place on, then follows it, until either side ends it.</summary>
internal sealed partial class StreamSocket(IActivityLog log, IOptions<DirectLineOptions> options, TimeProvider time, ILogger<StreamSocket> logger)
{
    private const int Page = 50;
    private const int MostInbound = 64 * 1024;
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);

    /// <summary>Returns when the stream is over.</summary>
    /// <param name="socket">The socket.</param>
    /// <param name="listener">Wakes us.</param>
    /// <param name="from">First sequence to send.</param>
    /// <param name="stopping">The service is going down: say so to the client, who then connects elsewhere.</param>
    public async Task ServeAsync(WebSocket socket, Listener listener, long from, CancellationToken stopping)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var listening = ListenAsync(socket, over);
        await FollowAsync(socket, listener, from, over.Token);
        await CloseAsync(socket, stopping.IsCancellationRequested);
        if (await Task.WhenAny(listening, Task.Delay(Farewell, time, CancellationToken.None)) != listening)
        {
            socket.Abort();
        }

        await listening;
    }

    private async Task FollowAsync(WebSocket socket, Listener listener, long from, CancellationToken over)
    {
        try
        {
            while (socket.State == WebSocketState.Open)
            {
                while (listener.TryTakePassing(out var activity))
                {
                    await SendAsync(socket, Wire.Frame([activity], null), over);
                }

                var page = await log.ReadAsync(Wire.Key(listener.Conversation), from, Page, over);
                if (page.IsEmpty)
                {
                    await listener.WaitAsync(over);
                    continue;
                }

                from = page[^1].Sequence + 1;
                var visible = page.Where(entry => !Wire.IsHidden(entry)).Select(entry => entry.Json).ToList();
                if (visible.Count > 0)
                {
                    await SendAsync(socket, Wire.Frame(visible, from), over);
                }
            }
        }
        catch (Exception error) when (error is OperationCanceledException or WebSocketException)
        {
            LogEnded(logger, error.GetType().Name);
        }
    }

    // A client that does not take a frame in time is cut off, which also frees whatever the transport had buffered for it.
    private async Task SendAsync(WebSocket socket, byte[] frame, CancellationToken over)
    {
        using var late = new CancellationTokenSource(options.Value.SendTimeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(over, late.Token);
        await socket.SendAsync(frame, WebSocketMessageType.Text, WebSocketMessageFlags.EndOfMessage, both.Token);
    }

    // Clients send nothing but empty pings; reading is how we learn that they left.
    private async Task ListenAsync(WebSocket socket, CancellationTokenSource over)
    {
        var buffer = new byte[1024];
        var received = 0L;
        try
        {
            while (received <= MostInbound && (await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None)) is { MessageType: not WebSocketMessageType.Close } result)
            {
                received += result.Count;
            }
        }
        catch (WebSocketException error)
        {
            LogEnded(logger, error.WebSocketErrorCode.ToString());
        }

        await over.CancelAsync();
    }

    private async Task CloseAsync(WebSocket socket, bool stopping)
    {
        if (socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived))
        {
            return;
        }

        using var late = new CancellationTokenSource(Farewell, time);
        try
        {
            await socket.CloseOutputAsync(stopping ? WebSocketCloseStatus.EndpointUnavailable : WebSocketCloseStatus.NormalClosure, null, late.Token);
        }
        catch (Exception error) when (error is OperationCanceledException or WebSocketException)
        {
            LogEnded(logger, error.GetType().Name);
        }
    }

    [LoggerMessage(LogLevel.Debug, "A stream ended: {Why}")]
    private static partial void LogEnded(ILogger logger, string why);
}
