using Bot.Host;
using Bot.Host.Console.Access;
using Bot.Host.Content;
using Bot.Tests.Kit.Chat;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Bot.Tests.Kit.Http;

/// <summary>
/// The service over real HTTP in this process, for tests of the console: a clock that moves when told, cheap passwords, and visitors with
/// cookies of their own.
/// </summary>
public sealed class ConsoleService : IAsyncDisposable
{
    public const string Password = "correct horse battery";

    private readonly string _folder;

    private ConsoleService(WebApplication app, string folder, ManualClock clock) => (App, _folder, Clock) = (app, folder, clock);

    public WebApplication App { get; }

    public ManualClock Clock { get; }

    /// <summary>The data folder.</summary>
    public string Folder => _folder;

    public Uri Address => new(App.Urls.First());

    /// <param name="content">The folder with <c>templates</c> and <c>dialogs</c>; null for what ships, built once for all tests.</param>
    /// <param name="replace">Other parts in place of ours.</param>
    /// <param name="settings">More of the command line.</param>
    public static async Task<ConsoleService> StartAsync(string? content = null, Action<IServiceCollection>? replace = null, params string[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("qunzhu-console-").FullName;
        var clock = new ManualClock();
        string[] args =
        [
            "--urls", "http://127.0.0.1:0", "--Storage:DataFolder", folder, "--Content:Root", content ?? Repository.Root, "--Operator:Key", ServiceProcess.Key, "--Logging:LogLevel:Default", "Warning",
            "--Pushes:Poll", "00:05:00", "--Pushes:CampaignPoll", "12:00:00", "--Pushes:CampaignsNeedApproval", "true", "--Delivery:Poll", "00:05:00", .. settings,
        ];
        var app = BotHost.Build(args, Repository.Root, services =>
        {
            services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));
            services.Replace(ServiceDescriptor.Singleton(new AccessOptions { Rounds = 2 }));
            replace?.Invoke(services);
        });
        var live = app.Services.GetRequiredService<LiveCatalog>();
        if (content is null)
        {
            live.Use(World.Shipped.Value);
        }
        else
        {
            Assert.Empty(live.Load());
        }

        await app.StartAsync();
        return new ConsoleService(app, folder, clock);
    }

    public T Get<T>()
        where T : notnull => App.Services.GetRequiredService<T>();

    /// <summary>Somebody with a browser, not signed in.</summary>
    public Visitor Visit() => new(Address);

    /// <summary>The first administrator, <c>boss</c>, made if need be and signed in.</summary>
    public async Task<Visitor> AdminAsync()
    {
        var visitor = Visit();
        if (await Get<FirstRun>().IssueAsync(CancellationToken.None) is { } token)
        {
            var made = await visitor.SendAsync(HttpMethod.Post, "/api/v1/setup", new { token, name = "boss", password = Password, display = "店长" });
            Assert.Equal(200, made.Status);
            return visitor.Carrying(made);
        }

        return await SignInAsync("boss");
    }

    /// <summary>Makes an account with some roles and signs it in.</summary>
    public async Task<Visitor> PersonAsync(Visitor admin, string name, params string[] roles)
    {
        var made = await admin.SendAsync(HttpMethod.Post, "/api/v1/accounts", new { name, display = name + "的显示名", roles, password = Password });
        Assert.Equal(201, made.Status);
        return await SignInAsync(name);
    }

    /// <summary>Signs an account in with <see cref="Password"/>.</summary>
    public async Task<Visitor> SignInAsync(string name)
    {
        var visitor = Visit();
        var answer = await visitor.SendAsync(HttpMethod.Post, "/api/v1/session", new { name, password = Password });
        Assert.Equal(200, answer.Status);
        return visitor.Carrying(answer);
    }

    public async ValueTask DisposeAsync()
    {
        await App.StopAsync();
        await App.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
