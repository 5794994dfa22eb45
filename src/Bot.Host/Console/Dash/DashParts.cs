using System.Collections.Immutable;
using Bot.Core.Activities;
using Bot.Core.Interactions;
using Bot.Core.Ports;
using Bot.Host.Content;
using Bot.Host.Pushes;

namespace Bot.Host.Console.Dash;

/// <summary>What the dashboards are made from.</summary>
internal sealed record DashParts(ITallies Tallies, ICampaigns Campaigns, IPushLedger Ledger, LiveCatalog Live, GroupNames Names, GroupMoves Moves, Cohorts Cohorts, AudienceDirectory Directory, TimeProvider Clock)
{
    // A dashboard does not wait for a reading of all members; the next look has them.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    public DateTimeOffset Now => Clock.GetUtcNow();

    public Task<ImmutableArray<CampaignCounts>> CampaignsAsync(DashQuery query, CancellationToken cancel) => CampaignCounts.ReadAsync(Campaigns, Ledger, query, cancel);

    /// <summary>Comings, goings and pushes, from before the days asked for to now; null while they are being read.</summary>
    public async Task<ImmutableArray<Move>?> MovesAsync(DashQuery query)
    {
        var first = Dash.Cohorts.FirstDay(query.To);
        var from = query.From.AddDays(-GroupsDash.AfterPushDays);
        try
        {
            return await Task.Run(() => Moves.ReadAsync(from < first ? from : first, FactTally.DayOf(Now))).WaitAsync(Patience, Clock).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    /// <summary>How many members each group has, as far as we know them; null while they are being read.</summary>
    public async Task<IReadOnlyDictionary<ConversationKey, int>?> MembersAsync()
    {
        try
        {
            return await Directory.SizesAsync().WaitAsync(Patience, Clock).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }
}
