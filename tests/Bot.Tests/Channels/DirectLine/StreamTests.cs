using System.Net.WebSockets;
using Bot.Channels.DirectLine;
using Bot.Core.Activities;

namespace Bot.Tests.Channels.DirectLine;

public sealed class StreamTests
{
    private const string Path = "/conversations/g1/activities";

    private static Task<Reply> SayAsync(DirectLineServer server, string token, string text) => server.PostAsync(Path, token, new { type = "message", text });

    [Fact]
    public async Task Stream_AfterStart_ReplaysWhatCameInBetween()
    {
        await using var server = await DirectLineServer.StartAsync();
        var token = await server.TokenAsync("dl_lu", "g1");
        var start = await server.PostAsync("/conversations", token);
        await SayAsync(server, token, "一");
        await using var stream = await StreamClient.ConnectAsync(start.Text("streamUrl"));
        Assert.Equal("一", (string)(await stream.ReadAsync(1))[0]["text"]!);
        await SayAsync(server, token, "二");
        Assert.Equal("二", (string)(await stream.ReadAsync(1))[0]["text"]!);
    }

    [Fact]
    public async Task Stream_TwoUsersSeveralSockets_AllSeeTheSameInOrder()
    {
        await using var server = await DirectLineServer.StartAsync();
        var (lu, wang) = (await server.TokenAsync("dl_lu", "g1"), await server.TokenAsync("dl_wang", "g1"));
        await using var first = await StreamClient.ConnectAsync((await server.PostAsync("/conversations", lu)).Text("streamUrl"));
        await using var again = await StreamClient.ConnectAsync((await server.GetAsync("/conversations/g1?watermark=0", lu)).Text("streamUrl"));
        await using var other = await StreamClient.ConnectAsync((await server.PostAsync("/conversations", wang)).Text("streamUrl"));
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => SayAsync(server, i % 2 == 0 ? lu : wang, $"{i}")));
        var seen = new List<string>();
        foreach (var stream in new[] { first, again, other })
        {
            seen.Add(string.Join(' ', (await stream.ReadAsync(40)).Select(activity => (string)activity["id"]!)));
        }

        Assert.Single(seen.Distinct());
        Assert.Equal(40, seen[0].Split(' ').Distinct().Count());
    }

    [Fact]
    public async Task Stream_CutAndReconnectedWithWatermark_LosesNothing()
    {
        await using var server = await DirectLineServer.StartAsync();
        var token = await server.TokenAsync("dl_lu", "g1");
        string watermark;
        await using (var stream = await StreamClient.ConnectAsync((await server.PostAsync("/conversations", token)).Text("streamUrl")))
        {
            await SayAsync(server, token, "一");
            await stream.ReadAsync(1);
            watermark = stream.Watermark!;
        }

        await SayAsync(server, token, "二");
        var url = (await server.GetAsync($"/conversations/g1?watermark={watermark}", token)).Text("streamUrl");
        await using var back = await StreamClient.ConnectAsync(url);
        Assert.Equal("二", (string)(await back.ReadAsync(1))[0]["text"]!);
    }

    [Fact]
    public async Task Stream_LongHistory_ArrivesWhole()
    {
        await using var server = await DirectLineServer.StartAsync();
        var token = await server.TokenAsync("dl_lu", "g1");
        for (var i = 0; i < 120; i++)
        {
            await SayAsync(server, token, $"{i}");
        }

        await using var stream = await StreamClient.ConnectAsync((await server.GetAsync("/conversations/g1?watermark=0", token)).Text("streamUrl"));
        Assert.Equal(Enumerable.Range(0, 120).Select(i => $"{i}"), (await stream.ReadAsync(120)).Select(activity => (string)activity["text"]!));
    }

    [Fact]
    public async Task Stream_EmptyPings_AreTaken()
    {
        await using var server = await DirectLineServer.StartAsync();
        var token = await server.TokenAsync("dl_lu", "g1");
        await using var stream = await StreamClient.ConnectAsync((await server.PostAsync("/conversations", token)).Text("streamUrl"));
        await stream.PingAsync();
        await stream.PingAsync();
        await SayAsync(server, token, "一");
        Assert.Single(await stream.ReadAsync(1));
    }

    [Fact]
    public async Task Stream_OldUrl_IsRefused()
    {
        await using var server = await DirectLineServer.StartAsync();
        var url = (await server.PostAsync("/conversations", await server.TokenAsync("dl_lu", "g1"))).Text("streamUrl");
        server.Clock.Advance(TimeSpan.FromSeconds(61));
        var error = await Assert.ThrowsAsync<WebSocketException>(() => StreamClient.ConnectAsync(url));
        Assert.Contains("403", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("g1", "g2", 403)]
    [InlineData("t=", "t=x", 403)]
    [InlineData("watermark=", "watermark=x", 400)]
    public async Task Stream_TamperedUrl_IsRefused(string part, string with, int status)
    {
        await using var server = await DirectLineServer.StartAsync();
        var url = (await server.PostAsync("/conversations", await server.TokenAsync("dl_lu", "g1"))).Text("streamUrl");
        var error = await Assert.ThrowsAsync<WebSocketException>(() => StreamClient.ConnectAsync(url.Replace(part, with, StringComparison.Ordinal)));
        Assert.Contains($"{status}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stream_PlainGet_Is400()
    {
        await using var server = await DirectLineServer.StartAsync();
        Assert.Equal(400, (await server.GetAsync("/conversations/g1/stream?t=x")).Status);
    }

    [Fact]
    public async Task Stream_TooMany_IsRefusedUntilOneLeaves()
    {
        await using var server = await DirectLineServer.StartAsync(null, ("DirectLine:MaxStreamsPerConversation", "1"));
        var token = await server.TokenAsync("dl_lu", "g1");
        var url = (await server.PostAsync("/conversations", token)).Text("streamUrl");
        await using var first = await StreamClient.ConnectAsync(url);
        var error = await Assert.ThrowsAsync<WebSocketException>(() => StreamClient.ConnectAsync(url));
        Assert.Contains("429", error.Message, StringComparison.Ordinal);
        await first.CloseAsync();
        var hub = server.Part<StreamHub>();
        SpinWait.SpinUntil(() => hub.Open == 0, TimeSpan.FromSeconds(10));
        await using var second = await StreamClient.ConnectAsync(url);
    }

    [Fact]
    public async Task Stream_ClientThatReadsNothing_IsCutOffAndOthersGoOn()
    {
        await using var server = await DirectLineServer.StartAsync();
        var token = await server.TokenAsync("dl_lu", "g1");
        var url = (await server.PostAsync("/conversations", token)).Text("streamUrl");
        await using var slow = await StreamClient.ConnectNarrowAsync(url);
        await using var quick = await StreamClient.ConnectAsync(url);
        var hub = server.Part<StreamHub>();
        var idle = server.Clock.Waiting;
        for (var i = 0; i < 100; i++)
        {
            await SayAsync(server, token, new string('m', 200_000));
            await quick.ReadAsync(1);
        }

        // Only the frame to the one who reads nothing is still on its way: the other's must not be found late too.
        Assert.True(SpinWait.SpinUntil(() => server.Clock.Waiting == idle + 1, TimeSpan.FromSeconds(20)), $"waiting {server.Clock.Waiting}, idle {idle}");
        server.Clock.Advance(TimeSpan.FromSeconds(11));
        Assert.True(SpinWait.SpinUntil(
            () =>
            {
                server.Clock.Advance(TimeSpan.FromSeconds(1));
                return hub.Open == 1;
            },
            TimeSpan.FromSeconds(20)), $"open {hub.Open}");
        await SayAsync(server, token, "还在");
        Assert.Equal("还在", (string)(await quick.ReadAsync(1))[0]["text"]!);
    }

    [Fact]
    public async Task Typing_OfAMember_PassesThroughAndIsNotKept()
    {
        await using var server = await DirectLineServer.StartAsync();
        var token = await server.TokenAsync("dl_lu", "g1");
        await using var stream = await StreamClient.ConnectAsync((await server.PostAsync("/conversations", token)).Text("streamUrl"));
        await server.PostAsync(Path, token, new { type = "typing" });
        Assert.Equal("typing", (string)(await stream.ReadAsync(1))[0]["type"]!);
        Assert.Empty((await server.GetAsync(Path, token)).Activities);
        Assert.DoesNotContain(server.Received, activity => activity.Type == ActivityType.Typing);
    }

    [Fact]
    public async Task Poll_AppendByAnotherNode_WakesTheStream()
    {
        var log = new MemoryLog();
        await using var here = await DirectLineServer.StartAsync(log);
        await using var there = await DirectLineServer.StartAsync(log);
        var token = await here.TokenAsync("dl_lu", "g1");
        await using var stream = await StreamClient.ConnectAsync((await here.PostAsync("/conversations", token)).Text("streamUrl"));
        await SayAsync(here, token, "一");
        await stream.ReadAsync(1);
        await SayAsync(there, token, "二");
        var next = stream.ReadAsync(1);
        while (!next.IsCompleted)
        {
            here.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Equal("二", (string)(await next)[0]["text"]!);
    }
}
