using System.Buffers.Binary;
using System.Globalization;

namespace Bot.Storage.Redis.Pushes;

/// <summary>
/// What a reservation's script takes as bytes, big-endian. First: fence (8, -1 is none), mode (1; 1 even without memory, 2 dry, 3 both),
/// from (8), until (8), epoch (8), class (1), then 2 each: how many slots, guards, checks. A guard: log (2), count (8).
/// A check: kind (1), its limit as text with a minus, which is its place from the log's end, and a zero; window (8); logs.
/// Kinds: 0 rolling cap and 1 cap since a time, each of one log (2) and a limit of 1 or more; 2 and 3 the same of several logs or
/// none allowed; 4 earned (window -1: ever); 5 share. These have lists: a count (2), then logs (2 each). A log is its place among the keys, from 1.
/// </summary>
internal sealed class Numbers(int size)
{
    public const int Head = 8 + 1 + 8 + 8 + 8 + 1 + 2 + 2 + 2;
    public const int Guard = 2 + 8;
    public const int Key = 2;

    /// <summary>The most of one, with two counts, without its logs.</summary>
    public const int Check = 1 + 12 + 1 + 8 + 2 + 2;

    private readonly byte[] _bytes = new byte[size];
    private int _at;

    public byte[] Written() => _bytes[.._at];

    public void Byte(int value) => _bytes[_at++] = checked((byte)value);

    public void Short(int value)
    {
        BinaryPrimitives.WriteUInt16BigEndian(_bytes.AsSpan(_at), checked((ushort)value));
        _at += sizeof(ushort);
    }

    public void Long(long value)
    {
        BinaryPrimitives.WriteInt64BigEndian(_bytes.AsSpan(_at), value);
        _at += sizeof(long);
    }

    /// <summary>A limit as a place from the end.</summary>
    public void Back(int limit)
    {
        _bytes[_at++] = (byte)'-';
        limit.TryFormat(_bytes.AsSpan(_at), out var length, default, CultureInfo.InvariantCulture);
        _at += length + 1;
    }
}
