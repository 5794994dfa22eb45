using System.Text.Json.Nodes;
using Bot.Core.Activities;
using Bot.Core.Ports;

namespace Bot.Tests.Channels.DirectLine;

public sealed class ActivityTests
{
    private const string Path = "/conversations/g1/activities";

    [Fact]
    public async Task Post_Message_IsLoggedReceivedAndAcknowledgedWithTheSameId()
    {
        await using var server = await DirectLineServer.StartAsync();
        var token = await server.TokenAsync("dl_lu", "g1");
        var reply = await server.PostAsync(Path, token, new { type = "message", text = "@小助 什么时候发货", from = new { id = "dl_boss", role = "user" }, channelData = new { clientActivityID = "c1" } });
        Assert.Equal(200, reply.Status);
        var received = server.Received.Last();
        Assert.Equal((reply.Text("id"), "dl_lu", "@小助 什么时候发货", ActivityType.Message), (received.Id, received.From.Id, received.Text, received.Type));
        Assert.Equal(server.Clock.GetUtcNow(), received.At);

        var shown = Assert.Single((await server.GetAsync(Path, token)).Activities)!;
        Assert.Equal(reply.Text("id"), (string)shown["id"]!);
        Assert.Equal("c1", (string)shown["channelData"]!["clientActivityID"]!);
        Assert.Equal("""{"id":"dl_lu","name":"lu"}""", shown["from"]!.ToJsonString());
        Assert.Null(shown["recipient"]);
    }

    [Fact]
    public async Task Post_RetryOfTheSameClientActivity_IsOneMessage()
    {
        await using var server = await DirectLineServer.StartAsync();
        var token = await server.TokenAsync("dl_lu", "g1");
        var body = new { type = "message", text = "你好", channelData = new { clientActivityID = "c1" } };
        server.Answer = activity => activity.Type == ActivityType.Message ? new Receipt.Busy(TimeSpan.FromSeconds(1.2)) : new Receipt.Kept([]);
        var refused = await server.PostAsync(Path, token, body);
        Assert.Equal((503, "2"), (refused.Status, refused.Headers["Retry-After"]));

        server.Answer = _ => new Receipt.Kept([]);
        var first = await server.PostAsync(Path, token, body);
        var second = await server.PostAsync(Path, token, new { type = "message", text = "别的话", channelData = new { clientActivityID = "c1" } });
        Assert.Equal(first.Text("id"), second.Text("id"));
        Assert.Single((await server.GetAsync(Path, token)).Activities);
        Assert.All(server.Received.Where(activity => activity.Type == ActivityType.Message), activity => Assert.Equal("你好", activity.Text));
    }

    [Fact]
    public async Task Post_SameClientIdOfTwoUsers_IsTwoMessages()
    {
        await using var server = await DirectLineServer.StartAsync();
        var body = new { type = "message", text = "在吗", channelData = new { clientActivityID = "c1" } };
        var lu = await server.TokenAsync("dl_lu", "g1");
        await server.PostAsync(Path, lu, body);
        await server.PostAsync(Path, await server.TokenAsync("dl_wang", "g1"), body);
        Assert.Equal(["dl_lu", "dl_wang"], (await server.GetAsync(Path, lu)).Activities.Select(activity => (string)activity!["from"]!["id"]!));
    }

