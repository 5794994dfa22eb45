using System.Collections.Immutable;
using System.Net.Http.Json;
using System.Text.Json;
using Bot.Channels.BotFramework;
using Bot.Channels.BotFramework.Outbound;
using Bot.Core.Activities;
using Bot.Tests.Channels.BotFramework.Stubs;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Conformance.BotFramework;

/// <summary>Our client against Microsoft's own connector routes (botbuilder's ChannelServiceRoutes on express).</summary>
public sealed class ConnectorRoutesTests : IAsyncLifetime
{
    private readonly HttpClient _http = new();
    private Authority _authority = null!;
    private BotUnderTest _bot = null!;
    private NodePeer _peer = null!;

    public async ValueTask InitializeAsync()
    {
        _authority = await Authority.StartAsync();
        _bot = await BotUnderTest.StartAsync(BotUnderTest.OptionsFor(_authority) with { AllowPrivateServiceUrls = true });
        _peer = await NodePeer.StartAsync("connector.mjs", "/base");
    }

    public async ValueTask DisposeAsync()
    {
        if (_peer is not null)
        {
            await _peer.DisposeAsync();
        }

        await _bot.DisposeAsync();
        await _authority.DisposeAsync();
        _http.Dispose();
    }

    [Theory]
    [InlineData("c1", "m1")]
    [InlineData("19:abc@thread.tacv2;messageid=1|x/y", "f:1/2;3|4 空格😀")]
    [InlineData("a+b %2F?#&=", "1:x\\y\"z")]
    public async Task EveryRoute_AnyId_ArrivesAsItWasMeant(string conversation, string activity)
    {
        var message = new OutboundMessage
        {
            Conversation = new("msteams", conversation),
            Route = new("botframework", _peer.Url + "/base/", new("b1", "小助"), "t1"),
            Text = "<at>甲</at> 你好",
            Mentions = [new(new("u1", "甲"), "<at>甲</at>")],
            SuggestedActions = ["好"],
            Cards = [new("面霜", "¥99", null, null, ["买"])],
            Locale = "zh-CN",
        };

        Assert.Equal(new DeliveryResult.Sent("sent-1"), await DeliverAsync(message));
        Assert.Equal(new DeliveryResult.Sent("replied-1"), await DeliverAsync(message with { ReplyToId = activity }));
        Assert.Equal(new DeliveryResult.Sent(activity), await DeliverAsync(message with { Verb = OutboundVerb.Update, TargetId = activity }));
        Assert.Equal(new DeliveryResult.Sent(activity), await DeliverAsync(message with { Verb = OutboundVerb.Delete, TargetId = activity }));
        Assert.Equal(new DeliveryResult.Sent("sent-1"), await DeliverAsync(message with { Verb = OutboundVerb.Typing }));
        Assert.Equal(
            new DeliveryResult.Sent("sent-1", new("msteams", "opened/1;x")),
            await DeliverAsync(message with { OpenWith = new("u9", "丙"), Conversation = new("msteams", "") }));

        var seen = await SeenAsync();
        Assert.Equal(["send", "reply", "update", "delete", "send", "create", "send"], seen.Select(call => Text(call, "route")));
        Assert.All(seen[..5], call => Assert.Equal(conversation, Text(call, "conversation")));
        Assert.All(seen[1..4], call => Assert.Equal(activity, Text(call, "activityId")));
        Assert.Equal("opened/1;x", Text(seen[6], "conversation"));
        Assert.Equal("Bearer t", Text(seen[0], "auth"));
        Assert.Equal("u9", Text(seen[5].GetProperty("parameters").GetProperty("members")[0], "id"));
        var arrived = seen[0].GetProperty("activity");
        Assert.Equal("<at>甲</at> 你好", Text(arrived, "text"));
        Assert.Equal("u1", Text(arrived.GetProperty("entities")[0].GetProperty("mentioned"), "id"));
        Assert.Equal("typing", Text(seen[4].GetProperty("activity"), "type"));
    }

    [Fact]
    public async Task Members_WholeAndPaged_AreRead()
    {
        var client = _bot.Services.GetRequiredService<ConnectorClient>();
        var cancel = TestContext.Current.CancellationToken;
        var url = _peer.Url + "/base";

        var whole = Assert.IsType<Called<ImmutableArray<Account>>.Ok>(await client.MembersAsync(url, "c/1", cancel));
        var first = Assert.IsType<Called<MemberPage>.Ok>(await client.MembersPageAsync(url, "c/1", 2, null, cancel));
        var second = Assert.IsType<Called<MemberPage>.Ok>(await client.MembersPageAsync(url, "c/1", 2, first.Value.Continuation, cancel));

        Assert.Equal([new("u1", "甲"), new("u2")], whole.Value);
        Assert.Equal(["u1", "u2", "u3"], first.Value.Members.Concat(second.Value.Members).Select(member => member.Id));
        Assert.Null(second.Value.Continuation);
        Assert.Equal("next/页 +", Text((await SeenAsync())[2], "continuationToken"));
    }

    private async Task<DeliveryResult> DeliverAsync(OutboundMessage message) =>
        await _bot.Services.GetRequiredService<BotFrameworkChannel>().DeliverAsync(new("r", message, 0, DateTimeOffset.UnixEpoch), TestContext.Current.CancellationToken);

    private async Task<JsonElement[]> SeenAsync() =>
        await _http.GetFromJsonAsync<JsonElement[]>(_peer.Url + "/seen", TestContext.Current.CancellationToken) ?? [];

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();
}
