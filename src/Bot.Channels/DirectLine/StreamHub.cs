using System.Collections.Concurrent;

namespace Bot.Channels.DirectLine;

/// <summary>
/// Wakes the streams of a conversation. What is kept is never queued here: each stream reads it from the log at its own
/// pace, so a slow client costs no memory. Only typing passes through, and the oldest of it is dropped first.
/// </summary>
internal sealed class StreamHub
{
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<Listener, byte>> conversations = new(StringComparer.Ordinal);
    private int open;

    /// <summary>Conversations that somebody listens to.</summary>
    public IEnumerable<string> Conversations => conversations.Where(pair => !pair.Value.IsEmpty).Select(pair => pair.Key);

    /// <summary>Streams open now.</summary>
    public int Open => Volatile.Read(ref open);

    /// <summary>Begins to listen; null when the conversation or the server has enough listeners.</summary>
    public Listener? Listen(string conversation, int maxHere, int maxInAll)
    {
        if (Interlocked.Increment(ref open) > maxInAll)
        {
            Interlocked.Decrement(ref open);
            return null;
        }

        lock (conversations)
        {
            var here = conversations.GetOrAdd(conversation, _ => new ConcurrentDictionary<Listener, byte>());
            if (here.Count < maxHere)
            {
                var listener = new Listener(conversation);
                here.TryAdd(listener, 0);
                return listener;
            }
        }

        Interlocked.Decrement(ref open);
        return null;
    }

    /// <summary>Stops listening.</summary>
    public void Leave(Listener listener)
    {
        lock (conversations)
        {
            if (conversations.TryGetValue(listener.Conversation, out var here) && here.TryRemove(listener, out _))
            {
                Interlocked.Decrement(ref open);
                if (here.IsEmpty)
                {
                    conversations.TryRemove(listener.Conversation, out _);
                }
            }
        }
    }

    /// <summary>Tells a conversation's streams that the log may have grown.</summary>
    public void Wake(string conversation)
    {
        foreach (var listener in Of(conversation))
        {
            listener.Wake();
        }
    }

    /// <summary>Passes on something that is not kept.</summary>
    public void Pass(string conversation, ReadOnlyMemory<byte> activity)
    {
        foreach (var listener in Of(conversation))
        {
            listener.Pass(activity);
        }
    }

    private ICollection<Listener> Of(string conversation) => conversations.TryGetValue(conversation, out var here) ? here.Keys : [];
}
