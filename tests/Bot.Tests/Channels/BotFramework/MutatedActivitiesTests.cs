using System.Text;
using Bot.Tests.Channels.BotFramework.Stubs;
using Bot.Tests.Kit;

namespace Bot.Tests.Channels.BotFramework;

/// <summary>Ten thousand broken activities, the same every time, against the real endpoint.</summary>
[Collection(nameof(Alone))]
public sealed class MutatedActivitiesTests
{
    private const string Good = """{"type":"message","id":"m1","timestamp":"2026-11-22T01:02:03Z","channelId":"emulator","serviceUrl":"http://localhost:1/","from":{"id":"u1","name":"李雷","role":"user"},"recipient":{"id":"b1","name":"小助"},"conversation":{"id":"c1","isGroup":true,"conversationType":"groupChat","tenantId":"t"},"text":"<at>小助</at> 你好 😀","locale":"zh-CN","entities":[{"type":"mention","mentioned":{"id":"b1","name":"小助"},"text":"<at>小助</at>"},{"type":"clientInfo","country":"CN"}],"attachments":[{"contentType":"image/png","contentUrl":"https://x/a.png","name":"a.png"}],"membersAdded":[{"id":"u2"}],"reactionsAdded":[{"type":"like"}],"replyToId":"m0","deliveryMode":"normal","channelData":{"a":[1,2,{"b":null}]},"value":{"x":1}}""";

    private static readonly string[] Pieces =
    [
        "null", "true", "7", "-1e308", "\"\"", "\"x\"", "[]", "{}", "[[]]", "{\"id\":{}}", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\u0000\"",
        "\"a/b;c|d@e 空格😀\"", "\"..\"", "\"\u202e\u2066\u200b\ufeff\"", "\"\\uD83D\\uDE00\"", "1e9999", "NaN", "'x'", "//", "\u0001", "\"", "}", "]", ",", ":",
    ];

    [Fact]
    public async Task Post_TenThousandMutations_NoneIs500AndMemoryIsFlat()
    {
        await using var bot = await BotUnderTest.StartAsync(new());
        var random = new Random(20261122);
        var statuses = new Dictionary<int, int>();
        long warm = 0;
        for (var i = 0; i < 10_000; i++)
        {
            using var response = await bot.PostAsync(Mutate(random, i));
            var status = (int)response.StatusCode;
            statuses[status] = statuses.GetValueOrDefault(status) + 1;
            Assert.True(status is 200 or 202 or 400 or 413, $"mutation {i}: {status}");
            if (i == 2_000)
            {
                bot.Received.Clear();
                warm = GC.GetTotalMemory(forceFullCollection: true);
            }
        }

        bot.Received.Clear();
        var growth = GC.GetTotalMemory(forceFullCollection: true) - warm;

        Assert.True(growth < 32 * 1024 * 1024, $"grew by {growth} bytes");
        Assert.True(statuses[400] > 1_000 && statuses[202] > 500, string.Join(' ', statuses));
        using var still = await bot.PostAsync(Good);
        Assert.Equal(202, (int)still.StatusCode);
    }

    private static byte[] Mutate(Random random, int i) => (i % 8) switch
    {
        0 => Encoding.UTF8.GetBytes(Good)[..random.Next(Encoding.UTF8.GetByteCount(Good))],
        1 => Flip(random, Encoding.UTF8.GetBytes(Good)),
        2 or 3 => Encoding.UTF8.GetBytes(ReplaceValue(random, Good)),
        4 => Encoding.UTF8.GetBytes(Good.Insert(random.Next(Good.Length), Pieces[random.Next(Pieces.Length)])),
        5 => Encoding.UTF8.GetBytes(Deep(random)),
        6 => Encoding.UTF8.GetBytes(Good.Replace(Pick(random, "c1", "u1", "m1", "你好", "emulator", "zh-CN", "like"), Odd(random), StringComparison.Ordinal)),
        _ => Encoding.UTF8.GetBytes(ReplaceValue(random, ReplaceValue(random, ReplaceValue(random, Good)))),
    };

    /// <summary>Puts a piece in place of what stands between a colon and the next comma: often JSON, often not.</summary>
    private static string ReplaceValue(Random random, string json)
    {
        var colon = json.IndexOf("\":", random.Next(json.Length), StringComparison.Ordinal);
        if (colon < 0)
        {
            return json + Pieces[random.Next(Pieces.Length)];
        }

        var end = json.IndexOfAny([',', '}'], colon + 2);
        return end < 0 ? json : string.Concat(json.AsSpan(0, colon + 2), Pieces[random.Next(Pieces.Length)], json.AsSpan(end));
    }

    private static byte[] Flip(Random random, byte[] bytes)
    {
        for (var n = random.Next(1, 5); n > 0; n--)
        {
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        }

        return bytes;
    }

    private static string Deep(Random random)
    {
        var depth = random.Next(1, 3_000);
        var (open, close) = random.Next(2) == 0 ? ("[", "]") : ("{\"a\":", "}");
        var nested = string.Concat(Enumerable.Repeat(open, depth)) + "1" + string.Concat(Enumerable.Repeat(close, random.Next(2) == 0 ? depth : depth / 2));
        return Good.Replace("{\"x\":1}", nested, StringComparison.Ordinal);
    }

    private static string Odd(Random random) => random.Next(6) switch
    {
        0 => new string('长', random.Next(1, 100_000)),
        1 => string.Concat(Enumerable.Repeat("<at>", random.Next(1, 20_000))),
        2 => "\\ud83d" + new string('x', random.Next(10)) + "\\u0000",
        3 => "a/b;c|d@e 空格😀%2F..%00",
        4 => new string('\u0301', random.Next(1, 5_000)),
        _ => "",
    };

    private static string Pick(Random random, params string[] choices) => choices[random.Next(choices.Length)];
}
