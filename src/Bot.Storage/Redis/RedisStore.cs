using Bot.Core.Ports;
using Bot.Storage.Redis.Desk;
using Bot.Storage.Redis.Pushes;
using Bot.Storage.Redis.Speaking;
using StackExchange.Redis;

namespace Bot.Storage.Redis;

/// <summary>The store for several nodes: a Redis server (6.2 or newer) or a cluster. How much a crash of the server may lose is its own setting (ADR 3).</summary>
public sealed class RedisStore : Store
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestLoad = TimeSpan.FromMinutes(5);

    private readonly RedisCalls _calls;
    private readonly RedisLog _log;
    private readonly RedisPushLedger _pushes;

    private RedisStore(RedisCalls calls, RedisPushLedger pushes, IReadOnlyList<string> warnings, StoreSettings settings, TimeProvider clock)
    {
        // A new name for each start: what a dead process held is free when its lease ends.
        var node = $"{Environment.MachineName}:{Environment.ProcessId}:{RedisCalls.NewOperation()}";
        var profiles = new RedisProfiles(calls);
        _calls = calls;
        _log = new RedisLog(calls);
        Warnings = warnings;
        Ledger = new RedisLedger(calls, profiles, node, settings, clock);
        Outbox = new RedisOutbox(calls, node, settings);
        _pushes = pushes;
        Campaigns = new RedisCampaigns(calls, settings.Tenant, new CampaignMemory(pushes.Journal, clock));
        var labels = new RedisSpeakLabels(calls, settings.Tenant);
        SpeakLabels = labels;
        Desk = new RedisDesk(calls, settings.Tenant);
        var tallies = new RedisTallies(calls);
        Tallies = tallies;
        Record = new RedisRecord(calls, profiles, new RedisErasure(calls, profiles, Outbox, pushes, labels), tallies);
    }

    /// <inheritdoc/>
    public override ILedger Ledger { get; }

    /// <inheritdoc/>
    public override IOutbox Outbox { get; }

    /// <inheritdoc/>
    public override IRecord Record { get; }

    /// <inheritdoc/>
    public override IActivityLog Log => _log;

    /// <inheritdoc/>
    public override IPushLedger Pushes => _pushes;

    /// <inheritdoc/>
    public override ICampaigns Campaigns { get; }

    /// <inheritdoc/>
    public override ISpeakLabels SpeakLabels { get; }

    /// <inheritdoc/>
    public override IDesk Desk { get; }

    /// <inheritdoc/>
    public override ITallies Tallies { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Warnings { get; }

    /// <summary>Connects, once the server has read what it kept (<c>host:port</c>, several parted by commas, options as StackExchange.Redis has them).</summary>
    public static async Task<RedisStore> OpenAsync(string connection, StoreSettings settings, TimeProvider clock)
    {
        for (var began = clock.GetTimestamp(); ; await Task.Delay(LookAgain, clock).ConfigureAwait(false))
        {
            try
            {
                return await OnceAsync(connection, settings, clock).ConfigureAwait(false);
            }
            catch (StoreException error) when (IsLoading(error) && clock.GetElapsedTime(began) < LongestLoad)
            {
                // It reads what it kept, and is ready soon.
            }
        }
    }

    private static bool IsLoading(Exception? error) => error is not null && (error.Message.Contains("LOADING", StringComparison.Ordinal) || IsLoading(error.InnerException));

    private static async Task<RedisStore> OnceAsync(string connection, StoreSettings settings, TimeProvider clock)
    {
        try
        {
            var options = ConfigurationOptions.Parse(connection);
            options.AbortOnConnectFail = true;
            options.ClientName ??= "qunzhu";
            // One second, this version's default, is too short for a walk through the keys on a busy machine.
            options.SyncTimeout = Math.Max(options.SyncTimeout, 5000);
            // Only to ask INFO, for the advice below.
            options.AllowAdmin = true;
            var redis = await ConnectionMultiplexer.ConnectAsync(options).ConfigureAwait(false);
            // Answers need no order among each other, and in order they would all be worked on by one thread.
            redis.PreserveAsyncOrder = false;
            var calls = new RedisCalls(redis, settings);
            return new(calls, await RedisPushLedger.OpenAsync(calls, settings, clock).ConfigureAwait(false), await RedisAdvice.AskAsync(redis).ConfigureAwait(false), settings, clock);
        }
        catch (Exception error) when (error is RedisException or ArgumentException)
        {
            throw new StoreException($"Redis cannot be reached: {error.Message} Check ConnectionStrings:Redis (host:port), and that the server runs.", error);
        }
    }

    /// <inheritdoc/>
    public override async ValueTask<string?> ProbeAsync(CancellationToken cancel)
    {
        try
        {
            // A real write: a full or read-only server shows here, before a turn meets it.
            await _calls.Data.StringSetAsync(RedisKeys.OfBucket(0, "probe"), "1", TimeSpan.FromMinutes(1)).WaitAsync(TimeSpan.FromSeconds(2), cancel).ConfigureAwait(false);
            return null;
        }
        catch (Exception error) when (error is RedisException or TimeoutException or OperationCanceledException or ObjectDisposedException)
        {
            return $"Redis does not take writes: {error.Message}";
        }
    }

    /// <summary>Removes every push, log and campaign of this store's tenant from the server: the end of a simulation, which has a tenant of its own.</summary>
    public Task DropTenantAsync() => _pushes.DropAsync();

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await _calls.Multiplexer.CloseAsync().ConfigureAwait(false);
        _calls.Multiplexer.Dispose();
        _log.Dispose();
        _pushes.Dispose();
    }
}
