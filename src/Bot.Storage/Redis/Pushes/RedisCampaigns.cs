using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Bot.Core.Ports;
using Bot.Core.Pushes;
using StackExchange.Redis;

namespace Bot.Storage.Redis.Pushes;

/// <summary>Campaigns in one hash of the tenant: id to version, operation and JSON. What a server forgets of them, the nodes that saw it put back (<see cref="CampaignMemory"/>).</summary>
internal sealed class RedisCampaigns(RedisCalls calls, string tenant, CampaignMemory memory) : ICampaigns
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

    private const int Tries = 4;

    private readonly RedisKey _key = "th:{" + tenant + "}:campaigns";

    public async ValueTask<ImmutableArray<Campaign>> ListAsync(CancellationToken cancel)
    {
        var all = await calls.RunAsync(() => calls.Data.HashGetAllAsync(_key)).ConfigureAwait(false);
        var kept = all.Select(entry => Read(entry.Value)).ToDictionary(campaign => campaign.Id, StringComparer.Ordinal);
        var list = new List<Campaign>();
        foreach (var id in kept.Keys.Union(memory.Ids, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            if (await RightAsync(id, kept.GetValueOrDefault(id)).ConfigureAwait(false) is { } campaign)
            {
                list.Add(campaign);
            }
        }

        return [.. list];
    }

    public async ValueTask<Campaign?> FindAsync(string id, CancellationToken cancel) =>
        await RightAsync(id, await KeptAsync(id).ConfigureAwait(false)).ConfigureAwait(false);

    public async ValueTask<bool> SaveAsync(Campaign campaign, CancellationToken cancel)
    {
        var next = campaign with { Version = campaign.Version + 1 };
        if (!await PutAsync(next, campaign.Version).ConfigureAwait(false))
        {
            return false;
        }

        await memory.SawAsync(next).ConfigureAwait(false);
        return true;
    }

    // What the server has, put right where this node knows better. Whoever wrote meanwhile is heard.
    private async ValueTask<Campaign?> RightAsync(string id, Campaign? kept)
    {
        for (var attempt = 0; attempt < Tries && memory.Rather(id, kept) is { } rather; attempt++)
        {
            kept = await PutAsync(rather, kept?.Version ?? 0).ConfigureAwait(false) ? rather : await KeptAsync(id).ConfigureAwait(false);
            if (kept is not null)
            {
                await memory.SawAsync(kept).ConfigureAwait(false);
            }
        }

        if (kept is not null)
        {
            await memory.SawAsync(kept).ConfigureAwait(false);
        }

        return kept;
    }

    private async ValueTask<Campaign?> KeptAsync(string id)
    {
        var kept = await calls.RunAsync(() => calls.Data.HashGetAsync(_key, id)).ConfigureAwait(false);
        return kept.IsNull ? null : Read(kept);
    }

    private async ValueTask<bool> PutAsync(Campaign next, long expected)
    {
        RedisValue[] values =
        [
            next.Id,
            expected.ToString(CultureInfo.InvariantCulture),
            next.Version.ToString(CultureInfo.InvariantCulture),
            RedisCalls.NewOperation(),
            CampaignJson.Write(next),
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
