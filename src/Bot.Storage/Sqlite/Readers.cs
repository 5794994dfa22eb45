using System.Collections.Concurrent;

namespace Bot.Storage.Sqlite;

/// <summary>The readers that are free. They see the last durable batch and never wait for the writer.</summary>
internal sealed class Readers(Database database) : IDisposable
{
    private const int Kept = 4;
    private readonly ConcurrentBag<Reader> _free = [];
    private volatile bool _closed;

    public T Read<T>(Func<Reader, T> read)
    {
        ObjectDisposedException.ThrowIf(_closed, typeof(SqliteStore));
        if (!_free.TryTake(out var reader))
        {
            reader = new(database);
        }

        var whole = false;
        try
        {
            var result = read(reader);
            whole = true;
            return result;
        }
        finally
        {
            // After a failure a statement may stand in the middle and hold an old view of the file.
            if (!whole || _closed || _free.Count >= Kept)
            {
                reader.Dispose();
            }
            else
            {
                _free.Add(reader);
            }
        }
    }

    public void Dispose()
    {
        _closed = true;
        while (_free.TryTake(out var reader))
        {
            reader.Dispose();
        }
    }
}
