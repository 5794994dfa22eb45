using System.Net.Http.Json;
using System.Text.Json;
using Bot.Host;
using Bot.Host.Content;
using Bot.Host.Pushes;
using Bot.Host.Pushes.Campaigns;
using Bot.Host.Runtime;
using Bot.Host.Tools;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Bot.Tests.Kit.Http;

/// <summary>The service over real HTTP in this process, with a clock that moves when told: 18:00 in Shanghai at the start.</summary>
public sealed class ClockedService : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string _folder;

    private ClockedService(WebApplication app, string folder, ManualClock clock)
    {
        (_app, _folder, Clock) = (app, folder, clock);
        Client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        Client.DefaultRequestHeaders.Add("X-Operator-Key", ServiceProcess.Key);
    }

    public ManualClock Clock { get; }

    public HttpClient Client { get; }

    /// <summary>Runs a verb of the command line on the same store and clock; its exit code and what it wrote.</summary>
    public async Task<(int Code, string Output)> CommandAsync(string verb, params string[] args)
    {
        var output = new StringWriter();
        string[] all = [.. args, "--Storage:DataFolder", _folder, "--Content:Root", Repository.Root, "--Logging:LogLevel:Default", "Warning"];
        var code = await PushCommand.RunAsync(verb, all, Repository.Root, output, CancellationToken.None, services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock)));
        return (code, output.ToString());
    }

    public static async Task<ClockedService> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("qunzhu-clocked-").FullName;
        var clock = new ManualClock();
        string[] args =
        [
            "--urls", "http://127.0.0.1:0", "--Storage:DataFolder", folder, "--Content:Root", Repository.Root, "--Operator:Key", ServiceProcess.Key,
            "--Logging:LogLevel:Default", "Warning", "--Pushes:Poll", "00:05:00", "--Pushes:CampaignPoll", "12:00:00", "--Pushes:CampaignsNeedApproval", "true", "--Delivery:Poll", "00:05:00",
        ];
        var app = BotHost.Build(args, Repository.Root, services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock)));
        Assert.Empty(app.Services.GetRequiredService<LiveCatalog>().Load());
        await app.StartAsync();
        return new ClockedService(app, folder, clock);
    }

    /// <summary>Lets time pass and takes up what is due.</summary>
    public async Task AdvanceAsync(TimeSpan by)
    {
        Clock.Advance(by);
        await PushAsync();
    }

    /// <summary>Takes up what is due now; beside the service's own loop, as a second node would.</summary>
    public Task PushAsync() => _app.Services.GetRequiredService<PushLoop>().LookAsync(TestContext.Current.CancellationToken);

    /// <summary>Lets time pass and wakes the conversations that are due.</summary>
    public async Task WakeAsync(TimeSpan after)
    {
        Clock.Advance(after);
        await _app.Services.GetRequiredService<WakeLoop>().LookAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Goes through the audience of campaigns that are due.</summary>
    public async Task CampaignsAsync()
    {
        while (await _app.Services.GetRequiredService<CampaignRunner>().StepAsync(TestContext.Current.CancellationToken))
        {
            // Until there is no more to do now.
        }
    }

    /// <summary>Waits until every answer has left and is known to have: time that passes while one is on its way would be the platform's silence.</summary>
    public Task DeliveredAsync() => ServiceProcess.UntilAsync(async () => (await JsonAsync("/health/ready")).GetProperty("outbox").GetInt64() == 0);

    /// <summary>Waits until every push was judged.</summary>
    public Task JudgedAsync() => ServiceProcess.UntilAsync(async () =>
        (await JsonAsync("/api/pushes?state=planned")).GetProperty("items").GetArrayLength() == 0
        && (await JsonAsync("/api/pushes?state=calling")).GetProperty("items").GetArrayLength() == 0);

    public async Task<JsonElement> JsonAsync(string path)
    {
        using var document = JsonDocument.Parse(await Client.GetStringAsync(new Uri(path, UriKind.Relative)));
        return document.RootElement.Clone();
    }

    public async Task<(int Status, JsonElement Body)> SendAsync(HttpMethod method, string path, object body)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = JsonContent.Create(body) };
        using var answer = await Client.SendAsync(request);
        using var document = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return ((int)answer.StatusCode, document.RootElement.Clone());
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
