namespace Bot.Storage.Sqlite;

/// <summary>The counts of one place and day as bytes: for each name its number and how often, both as 7-bit integers. Many small rows would cost far more to write and to read.</summary>
internal static class TallyBlob
{
    /// <summary>Reads pairs of name and count behind what <paramref name="into"/> holds.</summary>
    public static void Read(ReadOnlySpan<byte> blob, List<(int Name, int Count)> into)
    {
        while (!blob.IsEmpty)
        {
            into.Add((Number(ref blob), Number(ref blob)));
        }
    }

    /// <summary>Writes pairs; those that count nothing are left out.</summary>
    public static ReadOnlySpan<byte> Write(List<(int Name, int Count)> counts, ref byte[] buffer)
    {
        if (buffer.Length < counts.Count * 10)
        {
            buffer = new byte[counts.Count * 20];
        }

        var at = 0;
        foreach (var (name, count) in counts)
        {
            if (count > 0)
            {
                Number(name, buffer, ref at);
                Number(count, buffer, ref at);
            }
        }

        return buffer.AsSpan(0, at);
    }

    private static int Number(ref ReadOnlySpan<byte> from)
    {
        var (value, shift, at) = (0, 0, 0);
        byte next;
        do
        {
            next = from[at++];
            value |= (next & 127) << shift;
            shift += 7;
        }
        while (next > 127);
        from = from[at..];
        return value;
    }

    private static void Number(int value, byte[] to, ref int at)
    {
        for (; value > 127; value >>= 7)
        {
            to[at++] = (byte)(value | 128);
        }

        to[at++] = (byte)value;
    }
}
