using System.Text.Json;
using System.Text.Unicode;

namespace Bot.Channels.BotFramework;

/// <summary>Turns the bytes of a request into JSON that is safe to read: every string in it can be taken out.</summary>
public static class ActivityJson
{
    /// <summary>Deeper than any activity; beyond it the text is refused before it is built.</summary>
    public const int MaxDepth = 64;

    /// <summary>
    /// Parses one activity. Lone surrogate escapes become U+FFFD, a byte order mark is skipped; broken UTF-8, broken JSON
    /// and too deep nesting throw a <see cref="JsonException"/>.
    /// </summary>
    /// <param name="json">The whole body.</param>
    public static JsonDocument Parse(ReadOnlyMemory<byte> json)
    {
        if (json.Span.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            json = json[3..];
        }

        // The parser does not look into strings; taking a broken one out later would throw in the middle of a turn.
        if (!Utf8.IsValid(json.Span))
        {
            throw new JsonException("the text is not UTF-8");
        }

        return JsonDocument.Parse(MendSurrogates(json), new JsonDocumentOptions { MaxDepth = MaxDepth });
    }

    /// <summary>Replaces every unpaired <c>\uD8xx</c> escape by <c>\ufffd</c>; a copy is made only where there is one.</summary>
    internal static ReadOnlyMemory<byte> MendSurrogates(ReadOnlyMemory<byte> json)
    {
        var span = json.Span;
        if (span.IndexOf("\\ud"u8) < 0 && span.IndexOf("\\uD"u8) < 0)
        {
            return json;
        }

        byte[]? mended = null;
        for (var at = span.IndexOf((byte)'\\'); at >= 0 && at < span.Length; at++)
        {
            if (span[at] != '\\')
            {
                continue;
            }

            var unit = Unit(span, at);
            if (unit is < 0xD800 or > 0xDFFF)
            {
                at++;
            }
            else if (unit < 0xDC00 && Unit(span, at + 6) is >= 0xDC00 and <= 0xDFFF)
            {
                at += 11;
            }
            else
            {
                mended ??= span.ToArray();
                "\\ufffd"u8.CopyTo(mended.AsSpan(at));
                at += 5;
            }
        }

        return mended ?? json;
    }

    private static int Unit(ReadOnlySpan<byte> span, int at)
    {
        if (at + 6 > span.Length || span[at] != '\\' || span[at + 1] != 'u')
        {
            return -1;
        }

        var value = 0;
        foreach (var digit in span.Slice(at + 2, 4))
        {
            if (!char.IsAsciiHexDigit((char)digit))
            {
                return -1;
            }

            value = (value << 4) | Convert.ToInt32(((char)digit).ToString(), 16);
        }

        return value;
    }
}
