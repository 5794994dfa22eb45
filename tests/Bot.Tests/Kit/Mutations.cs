using System.Text;

namespace Bot.Tests.Kit;

/// <summary>Breaks JSON as careless and as hostile senders do; the same every time for the same number.</summary>
internal static class Mutations
{
    private static readonly string[] Pieces =
    [
        "null", "true", "7", "-1e308", "\"\"", "\"x\"", "[]", "{}", "[[]]", "{\"id\":{}}", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\u0000\"",
        "\"a/b;c|d@e 空格😀\"", "\"..\"", "\"\u202e\u2066\u200b\ufeff\"", "\"\\uD83D\\uDE00\"", "1e9999", "NaN", "'x'", "//", "\u0001", "\"", "}", "]", ",", ":",
        "123456789012345678901234567890", "\"2026-02-30T99:00:00Z\"", "\"9999-12-31T23:59:59.9999999+14:00\"", "\"0001-01-01T00:00:00\"", "\"-1\"", "[null]", "[{}]", "[1,\"x\",{\"id\":1}]",
    ];

    /// <summary>One mutation.</summary>
    /// <param name="good">What is broken.</param>
    /// <param name="number">Which; decides the kind.</param>
    /// <param name="words">Texts in <paramref name="good"/> that odd ones may replace.</param>
    public static byte[] Of(string good, int number, params ReadOnlySpan<string> words)
    {
        var random = new Random(unchecked(number * 7919) ^ 20261122);
        return (number % 10) switch
        {
            0 => Encoding.UTF8.GetBytes(good)[..random.Next(Encoding.UTF8.GetByteCount(good))],
            1 => Flip(random, Encoding.UTF8.GetBytes(good)),
            2 or 3 => Encoding.UTF8.GetBytes(ReplaceValue(random, good)),
            4 => Encoding.UTF8.GetBytes(good.Insert(random.Next(good.Length), Piece(random))),
            5 => Encoding.UTF8.GetBytes(Deep(random, good)),
            6 or 7 when words.Length > 0 => Encoding.UTF8.GetBytes(good.Replace(words[random.Next(words.Length)], Odd(random), StringComparison.Ordinal)),
            8 => Encoding.UTF8.GetBytes(Twice(random, good)),
            _ => Encoding.UTF8.GetBytes(ReplaceValue(random, ReplaceValue(random, ReplaceValue(random, good)))),
        };
    }

    /// <summary>An odd text, as it would stand within JSON's quotes.</summary>
    public static string Odd(Random random) => random.Next(8) switch
    {
        0 => new string('长', random.Next(10) == 0 ? 90_000 : random.Next(1, 20_000)),
        1 => string.Concat(Enumerable.Repeat("<at>", random.Next(1, 6_000))),
        2 => "\\ud83d" + new string('x', random.Next(10)) + "\\u0000",
        3 => "a/b;c|d@e 空格😀%2F..%00",
        4 => new string('\u0301', random.Next(1, 5_000)),
        5 => "{{#each x}}{{{y}}}{{/each}} ${z} {0} %s <script>",
        6 => string.Concat(Enumerable.Repeat("👩‍👩‍👧‍👦٣１\u2028", random.Next(1, 2_000))),
        _ => "",
    };

    /// <summary>A piece of JSON, or of what is none.</summary>
    public static string Piece(Random random) => Pieces[random.Next(Pieces.Length)];

    /// <summary>Puts a piece in place of what stands between a colon and the next comma: often JSON, often not.</summary>
    private static string ReplaceValue(Random random, string json)
    {
        var colon = json.IndexOf("\":", random.Next(json.Length), StringComparison.Ordinal);
        if (colon < 0)
        {
            return json + Piece(random);
        }

        var end = json.IndexOfAny([',', '}'], colon + 2);
        return end < 0 ? json : string.Concat(json.AsSpan(0, colon + 2), Piece(random), json.AsSpan(end));
    }

    /// <summary>Gives a key that stands there already once more, first or last.</summary>
    private static string Twice(Random random, string json)
    {
        var colon = json.IndexOf("\":", random.Next(json.Length), StringComparison.Ordinal);
        var quote = colon > 0 ? json.LastIndexOf('"', colon - 1) : -1;
        var name = quote >= 0 ? json[(quote + 1)..colon] : "id";
        return random.Next(2) == 0
            ? $"{{\"{name}\":{Piece(random)},{json[1..]}"
            : $"{json[..^1]},\"{name}\":{Piece(random)}}}";
    }

    private static byte[] Flip(Random random, byte[] bytes)
    {
        for (var n = random.Next(1, 5); n > 0; n--)
        {
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        }

        return bytes;
    }

    private static string Deep(Random random, string good)
    {
        var depth = random.Next(1, 3_000);
        var (open, close) = random.Next(2) == 0 ? ("[", "]") : ("{\"a\":", "}");
        var nested = string.Concat(Enumerable.Repeat(open, depth)) + "1" + string.Concat(Enumerable.Repeat(close, random.Next(2) == 0 ? depth : depth / 2));
        return string.Concat(good.AsSpan(0, good.Length - 1), ",\"value\":", nested, "}");
    }
}
