using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Bot.Tests.Kit.Http;

/// <summary>A reply as a platform got it.</summary>
public sealed record Reply(string Conversation, string? ReplyToId, string Text)
{
    /// <summary>The id that the platform gave it.</summary>
    public string Id { get; init; } = "";
}

/// <summary>A connector on loopback: takes replies over real HTTP and remembers them.</summary>
public sealed class ConnectorServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Reply> _replies = new();
    private int _throttled;
    private int _refused;
    private TimeSpan _after;
    private int _ids;

    private ConnectorServer(WebApplication app) => _app = app;

    public string Url { get; private set; } = "";

    public IReadOnlyCollection<Reply> Replies => _replies;

    public static async Task<ConnectorServer> StartAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var server = new ConnectorServer(app);
        app.MapPost("/v3/conversations/{conversation}/activities/{activity?}", server.TakeAsync);
        app.MapPost("/v3/conversations", () => Results.Json(new { id = $"opened-{Interlocked.Increment(ref server._ids)}" }, statusCode: 201));
        await app.StartAsync();
        server.Url = app.Urls.First();
        return server;
    }

    /// <summary>The next calls get 429.</summary>
    public void Throttle(int times) => Throttle(times, TimeSpan.FromSeconds(1));

    /// <summary>The next calls get 429 with this Retry-After.</summary>
    public void Throttle(int times, TimeSpan after)
    {
        _after = after;
        Volatile.Write(ref _throttled, times);
    }

    /// <summary>How many messages were refused for good.</summary>
    public int Refused => Volatile.Read(ref _refused);

    /// <summary>While true, every message gets 403: this member has blocked us.</summary>
    public bool Refuses { get; set; }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task<IResult> TakeAsync(string conversation, HttpContext context)
    {
        if (Interlocked.Decrement(ref _throttled) >= 0)
        {
            context.Response.Headers.RetryAfter = _after.TotalSeconds.ToString("0", System.Globalization.CultureInfo.InvariantCulture);
            return Results.StatusCode(429);
        }

        if (Refuses)
        {
            Interlocked.Increment(ref _refused);
            return Results.StatusCode(403);
        }

        using var body = await JsonDocument.ParseAsync(context.Request.Body);
        var root = body.RootElement;
        var given = $"r{Interlocked.Increment(ref _ids)}";
        if (root.GetProperty("type").GetString() == "message")
        {
            _replies.Enqueue(new Reply(
                Uri.UnescapeDataString(conversation),
                root.TryGetProperty("replyToId", out var id) ? id.GetString() : null,
                root.TryGetProperty("text", out var text) ? text.GetString() ?? "" : "")
            { Id = given });
        }

        return Results.Json(new { id = given });
    }
}
