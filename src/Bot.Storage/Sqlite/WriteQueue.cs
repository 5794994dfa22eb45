using System.Diagnostics;

namespace Bot.Storage.Sqlite;

/// <summary>What waits for the writer. Many put, one takes all that is there.</summary>
internal sealed class WriteQueue : IDisposable
{
    private static readonly long Gathering = Stopwatch.Frequency / 5000;
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _filled = new(0);
    private List<WriteJob> _waiting = [];
    private List<WriteJob> _spare = [];
    private bool _sleeping;
    private bool _closed;

    public void Add(WriteJob job)
    {
        bool wake;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closed, typeof(SqliteStore));
            _waiting.Add(job);
            wake = _sleeping;
            _sleeping = false;
        }

        if (wake)
        {
            _filled.Release();
        }
    }

    /// <summary>Takes all that waits; sleeps while there is nothing. Null when closed and empty.</summary>
    /// <param name="expected">
    /// How many the last batch had. Their callers are about to come back, and a commit costs the same for one as for
    /// all of them: wait a fifth of a millisecond for half of them.
    /// </param>
    public List<WriteJob>? Take(int expected)
    {
        while (true)
        {
            lock (_gate)
            {
                if (_waiting.Count == 0 && _closed)
                {
                    return null;
                }

                _sleeping = _waiting.Count == 0;
            }

            if (!_sleeping)
            {
                Gather(expected / 2);
                return Swap();
            }

            _filled.Wait();
        }
    }

    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            _sleeping = false;
        }

        _filled.Release();
    }

    public void Dispose() => _filled.Dispose();

    private void Gather(int wanted)
    {
        var began = Stopwatch.GetTimestamp();
        while (Volatile.Read(ref _waiting).Count < wanted && !_closed && Stopwatch.GetTimestamp() - began < Gathering)
        {
            Thread.Yield();
        }
    }

    private List<WriteJob> Swap()
    {
        lock (_gate)
        {
            var taken = _waiting;
            _spare.Clear();
            _waiting = _spare;
            _spare = taken;
            return taken;
        }
    }
}
