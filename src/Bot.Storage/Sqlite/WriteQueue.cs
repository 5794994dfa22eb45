namespace Bot.Storage.Sqlite;

/// <summary>What waits for the writer. Many put, one takes all that is there.</summary>
internal sealed class WriteQueue
{
    private const int MostPatient = 256;
    private const int Patience = 5;
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(1);
    private readonly object _gate = new();
    private List<WriteJob> _waiting = [];
    private List<WriteJob> _spare = [];
    private int _urgent;
    private int _wanted = 1;
    private bool _sleeping;
    private bool _closed;

    public void Add(WriteJob job)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closed, typeof(SqliteStore));
            _waiting.Add(job);
            _urgent += job.IsPatient ? 0 : 1;
            if (_sleeping && (_urgent >= _wanted || _wanted == 0 || _waiting.Count >= MostPatient))
            {
                _sleeping = false;
                Monitor.Pulse(_gate);
            }
        }
    }

    /// <summary>Takes all that waits; sleeps while there is nothing. Null when closed and empty.</summary>
    /// <param name="expected">
    /// How many jobs of the last batch somebody waited for. Their callers are about to come back, and a commit costs
    /// nearly the same for one as for all of them: wait a millisecond for half of them. Patient jobs alone wait five for company.
    /// </param>
    public List<WriteJob>? Take(int expected)
    {
        lock (_gate)
        {
            for (var slice = 0; expected > 1 && slice < Patience && !_closed && _waiting.Count < MostPatient && _urgent < expected / 2; slice++)
            {
                Sleep(expected / 2, Slice);
                if (_urgent > 0)
                {
                    break;
                }
            }

            while (_waiting.Count == 0)
            {
                if (_closed)
                {
                    return null;
                }

                Sleep(0, Timeout.InfiniteTimeSpan);
            }

            (_waiting, _spare) = (_spare, _waiting);
            _waiting.Clear();
            _urgent = 0;
            return _spare;
        }
    }

    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            Monitor.Pulse(_gate);
        }
    }

    private void Sleep(int wanted, TimeSpan most)
    {
        _wanted = wanted;
        _sleeping = true;
        Monitor.Wait(_gate, most);
        _sleeping = false;
    }
}
