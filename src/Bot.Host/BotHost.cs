using System.Text.Encodings.Web;
using System.Text.Json;
using Bot.Channels.BotFramework;
using Bot.Channels.DirectLine;
using Bot.Core.Ports;
using Bot.Core.Throttling;
using Bot.Core.Turns;
using Bot.Core.Understanding.Speaking;
using Bot.Host.Console.Access;
using Bot.Host.Console.Api;
using Bot.Host.Console.Dash;
using Bot.Host.Console.Inbox;
using Bot.Host.Console.Pages;
using Bot.Host.Console.PushDesk;
using Bot.Host.Console.Studio;
using Bot.Host.Content;
using Bot.Host.Delivery;
using Bot.Host.Demo;
using Bot.Host.Knowledge;
using Bot.Host.Operability;
using Bot.Host.Operators;
using Bot.Host.Pushes;
using Bot.Host.Pushes.Campaigns;
using Bot.Host.Runtime;
using Bot.Host.Speaking;
using Bot.Storage;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration.Memory;

namespace Bot.Host;

/// <summary>Puts the service together: every part is a line that one can read in order.</summary>
public static class BotHost
{
    /// <summary>Serves until stopped. Returns 1 when the content or the configuration forbids to start.</summary>
    public static async Task<int> RunAsync(string[] args, string root, CancellationToken cancel)
    {
        var app = Build(args, root);
        await using (app.ConfigureAwait(false))
        {
            await StartCheck.ReadDeskAsync(app.Services, cancel).ConfigureAwait(false);
            var wrong = StartCheck.Problems(app.Services);
            if (wrong.Count > 0)
            {
                wrong.ForEach(System.Console.Error.WriteLine);
                return 1;
            }

            await app.StartAsync(cancel).ConfigureAwait(false);
            StartCheck.Advise(app.Services);
            await AnnounceAsync(app, cancel).ConfigureAwait(false);
            // Building the catalogue leaves garbage of its own size, once: the memory goes back before the first turn.
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            await app.WaitForShutdownAsync(cancel).ConfigureAwait(false);
            return 0;
        }
    }

