using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Bot.Core.Activities;
using Bot.Core.Ports;
using Bot.Tests.Kit.Http;

namespace Bot.Tests.Kit.Chat;

/// <summary>A world's service over the wire: activities posted as a channel posts them, answers taken by a connector that listens.</summary>
internal sealed class HttpDoor : IAsyncDisposable
{
    private readonly HttpClient _client;

    private HttpDoor(Uri service, ConnectorServer connector) => (_client, Connector) = (new HttpClient { BaseAddress = service }, connector);

    public ConnectorServer Connector { get; }

    public IReadOnlyCollection<OutboundMessage> Delivered =>
        [.. Connector.Replies.Select(reply => new OutboundMessage { Conversation = new(World.Channel, reply.Conversation), Route = new("botframework", Connector.Url, World.Bot), Text = reply.Text, ReplyToId = reply.ReplyToId })];

    public IReadOnlyList<string> Ids => [.. Connector.Replies.Select(reply => reply.Id)];

    public static async Task<HttpDoor> OpenAsync(Uri service) => new(service, await ConnectorServer.StartAsync());

    /// <summary>Posts it; 202 and 200 are kept, 503 is busy.</summary>
    public async Task<Receipt> PostAsync(Activity activity)
    {
        using var content = JsonContent.Create(Write(activity));
        using var answer = await _client.PostAsync(new Uri("/api/messages", UriKind.Relative), content, TestContext.Current.CancellationToken);
        Assert.True((int)answer.StatusCode is 200 or 202 or 503, $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}");
        return (int)answer.StatusCode == 503 ? new Receipt.Busy(answer.Headers.RetryAfter!.Delta!.Value) : new Receipt.Kept([]);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await Connector.DisposeAsync();
    }

    private JsonObject Write(Activity activity)
    {
        var wire = Wire.Message(Connector.Url, activity.Conversation.Id, activity.From.Id, activity.Id, activity.Text, activity.IsGroup);
        wire["timestamp"] = activity.At.ToString("O", CultureInfo.InvariantCulture);
        wire["from"] = new JsonObject { ["id"] = activity.From.Id, ["name"] = activity.From.Name, ["role"] = activity.From.IsBot ? "bot" : "user" };
        if (activity.ReplyToId is { } id)
        {
            wire["replyToId"] = id;
        }

        return wire;
    }
}
