using System.Buffers;
using System.Text;

namespace Bot.Storage;

/// <summary>A hash that is the same in every process and release (FNV-1a, 64 bits): kept data is found by it.</summary>
internal static class StableHash
{
    private const ulong Offset = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    /// <summary>Hashes a channel and an id; a unit separator keeps <c>a,bc</c> from <c>ab,c</c>.</summary>
    public static ulong Of(string channel, string id) => Add(Add(Add(Offset, channel), 0x1f), id);

    private static ulong Add(ulong hash, byte value) => (hash ^ value) * Prime;

    private static ulong Add(ulong hash, string text)
    {
        var rented = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        foreach (var value in rented.AsSpan(0, Encoding.UTF8.GetBytes(text, rented)))
        {
            hash = Add(hash, value);
        }

        ArrayPool<byte>.Shared.Return(rented);
        return hash;
    }
}
