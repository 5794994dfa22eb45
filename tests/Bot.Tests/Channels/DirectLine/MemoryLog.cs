using System.Collections.Immutable;
using Bot.Core.Activities;
using Bot.Core.Ports;

namespace Bot.Tests.Channels.DirectLine;

/// <summary>The activity log in memory, for tests of the server beside it.</summary>
internal sealed class MemoryLog : IActivityLog
{
    private readonly Lock gate = new();
    private readonly Dictionary<ConversationKey, List<LoggedActivity>> entries = [];
    private readonly Dictionary<(ConversationKey, string), LoggedActivity> once = [];

    public ValueTask<(LoggedActivity Entry, bool Appended)> AppendAsync(
        ConversationKey conversation, string onceKey, string memberId, Func<long, (string Id, ReadOnlyMemory<byte> Json)> json, CancellationToken cancel)
    {
        lock (gate)
        {
            if (once.TryGetValue((conversation, onceKey), out var earlier))
            {
                return ValueTask.FromResult((earlier, false));
            }

            var list = entries.TryGetValue(conversation, out var found) ? found : entries[conversation] = [];
            var (id, bytes) = json(list.Count);
            var entry = new LoggedActivity(list.Count, id, memberId, bytes);
            list.Add(entry);
            once[(conversation, onceKey)] = entry;
            return ValueTask.FromResult((entry, true));
        }
    }

    public ValueTask<ImmutableArray<LoggedActivity>> ReadAsync(ConversationKey conversation, long from, int max, CancellationToken cancel)
    {
        lock (gate)
        {
            ImmutableArray<LoggedActivity> page = entries.TryGetValue(conversation, out var list) ? [.. list.Skip((int)from).Take(max)] : [];
            return ValueTask.FromResult(page);
        }
    }

    public ValueTask<long> LengthAsync(ConversationKey conversation, CancellationToken cancel)
    {
        lock (gate)
        {
            return ValueTask.FromResult<long>(entries.TryGetValue(conversation, out var list) ? list.Count : 0);
        }
    }
}
