using Bot.Core.Ports;
using Bot.Storage;
using Bot.Storage.Redis;
using Bot.Storage.Sqlite;
using Bot.Tests.Contracts;
using Bot.Tests.Kit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Bot.Tests.Storage;

public sealed class StorageRegistrationTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AddStorage_Nothing_IsSqlite()
    {
        var folder = Directory.CreateTempSubdirectory("qunzhu-di-").FullName;
        await using (var services = Services(("ConnectionStrings:Sqlite", $"Data Source={folder}/x/bot.db"), ("Storage:LeaseSeconds", "7")))
        {
            Assert.IsType<SqliteStore>(services.GetRequiredService<Store>());
            Assert.Equal(TimeSpan.FromSeconds(7), services.GetRequiredService<IOutbox>().Lease);
            Assert.Equal(HealthStatus.Healthy, (await CheckAsync(services)).Status);
            Assert.NotNull(services.GetRequiredService<ILedger>());
            Assert.NotNull(services.GetRequiredService<IRecord>());
            Assert.NotNull(services.GetRequiredService<IActivityLog>());
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task AddStorage_Redis_WarnsOfWhatItWouldLose()
    {
        await using var redis = await RedisServer.StartAsync("--maxmemory-policy", "allkeys-lru");
        await using var services = Services(("Storage:Provider", "redis"), ("Storage:DataFolder", ""), ("ConnectionStrings:Redis", redis.Address));

        var store = Assert.IsType<RedisStore>(services.GetRequiredService<Store>());

        Assert.Contains(store.Warnings, words => words.Contains("appendonly yes", StringComparison.Ordinal));
        Assert.Contains(store.Warnings, words => words.Contains("noeviction", StringComparison.Ordinal));
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(services)).Status);
    }

    [Fact]
    public async Task OpenAsync_DurableServer_HasNothingToWarnOf()
    {
        await using var redis = await RedisServer.StartAsync("--appendonly", "yes");
        await using var store = await RedisStore.OpenAsync(redis.Address, new(), TimeProvider.System);

        Assert.Empty(store.Warnings);
    }

    [Fact]
    public async Task OpenAsync_NoServer_SaysWhereToLook()
    {
        var error = await Assert.ThrowsAsync<StoreException>(() => RedisStore.OpenAsync("127.0.0.1:1,connectRetry=1,connectTimeout=500", new(), TimeProvider.System));

        Assert.Contains("ConnectionStrings:Redis", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Redis_ScriptsFlushedAndServerRestarted_GoesOn()
    {
        await using var redis = await RedisServer.StartAsync("--appendonly", "yes", "--appendfsync", "always");
        await using var store = await RedisStore.OpenAsync(redis.Address, new(), TimeProvider.System);
        await store.KeptAsync(Make.Turn(Make.Group, 0, "a"));

        await redis.CommandAsync("SCRIPT", "FLUSH");
        await store.KeptAsync(Make.Turn(Make.Group, 1, "b"));
        await redis.KillAsync();
        var waiting = store.KeptAsync(Make.Turn(Make.Group, 2, "c"));
        await redis.StartAgainAsync();

        Assert.Equal(3, await waiting);
    }

    [Fact]
    public void AddStorage_ManyMistakes_ListsThemAll()
    {
        using var services = Services(("Storage:Provider", "Mongo"), ("Storage:LeaseSeconds", "0"));

        var error = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<Store>());

        Assert.Equal(2, error.Failures.Count());
        Assert.Contains(error.Failures, words => words.Contains("Mongo", StringComparison.Ordinal));
        Assert.Contains(error.Failures, words => words.Contains("LeaseSeconds", StringComparison.Ordinal));
    }

    [Fact]
    public void AddStorage_NoPlace_SaysSo()
    {
        using var sqlite = Services(("ConnectionStrings:Sqlite", "Data Source=:memory:"));
        using var redis = Services(("Storage:Provider", "Redis"), ("ConnectionStrings:Redis", " "));

        Assert.Throws<OptionsValidationException>(() => sqlite.GetRequiredService<Store>());
        Assert.Throws<OptionsValidationException>(() => redis.GetRequiredService<Store>());
    }

    private static ServiceProvider Services(params (string Key, string Value)[] settings) => new ServiceCollection()
        .AddStorage(new ConfigurationBuilder().AddInMemoryCollection(settings.Select(one => KeyValuePair.Create(one.Key, (string?)one.Value))).Build())
        .BuildServiceProvider();

    private static Task<HealthCheckResult> CheckAsync(ServiceProvider services)
    {
        var check = services.GetRequiredService<StoreHealth>();
        return check.CheckHealthAsync(new() { Registration = new("store", check, null, null) }, Cancel);
    }
}
