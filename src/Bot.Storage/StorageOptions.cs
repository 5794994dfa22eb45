using Bot.Storage.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Bot.Storage;

/// <summary>Which store, and where. Read from <c>Storage:*</c> and <c>ConnectionStrings:*</c>.</summary>
public sealed class StorageOptions
{
    /// <summary><c>Sqlite</c> (default) or <c>Redis</c>.</summary>
    public string Provider { get; set; } = "Sqlite";

    /// <summary>How many seconds a lease lasts without renewal: how long another node waits before it sends what a dead one left.</summary>
    public double LeaseSeconds { get; set; } = 15;

    /// <summary><c>ConnectionStrings:Sqlite</c>.</summary>
    public string Sqlite { get; set; } = "Data Source=data/qunzhu.db";

    /// <summary><c>ConnectionStrings:Redis</c>, as in <c>localhost:6379</c>; several addresses of a cluster are parted by commas.</summary>
    public string Redis { get; set; } = "localhost:6379";

    /// <summary>With Redis: the folder of this node's push journal, from which a server that lost its memory is filled again; empty for none.</summary>
    public string DataFolder { get; set; } = "data";

    /// <summary>With Redis: true lets this node alone declare the logs whole after a loss, when nodes that were alive in the last day are gone for good.</summary>
    public bool RebuildAlone { get; set; }

    internal bool IsRedis => string.Equals(Provider, "Redis", StringComparison.OrdinalIgnoreCase);

    internal bool IsSqlite => string.Equals(Provider, "Sqlite", StringComparison.OrdinalIgnoreCase);

    internal StoreSettings Settings => new()
    {
        Lease = TimeSpan.FromSeconds(LeaseSeconds),
        DataFolder = string.IsNullOrWhiteSpace(DataFolder) ? null : DataFolder,
        RebuildAlone = RebuildAlone,
    };

    internal static void Bind(StorageOptions options, IConfiguration configuration)
    {
        configuration.GetSection("Storage").Bind(options);
        options.Sqlite = configuration.GetConnectionString("Sqlite") ?? options.Sqlite;
        options.Redis = configuration.GetConnectionString("Redis") ?? options.Redis;
    }

    /// <summary>Says everything that is wrong at once.</summary>
    internal sealed class Validator : IValidateOptions<StorageOptions>
    {
        public ValidateOptionsResult Validate(string? name, StorageOptions options)
        {
            var errors = Errors(options).ToList();
            return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
        }

        private static IEnumerable<string> Errors(StorageOptions options)
        {
            if (!options.IsSqlite && !options.IsRedis)
            {
                yield return $"Storage:Provider is '{options.Provider}'. Write Sqlite (one file, nothing to install) or Redis.";
            }

            if (options.LeaseSeconds is not (>= 1 and <= 600))
            {
                yield return $"Storage:LeaseSeconds is {options.LeaseSeconds}. Write a number from 1 to 600.";
            }

            if (options.IsSqlite && Wrong(() => _ = new Database(options.Sqlite)) is { } sqlite)
            {
                yield return sqlite;
            }

            if (options.IsRedis && string.IsNullOrWhiteSpace(options.Redis))
            {
                yield return "ConnectionStrings:Redis is empty. Write host:port, as in localhost:6379.";
            }
        }

        private static string? Wrong(Action attempt)
        {
            try
            {
                attempt();
                return null;
            }
            catch (StoreException error)
            {
                return error.Message;
            }
        }
    }
}
