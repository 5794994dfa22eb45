using System.Collections.Immutable;
using Bot.Core.Activities;
using Bot.Core.Understanding.Speaking;

namespace Bot.Core.Ports;

/// <summary>Operators' labels of when to speak unasked; some thousand of a group at most. Erasing a member (<see cref="IRecord.EraseAsync"/>) takes the labels of their messages too.</summary>
public interface ISpeakLabels
{
    /// <summary>Keeps labels; of each interaction of a group one, the last one given.</summary>
    ValueTask KeepAsync(ImmutableArray<SpeakLabel> labels, CancellationToken cancel);

    /// <summary>All labels of a group, by interaction.</summary>
    ValueTask<ImmutableArray<SpeakLabel>> ListAsync(ConversationKey group, CancellationToken cancel);

    /// <summary>The groups that have labels, by channel and id.</summary>
    ValueTask<ImmutableArray<SpeakGroup>> GroupsAsync(CancellationToken cancel);
}
