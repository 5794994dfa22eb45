using System.Collections.Immutable;
using Bot.Core.Ports;
using Bot.Core.Pushes;
using StackExchange.Redis;

namespace Bot.Storage.Redis.Pushes;

/// <summary>Reads rows page by page, in the order in which they were first kept. The indexes are made behind the hot path: whoever reads brings them up to date.</summary>
internal sealed class PushPages(RedisCalls calls, PushKeys keys, PushTidying tidying)
{
    private const int Page = 128;

    public async Task<ImmutableArray<PushRow>> ListAsync(PushQuery query)
    {
        var index = query.Member is { } member ? PushKeys.Of(member)
            : query.Campaign is { } campaign ? PushKeys.OfCampaign(campaign)
            : query.Group is { } group ? PushKeys.Of(group)
            : "";
        if (index.Length > 0)
        {
            await tidying.AllAsync().ConfigureAwait(false);
        }

        var found = ImmutableArray.CreateBuilder<PushRow>();
        var (after, last) = (query.After ?? "", 0L);
        while (found.Count < query.Max)
        {
            var page = await PageAsync(query.Newest ? ReadScripts.PageBack : ReadScripts.Page, index, after, last).ConfigureAwait(false);
            found.AddRange(page.Rows.Where(row => Wanted(row, query)).Take(query.Max - found.Count));
            if (page.Last < 0)
            {
                break;
            }

            (after, last) = ("", page.Last);
        }

        return found.DrainToImmutable();
    }

    /// <summary>Held rows behind a place in the order in which they are taken up.</summary>
    public async Task<WaitingPage> WaitingAsync(WaitingCursor? after, int max)
    {
        var held = ImmutableArray.CreateBuilder<PushRow>();
        var (first, due, arrival, left) = (after?.Class ?? default, after?.Due ?? 0, after?.Arrival ?? 0, max);
        for (var one = first; Enum.IsDefined(one); one++, due = arrival = 0)
        {
            // Scripts block the server: so many rows in one step at most.
            for (var asked = 0; left > 0;)
            {
                asked = Math.Min(left, Page);
                var parts = (RedisResult[])(await calls.ScriptAsync(ReadScripts.Waiting, keys.Only, (int)one, due, arrival, asked).ConfigureAwait(false))!;
                held.AddRange(parts.Skip(3).Select(part => PackedPush.Read((byte[])part!).Row).Where(row => row.State == PushState.Held));
                var looked = (int)parts[0];
                left -= looked;
                if (looked > 0)
                {
                    (due, arrival) = ((long)parts[1], (long)parts[2]);
                }

                if (looked < asked)
                {
                    break;
                }
            }

            if (left == 0)
            {
                return new(held.ToImmutable(), new(one, due, arrival));
            }
        }

        return new(held.ToImmutable(), null);
    }

    // A page behind a number, or before it; the last number that was looked at, or -1 at the end.
    private async Task<(long Last, ImmutableArray<PushRow> Rows)> PageAsync(Script script, string index, string after, long last)
    {
        var parts = (RedisResult[])(await calls.ScriptAsync(script, keys.Only, index, after, last, Page).ConfigureAwait(false))!;
        return ((long)parts[0], [.. parts.Skip(1).Select(part => PackedPush.Read((byte[])part!).Row)]);
    }

    private static bool Wanted(PushRow row, PushQuery query) =>
        (query.State is not { } state || row.State == state)
        && (query.Campaign is not { } campaign || row.Push.Campaign == campaign)
        && (query.Member is not { } member || row.Push.Member == member)
        && (query.Group is not { } group || row.Push.Group == group);
}
