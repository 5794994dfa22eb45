using System.Globalization;
using Bot.Core.Activities;
using Bot.Core.Catalog;
using Bot.Core.Interactions;
using Bot.Core.Ports;
using Bot.Host;
using Bot.Host.Content;
using Bot.Host.Delivery;
using Bot.Host.Pushes;
using Bot.Host.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Bot.Tests.Kit.Chat;

/// <summary>How a <see cref="World"/> talks with its service.</summary>
public enum Way
{
    /// <summary>Calls, and a platform in memory: fast.</summary>
    InProcess,

    /// <summary>Activities posted to <c>/api/messages</c>, answers at a connector that listens: the same script, over the wire.</summary>
    OverHttp,
}

/// <summary>
/// The whole service in a test: the shipped content, a real store in a folder of its own, the real lanes and outbox, a
/// clock that moves when told, and a platform in memory or on loopback. Several groups, direct messages and people at once.
/// </summary>
public sealed class World : IAsyncDisposable
{
    public const string Channel = "test";

    public static readonly Account Bot = new("bot", "小助", true);

    /// <summary>The content that ships, built once for all tests.</summary>
    internal static readonly Lazy<CatalogSnapshot> Shipped = new(() => CatalogBuilder.Build(new ContentFolder(Repository.Root).Read()));

    /// <summary>The same, without its wrapping.</summary>
    public static CatalogSnapshot Catalog => Shipped.Value;

    private readonly WebApplication _app;
    private readonly string _folder;
    private readonly bool _keep;
    private HttpDoor? _door;
    private int _ids;

    private World(WebApplication app, string folder, bool keep, ManualClock clock, Connector connector)
    {
        (_app, _folder, _keep, Clock, Connector) = (app, folder, keep, clock, connector);
    }

    public ManualClock Clock { get; }

    public Connector Connector { get; }

    public Route Route { get; } = new("kit", "", Bot);

    public string Folder => _folder;

    /// <summary>What the platform got, in order.</summary>
    public IReadOnlyCollection<OutboundMessage> Delivered => _door?.Delivered ?? Connector.Delivered;

    /// <summary>The ids that the platform gave to what it got, in order.</summary>
    public IReadOnlyList<string> DeliveredIds => _door?.Ids ?? [.. Connector.Ids];

    public IServiceProvider Services => _app.Services;

    /// <summary>Starts a service.</summary>
    /// <param name="settings"><c>--Key</c>, value pairs.</param>
    /// <param name="folder">The data folder of an earlier one, to go on from there.</param>
    /// <param name="content">A content root other than the shipped one.</param>
    /// <param name="clock">A clock to share with other services.</param>
    public static World Start(string[]? settings = null, string? folder = null, string? content = null, ManualClock? clock = null)
    {
        var data = folder ?? Directory.CreateTempSubdirectory("qunzhu-").FullName;
        clock ??= new ManualClock();
        var connector = new Connector();
        string[] args = ["--Storage:DataFolder", data, "--Content:Root", content ?? Repository.Root, "--Logging:LogLevel:Default", "Warning", .. settings ?? []];
        var app = BotHost.Build(args, Repository.Root, services =>
        {
            services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));
            services.AddSingleton<IChannel>(connector);
        });
        var live = app.Services.GetRequiredService<LiveCatalog>();
        if (content is null)
        {
            live.Use(Shipped.Value);
        }
        else
        {
            Assert.Empty(live.Load());
        }

        return new World(app, data, keep: folder is not null, clock, connector);
    }

    /// <summary>Starts a service that is talked with in a way: a script written once runs in both.</summary>
    public static async Task<World> StartAsync(Way way)
    {
        if (way == Way.InProcess)
        {
            return Start();
        }

        // The loops look when the test says so, not by themselves.
        var world = Start(["--urls", "http://127.0.0.1:0", "--Pushes:Poll", "00:05:00", "--Pushes:CampaignPoll", "12:00:00", "--Delivery:Poll", "00:05:00"]);
        await world._app.StartAsync(TestContext.Current.CancellationToken);
        world._door = await HttpDoor.OpenAsync(new Uri(world._app.Urls.First()));
        return world;
    }

    /// <summary>The platform says "not now" to the next calls.</summary>
    public void Throttle(int times, TimeSpan after)
    {
        if (_door is { } door)
        {
            door.Connector.Throttle(times, after);
        }
        else
        {
            Connector.Throttle(times, after);
        }
    }

    public Place Group(string id, params ReadOnlySpan<Person> people)
    {
        var place = new Place(this, id, isGroup: true);
        foreach (var person in people)
        {
            person.At = place;
        }

        return place;
    }

    public Place Direct(Person person)
    {
        var place = new Place(this, $"dm-{person.Id}", isGroup: false);
        person.At = place;
        return place;
    }

    public Person Person(string name) => new(this, $"u-{name}", name);

    public string NextId() => string.Create(CultureInfo.InvariantCulture, $"m{Interlocked.Increment(ref _ids)}");

    /// <summary>Hands an activity in and waits until the service is at rest.</summary>
    public async Task<Receipt> DeliverAsync(Activity activity)
    {
        var receipt = await ReceiveAsync(activity);
        await RestAsync();
        return receipt;
    }

    /// <summary>Delivers in an order drawn from the seed, at once and unevenly, as busy platforms do.</summary>
    public async Task<Receipt[]> Shuffle(int seed, params IEnumerable<Activity> activities)
    {
        var draw = new Random(seed);
        var shuffled = activities.OrderBy(_ => draw.Next()).ToArray();
        var receipts = await Task.WhenAll(shuffled.Select(ReceiveAsync));
        await RestAsync();
        return receipts;
    }

    /// <summary>Lets time pass: reminders, time-outs and second tries that are due happen.</summary>
    public async Task Advance(TimeSpan by)
    {
        Clock.Advance(by);
        for (var rounds = 0; rounds < 3; rounds++)
        {
            await _app.Services.GetRequiredService<WakeLoop>().LookAsync(TestContext.Current.CancellationToken);
            await RestAsync();
            await PushAsync();
        }
    }

    /// <summary>Takes up the pushes that are due now.</summary>
    public async Task PushAsync()
    {
        await _app.Services.GetRequiredService<PushLoop>().LookAsync(TestContext.Current.CancellationToken);
        await RestAsync();
    }

    /// <summary>Everything on record for a place, or for all.</summary>
    public async Task<IReadOnlyList<Interaction>> Record(Place? place = null)
    {
        var found = new List<Interaction>();
        var query = new InteractionQuery(place?.Key, Limit: int.MaxValue);
        await foreach (var entry in _app.Services.GetRequiredService<IRecord>().ReadAsync(query, TestContext.Current.CancellationToken))
        {
            found.Add(entry.Interaction);
        }

        return found;
    }

    public async ValueTask DisposeAsync()
    {
        if (_door is { } door)
        {
            await _app.StopAsync();
            await door.DisposeAsync();
        }

        await _app.DisposeAsync();
        if (!_keep)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private Task<Receipt> ReceiveAsync(Activity activity) =>
        _door?.PostAsync(activity) ?? _app.Services.GetRequiredService<Receive>()(activity, TestContext.Current.CancellationToken).AsTask();

    private Task RestAsync() => _app.Services.GetRequiredService<OutboxPump>().DrainAsync(TestContext.Current.CancellationToken);
}
