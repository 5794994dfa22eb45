using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Bot.Core.Interactions;
using Bot.Core.Ports;
using Bot.Tests.Kit;
using Bot.Tests.Kit.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Bot.Tests.Service;

/// <summary>Ten thousand broken activities, the same every time, against the whole service over HTTP: door, lanes, understanding, store, outbox.</summary>
[Collection(nameof(Alone))]
public sealed class MutatedActivitiesTests
{
    private const int All = 10_000;
    private const int Warm = 2_000;
    private const int Secret = 7731;

    private static readonly string[] Texts = ["你好 😀", "推荐一款面霜，预算三百", "查订单", "敏感肌能用吗", "not that one, budget 30", "暂停7天", "我的订阅", "取消"];

    private static readonly string[] Types =
        ["message", "message", "message", "message", "messageUpdate", "messageReaction", "conversationUpdate", "installationUpdate", "event", "invoke", "typing", "messageDelete", "suggestion"];

    [Fact]
    public async Task Post_TenThousandMutations_LeaveTheServiceWholeAndLoseNothing()
    {
        var heard = new HeardLog($"暗号{Secret}", $"u{Secret}");
        await using var connector = await ConnectorServer.StartAsync();
        await using var service = await ConsoleService.StartAsync(null, services => services.AddSingleton<ILoggerProvider>(heard), "--Logging:LogLevel:Default", "Debug", "--Logging:Console:LogLevel:Default", "Error");
        using var client = new HttpClient { BaseAddress = service.Address };
        var (statuses, acknowledged) = (new ConcurrentDictionary<int, int>(), new ConcurrentDictionary<string, int>());

        await SendAsync(0, Warm);
        var warm = GC.GetTotalMemory(forceFullCollection: true);
        await SendAsync(Warm, All);
        var growth = GC.GetTotalMemory(forceFullCollection: true) - warm;

        Assert.True(growth < 48 * 1024 * 1024, $"grew by {growth} bytes");
        Assert.True(statuses[400] > 1_000 && statuses[202] > 2_000, string.Join(' ', statuses));
        Assert.Empty(heard.Leaks);
        Assert.Empty(heard.Errors);
        Assert.Equal(202, await client.PostAsync(Wire.Message(connector.Url, "after", "li", "after-1", "你好")));
        await ServiceProcess.UntilAsync(() =>
        {
            service.Clock.Advance(TimeSpan.FromSeconds(1));
            return Task.FromResult(connector.Replies.Any(reply => reply.Conversation == "after"));
        });
        Assert.All(connector.Replies, reply => Assert.DoesNotContain("Exception", reply.Text, StringComparison.Ordinal));

        var onRecord = new HashSet<string>();
        await foreach (var entry in service.Get<IRecord>().ReadAsync(new InteractionQuery(Limit: int.MaxValue), TestContext.Current.CancellationToken))
        {
            onRecord.Add(entry.Interaction.ActivityId ?? "");
            Assert.False(entry.Interaction is { Kind: InteractionKind.Silent, Reason: "error" }, $"a turn threw on {entry.Interaction.ActivityId}");
        }

        Assert.True(acknowledged.Count > 500, $"{acknowledged.Count} acknowledged");
        Assert.Empty(acknowledged.Where(one => !onRecord.Contains(one.Key)).Select(one => one.Value));

        async Task SendAsync(int from, int until) => await Parallel.ForAsync(from, until, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = TestContext.Current.CancellationToken }, async (i, cancel) =>
        {
            var bytes = Mutations.Of(Good(connector.Url, i), i, $"c{i % 40}", $"u{Secret}", $"m{i}", "暗号", "test", "zh-CN", "like", Types[i % Types.Length]);
            using var content = new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
            using var response = await client.PostAsync(new Uri("/api/messages", UriKind.Relative), content, cancel);
            var status = (int)response.StatusCode;
            statuses.AddOrUpdate(status, 1, (_, count) => count + 1);
            var body = await response.Content.ReadAsStringAsync(cancel);
            Assert.True(status is 200 or 202 or 400 or 413 or 501 or 503, $"mutation {i}: {status} {body}");
            Assert.True(!body.Contains("Exception", StringComparison.Ordinal) && !body.Contains("   at ", StringComparison.Ordinal), $"mutation {i}: {body}");
            if (status is 200 or 202 && MessageId(bytes) is { } id)
            {
                acknowledged.TryAdd(id, i);
            }

            if (i % 50 == 0)
            {
                service.Clock.Advance(TimeSpan.FromSeconds(1));
            }
        });
    }

    private static string Good(string serviceUrl, int i) => $$$"""
        {"type":"{{{Types[i % Types.Length]}}}","id":"m{{{i}}}","timestamp":"2026-11-22T10:00:00Z","channelId":"test","serviceUrl":"{{{serviceUrl}}}","from":{"id":"u{{{Secret}}}","name":"李雷","role":"user"},"recipient":{"id":"b1","name":"小助"},"conversation":{"id":"c{{{i % 40}}}","isGroup":{{{(i % 3 == 0 ? "true" : "false")}}},"tenantId":"t"},"text":"<at>小助</at> {{{Texts[i % Texts.Length]}}} 暗号{{{Secret}}}","locale":"zh-CN","name":"n","action":"add","entities":[{"type":"mention","mentioned":{"id":"b1","name":"小助"},"text":"<at>小助</at>"},{"type":"clientInfo","country":"CN"}],"attachments":[{"contentType":"image/png","contentUrl":"https://x/a.png","name":"a.png"}],"membersAdded":[{"id":"u2"}],"reactionsAdded":[{"type":"like"}],"replyToId":"m0","deliveryMode":"{{{(i % 4 == 0 ? "expectReplies" : "normal")}}}","channelData":{"a":[1,2,{"b":null}]}}
        """;

    // Read by other means than the service's: of a key given twice the last one counts.
    private static string? MessageId(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.GetProperty("type").GetString() == "message" && document.RootElement.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String && id.GetString() is { Length: > 0 } text ? text : null;
        }
        catch (Exception exception) when (exception is JsonException or DecoderFallbackException or InvalidOperationException)
        {
            return null;
        }
    }
}
