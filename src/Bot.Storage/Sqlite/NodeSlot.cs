using System.Globalization;

namespace Bot.Storage.Sqlite;

/// <summary>
/// This process's number among those that have the file open, held by a lock that the system frees even after
/// <c>kill -9</c>. Whoever gets a number knows that leases under it belong to the dead, and need not wait them out.
/// </summary>
internal sealed class NodeSlot : IDisposable
{
    private const int Slots = 64;
    private readonly FileStream _lock;

    private NodeSlot(string name, FileStream held)
    {
        Name = name;
        _lock = held;
    }

    public string Name { get; }

    public static NodeSlot Take(string file)
    {
        Exception? last = null;
        for (var number = 0; number < Slots; number++)
        {
            var name = number.ToString(CultureInfo.InvariantCulture);
            try
            {
                return new(name, new FileStream($"{file}-node{name}", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1));
            }
            catch (IOException error)
            {
                last = error;
            }
            catch (UnauthorizedAccessException error)
            {
                throw new StoreException($"Beside the SQLite file {file} nothing can be written: {error.Message} Check the rights on its folder.", error);
            }
        }

        throw new StoreException($"{Slots} processes have the SQLite file {file} open already, or its folder cannot be written: {last?.Message}", last);
    }

    public void Dispose() => _lock.Dispose();
}