    /// <summary>Builds the service without starting it.</summary>
    /// <param name="args">Configuration from the command line, <c>--Key value</c>.</param>
    /// <param name="root">The folder with <c>appsettings.json</c>, <c>templates</c> and <c>dialogs</c>.</param>
    /// <param name="replace">Puts other parts in place of ours: a test's clock, say.</param>
    public static WebApplication Build(string[] args, string root, Action<IServiceCollection>? replace = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ContentRootPath = root,
            WebRootPath = Path.Combine(AppContext.BaseDirectory, "wwwroot"),
            ApplicationName = typeof(BotHost).Assembly.GetName().Name,
        });
        var configuration = builder.Configuration;
        var data = Path.GetFullPath(configuration["Storage:DataFolder"] ?? "data", root);
        configuration.Sources.Insert(0, new MemoryConfigurationSource
        {
            InitialData =
            [
                new("ConnectionStrings:Sqlite", $"Data Source={Path.Combine(data, "qunzhu.db")}"),
                new("DirectLine:DataFolder", data),
                new("Storage:DataFolder", data),
            ],
        });
        if (configuration["Urls"] is not { Length: > 0 })
        {
            builder.WebHost.UseUrls("http://localhost:3978");
        }

        // A request here is a short computation and one wait for the store: handing it to another thread costs more than it.
        builder.WebHost.UseSockets(sockets => sockets.UnsafePreferInlineScheduling = true);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Logging.ClearProviders().AddJsonConsole(options => options.JsonWriterOptions = new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        // It writes whole addresses, and the first-run link is one that is a secret. Without a level at all no request needs an activity and a scope.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        AddParts(builder.Services, configuration, root, data);
        replace?.Invoke(builder.Services);
        var app = builder.Build();
        Map(app);
        return app;
    }

    private static void AddParts(IServiceCollection services, ConfigurationManager configuration, string root, string data)
    {
        var soleWriter = !string.Equals(configuration["Storage:Provider"], "Redis", StringComparison.OrdinalIgnoreCase);
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(15));
        services.AddSingleton(TimeProvider.System);
        var unreadable = new UnreadableSettings([]);
        services.AddSingleton(unreadable);
        services.AddSingleton(unreadable.Read<TurnSettings>(configuration.GetSection("Assistant")));
        services.AddSingleton(unreadable.Read<SpeakSettings>(configuration.GetSection("Speak")));
        services.AddSingleton(unreadable.Read<LaneOptions>(configuration.GetSection("Lanes")));
        services.AddSingleton(unreadable.Read<DeliveryOptions>(configuration.GetSection("Delivery")));
        services.AddSingleton(unreadable.Read<PushOptions>(configuration.GetSection("Pushes")));
        services.AddSingleton(unreadable.Read<AccessOptions>(configuration.GetSection("Console")));
        services.AddSingleton(unreadable.Read<ProxyOptions>(configuration.GetSection("Proxies")));
        services.AddSingleton(unreadable.Read<InboxOptions>(configuration.GetSection("Inbox")));
        services.AddSingleton(new ContentFolder(Path.GetFullPath(configuration["Content:Root"] ?? ".", root), configuration[PolicyPresets.Setting]));
        services.AddSingleton(provider => new DeskContent(provider.GetRequiredService<IDesk>(), provider.GetRequiredService<TimeProvider>(), soleWriter));
        services.AddSingleton<LiveCatalog>();
        services.AddSingleton<BotMetrics>();
        services.AddStorage(configuration);
        services.AddSingleton<ChannelTable>();
        services.AddSingleton(provider => new OutboxParts(
            provider.GetRequiredService<IOutbox>(), provider.GetRequiredService<ILedger>(), provider.GetRequiredService<ChannelTable>(), provider.GetRequiredService<PushIntake>(), soleWriter));
        services.AddSingleton<OutboxPump>();
        services.AddSingleton(provider => new TurnParts(
            provider.GetRequiredService<ILedger>(),
            provider.GetRequiredService<IRecord>(),
            provider.GetRequiredService<LiveCatalog>(),
            provider.GetRequiredService<ChannelTable>(),
            provider.GetRequiredService<OutboxPump>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<TurnSettings>(),
            provider.GetRequiredService<LaneOptions>(),
            soleWriter)
        {
            Speak = provider.GetRequiredService<SpeakSettings>(),
            Gate = provider.GetRequiredService<SpeakGates>().Of,
            Wished = async (member, consent) =>
            {
                await provider.GetRequiredService<IPushLedger>()
                    .SignalAsync(LogKey.Wished(member), [WishNote.Of(consent, consent.ChangedAt ?? DateTimeOffset.UnixEpoch)], CancellationToken.None).ConfigureAwait(false);
                provider.GetRequiredService<PushIntake>().Changed(PushChange.Of(member));
            },
        });
        services.AddSingleton(provider =>
        {
            var runner = ActivatorUtilities.CreateInstance<TurnRunner>(provider);
            provider.GetRequiredService<OutboxPump>().Opened = runner.Opened;
            return runner;
        });
        services.AddSingleton<Lanes>();
        services.AddSingleton<Receive>(provider => provider.GetRequiredService<Lanes>().ReceiveAsync);
        services.AddBotFramework(configuration);
        services.AddDirectLine(configuration);
        services.AddDemo(configuration);
        services.AddSingleton(_ => OperatorKey.From(configuration, data));
        services.AddHostedService<Telemetry>();
        services.AddHostedService<Drain>();
        services.AddHostedService<ContentWatcher>();
        services.AddSingleton<WakeLoop>();
        services.AddHostedService(provider => provider.GetRequiredService<WakeLoop>());
        services.AddSingleton<IgnoredQuestions>();
        services.AddSingleton<UnansweredDesk>();
        services.AddPushes();
        services.AddCampaigns();
        services.AddSpeaking();
        services.AddConsolePages();
        services.AddAccess();
        services.AddStudio();
        services.AddInbox();
        services.AddPushDesk();
        services.AddDash();
    }

    private static void Map(WebApplication app)
    {
        app.UseKnownProxies();
        app.UseSecurityHeaders();
        app.UseConsoleDoor();
        app.UseConsolePages();
        app.UseDefaultFiles();
        app.UseStaticFiles();
        app.UseApiV1();
        app.MapBotFramework();
        app.MapDirectLine();
        app.MapDemo();
        app.MapOperatorApi();
        app.MapApiV1();
        app.MapConsoleForms();
        app.MapHealth();
    }

    // The one thing a person at the terminal wants to know; not a log line.
    private static async Task AnnounceAsync(WebApplication app, CancellationToken cancel)
    {
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        foreach (var address in addresses)
        {
            System.Console.WriteLine($"群助 Qunzhu  {address}/   (Bot Framework: {address}/api/messages  Direct Line: {address}/v3/directline)");
        }

        if (app.Services.GetRequiredService<OperatorKey>().File is { } file)
        {
            System.Console.WriteLine($"操作员密钥 / operator key: {file}");
        }

        foreach (var line in await FirstRunLink.LinesAsync(app.Services.GetRequiredService<FirstRun>(), addresses, cancel).ConfigureAwait(false))
        {
            System.Console.WriteLine(line);
        }
    }
}
