using Bot.Host;
using Bot.Host.Operability;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.EndToEnd;

/// <summary>The whole service on loopback, with the shipped content and a store of its own.</summary>
public sealed class RunningService : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string _data;

    private RunningService(WebApplication app, string data) => (_app, _data) = (app, data);

    public static string Root { get; } = FindRoot();

    public string Address => _app.Urls.First();

    public IServiceProvider Services => _app.Services;

    public static Task<RunningService> StartAsync(params string[] settings) => StartAsync(null, settings);

    /// <param name="replace">Other parts in place of ours.</param>
    /// <param name="settings">More of the command line.</param>
    public static async Task<RunningService> StartAsync(Action<IServiceCollection>? replace, params string[] settings)
    {
        var data = Directory.CreateTempSubdirectory("service").FullName;
        var app = BotHost.Build(["--Urls", "http://127.0.0.1:0", "--Storage:DataFolder", data, "--Logging:LogLevel:Default", "Warning", "--Demo:SessionsPerMinute", "1000", .. settings], Root, replace);
        Assert.Empty(StartCheck.Problems(app.Services));
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new(app, data);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(TestContext.Current.CancellationToken);
        await _app.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Bot.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("no Bot.sln above " + AppContext.BaseDirectory);
    }
}
