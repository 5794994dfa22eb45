using System.Collections.Immutable;
using Bot.Core.Interactions;
using Bot.Core.Ports;
using Bot.Core.Pushes;

namespace Bot.Host.Console.Dash;

/// <summary>A campaign and where its pushes stand, all its runs together.</summary>
/// <param name="Campaign">Which.</param>
/// <param name="Counts">The ledger's funnel of it.</param>
internal sealed record CampaignCounts(Campaign Campaign, ImmutableArray<PushCount> Counts)
{
    // A page's worth: each is one small reading.
    private const int Most = 100;

    public long Planned => Counts.Sum(count => count.Count);

    public long Sent => Sum(PushState.Sent, PushState.Bundled);

    public long Waiting => Sum(PushState.Planned, PushState.Held, PushState.InDigest, PushState.Retrying, PushState.Calling, PushState.Awaiting);

    public long Dropped => Sum(PushState.Dropped, PushState.Expired);

    public long Failed => Sum(PushState.Failed, PushState.Quarantined);

    public long Unknown => Sum(PushState.Unknown);

    /// <summary>Those that run or wait, and those that were begun in the days asked for; the latest first.</summary>
    public static async Task<ImmutableArray<CampaignCounts>> ReadAsync(ICampaigns campaigns, IPushLedger ledger, DashQuery query, CancellationToken cancel)
    {
        var wanted = (await campaigns.ListAsync(cancel).ConfigureAwait(false))
            .Where(one => one.Run is { } run && FactTally.DayOf(run.StartedAt) <= query.To
                && (FactTally.DayOf(run.StartedAt) >= query.From || one.State is CampaignState.Running or CampaignState.Paused or CampaignState.Scheduled))
            .OrderByDescending(one => one.Run!.StartedAt).ThenBy(one => one.Id, StringComparer.Ordinal).Take(Most).ToArray();
        var counts = await Task.WhenAll(wanted.Select(one => ledger.CountsAsync(one.Id, cancel).AsTask())).ConfigureAwait(false);
        return [.. wanted.Zip(counts, (one, count) => new CampaignCounts(one, count))];
    }

    private long Sum(params ReadOnlySpan<PushState> states)
    {
        var sum = 0L;
        foreach (var count in Counts)
        {
            sum += states.Contains(count.State) ? count.Count : 0;
        }

        return sum;
    }
}