    [Fact]
    public async Task Post_AssistantFails_Is502AndSaysNothingOfIt()
    {
        await using var server = await DirectLineServer.StartAsync();
        server.Answer = activity => activity.Type == ActivityType.Message ? throw new InvalidOperationException("内部") : new Receipt.Kept([]);
        var reply = await server.PostAsync(Path, await server.TokenAsync("dl_lu", "g1"), new { type = "message", text = "x" });
        Assert.Equal((502, "BotError"), (reply.Status, reply.ErrorCode));
        Assert.DoesNotContain("内部", reply.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_UnhandledInvoke_IsBotRejectedActivity()
    {
        await using var server = await DirectLineServer.StartAsync();
        server.Answer = activity => activity.Type == ActivityType.Invoke ? new Receipt.NotHandled() : new Receipt.Kept([]);
        var reply = await server.PostAsync(Path, await server.TokenAsync("dl_lu", "g1"), new { type = "invoke", name = "x" });
        Assert.Equal((502, "BotRejectedActivity"), (reply.Status, reply.ErrorCode));
    }

    [Fact]
    public async Task Post_ExpectReplies_IsDeliveredNormally()
    {
        await using var server = await DirectLineServer.StartAsync();
        await server.PostAsync(Path, await server.TokenAsync("dl_lu", "g1"), new { type = "message", text = "x", deliveryMode = "expectReplies" });
        Assert.Equal(DeliveryMode.Normal, server.Received.Last().DeliveryMode);
    }

    [Theory]
    [InlineData("""{"text":"no type"}""", 400)]
    [InlineData("""{"type":"conversationUpdate"}""", 400)]
    [InlineData("""{"type":"message","text":7}""", 400)]
    [InlineData("""{"type":"message","text":"a","text":"b"}""", 400)]
    [InlineData("""[{"type":"message"}]""", 400)]
    [InlineData("""{"type":"mess""", 400)]
    [InlineData("", 400)]
    [InlineData("""{"type":"message","text":"\ud800","channelData":{"x":[1,{"y":"\udfff"}]}}""", 200)]
    public async Task Post_OddBody_IsAnsweredPlainly(string body, int status)
    {
        await using var server = await DirectLineServer.StartAsync();
        var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        Assert.Equal(status, (await server.PostAsync(Path, await server.TokenAsync("dl_lu", "g1"), content)).Status);
    }

    [Fact]
    public async Task Post_MoreThan262144Bytes_Is413()
    {
        await using var server = await DirectLineServer.StartAsync();
        var token = await server.TokenAsync("dl_lu", "g1");
        Assert.Equal(413, (await server.PostAsync(Path, token, new { type = "message", text = new string('a', 262_144) })).Status);
        Assert.Equal(200, (await server.PostAsync(Path, token, new { type = "message", text = new string('a', 262_000) })).Status);
    }

    [Fact]
    public async Task Post_NotJsonType_Is415()
    {
        await using var server = await DirectLineServer.StartAsync();
        Assert.Equal(415, (await server.PostAsync(Path, await server.TokenAsync("dl_lu", "g1"), new StringContent("{}"))).Status);
    }

    [Theory]
    [InlineData(null, 400)]
    [InlineData("dl_boss", 403)]
    [InlineData("qunzhu", 403)]
    [InlineData("guest", 200)]
    public async Task Post_TokenWithoutUser_NeedsAnHonestFromId(string? from, int status)
    {
        await using var server = await DirectLineServer.StartAsync();
        var body = new JsonObject { ["type"] = "message", ["text"] = "x" };
        if (from is not null)
        {
            body["from"] = new JsonObject { ["id"] = from };
        }

        Assert.Equal(status, (await server.PostAsync(Path, await server.TokenAsync(user: null, "g1"), body)).Status);
    }

    [Fact]
    public async Task Read_ByWatermark_PagesToTheEnd()
    {
        await using var server = await DirectLineServer.StartAsync();
        var token = await server.TokenAsync("dl_lu", "g1");
        for (var i = 0; i < 3; i++)
        {
            await server.PostAsync(Path, token, new { type = "message", text = $"{i}" });
        }

        var all = await server.GetAsync(Path, token);
        Assert.Equal(3, all.Activities.Count);
        await server.PostAsync(Path, token, new { type = "message", text = "3" });
        var rest = await server.GetAsync($"{Path}?watermark={all.Text("watermark")}", token);
        Assert.Equal("3", (string)Assert.Single(rest.Activities)!["text"]!);
        Assert.Empty((await server.GetAsync($"{Path}?watermark={rest.Text("watermark")}", token)).Activities);
    }

    [Fact]
    public async Task Post_KindsThatWebChatCannotShow_ReachTheAssistantOnly()
    {
        await using var server = await DirectLineServer.StartAsync();
        var token = await server.TokenAsync("dl_lu", "g1");
        await server.PostAsync(Path, token, new { type = "messageReaction", replyToId = "x", reactionsAdded = new[] { new { type = "like" } } });
        Assert.Equal(["like"], server.Received.Last().ReactionsAdded);
        Assert.Empty((await server.GetAsync(Path, token)).Activities);
    }
}
