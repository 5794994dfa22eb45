using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace Bot.Tests.Channels.DirectLine;

/// <summary>A client of the WebSocket stream.</summary>
internal sealed class StreamClient : IAsyncDisposable
{
    private readonly ClientWebSocket socket = new();

    public string? Watermark { get; private set; }

    public static async Task<StreamClient> ConnectAsync(string url)
    {
        var client = new StreamClient();
        await client.socket.ConnectAsync(new Uri(url), TestContext.Current.CancellationToken);
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
