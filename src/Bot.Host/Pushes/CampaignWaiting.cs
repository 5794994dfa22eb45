using Bot.Core.Ports;
using Bot.Core.Pushes;

namespace Bot.Host.Pushes;

/// <summary>What waits for a campaign that was stopped or goes on again is judged anew at once.</summary>
internal static class CampaignWaiting
{
    private const int Page = 1000;

    /// <summary>Wakes all that waits when it was killed, else what its pause held.</summary>
    public static async Task WakeAsync(IPushLedger ledger, string campaign, bool killed, CancellationToken cancel)
    {
        string? after = null;
        while (await ledger.ListAsync(new PushQuery(Campaign: campaign, Max: Page, After: after), cancel).ConfigureAwait(false) is { IsEmpty: false } page)
        {
            foreach (var row in page.Where(row => row.State is (PushState.Held or PushState.InDigest) && (killed || row.Verdict?.Rule == "paused")))
            {
                await ledger.WakeAsync(row.Push.Id, cancel).ConfigureAwait(false);
            }

            after = page[^1].Push.Id;
        }
    }
}
