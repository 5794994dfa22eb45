using Bot.Host.Console.Access;
using Bot.Storage;
using Bot.Storage.Redis;
using Bot.Tests.Kit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Playwright;

namespace Bot.EndToEnd;

/// <summary>
/// Service and browser for tests of the console, one of each for all tests on a store. The administrator comes in by the first-run link;
/// colleagues are made by her. Everybody signs in once and keeps the session.
/// </summary>
public abstract class ConsoleStage : IAsyncLifetime
{
    public const string Password = "a long password 1";

    /// <summary>What makes tokens of Direct Line.</summary>
    public const string Secret = "a secret for the stage alone";

    /// <summary>Everything.</summary>
    public const string Admin = "mei";

    /// <summary>Reads, edits, serves.</summary>
    public const string Editor = "lei";

    /// <summary>Approves pushes.</summary>
    public const string Approver = "lan";

    /// <summary>Only looks.</summary>
    public const string Viewer = "wei";

    private static readonly (string Name, string Display, string Role)[] Colleagues = [(Editor, "小雷", "editor"), (Approver, "阿岚", "approver"), (Viewer, "小薇", "viewer")];
    private readonly Dictionary<string, string> _sessions = [];

    public RunningService Service { get; private set; } = null!;

    public RunningClock Clock { get; } = new();

    public Chromium Chromium { get; private set; } = null!;

    /// <summary>The folder of the content.</summary>
    public string Root { get; init; } = RunningService.Root;

    /// <summary>The language that the browser asks for.</summary>
    public string Language { get; init; } = "zh-CN";

    /// <summary>The link that the start prints.</summary>
    public string FirstRun { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        Chromium = await Chromium.StartAsync();
        string[] settings = ["--Content:Root", Root, "--DirectLine:Secret", Secret, "--DirectLine:TokensPerMinute", "10000", "--DirectLine:TokenLifetime", "7.00:00:00", "--Pushes:CampaignsNeedApproval", "true", "--Pushes:CampaignPoll", "00:00:00.250"];
        string[] store = await StoreAsync();
        Service = await RunningService.StartAsync(Replace, [.. settings, .. store]);
        var token = await Service.Services.GetRequiredService<FirstRun>().IssueAsync(TestContext.Current.CancellationToken);
        FirstRun = $"{Service.Address}/console/first-run?token={token}";
        if (!File.Exists(Path.Combine(AppContext.BaseDirectory, "wwwroot", "console", "index.html")))
        {
            Assert.Skip("The console's pages are not built: install Node.js 20 or newer and build again.");
        }

        // The administrator, made on the page that works without script.
        await using var page = await OpenAsync(1440, 900);
        await page.Page.GotoAsync(FirstRun);
        await page.Page.FillAsync("input[name=name]", Admin);
        await page.Page.FillAsync("input[name=display]", "梅姐");
        await page.Page.FillAsync("input[name=password]", Password);
        await page.Page.FillAsync("input[name=again]", Password);
        await page.Page.ClickAsync("button[type=submit]");
        await page.Page.GetByRole(AriaRole.Main).WaitForAsync();
        _sessions[Admin] = await page.Page.Context.StorageStateAsync();
        foreach (var (name, display, role) in Colleagues)
        {
            Assert.Equal(201, (await page.CallAsync("POST", "/accounts", new { name, display, roles = (string[])[role], password = Password })).Status);
        }
    }

    public virtual async ValueTask DisposeAsync()
    {
        if (Service is not null)
        {
            await Service.DisposeAsync();
        }

        if (Chromium is not null)
        {
            await Chromium.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>A browser of its own, at the sign-in's door.</summary>
    public Task<DemoPage> OpenAsync(int width, int height, ColorScheme colours = ColorScheme.Light) => OpenAsync(width, height, colours, null);

    /// <summary>Somebody who has signed in.</summary>
    /// <param name="name">Who.</param>
    /// <param name="width">Of the window, in pixels.</param>
    /// <param name="height">The same.</param>
    /// <param name="colours">Light or dark.</param>
    /// <param name="fresh">True to sign in anew: after the clock was put forward by more than a session lasts.</param>
    public async Task<DemoPage> EnterAsync(string name = Admin, int width = 1440, int height = 900, ColorScheme colours = ColorScheme.Light, bool fresh = false)
    {
        if (fresh)
        {
            _sessions.Remove(name);
        }

        var page = await OpenAsync(width, height, colours, _sessions.GetValueOrDefault(name));
        if (!_sessions.ContainsKey(name))
        {
            await page.Page.GotoAsync($"{Service.Address}/console/sign-in");
            await page.Page.FillAsync("input[name=name]", name);
            await page.Page.FillAsync("input[name=password]", Password);
            await page.Page.ClickAsync("button[type=submit]");
            await page.Page.GetByRole(AriaRole.Main).WaitForAsync();
            _sessions[name] = await page.Page.Context.StorageStateAsync();
        }

        return page;
    }

    /// <summary>Settings of the store.</summary>
    protected virtual Task<string[]> StoreAsync() => Task.FromResult<string[]>([]);

    /// <summary>Puts the stage's own parts in place.</summary>
    protected virtual void Replace(IServiceCollection services)
    {
        services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));
        services.Replace(ServiceDescriptor.Singleton(new AccessOptions { Rounds = 2 }));
    }

    private async Task<DemoPage> OpenAsync(int width, int height, ColorScheme colours, string? session)
    {
        var context = await Chromium.Browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = height },
            ColorScheme = colours,
            ReducedMotion = ReducedMotion.Reduce,
            StorageState = session,
            Locale = Language,
        });

        // What the policy refuses must be seen, or a text that runs would pass for one that does not.
        await context.AddInitScriptAsync("addEventListener('securitypolicyviolation', (event) => console.error(`policy: ${event.effectiveDirective} ${event.blockedURI}`))");
        return new DemoPage(await context.NewPageAsync(), Service.Address, "Failed to load resource");
    }
}

/// <summary>On the embedded store.</summary>
[CollectionDefinition(nameof(SqliteStage))]
public sealed class SqliteStage : ConsoleStage, ICollectionFixture<SqliteStage>;

/// <summary>On a Redis of its own.</summary>
[CollectionDefinition(nameof(RedisStage))]
public sealed class RedisStage : ConsoleStage, ICollectionFixture<RedisStage>
{
    private RedisServer? _redis;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_redis is not null)
        {
            await _redis.DisposeAsync();
        }
    }

    protected override void Replace(IServiceCollection services)
    {
        base.Replace(services);
        // In production the server's clock decides about pushes: here it is the stage's, or at night nothing would go.
        services.Replace(ServiceDescriptor.Singleton<Store>(_ => RedisStore.OpenAsync(_redis!.Address, new StoreSettings { ServerTime = false }, Clock).GetAwaiter().GetResult()));
    }

    protected override async Task<string[]> StoreAsync()
    {
        _redis = await RedisServer.StartAsync();
        return ["--Storage:Provider", "Redis", "--ConnectionStrings:Redis", _redis.Address];
    }
}
