using Bot.Storage.Redis.Pushes.Journal;
using StackExchange.Redis;

namespace Bot.Storage.Redis.Pushes;

/// <summary>
/// Fills a server that lost its memory, and says when the logs are whole: when every node that was alive in the last day
/// has put its journal in, or an operator says so. Whatever is here and newer stays, so it may be repeated, and run by
/// several nodes at once.
/// </summary>
internal sealed class PushRebuild(RedisCalls calls, PushKeys keys, PushJournal? journal, StoreSettings settings, string node)
{
    private const int AtOnce = 100;
    private static readonly long Day = (long)TimeSpan.FromDays(1).TotalMilliseconds;
    private long _epoch = Math.Max(1, journal?.Epoch ?? 0);

    /// <summary>The lowest marker that this node takes for whole.</summary>
    public long Epoch => Volatile.Read(ref _epoch);

    /// <summary>At start: sees the marker, or sets it where nothing was ever kept. A loss is left to <see cref="RunAsync"/>.</summary>
    public async Task StartAsync(RedisValue now)
    {
        var remembers = await RemembersAsync().ConfigureAwait(false);
        if (!remembers && journal is null or { IsEmpty: true })
        {
            // There is nothing to put in; but a journal may know of nodes that have something.
            await RunAsync(now).ConfigureAwait(false);
        }

        await BeatAsync(now).ConfigureAwait(false);
    }

    public async Task<bool> RemembersAsync()
    {
        var marker = (long)await calls.RunAsync(() => calls.Data.HashGetAsync(keys.Meta, "k")).ConfigureAwait(false);
        return marker >= Epoch && await SeenAsync(marker).ConfigureAwait(false);
    }

    /// <summary>Tells the others that this node is alive, and hears of them and of erased members.</summary>
    public async Task BeatAsync(RedisValue now)
    {
        if (journal is null)
        {
            return;
        }

        var heard = (RedisResult[])(await calls.ScriptAsync(KeepScripts.Beat, keys.Only, now, node, Day).ConfigureAwait(false))!;
        var (nodes, erased) = ((RedisValue[])heard[0]!, (RedisValue[])heard[1]!);
        await journal.WriteAsync(
            new(tables =>
            {
                for (var i = 0; i < nodes.Length; i += 2)
                {
                    tables.Saw(nodes[i]!, (long)nodes[i + 1]);
                }

                foreach (var member in erased)
                {
                    tables.Erase((long)member);
                }
            }),
            alone: true).ConfigureAwait(false);
    }

    public async Task RunAsync(RedisValue now)
    {
        var epoch = Epoch;
        var known = new List<(string Node, long At)>();
        var replayed = new List<string>();
        foreach (var reading in journal?.ReadAll() ?? [])
        {
            await RestoreAsync(reading, now).ConfigureAwait(false);
            known.AddRange(reading.Nodes());
            replayed.Add(reading.Node);
            epoch = Math.Max(epoch, reading.Epoch);
        }

        await RelogAsync(now).ConfigureAwait(false);
        var since = known.Count == 0 ? 0 : known.Max(one => one.At) - Day;
        var awaited = known.Where(one => one.At >= since).Select(one => one.Node).Except(replayed);
        foreach (var other in replayed)
        {
            await WholeAsync(now, epoch + 1, awaited, other).ConfigureAwait(false);
        }

        await WholeAsync(now, epoch + 1, awaited).ConfigureAwait(false);
    }

    /// <summary>Throws the logs and the marker away; rows stay.</summary>
    public async Task ForgetAsync()
    {
        await DeleteAsync(keys.Prefix + "L*").ConfigureAwait(false);
        await calls.RunAsync(() => calls.Data.HashDeleteAsync(keys.Meta, "k")).ConfigureAwait(false);
    }

    /// <summary>Removes all of the tenant's keys.</summary>
    public Task DropAsync() => DeleteAsync(keys.Prefix + "*");

    private async Task DeleteAsync(string pattern)
    {
        foreach (var address in calls.Multiplexer.GetEndPoints())
        {
            var server = calls.Multiplexer.GetServer(address);
            if (!server.IsConnected || server.IsSlave)
            {
                continue;
            }

            foreach (var some in (await calls.KeysAsync(server, pattern).ConfigureAwait(false)).Chunk(AtOnce))
            {
                await calls.RunAsync(() => calls.Data.KeyDeleteAsync(some)).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Signals as their script takes them.</summary>
    public static IEnumerable<RedisValue> Values(JournalSignal signal) => [signal.Log, PushErasure.Whose(new(signal.Log)), signal.At, signal.Name];

    private async Task RestoreAsync(JournalReading reading, RedisValue now)
    {
        foreach (var some in reading.Pushes().Chunk(AtOnce))
        {
            await calls.ScriptAsync(KeepScripts.Restore, keys.Only, [now, .. some.SelectMany(push => (RedisValue[])[push.Id, push.Packed])]).ConfigureAwait(false);
        }

        foreach (var some in reading.Signals().Chunk(AtOnce))
        {
            await calls.ScriptAsync(KeepScripts.Signal, keys.Only, [now, .. some.SelectMany(Values)]).ConfigureAwait(false);
        }
    }

    private async Task RelogAsync(RedisValue now)
    {
        for (var last = 0L; last >= 0;)
        {
            last = (long)await calls.ScriptAsync(KeepScripts.Relog, keys.Only, now, last, AtOnce).ConfigureAwait(false);
        }
    }

    private async Task WholeAsync(RedisValue now, long epoch, IEnumerable<string> awaited, string? other = null)
    {
        var marker = (long)await calls.ScriptAsync(
            KeepScripts.Whole, keys.Only, [now, other ?? node, settings.RebuildAlone ? 1 : 0, epoch, .. awaited.Select(one => (RedisValue)one)]).ConfigureAwait(false);
        await SeenAsync(marker).ConfigureAwait(false);
    }

    private async Task<bool> SeenAsync(long marker)
    {
        if (marker > Epoch || (journal is not null && marker > journal.Epoch))
        {
            Volatile.Write(ref _epoch, Math.Max(marker, Epoch));
            await (journal?.SawEpochAsync(marker) ?? Task.CompletedTask).ConfigureAwait(false);
        }

        return true;
    }
}
