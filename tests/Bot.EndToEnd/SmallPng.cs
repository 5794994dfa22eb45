using System.Buffers.Binary;
using System.IO.Compression;

namespace Bot.EndToEnd;

/// <summary>Makes a picture of a screen small: 256 colours say all that a screen says.</summary>
internal static class SmallPng
{
    private const int Most = 256;
    private const int Signature = 8;
    private static readonly uint[] Crcs = [.. Enumerable.Range(0, 256).Select(n => Enumerable.Range(0, 8).Aggregate((uint)n, (c, _) => (c & 1) != 0 ? 0xEDB88320u ^ (c >> 1) : c >> 1))];

    /// <summary>The same picture with a palette.</summary>
    /// <param name="png">Eight bits a channel, with or without alpha, not interlaced: as browsers write it.</param>
    public static byte[] Of(byte[] png)
    {
        var (width, height, channels, raw) = Read(png);
        var pixels = Unfilter(raw, width, height, channels);
        var palette = Palette(pixels);
        var nearest = new Dictionary<int, byte>();
        using var body = new MemoryStream();
        using (var zip = new ZLibStream(body, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            var line = new byte[width + 1];
            for (var y = 0; y < height; y++)
            {
                for (var x = 0; x < width; x++)
                {
                    var colour = pixels[(y * width) + x];
                    if (!nearest.TryGetValue(colour, out var index))
                    {
                        nearest[colour] = index = Nearest(palette, colour);
                    }

                    line[x + 1] = index;
                }

                zip.Write(line);
            }
        }

        using var small = new MemoryStream();
        small.Write(png.AsSpan(0, Signature));
        var head = png.AsSpan(Signature + 8, 13).ToArray();
        (head[8], head[9]) = (8, 3);
        Write(small, "IHDR"u8, head);
        Write(small, "PLTE"u8, [.. palette.SelectMany(colour => (byte[])[(byte)(colour >> 16), (byte)(colour >> 8), (byte)colour])]);
        Write(small, "IDAT"u8, body.ToArray());
        Write(small, "IEND"u8, []);
        return small.ToArray();
    }

    private static (int Width, int Height, int Channels, byte[] Raw) Read(byte[] png)
    {
        var (width, height) = (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)));
        var channels = png[25] == 6 ? 4 : 3;
        using var data = new MemoryStream();
        for (var at = Signature; at < png.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            if (png.AsSpan(at + 4, 4).SequenceEqual("IDAT"u8))
            {
                data.Write(png.AsSpan(at + 8, length));
            }

            at += length + 12;
        }

        data.Position = 0;
        using var zip = new ZLibStream(data, CompressionMode.Decompress);
        var raw = new byte[height * ((width * channels) + 1)];
        zip.ReadExactly(raw);
        return (width, height, channels, raw);
    }

    private static int[] Unfilter(byte[] raw, int width, int height, int channels)
    {
        var stride = width * channels;
        var (before, pixels) = (new byte[stride], new int[width * height]);
        for (var y = 0; y < height; y++)
        {
            var filter = raw[y * (stride + 1)];
            var line = raw.AsSpan((y * (stride + 1)) + 1, stride);
            for (var i = 0; i < stride; i++)
            {
                var (left, up, corner) = (i >= channels ? line[i - channels] : 0, before[i], i >= channels ? before[i - channels] : 0);
                line[i] += (byte)(filter switch { 1 => left, 2 => up, 3 => (left + up) / 2, 4 => Paeth(left, up, corner), _ => 0 });
            }

            line.CopyTo(before);
            for (var x = 0; x < width; x++)
            {
                pixels[(y * width) + x] = (line[x * channels] << 16) | (line[(x * channels) + 1] << 8) | line[(x * channels) + 2];
            }
        }

        return pixels;
    }

    private static int Paeth(int left, int up, int corner)
    {
        var (a, b, c) = (Math.Abs(up - corner), Math.Abs(left - corner), Math.Abs(left + up - (2 * corner)));
        return a <= b && a <= c ? left : b <= c ? up : corner;
    }

    // The most frequent colour of each little cube of colours; of the cubes, the fullest.
    private static int[] Palette(int[] pixels) =>
    [
        .. pixels.CountBy(colour => colour).GroupBy(pair => pair.Key & 0xF8F8F8).OrderByDescending(cube => cube.Sum(pair => pair.Value)).Take(Most)
            .Select(cube => cube.MaxBy(pair => pair.Value).Key),
    ];

    private static byte Nearest(int[] palette, int colour)
    {
        var best = 0;
        for (var i = 1; i < palette.Length; i++)
        {
            best = Distance(palette[i], colour) < Distance(palette[best], colour) ? i : best;
        }

        return (byte)best;
    }

    private static int Distance(int one, int other)
    {
        var (red, green, blue) = ((one >> 16) - (other >> 16), ((one >> 8) & 255) - ((other >> 8) & 255), (one & 255) - (other & 255));
        return (2 * red * red) + (4 * green * green) + (3 * blue * blue);
    }

    private static void Write(Stream to, ReadOnlySpan<byte> name, byte[] body)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, body.Length);
        to.Write(number);
        to.Write(name);
        to.Write(body);
        var crc = 0xFFFFFFFFu;
        foreach (var one in (byte[])[.. name, .. body])
        {
            crc = Crcs[(crc ^ one) & 255] ^ (crc >> 8);
        }

        BinaryPrimitives.WriteUInt32BigEndian(number, ~crc);
        to.Write(number);
    }
}
