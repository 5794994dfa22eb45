using System.Collections.Immutable;
using System.Globalization;
using Bot.Core.Ports;
using StackExchange.Redis;

namespace Bot.Storage.Redis.Desk;

/// <summary>The operators' desk in Redis: all of a tenant under one hash tag, so that a commit is one script (in a cluster too).</summary>
internal sealed class RedisDesk(RedisCalls calls, string tenant) : IDesk
{
    private readonly RedisKey[] _keys = ["{desk:" + tenant + "}:r"];

    public async ValueTask<DeskDocument?> FindAsync(string kind, string key, CancellationToken cancel)
    {
        DeskRules.Check(kind, key);
        var found = (RedisValue[])(await calls.ScriptAsync(DeskScripts.Find, _keys, kind, key).ConfigureAwait(false))!;
        return found.Length == 0 ? null : new DeskDocument(kind, key, (string)found[1]!, Number(found[0]));
    }

    public async ValueTask<ImmutableArray<DeskDocument>> ListAsync(string kind, string? after, int limit, CancellationToken cancel)
    {
        DeskRules.CheckKind(kind);
        DeskRules.CheckLimit(limit);
        var from = string.IsNullOrEmpty(after) ? "-" : "(" + after;
        var found = (RedisValue[])(await calls.ScriptAsync(DeskScripts.List, _keys, kind, from, limit).ConfigureAwait(false))!;
        return [.. found.Chunk(3).Select(row => new DeskDocument(kind, (string)row[0]!, (string)row[2]!, Number(row[1])))];
    }

    public async ValueTask<DeskOutcome> CommitAsync(ImmutableArray<DeskChange> changes, CancellationToken cancel)
    {
        DeskRules.Check(changes);
        RedisValue[] values = [RedisCalls.NewOperation(), .. changes.SelectMany(Values)];
        var said = (RedisValue[])(await calls.ScriptAsync(DeskScripts.Commit, _keys, values).ConfigureAwait(false))!;
        return (string?)said[0] == "K"
            ? new DeskOutcome.Kept([.. said.Skip(1).Select(Number)])
            : new DeskOutcome.Stale((string)said[1]!, (string)said[2]!, Number(said[3]));
    }

    public async ValueTask<ImmutableArray<DeskEntry>> ReadAsync(string log, long? before, int limit, CancellationToken cancel)
    {
        DeskRules.CheckLog(log);
        DeskRules.CheckLimit(limit);
        if (before < 1)
        {
            return [];
        }

        var said = (RedisValue[])(await calls.ScriptAsync(DeskScripts.Read, _keys, log, before ?? 0, limit).ConfigureAwait(false))!;
        var first = Number(said[0]);
        return [.. said.Skip(1).Select((entry, i) => new DeskEntry(first + i, (string)entry!)).Reverse()];
    }

    public async ValueTask<long> RevisionAsync(string kind, CancellationToken cancel)
    {
        DeskRules.CheckKind(kind);
        var found = await calls.RunAsync(() => calls.Data.HashGetAsync(_keys[0], kind)).ConfigureAwait(false);
        return found.IsNull ? 0 : Number(found);
    }

    private static IEnumerable<RedisValue> Values(DeskChange change) => change switch
    {
        DeskChange.Put put => ["P", put.Kind, put.Key, put.Expected.ToString(CultureInfo.InvariantCulture), put.Json],
        DeskChange.Remove remove => ["R", remove.Kind, remove.Key, remove.Expected.ToString(CultureInfo.InvariantCulture), ""],
        DeskChange.Append append => ["A", append.Log, "", "", append.Json],
        _ => throw new ArgumentOutOfRangeException(nameof(change)),
    };

    private static long Number(RedisValue value) => long.Parse((string)value!, CultureInfo.InvariantCulture);
}
