using System.Collections.Immutable;
using Bot.Core.Pushes;

namespace Bot.Core.Ports;

/// <summary>Campaigns, kept whole; a few hundred at most.</summary>
public interface ICampaigns
{
    /// <summary>All of them, by id.</summary>
    ValueTask<ImmutableArray<Campaign>> ListAsync(CancellationToken cancel);

    /// <summary>One; null when there is none.</summary>
    ValueTask<Campaign?> FindAsync(string id, CancellationToken cancel);

    /// <summary>Keeps it, when what is kept has its <see cref="Campaign.Version"/> (0: none is kept); it then has the next. False when somebody else wrote first: nothing is written.</summary>
    ValueTask<bool> SaveAsync(Campaign campaign, CancellationToken cancel);
}
