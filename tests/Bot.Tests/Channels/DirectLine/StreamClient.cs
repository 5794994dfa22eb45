using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace Bot.Tests.Channels.DirectLine;

/// <summary>A client of the WebSocket stream.</summary>
internal sealed class StreamClient : IAsyncDisposable
{
    private readonly ClientWebSocket socket = new();

    public string? Watermark { get; private set; }

    public static Task<StreamClient> ConnectAsync(string url) => ConnectAsync(url, null);

    /// <summary>Connects with a small receive buffer, so that what is not read soon fills the way here on any machine.</summary>
    public static Task<StreamClient> ConnectNarrowAsync(string url) => ConnectAsync(url, 16 * 1024);

    private static async Task<StreamClient> ConnectAsync(string url, int? receiveBuffer)
    {
        var client = new StreamClient();
        using var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (context, cancel) =>
            {
                var wire = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                if (receiveBuffer is { } size)
                {
                    wire.ReceiveBufferSize = size;
                }

                await wire.ConnectAsync(context.DnsEndPoint, cancel);
                return new NetworkStream(wire, ownsSocket: true);
            },
        };
        using var invoker = new HttpMessageInvoker(handler, disposeHandler: false);
        await client.socket.ConnectAsync(new Uri(url), invoker, TestContext.Current.CancellationToken);
        return client;
    }

    /// <summary>The next frame's activities; null when the server closed.</summary>
    public async Task<JsonArray?> FrameAsync()
    {
        var buffer = new byte[64 * 1024];
        using var all = new MemoryStream();
        while (true)
        {
            var result = await socket.ReceiveAsync(buffer.AsMemory(), TestContext.Current.CancellationToken);
            if (result.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            all.Write(buffer, 0, result.Count);
            if (result.EndOfMessage)
            {
                var set = JsonNode.Parse(Encoding.UTF8.GetString(all.ToArray()))!;
                Watermark = (string?)set["watermark"] ?? Watermark;
                return set["activities"]!.AsArray();
            }
        }
    }

    /// <summary>Reads until so many activities came.</summary>
    public async Task<IReadOnlyList<JsonNode>> ReadAsync(int count)
    {
        var all = new List<JsonNode>();
        while (all.Count < count && await FrameAsync() is { } frame)
        {
            all.AddRange(frame.Select(activity => activity!));
        }

        return all;
    }

    public Task PingAsync() => socket.SendAsync(ReadOnlyMemory<byte>.Empty, WebSocketMessageType.Text, endOfMessage: true, TestContext.Current.CancellationToken).AsTask();

    public Task CloseAsync() => socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync()
    {
        socket.Dispose();
        return ValueTask.CompletedTask;
    }
}
