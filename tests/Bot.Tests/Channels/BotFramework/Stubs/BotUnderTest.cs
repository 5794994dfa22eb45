using System.Net.Http.Headers;
using System.Text;
using Bot.Channels.BotFramework;
using Bot.Core.Activities;
using Bot.Core.Ports;
using Bot.Tests.Kit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Bot.Tests.Channels.BotFramework.Stubs;

/// <summary>The real endpoint on a real Kestrel, with a trivial assistant behind it.</summary>
public sealed class BotUnderTest : IAsyncDisposable
{
    private readonly HttpClient _client = new();
    private Loopback? _server;

    public ManualClock Clock { get; private init; } = new();

    public List<Activity> Received { get; } = [];

    public Func<Activity, Receipt> Answer { get; set; } = _ => new Receipt.Kept([]);

    public string Url => _server!.Url + "/api/messages";

    public IServiceProvider Services => _server!.Services;

    public static BotFrameworkOptions OptionsFor(Authority authority) => new()
    {
        MicrosoftAppId = Authority.AppId,
        MicrosoftAppPassword = "secret",
        ToBotFromChannelOpenIdMetadataUrl = authority.Url + "/connector/metadata",
        ToBotFromEmulatorOpenIdMetadataUrl = authority.Url + "/entra/metadata",
        ToChannelFromBotLoginUrl = authority.Url + "/tenant",
    };

    public static async Task<BotUnderTest> StartAsync(BotFrameworkOptions options, ManualClock? clock = null)
    {
        var bot = new BotUnderTest { Clock = clock ?? new() };
        var ids = 0;
        bot._server = await Loopback.StartAsync(app => app.MapBotFramework(), services =>
        {
            services.AddSingleton<TimeProvider>(bot.Clock);
            services.AddSingleton<Receive>((activity, _) =>
            {
                lock (bot.Received)
                {
                    bot.Received.Add(activity);
                }

                return ValueTask.FromResult(bot.Answer(activity));
            });
            services.AddBotFramework(options);
            services.Replace(ServiceDescriptor.Singleton<NewId>(() => $"made-{Interlocked.Increment(ref ids)}"));
        });
        return bot;
    }

    public Task<HttpResponseMessage> PostAsync(string json, string? authorization = null, string? contentType = "application/json") =>
        PostAsync(Encoding.UTF8.GetBytes(json), authorization, contentType);

    public async Task<HttpResponseMessage> PostAsync(byte[] body, string? authorization = null, string? contentType = "application/json", string? forwardedFor = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Url) { Content = new ByteArrayContent(body) };
        if (contentType is not null)
        {
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        }

        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        if (forwardedFor is not null)
        {
            request.Headers.Add("X-Forwarded-For", forwardedFor);
        }

        return await _client.SendAsync(request);
    }

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => _client.SendAsync(request);

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server!.DisposeAsync();
    }
}
