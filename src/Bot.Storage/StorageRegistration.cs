using Bot.Storage.Redis;
using Bot.Storage.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Bot.Storage;

/// <summary>Puts the store in place.</summary>
public static class StorageRegistration
{
    /// <summary>
    /// Adds the ports, kept where <c>Storage:Provider</c> says. The store opens when it is first asked for and closes
    /// with the container; register <see cref="StoreHealth"/> with the health checks.
    /// </summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IValidateOptions<StorageOptions>, StorageOptions.Validator>();
        services.AddOptions<StorageOptions>().Configure(options => StorageOptions.Bind(options, configuration)).ValidateOnStart();
        services.AddSingleton<Store>(provider => Open(provider.GetRequiredService<IOptions<StorageOptions>>().Value, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => provider.GetRequiredService<Store>().Ledger);
        services.AddSingleton(provider => provider.GetRequiredService<Store>().Outbox);
        services.AddSingleton(provider => provider.GetRequiredService<Store>().Record);
        services.AddSingleton(provider => provider.GetRequiredService<Store>().Log);
        services.AddSingleton(provider => provider.GetRequiredService<Store>().Pushes);
        services.AddSingleton(provider => provider.GetRequiredService<Store>().Campaigns);
        services.AddSingleton(provider => provider.GetRequiredService<Store>().SpeakLabels);
        services.AddSingleton(provider => provider.GetRequiredService<Store>().Desk);
        services.AddSingleton(provider => provider.GetRequiredService<Store>().Tallies);
        services.AddSingleton(provider => provider.GetRequiredService<Store>().TemplateCounts);
        services.AddSingleton<StoreHealth>();
        return services;
    }

    // One line per store. A container cannot wait, so opening does; it happens once, at start.
    private static Store Open(StorageOptions options, TimeProvider clock) => options.IsRedis
        ? RedisStore.OpenAsync(options.Redis, options.Settings, clock).GetAwaiter().GetResult()
        : SqliteStore.Open(options.Sqlite, options.Settings, clock);
}
