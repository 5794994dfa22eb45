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
