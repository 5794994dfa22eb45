using System.Collections.Concurrent;
using System.Threading.Channels;
using Bot.Core.Activities;
using Bot.Core.Ports;
using Bot.Core.Turns;
using Bot.Core.Understanding.Speaking;
using Bot.Host.Content;

namespace Bot.Host.Speaking;

/// <summary>
/// The gates in force, one for each group that has labels. Learning happens here, off the path of any turn: a turn takes
/// the gate that is there. A gate learns anew after so many new labels, when there are new ones for some minutes, and
/// nightly; at once when a label says that it spoke wrongly.
/// </summary>
public sealed class SpeakGates(ISpeakLabels labels, LiveCatalog catalog, SpeakSettings settings) : IDisposable
{
    // One at a time: what was read earlier must not replace what was read later.
    private readonly SemaphoreSlim _learning = new(1);
    private readonly ConcurrentDictionary<ConversationKey, SpeakGate> _gates = new();
    private readonly ConcurrentDictionary<ConversationKey, int> _new = new();
    private readonly Channel<ConversationKey> _due = Channel.CreateUnbounded<ConversationKey>(new UnboundedChannelOptions { SingleReader = true });

    /// <summary>The groups whose gate shall learn anew.</summary>
    public ChannelReader<ConversationKey> Due => _due.Reader;

    /// <summary>The gate of a group; shut where there is none.</summary>
    public SpeakGate Of(ConversationKey group) => _gates.GetValueOrDefault(group, SpeakGate.Untrained);

    /// <summary>Labels were added. True when the gate is to learn from them now.</summary>
    /// <param name="group">To which group.</param>
    /// <param name="added">How many.</param>
    /// <param name="wrong">One of them says that we spoke, or would have spoken, where we should not.</param>
    public bool Added(ConversationKey group, int added, bool wrong)
    {
        var waiting = _new.AddOrUpdate(group, added, (_, before) => before + added);
        return (wrong || waiting >= settings.LearnEvery) && _due.Writer.TryWrite(group);
    }

    /// <summary>The gates learn anew.</summary>
    /// <param name="all">True for every group, as the content may have changed; else only where labels came since, here or on another node.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task LearnAsync(bool all, CancellationToken cancel)
    {
        var groups = await labels.GroupsAsync(cancel).ConfigureAwait(false);
        foreach (var gone in _gates.Keys.Except(groups.Select(group => group.Group)))
        {
            _gates.TryRemove(gone, out _);
        }

        foreach (var group in groups.Where(group => all || Of(group.Group).Measure.Labels != group.Labels))
        {
            await LearnAsync(group.Group, cancel).ConfigureAwait(false);
        }
    }

    /// <summary>A group's gate learns anew from all its labels, as today's content reads them.</summary>
    public async Task<SpeakGate> LearnAsync(ConversationKey group, CancellationToken cancel)
    {
        await _learning.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            return _gates[group] = await LearnFromAsync(group, cancel).ConfigureAwait(false);
        }
        finally
        {
            _learning.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _learning.Dispose();

    private async Task<SpeakGate> LearnFromAsync(ConversationKey group, CancellationToken cancel)
    {
        _new[group] = 0;
        var all = await labels.ListAsync(group, cancel).ConfigureAwait(false);
        var content = catalog.Current;
        return SpeakGate.Learn(
            all.Select(label =>
            {
                var recognition = AmbientEntries.Recognise(content, label.Text, null);
                var allowed = recognition.Best(0) is { } best && AmbientEntries.Allows(content, best.Key);
                return SpeakExample.Of(label, recognition, allowed, settings.Score);
            }),
            settings);
    }
}
