using Bot.Core.Activities;
using Bot.Core.Ports;

namespace Bot.Tests.Channels.DirectLine;

public sealed class ConversationTests
{
    [Fact]
    public async Task Start_NewConversation_Is201AndTellsTheAssistantOfBoth()
    {
        await using var server = await DirectLineServer.StartAsync();
        var reply = await server.PostAsync("/conversations", await server.TokenAsync(), new { locale = "en-US" });
        Assert.Equal(201, reply.Status);
        Assert.StartsWith($"ws://{server.Address.Authority}/v3/directline/conversations/", reply.Text("streamUrl"), StringComparison.Ordinal);
        Assert.Equal(["qunzhu", "dl_lu"], server.Received.SelectMany(activity => activity.MembersAdded).Select(member => member.Id));
        Assert.All(server.Received, activity =>
        {
            Assert.Equal(ActivityType.ConversationUpdate, activity.Type);
            Assert.Equal(new Route("directline", "", new Account("qunzhu", "小助", IsBot: true)), activity.Route);
            Assert.False(activity.IsGroup);
        });
        Assert.Equal("en-US", server.Received.Last().Locale);
    }

    [Fact]
    public async Task Start_Again_Is200WithTheSameActivityIds()
    {
        await using var server = await DirectLineServer.StartAsync();
        var token = await server.TokenAsync();
        await server.PostAsync("/conversations", token);
        var ids = server.Received.Select(activity => activity.Id).ToList();
        Assert.Equal(200, (await server.PostAsync("/conversations", token)).Status);
        Assert.Equal(ids, server.Received.Skip(2).Select(activity => activity.Id));

        server.Clock.Advance(TimeSpan.FromMinutes(11));
        await server.PostAsync("/conversations", token);
        Assert.Equal(4, server.Received.Count);
    }

    [Fact]
    public async Task Start_AssistantBusy_Is503AndNothingIsLostAtTheNextTry()
    {
        await using var server = await DirectLineServer.StartAsync();
        var token = await server.TokenAsync();
        server.Answer = _ => new Receipt.Busy(TimeSpan.FromSeconds(3));
        var reply = await server.PostAsync("/conversations", token);
        Assert.Equal((503, "3"), (reply.Status, reply.Headers["Retry-After"]));
        server.Answer = _ => new Receipt.Kept([]);
        Assert.Equal(200, (await server.PostAsync("/conversations", token)).Status);
        Assert.Equal(2, server.Received.Select(activity => activity.Id).Distinct().Count());
    }

    [Fact]
    public async Task Start_WithSecretAndOwnUser_BindsUserButNeverAReservedOne()
    {
        await using var server = await DirectLineServer.StartAsync();
        await server.PostAsync("/conversations", DirectLineServer.Secret, new { user = new { id = "lu" } });
        Assert.Contains(server.Received, activity => activity.From.Id == "lu");
        var token = await server.TokenAsync(user: null);
        await server.PostAsync("/conversations", token, new { user = new { id = "dl_boss" } });
        Assert.DoesNotContain(server.Received, activity => activity.From.Id == "dl_boss");
    }

    [Fact]
    public async Task Group_TwoUsersByConversationId_ShareItAndItIsAGroup()
    {
        await using var server = await DirectLineServer.StartAsync();
        var lu = await server.TokenAsync("dl_lu", "g1");
        var wang = await server.TokenAsync("dl_wang", "g1");
        await server.PostAsync("/conversations", lu);
        Assert.Equal("g1", (await server.PostAsync("/conversations", wang)).Text("conversationId"));
        Assert.All(server.Received, activity => Assert.True(activity.IsGroup));
        Assert.Equal(["qunzhu", "dl_lu", "dl_wang"], server.Received.SelectMany(activity => activity.MembersAdded).Select(member => member.Id).Distinct());
    }

    [Fact]
    public async Task Group_SecondUserInAnUndeclaredConversation_MakesItOne()
    {
        await using var server = await DirectLineServer.StartAsync();
        var generated = await server.PostAsync("/tokens/generate", DirectLineServer.Secret, new { user = new { id = "dl_lu" } });
        var path = $"/conversations/{generated.Text("conversationId")}/activities";
        await server.PostAsync(path, generated.Text("token"), new { type = "message", text = "一个人" });
        Assert.False(server.Received.Last().IsGroup);
        await server.PostAsync("/conversations", await server.TokenAsync("dl_wang", generated.Text("conversationId")));
        await server.PostAsync(path, generated.Text("token"), new { type = "message", text = "两个人" });
        Assert.True(server.Received.Last().IsGroup);
    }

