namespace Bot.Channels.DirectLine;

/// <summary>Believes a picture's first bytes, not its sender: only true bitmaps are ever shown inside a page.</summary>
internal static class PictureType
{
    public const string Unknown = "application/octet-stream";

    /// <summary>The type to keep: a bitmap's real one; any other claim unless it says picture or page.</summary>
    public static string Judge(ReadOnlySpan<byte> bytes, string? claimed)
    {
        if (Of(bytes) is { } picture)
        {
            return picture;
        }

        var type = (claimed ?? "").Split(';')[0].Trim().ToLowerInvariant();
        var plain = type.Length is > 2 and <= 100 && type.Count(letter => letter == '/') == 1
            && type.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '/' or '.' or '+' or '-');
        return !plain || type.StartsWith("image/", StringComparison.Ordinal) || type.Contains("html", StringComparison.Ordinal)
            || type.Contains("xml", StringComparison.Ordinal) || type.Contains("script", StringComparison.Ordinal) ? Unknown : type;
    }

    public static bool IsPicture(string type) => type is "image/png" or "image/jpeg" or "image/gif" or "image/webp";

    private static string? Of(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) ? "image/png"
        : bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? "image/jpeg"
        : bytes.StartsWith("GIF87a"u8) || bytes.StartsWith("GIF89a"u8) ? "image/gif"
        : bytes.Length >= 12 && bytes.StartsWith("RIFF"u8) && bytes[8..12].SequenceEqual("WEBP"u8) ? "image/webp"
        : null;
}
