using System.Text.Json.Nodes;
using Bot.Core.Activities;

namespace Bot.Tests.Channels.DirectLine;

public sealed class ChannelTests
{
    private static readonly ConversationKey Group = new("directline", "g1");
    private static readonly Route Route = new("directline", "", new Account("qunzhu", "小助", IsBot: true));

    private static OutboxRow Row(string id, OutboundMessage message) => new(id, message, 0, default);

    private static OutboundMessage Message(string text) => new() { Conversation = Group, Route = Route, Text = text, ReplyToId = "g1|0000002", Locale = "zh-CN" };

    private static async Task<IReadOnlyList<JsonNode>> ShownAsync(DirectLineServer server) =>
        [.. (await server.GetAsync("/conversations/g1/activities", await server.TokenAsync("dl_lu", "g1"))).Activities.Select(activity => activity!)];

    private static async Task<DeliveryResult> DeliverAsync(DirectLineServer server, OutboxRow row) =>
        await server.Channel.DeliverAsync(row, TestContext.Current.CancellationToken);

    [Fact]
    public async Task Deliver_RowTriedTwice_AppearsOnce()
    {
        await using var server = await DirectLineServer.StartAsync();
        var first = await DeliverAsync(server, Row("r1", Message("好的")));
        Assert.Equal(first, await DeliverAsync(server, Row("r1", Message("好的"))));
        var shown = Assert.Single(await ShownAsync(server));
        Assert.Equal(new DeliveryResult.Sent((string)shown["id"]!), first);
        Assert.Equal("""{"id":"qunzhu","name":"小助","role":"bot"}""", shown["from"]!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
        Assert.Equal(("好的", "g1|0000002", "user"), ((string)shown["text"]!, (string)shown["replyToId"]!, (string)shown["channelData"]!["initiator"]!));
    }

    [Fact]
    public async Task Deliver_Update_ComesAgainUnderTheSameId()
    {
        await using var server = await DirectLineServer.StartAsync();
        var sent = (DeliveryResult.Sent)await DeliverAsync(server, Row("r1", Message("三天发货")));
        await DeliverAsync(server, Row("r2", Message("两天发货") with { Verb = OutboundVerb.Update, TargetId = sent.ActivityId }));
        await DeliverAsync(server, Row("r3", Message("") with { Verb = OutboundVerb.Delete, TargetId = sent.ActivityId }));
        var shown = await ShownAsync(server);
        Assert.Equal(["三天发货", "两天发货", "已撤回"], shown.Select(activity => (string)activity["text"]!));
        Assert.Equal([sent.ActivityId], shown.Select(activity => (string)activity["id"]!).Distinct());
        Assert.All(shown, activity => Assert.Equal("message", (string)activity["type"]!));
        Assert.True((bool)shown[2]["channelData"]!["withdrawn"]!);
    }

    [Fact]
    public async Task Deliver_CardsMentionsChoices_AreOnTheWire()
    {
        await using var server = await DirectLineServer.StartAsync();
        await DeliverAsync(server, Row("r1", Message("@小鹿 看看这两款") with
        {
            Mentions = [new Mention(new Account("dl_lu", "小鹿"), "@小鹿")],
            Cards = [new Card("精华", "¥199", "补水", null, ["就要这个"]), new Card("面霜", "¥99", null, null, [])],
            SuggestedActions = ["再看看"],
        }));
        var shown = Assert.Single(await ShownAsync(server));
        Assert.Equal("application/vnd.microsoft.card.hero", (string)shown["attachments"]![0]!["contentType"]!);
        Assert.Equal("imBack", (string)shown["attachments"]![0]!["content"]!["buttons"]![0]!["type"]!);
        Assert.Equal("再看看", (string)shown["suggestedActions"]!["actions"]![0]!["value"]!);
        Assert.Equal("dl_lu", (string)shown["entities"]![0]!["mentioned"]!["id"]!);
    }

    [Fact]
    public async Task Deliver_Typing_IsSeenByStreamsAndKeptNowhere()
    {
        await using var server = await DirectLineServer.StartAsync();
        await using var stream = await StreamClient.ConnectAsync((await server.PostAsync("/conversations", await server.TokenAsync("dl_lu", "g1"))).Text("streamUrl"));
        await DeliverAsync(server, Row("r1", Message("") with { Verb = OutboundVerb.Typing }));
        Assert.Equal("typing", (string)(await stream.ReadAsync(1))[0]["type"]!);
        Assert.Empty(await ShownAsync(server));
    }

    [Fact]
    public async Task Deliver_HumanOperator_SpeaksUnderTheirName()
    {
        await using var server = await DirectLineServer.StartAsync();
        await DeliverAsync(server, Row("r1", Message("我来帮您") with { SpeakerName = "客服小王" }));
        var shown = Assert.Single(await ShownAsync(server));
        Assert.Equal(("客服小王", true), ((string)shown["from"]!["name"]!, (bool)shown["channelData"]!["human"]!));
    }

    [Fact]
    public async Task Deliver_WhatCannotBe_IsRefusedForGood()
    {
        await using var server = await DirectLineServer.StartAsync();
        Assert.IsType<DeliveryResult.Refused>(await DeliverAsync(server, Row("r1", Message("嗨") with { OpenWith = new Account("dl_lu") })));
        Assert.IsType<DeliveryResult.Refused>(await DeliverAsync(server, Row("r2", Message("嗨") with { Verb = OutboundVerb.Update })));
        Assert.False(server.Channel.CapabilitiesOf("directline").CanOpenDirect);
        Assert.Equal("directline", server.Channel.Adapter);
    }
}
