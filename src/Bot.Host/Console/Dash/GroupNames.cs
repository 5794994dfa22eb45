using System.Collections.Concurrent;
using Bot.Core.Activities;
using Bot.Core.Ports;

namespace Bot.Host.Console.Dash;

/// <summary>What groups are called, kept for ten minutes.</summary>
public sealed class GroupNames(ILedger ledger, TimeProvider clock)
{
    private const int Most = 20_000;
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);
    private readonly ConcurrentDictionary<ConversationKey, (string Name, DateTimeOffset At)> _known = new();

    /// <summary>The names of some groups; one that never told its name is called by its id.</summary>
    public async Task<IReadOnlyDictionary<ConversationKey, string>> OfAsync(IEnumerable<ConversationKey> groups, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var names = await Task.WhenAll(groups.Distinct().Select(async group => (group, await OfAsync(group, now, cancel).ConfigureAwait(false)))).ConfigureAwait(false);
        return names.ToDictionary(one => one.group, one => one.Item2);
    }

    private async Task<string> OfAsync(ConversationKey group, DateTimeOffset now, CancellationToken cancel)
    {
        if (_known.TryGetValue(group, out var known) && now - known.At < Fresh)
        {
            return known.Name;
        }

        var found = await ledger.LoadAsync(group, new MemberKey(group.Channel, ""), cancel).ConfigureAwait(false);
        var name = found.State.Name is { Length: > 0 } told ? told : group.Id;
        if (_known.Count >= Most)
        {
            _known.Clear();
        }

        _known[group] = (name, now);
        return name;
    }
}
