using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Bot.Channels.DirectLine;
using Bot.Core.Activities;
using Bot.Core.Ports;
using Bot.Tests.Kit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Bot.Tests.Channels.DirectLine;

/// <summary>The Direct Line server on loopback, with a log in memory, a scripted assistant and a clock that tests move.</summary>
internal sealed class DirectLineServer : IAsyncDisposable
{
    public const string Secret = "a secret for tests, long enough";

    private readonly WebApplication app;
    private readonly string folder;

    private DirectLineServer(WebApplication app, string folder, ManualClock clock, MemoryLog log, ConcurrentQueue<Activity> received)
    {
        (this.app, this.folder, Clock, Log, Received) = (app, folder, clock, log, received);
        Address = new Uri(app.Urls.First());
        Http = new HttpClient { BaseAddress = Address };
        Channel = app.Services.GetServices<IChannel>().Single();
    }

    public Uri Address { get; }

    public HttpClient Http { get; }

    public ManualClock Clock { get; }

    public MemoryLog Log { get; }

    public ConcurrentQueue<Activity> Received { get; }

    public IChannel Channel { get; }

    public string Folder => folder;

    /// <summary>What the assistant says to an activity; kept unless a test says otherwise.</summary>
    public Func<Activity, Receipt> Answer { get; set; } = _ => new Receipt.Kept([]);

    public T Part<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    public static async Task<DirectLineServer> StartAsync(MemoryLog? log = null, params (string Key, string Value)[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("directline").FullName;
        var (clock, received) = (new ManualClock(), new ConcurrentQueue<Activity>());
        log ??= new MemoryLog();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["DirectLine:Secret"] = Secret, ["DirectLine:DataFolder"] = folder });
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));
        DirectLineServer? server = null;
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddSingleton<IActivityLog>(log);
        builder.Services.AddSingleton<Receive>((activity, _) =>
        {
            received.Enqueue(activity);
            return ValueTask.FromResult(server!.Answer(activity));
        });
        builder.Services.AddDirectLine(builder.Configuration);
        var app = builder.Build();
        app.MapDirectLine();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return server = new DirectLineServer(app, folder, clock, log, received);
    }

    /// <summary>Calls the server as the holder of a token or the secret.</summary>
    public async Task<Reply> CallAsync(HttpMethod method, string path, string? credential = Secret, object? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, "/v3/directline" + path);
        if (credential is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", credential);
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        request.Content = body switch { null => null, HttpContent content => content, _ => JsonContent.Create(body) };
        using var response = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var all = response.Headers.Concat(response.Content.Headers).ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
        return new Reply((int)response.StatusCode, text.StartsWith('{') ? JsonNode.Parse(text)!.AsObject() : [], text, all);
    }

    public Task<Reply> PostAsync(string path, string? credential = Secret, object? body = null) => CallAsync(HttpMethod.Post, path, credential, body);

    public Task<Reply> GetAsync(string path, string? credential = Secret) => CallAsync(HttpMethod.Get, path, credential);

    /// <summary>A token for one user in a conversation.</summary>
    public async Task<string> TokenAsync(string? user = "dl_lu", string? conversation = null, bool? isGroup = null)
    {
        var body = new JsonObject();
        if (user is not null)
        {
            body["user"] = new JsonObject { ["id"] = user, ["name"] = user.Replace("dl_", "", StringComparison.Ordinal) };
        }

        if (conversation is not null)
        {
            body["conversationId"] = conversation;
        }

        if (isGroup is not null)
        {
            body["isGroup"] = isGroup;
        }

        return (await PostAsync("/tokens/generate", Secret, body)).Text("token");
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}

/// <summary>What the server answered.</summary>
internal sealed record Reply(int Status, JsonObject Json, string Body, IReadOnlyDictionary<string, string> Headers)
{
    public string Text(string name) => (string)Json[name]!;

    public string ErrorCode => (string)Json["error"]!["code"]!;

    public JsonArray Activities => Json["activities"]!.AsArray();
}
