using Bot.Core.Activities;
using Bot.Core.Ports;
using Bot.Core.Turns;

namespace Bot.Host.Runtime;

/// <summary>
/// One conversation's queue: first come, first served, one at a time, so that two messages of one conversation never
/// race. Messages of one member that already wait are taken together. An id that waits already is answered once.
/// </summary>
internal sealed class Lane(ConversationKey conversation)
{
    private readonly Lock _gate = new();
    private readonly LinkedList<Work> _waiting = new();
    private readonly Dictionary<string, Work> _known = new(StringComparer.Ordinal);
    private bool _running;

    public ConversationKey Conversation { get; } = conversation;

    // How many turns read the state anew after another node had written: it is likely to write again.
    private const int Wary = 64;

    private int _wary;

    /// <summary>The state after our last commit; another node's commit shows as a conflict at ours. Touched only by the running turn.</summary>
    public (ConversationState State, long Version)? Remembered { get; private set; }

    /// <summary>False once the lane was taken out of the table: the caller gets a new one.</summary>
    public bool Retired { get; private set; }

    /// <summary>Notes the state that was kept.</summary>
    public void Remember(ConversationState state, long version)
    {
        Remembered = _wary == 0 ? (state, version) : null;
        _wary = Math.Max(0, _wary - 1);
    }

    /// <summary>The next turn reads the state from the store.</summary>
    public void Forget() => Remembered = null;

    /// <summary>Somebody else wrote: this and the next turns read the state from the store.</summary>
    public void Contest() => (Remembered, _wary) = (null, Wary);

    /// <summary>What happened to an offer: <c>Start</c> tells the caller to run the lane.</summary>
    public enum Admission
    {
        Queued,
        Start,
        Full,
        Retired,
    }

    public Admission Offer(Work work, int capacity, out Work admitted)
    {
        lock (_gate)
        {
            admitted = work;
            if (Retired)
            {
                return Admission.Retired;
            }

            if (work.Operation is null && _known.TryGetValue(work.Activity.Id, out var same))
            {
                admitted = same;
                return Admission.Queued;
            }

            if (_waiting.Count >= capacity)
            {
                return Admission.Full;
            }

            _waiting.AddLast(work);
            if (work.Operation is null)
            {
                _known[work.Activity.Id] = work;
            }

            if (_running)
            {
                return Admission.Queued;
            }

            _running = true;
            return Admission.Start;
        }
    }

    /// <summary>The next work: one, or several messages of one member. Empty when nothing waits; the lane then rests.</summary>
    public List<Work> Take(int maxTogether)
    {
        lock (_gate)
        {
            var taken = new List<Work>(1);
            while (_waiting.First is { } next && (taken.Count == 0 || (taken.Count < maxTogether && taken[0].JoinsWith(next.Value))))
            {
                taken.Add(next.Value);
                _waiting.RemoveFirst();
            }

            _running = taken.Count > 0;
            return taken;
        }
    }

    /// <summary>Work is over; its ids may come again and are then told from the ledger.</summary>
    public void Finish(List<Work> works)
    {
        lock (_gate)
        {
            foreach (var work in works.Where(work => work.Operation is null))
            {
                _known.Remove(work.Activity.Id);
            }
        }
    }

    /// <summary>Takes an idle lane out of service; false when it is busy.</summary>
    public bool TryRetire()
    {
        lock (_gate)
        {
            if (_running || _waiting.Count > 0)
            {
                return false;
            }

            Retired = true;
            return true;
        }
    }

    /// <summary>Fails all that waits; at shutdown.</summary>
    public void Refuse(Receipt receipt)
    {
        lock (_gate)
        {
            foreach (var work in _waiting)
            {
                work.Done(receipt);
            }

            _waiting.Clear();
            _known.Clear();
        }
    }
}
