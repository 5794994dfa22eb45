using System.Collections.Immutable;
using Bot.Core.Pushes;
using Bot.Core.Throttling;

namespace Bot.Host.Pushes.Campaigns;

/// <summary>One item of a shelf and when an audience had it last; null for not lately.</summary>
public sealed record StockItem(string Template, DateTimeOffset? LastSent);

/// <summary>What an audience had of a shelf of the content library.</summary>
internal static class ShelfLog
{
    /// <summary>All items of the shelf, in order.</summary>
    public static async ValueTask<ImmutableArray<StockItem>> ReadAsync(CampaignParts parts, string shelf, LogKey audience, CancellationToken cancel)
    {
        var items = parts.Shelf(shelf);
        var since = parts.Clock.GetUtcNow() - Campaign.ItemRests + TimeSpan.FromMilliseconds(1);
        var logs = await parts.Ledger.ReadLogsAsync([.. items.Select(audience.WithItem)], since, 1, cancel).ConfigureAwait(false);
        return [.. items.Select((template, index) => new StockItem(template, logs[index].IsEmpty ? null : logs[index][^1].At))];
    }
}
