using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;

namespace Bot.Storage.Redis.Pushes;

/// <summary>Lists of texts as MessagePack, which the server's scripts read and write natively (<c>cmsgpack</c>).</summary>
internal static class Packed
{
    /// <summary>A list of texts; no bytes for an empty one.</summary>
    public static byte[] Texts(ReadOnlySpan<string> texts)
    {
        if (texts.Length == 0)
        {
            return [];
        }

        var size = 5;
        foreach (var text in texts)
        {
            size += 5 + Encoding.UTF8.GetByteCount(text);
        }

        var rented = ArrayPool<byte>.Shared.Rent(size);
        var at = Head(rented, texts.Length, 0x90, 15, 0xdc);
        foreach (var text in texts)
        {
            var length = Encoding.UTF8.GetByteCount(text);
            at += Head(rented.AsSpan(at), length, 0xa0, 31, 0xda);
            at += Encoding.UTF8.GetBytes(text, rented.AsSpan(at));
        }

        var packed = rented.AsSpan(0, at).ToArray();
        ArrayPool<byte>.Shared.Return(rented);
        return packed;
    }

    /// <summary>Back from <see cref="Texts"/>.</summary>
    public static ImmutableArray<string> ReadTexts(ReadOnlySpan<byte> packed)
    {
        if (packed.IsEmpty)
        {
            return [];
        }

        var reader = new PackedReader(packed);
        var texts = ImmutableArray.CreateBuilder<string>(reader.Array());
        for (var left = texts.Capacity; left > 0; left--)
        {
            texts.Add(Encoding.UTF8.GetString(reader.Bytes()));
        }

        return texts.MoveToImmutable();
    }

    /// <summary>A number as <c>cmsgpack</c> reads it.</summary>
    public static int Number(Span<byte> to, long number)
    {
        to[0] = 0xd3;
        BinaryPrimitives.WriteInt64BigEndian(to[1..], number);
        return 9;
    }

    /// <summary>Bytes with their length in front.</summary>
    public static int Bytes(Span<byte> to, ReadOnlySpan<byte> bytes)
    {
        var head = Head(to, bytes.Length, 0xa0, 31, 0xda);
        bytes.CopyTo(to[head..]);
        return head + bytes.Length;
    }

    /// <summary>A text with its length in front.</summary>
    public static int Text(Span<byte> to, string text)
    {
        var head = Head(to, Encoding.UTF8.GetByteCount(text), 0xa0, 31, 0xda);
        return head + Encoding.UTF8.GetBytes(text, to[head..]);
    }

    private static int Head(Span<byte> to, int count, byte small, int most, byte middle)
    {
        if (count <= most)
        {
            to[0] = (byte)(small | count);
            return 1;
        }

        if (count <= ushort.MaxValue)
        {
            to[0] = middle;
            BinaryPrimitives.WriteUInt16BigEndian(to[1..], (ushort)count);
            return 3;
        }

        to[0] = (byte)(middle + 1);
        BinaryPrimitives.WriteInt32BigEndian(to[1..], count);
        return 5;
    }
}

/// <summary>Reads what <c>cmsgpack</c> wrote: whole numbers, texts, lists.</summary>
internal ref struct PackedReader(ReadOnlySpan<byte> rest)
{
    private ReadOnlySpan<byte> _rest = rest;

    public int Array() => Byte() switch
    {
        >= 0x90 and <= 0x9f and var head => head & 15,
        0xdc => BinaryPrimitives.ReadUInt16BigEndian(Take(2)),
        0xdd => BinaryPrimitives.ReadInt32BigEndian(Take(4)),
        var other => throw Wrong(other),
    };

    public ReadOnlySpan<byte> Bytes() => Byte() switch
    {
        >= 0xa0 and <= 0xbf and var head => Take(head & 31),
        0xd9 or 0xc4 => Take(Take(1)[0]),
        0xda or 0xc5 => Take(BinaryPrimitives.ReadUInt16BigEndian(Take(2))),
        0xdb or 0xc6 => Take(BinaryPrimitives.ReadInt32BigEndian(Take(4))),
        var other => throw Wrong(other),
    };

    public long Number() => Byte() switch
    {
        <= 0x7f and var small => small,
        >= 0xe0 and var negative => (sbyte)negative,
        0xcc => Take(1)[0],
        0xcd => BinaryPrimitives.ReadUInt16BigEndian(Take(2)),
        0xce => BinaryPrimitives.ReadUInt32BigEndian(Take(4)),
        0xcf => (long)BinaryPrimitives.ReadUInt64BigEndian(Take(8)),
        0xd0 => (sbyte)Take(1)[0],
        0xd1 => BinaryPrimitives.ReadInt16BigEndian(Take(2)),
        0xd2 => BinaryPrimitives.ReadInt32BigEndian(Take(4)),
        0xd3 => BinaryPrimitives.ReadInt64BigEndian(Take(8)),
        var other => throw Wrong(other),
    };

    private static StoreException Wrong(byte head) => new($"A kept push cannot be read (0x{head:x2}): something else wrote to its key.");

    private byte Byte() => Take(1)[0];

    private ReadOnlySpan<byte> Take(int count)
    {
        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}
