using System.Buffers;
using System.Collections.Immutable;
using System.Text;

namespace Bot.Storage.Sqlite.Pushes;

/// <summary>A few short texts in one column: each behind its length, so that they may hold anything.</summary>
internal static class PackedTexts
{
    public static byte[] Write(IEnumerable<string> texts)
    {
        var packed = new ArrayBufferWriter<byte>(256);
        foreach (var text in texts)
        {
            var length = Encoding.UTF8.GetByteCount(text);
            for (var left = (uint)length; ; left >>= 7)
            {
                packed.GetSpan(1)[0] = (byte)(left > 0x7f ? left | 0x80 : left);
                packed.Advance(1);
                if (left <= 0x7f)
                {
                    break;
                }
            }

            Encoding.UTF8.GetBytes(text, packed);
        }

        return packed.WrittenSpan.ToArray();
    }

    public static ImmutableArray<string> Read(ReadOnlySpan<byte> packed)
    {
        var texts = ImmutableArray.CreateBuilder<string>();
        while (TryNext(ref packed, out var text))
        {
            texts.Add(Encoding.UTF8.GetString(text));
        }

        return texts.ToImmutable();
    }

    /// <summary>Cuts the first text off.</summary>
    public static bool TryNext(ref ReadOnlySpan<byte> packed, out ReadOnlySpan<byte> text)
    {
        var length = 0;
        for (var at = 0; at < packed.Length; at++)
        {
            length |= (packed[at] & 0x7f) << (7 * at);
            if (packed[at] <= 0x7f)
            {
                text = packed.Slice(at + 1, length);
                packed = packed[(at + 1 + length)..];
                return true;
            }
        }

        text = default;
        return false;
    }
}
