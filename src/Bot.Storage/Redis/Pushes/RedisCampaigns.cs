using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Bot.Core.Ports;
using Bot.Core.Pushes;
using StackExchange.Redis;

namespace Bot.Storage.Redis.Pushes;

/// <summary>Campaigns in one hash of the tenant: id to version, operation and JSON.</summary>
internal sealed class RedisCampaigns(RedisCalls calls, string tenant) : ICampaigns
{
    // Values: id, expected version, next version, operation, JSON. A repeat of the same operation is told what the first one was told.
    private const string Save = """
        local kept = redis.call('HGET', KEYS[1], ARGV[1])
        local version, operation = '0', ''
        if kept then version, operation = string.match(kept, '^(%d+)|([^|]*)|') end
        if operation == ARGV[4] then return 1 end
        if version ~= ARGV[2] then return 0 end
        redis.call('HSET', KEYS[1], ARGV[1], ARGV[3] .. '|' .. ARGV[4] .. '|' .. ARGV[5])
        return 1
        """;

    private readonly RedisKey _key = "th:{" + tenant + "}:campaigns";

    public async ValueTask<ImmutableArray<Campaign>> ListAsync(CancellationToken cancel)
    {
        var all = await calls.RunAsync(() => calls.Data.HashGetAllAsync(_key)).ConfigureAwait(false);
        return [.. all.Select(entry => Read(entry.Value)).OrderBy(campaign => campaign.Id, StringComparer.Ordinal)];
    }

    public async ValueTask<Campaign?> FindAsync(string id, CancellationToken cancel)
    {
        var kept = await calls.RunAsync(() => calls.Data.HashGetAsync(_key, id)).ConfigureAwait(false);
        return kept.IsNull ? null : Read(kept);
    }

    public async ValueTask<bool> SaveAsync(Campaign campaign, CancellationToken cancel)
    {
        var next = campaign.Version + 1;
        RedisValue[] values =
        [
            campaign.Id,
            campaign.Version.ToString(CultureInfo.InvariantCulture),
            next.ToString(CultureInfo.InvariantCulture),
            RedisCalls.NewOperation(),
            CampaignJson.Write(campaign with { Version = next }),
        ];
        return (long)await calls.ScriptAsync(Save, [_key], values).ConfigureAwait(false) == 1;
    }

    private static Campaign Read(RedisValue kept)
    {
        var bytes = (byte[])kept!;
        var first = Array.IndexOf(bytes, (byte)'|');
        var second = Array.IndexOf(bytes, (byte)'|', first + 1);
        return second > 0 ? CampaignJson.Read(bytes.AsSpan(second + 1)) : throw new FormatException(Encoding.UTF8.GetString(bytes));
    }
}
