using System.Collections.Immutable;
using Bot.Core.Activities;
using Bot.Core.Pushes;
using Bot.Core.Throttling;

namespace Bot.Host.Pushes.Campaigns;

/// <summary>How long a shelf lasts for one audience of a campaign (requirement D7).</summary>
/// <param name="Campaign">Which campaign.</param>
/// <param name="Group">Which group; null for members.</param>
/// <param name="Items">All items, in order.</param>
/// <param name="Left">How many it has not had lately.</param>
/// <param name="Days">For how many days that lasts at the campaign's pace.</param>
/// <param name="IsLow">True below seven days: somebody must write.</param>
public sealed record Stock(string Campaign, ConversationKey? Group, ImmutableArray<StockItem> Items, int Left, double Days, bool IsLow);

/// <summary>Tells how long the content library lasts.</summary>
public sealed class ContentStock(CampaignParts parts)
{
    private const int EnoughDays = 7;

    /// <summary>For each group of each running or scheduled campaign that takes its words from a shelf.</summary>
    public async Task<ImmutableArray<Stock>> LookAsync(CancellationToken cancel)
    {
        var all = ImmutableArray.CreateBuilder<Stock>();
        foreach (var campaign in await parts.Campaigns.ListAsync(cancel).ConfigureAwait(false))
        {
            if (!campaign.IsShelf || campaign.State is CampaignState.Killed or CampaignState.Done || campaign.Schedule is null)
            {
                continue;
            }

            foreach (var group in campaign.Groups)
            {
                all.Add(await LookAsync(campaign, group, cancel).ConfigureAwait(false));
            }
        }

        return all.DrainToImmutable();
    }

    private async Task<Stock> LookAsync(Campaign campaign, ConversationKey group, CancellationToken cancel)
    {
        var items = await ShelfLog.ReadAsync(parts, campaign.Template!, LogKey.Of(group), cancel).ConfigureAwait(false);
        var left = items.Count(item => item.LastSent is null);
        var days = left * (double)Math.Max(1, campaign.Schedule!.EveryDays);
        return new Stock(campaign.Id, group, items, left, days, days < EnoughDays);
    }
}
