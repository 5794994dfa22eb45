using System.Collections.Immutable;
using Bot.Core.Activities;

namespace Bot.Host.Delivery;

/// <summary>What this node has yet to send to one conversation, in order. Safe for one sender and many who add.</summary>
internal sealed class SendLine
{
    private readonly Queue<OutboxRow> _rows = new();
    private bool _retired;
    private bool _stale;

    /// <summary>Adds rows; false when the line takes no more, and a new one must be begun.</summary>
    /// <param name="rows">The rows, in order.</param>
    /// <param name="behind">True when the store may hold rows before these that are not here: it is read first.</param>
    public bool TryAdd(ImmutableArray<OutboxRow> rows, bool behind)
    {
        lock (_rows)
        {
            if (_retired)
            {
                return false;
            }

            foreach (var row in rows)
            {
                _rows.Enqueue(row);
            }

            _stale |= behind;
            return true;
        }
    }

    /// <summary>The store holds rows that are not here.</summary>
    public void Outdate()
    {
        lock (_rows)
        {
            _stale = true;
        }
    }

    /// <summary>True once after rows were added that others may stand before.</summary>
    public bool TakeStale()
    {
        lock (_rows)
        {
            var stale = _stale;
            _stale = false;
            return stale;
        }
    }

    /// <summary>The next row and whether none is behind it here; null when the line is empty.</summary>
    public (OutboxRow Row, bool Last)? Next()
    {
        lock (_rows)
        {
            return _rows.TryDequeue(out var row) ? (row, _rows.Count == 0) : null;
        }
    }

    /// <summary>Puts what the store has in place of what is here. Fewer than <paramref name="most"/>: what was added meanwhile stays behind it. None: the conversation is another's.</summary>
    public void Replace(ImmutableArray<OutboxRow> rows, int most)
    {
        lock (_rows)
        {
            var later = rows.IsEmpty || rows.Length >= most ? [] : _rows.ToArray();
            _rows.Clear();
            foreach (var row in rows.Concat(later))
            {
                _rows.Enqueue(row);
            }
        }
    }

    /// <summary>Ends the line when nothing is left to do.</summary>
    public bool TryRetire()
    {
        lock (_rows)
        {
            return _retired = _rows.Count == 0 && !_stale;
        }
    }

    /// <summary>Ends the line and runs <paramref name="ended"/> before anybody can add to it: what is left waits in the store.</summary>
    public void Abandon(Action ended)
    {
        lock (_rows)
        {
            ended();
            _rows.Clear();
            _retired = true;
        }
    }
}
