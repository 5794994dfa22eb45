using System.Collections.Concurrent;
using Bot.Core.Pushes;
using Bot.Storage.Redis.Pushes.Journal;

namespace Bot.Storage.Redis.Pushes;

/// <summary>
/// What this node has seen of campaigns, in its journal too: a server that forgot, or that came back without its last
/// writes, is told what stood there. That somebody stopped a campaign for good is never lost in that way.
/// </summary>
internal sealed class CampaignMemory
{
    private readonly ConcurrentDictionary<string, Campaign> _seen = new(StringComparer.Ordinal);
    private readonly PushJournal? _journal;
    private readonly TimeProvider _clock;

    /// <summary>Reads the journals of this node's folder, where it has one.</summary>
    public CampaignMemory(PushJournal? journal, TimeProvider clock)
    {
        (_journal, _clock) = (journal, clock);
        foreach (var reading in journal?.ReadAll() ?? [])
        {
            foreach (var campaign in reading.Campaigns().Select(json => CampaignJson.Read(json)))
            {
                _seen.AddOrUpdate(campaign.Id, campaign, (_, other) => Newer(campaign, other) ? campaign : other);
            }
        }
    }

    /// <summary>All ids that were ever seen.</summary>
    public IEnumerable<string> Ids => _seen.Keys;

    /// <summary>Remembers what the server has.</summary>
    public async ValueTask SawAsync(Campaign campaign)
    {
        if (_seen.TryGetValue(campaign.Id, out var known) && !Newer(campaign, known))
        {
            return;
        }

        if (_journal is not null)
        {
            await _journal.WriteAsync(new(tables => tables.Keep(campaign.Id, campaign.Version, CampaignJson.Write(campaign))), alone: true).ConfigureAwait(false);
        }

        _seen.AddOrUpdate(campaign.Id, campaign, (_, other) => Newer(campaign, other) ? campaign : other);
    }

    /// <summary>What must stand on the server in place of what it has; null when that is right. Its version is the one to be written.</summary>
    /// <param name="id">The campaign.</param>
    /// <param name="kept">What the server has; null when it has none.</param>
    public Campaign? Rather(string id, Campaign? kept)
    {
        if (!_seen.TryGetValue(id, out var seen))
        {
            return null;
        }

        if (kept is null)
        {
            // Everything may be gone, its audience too: it goes on when somebody has looked.
            var paused = CampaignActs.Pause(seen, "", _clock.GetUtcNow(), "the server had forgotten it", "auto_paused") ?? seen;
            return paused with { Version = seen.Version + 1 };
        }

        var stopped = seen.State == CampaignState.Killed && kept.State != CampaignState.Killed;
        return stopped || seen.Version > kept.Version ? seen with { Version = Math.Max(seen.Version, kept.Version) + 1 } : null;
    }

    // Stopped for good is newer than whatever another node wrote without knowing of it.
    private static bool Newer(Campaign campaign, Campaign other) =>
        campaign.State == CampaignState.Killed != (other.State == CampaignState.Killed) ? campaign.State == CampaignState.Killed : campaign.Version > other.Version;
}
