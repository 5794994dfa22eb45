using System.Text.Json;
using Bot.Channels.BotFramework;
using Bot.Core.Activities;

namespace Bot.Tests.Channels.BotFramework;

public sealed class ActivityWriterTests
{
    private static readonly OutboundMessage Plain = new()
    {
        Conversation = new("msteams", "19:a;messageid=1"),
        Route = new("botframework", "https://smba.example/", new("b1", "小助")),
        Text = "你好\n*价格* 99 <元>",
        ReplyToId = "m1",
        Locale = "zh-CN",
    };

    [Fact]
    public void Write_Message_IsAnActivityWithoutId()
    {
        var json = Write(Plain);

        Assert.Equal("message", Text(json, "type"));
        Assert.Equal(Plain.Text, Text(json, "text"));
        Assert.Equal("plain", Text(json, "textFormat"));
        Assert.Equal("m1", Text(json, "replyToId"));
        Assert.Equal("zh-CN", Text(json, "locale"));
        Assert.Equal("acceptingInput", Text(json, "inputHint"));
        Assert.Equal("19:a;messageid=1", Text(json.GetProperty("conversation"), "id"));
        Assert.Equal("小助", Text(json.GetProperty("from"), "name"));
        foreach (var absent in new[] { "id", "serviceUrl", "timestamp", "callerId", "entities", "attachments", "suggestedActions" })
        {
            Assert.False(json.TryGetProperty(absent, out _), absent);
        }

        Assert.False(json.GetProperty("conversation").TryGetProperty("isGroup", out _));
    }

    [Fact]
    public void Write_MentionCardsAndChoices_AreWireShapes()
    {
        var json = Write(Plain with
        {
            Text = "<at>张三</at> 看看",
            Mentions = [new(new("u2", "张三"), "<at>张三</at>")],
            SuggestedActions = ["好的", "算了"],
            Cards = [new("面霜", "¥99", null, "https://x/a.png", ["买"]), new("精华", null, "清爽", null, [])],
        });

        var mention = json.GetProperty("entities")[0];
        Assert.Equal(("mention", "<at>张三</at>", "u2"), (Text(mention, "type"), Text(mention, "text"), Text(mention.GetProperty("mentioned"), "id")));
        Assert.False(json.TryGetProperty("textFormat", out _));
        Assert.Equal("expectingInput", Text(json, "inputHint"));
        Assert.Equal("算了", Text(json.GetProperty("suggestedActions").GetProperty("actions")[1], "value"));
        Assert.Equal("carousel", Text(json, "attachmentLayout"));
        var card = json.GetProperty("attachments")[0];
        Assert.Equal("application/vnd.microsoft.card.hero", Text(card, "contentType"));
        Assert.Equal("买", Text(card.GetProperty("content").GetProperty("buttons")[0], "title"));
        Assert.Equal("https://x/a.png", Text(card.GetProperty("content").GetProperty("images")[0], "url"));
    }

    [Fact]
    public void Write_Typing_HasNoContent()
    {
        var json = Write(Plain with { Verb = OutboundVerb.Typing });

        Assert.Equal("typing", Text(json, "type"));
        Assert.False(json.TryGetProperty("text", out _));
        Assert.False(json.TryGetProperty("inputHint", out _));
    }

    [Fact]
    public void Write_Operator_SpeaksUnderTheirName() =>
        Assert.Equal("小王", Text(Write(Plain with { SpeakerName = "小王" }).GetProperty("from"), "name"));

    [Fact]
    public void Write_LoneSurrogate_StaysValidJson() =>
        Assert.Equal("a\ufffdb", Text(Write(Plain with { Text = "a\ud800b" }), "text"));

    [Fact]
    public void Write_WhatReaderReads_ComesBack()
    {
        var read = Assert.IsType<ActivityReading.Read>(ActivityReader.Read(ActivityWriter.Write(Plain with { Mentions = [new(new("u2"), "你好")] })));

        Assert.Equal(Plain.Text, read.Activity.Text);
        Assert.Equal("u2", read.Activity.Mentions.Single().Account.Id);
        Assert.True(read.Activity.From!.IsBot);
    }

    [Fact]
    public void WriteReplies_Two_StandInOrder()
    {
        var json = JsonDocument.Parse(ActivityWriter.WriteReplies([Plain with { Text = "1" }, Plain with { Text = "2" }])).RootElement;

        Assert.Equal(["1", "2"], json.GetProperty("activities").EnumerateArray().Select(a => Text(a, "text")));
        Assert.Equal("{\"activities\":[]}", System.Text.Encoding.UTF8.GetString(ActivityWriter.WriteReplies([])));
    }

    private static JsonElement Write(OutboundMessage message) => JsonDocument.Parse(ActivityWriter.Write(message)).RootElement;

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();
}