    [Fact]
    public async Task Direct_SecondUser_IsForbidden()
    {
        await using var server = await DirectLineServer.StartAsync();
        await server.PostAsync("/conversations", await server.TokenAsync("dl_lu", "dm1", isGroup: false));
        Assert.False(server.Received.Last().IsGroup);
        Assert.Equal(403, (await server.PostAsync("/conversations", await server.TokenAsync("dl_wang", "dm1"))).Status);
    }

    [Fact]
    public async Task Reconnect_KnownConversation_GivesStreamFromWatermark()
    {
        await using var server = await DirectLineServer.StartAsync();
        var token = await server.TokenAsync("dl_lu", "g1");
        await server.PostAsync("/conversations", token);
        Assert.Contains("watermark=0&", (await server.GetAsync("/conversations/g1?watermark=0", token)).Text("streamUrl"), StringComparison.Ordinal);
        Assert.Contains("watermark=2&", (await server.GetAsync("/conversations/g1", token)).Text("streamUrl"), StringComparison.Ordinal);
        Assert.Contains("watermark=2&", (await server.GetAsync("/conversations/g1?watermark=99", token)).Text("streamUrl"), StringComparison.Ordinal);
        Assert.Equal(400, (await server.GetAsync("/conversations/g1?watermark=x", token)).Status);
    }

    [Fact]
    public async Task Reconnect_UnknownConversation_Is404ForTheSecretAnd403ForAStranger()
    {
        await using var server = await DirectLineServer.StartAsync();
        Assert.Equal(404, (await server.GetAsync("/conversations/none")).Status);
        Assert.Equal(404, (await server.GetAsync("/conversations/none/activities")).Status);
        Assert.Equal(403, (await server.GetAsync("/conversations/none", await server.TokenAsync("dl_lu", "g1"))).Status);
        Assert.Equal(401, (await server.GetAsync("/conversations/none", null)).Status);
        Assert.Equal(404, (await server.GetAsync("/nowhere")).Status);
    }

    [Fact]
    public async Task Facts_AfterRestart_AreReadFromTheLog()
    {
        var log = new MemoryLog();
        await using (var first = await DirectLineServer.StartAsync(log))
        {
            await first.PostAsync("/conversations", await first.TokenAsync("dl_lu", "g1"));
        }

        await using var second = await DirectLineServer.StartAsync(log);
        second.Clock.Advance(TimeSpan.FromHours(1));
        var token = await second.TokenAsync("dl_lu", "g1");
        Assert.Equal(200, (await second.PostAsync("/conversations", token)).Status);
        Assert.Empty(second.Received);
        await second.PostAsync("/conversations/g1/activities", token, new { type = "message", text = "还在吗" });
        Assert.True(Assert.Single(second.Received).IsGroup);
    }

    [Fact]
    public async Task Cors_AnyOrigin_IsEchoedOnAnswersErrorsAndPreflight()
    {
        await using var server = await DirectLineServer.StartAsync();
        (string, string) origin = ("Origin", "https://shop.example");
        var preflight = await server.CallAsync(HttpMethod.Options, "/conversations/g1/activities", null, null, origin, ("Access-Control-Request-Method", "GET"));
        Assert.Equal(204, preflight.Status);
        foreach (var header in new[] { "authorization", "content-type", "x-ms-bot-agent", "x-requested-with" })
        {
            Assert.Contains(header, preflight.Headers["Access-Control-Allow-Headers"], StringComparison.Ordinal);
        }

        var refused = await server.CallAsync(HttpMethod.Get, "/conversations/g1/activities", null, null, origin);
        Assert.Equal("https://shop.example", refused.Headers["Access-Control-Allow-Origin"]);
        Assert.Equal("Retry-After", refused.Headers["Access-Control-Expose-Headers"]);
        Assert.Equal("Origin", refused.Headers["Vary"]);
    }

    [Fact]
    public async Task Cors_OtherOriginThanAllowed_IsNotEchoed()
    {
        await using var server = await DirectLineServer.StartAsync(null, ("DirectLine:AllowedOrigins:0", "https://shop.example"));
        var reply = await server.CallAsync(HttpMethod.Post, "/tokens/generate", DirectLineServer.Secret, null, ("Origin", "https://evil.example"));
        Assert.False(reply.Headers.ContainsKey("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task SessionId_Asked_IsGiven()
    {
        await using var server = await DirectLineServer.StartAsync();
        Assert.NotEmpty((await server.GetAsync("/session/getsessionid")).Text("sessionId"));
    }
}
