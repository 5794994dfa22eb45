using System.Text;
using Bot.Channels.BotFramework;
using Bot.Core.Activities;

namespace Bot.Tests.Channels.BotFramework;

public sealed class ActivityReaderTests
{
    [Fact]
    public void Read_GroupMessage_HasEveryField()
    {
        var activity = Ok("""
            {"type":"message","id":"1","timestamp":"2026-11-22T01:02:03.5Z","channelId":"msteams","serviceUrl":"https://smba.example/cn/",
             "from":{"id":"u1","name":"李雷","role":"user","aadObjectId":"x"},"recipient":{"id":"b1","name":"小助","role":"bot"},
             "conversation":{"id":"19:a@thread.tacv2;messageid=1","conversationType":"channel","name":"护肤群","tenantId":"t1"},
             "text":"<at>小助</at> 你好","locale":"zh-CN","replyToId":"0","callerId":"urn:evil","deliveryMode":"expectReplies",
             "entities":[{"type":"mention","mentioned":{"id":"b1","name":"小助"},"text":"<at>小助</at>"},{"type":"clientInfo","x":1}],
             "attachments":[{"contentType":"image/png","contentUrl":"https://x/a.png","name":"a.png"},{"contentType":"image/gif","contentUrl":"data:image/gif;base64,AAAA"}],
             "unknown":{"deep":[1,2]}}
            """);

        Assert.Equal(ActivityType.Message, activity.Kind);
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 1, 2, 3, 500, TimeSpan.Zero), activity.Timestamp);
        Assert.Equal(new Account("u1", "李雷"), activity.From);
        Assert.Equal(new Account("b1", "小助", true), activity.Recipient);
        Assert.True(activity.IsGroup);
        Assert.Equal(("19:a@thread.tacv2;messageid=1", "护肤群", "t1"), (activity.ConversationId, activity.ConversationName, activity.TenantId));
        Assert.Equal(("msteams", "https://smba.example/cn/", "zh-CN", "0"), (activity.ChannelId, activity.ServiceUrl, activity.Locale, activity.ReplyToId));
        Assert.Equal(DeliveryMode.ExpectReplies, activity.DeliveryMode);
        Assert.Equal([new Mention(new("b1", "小助"), "<at>小助</at>")], activity.Mentions);
        Assert.Equal([new Attachment("image/png", "a.png", "https://x/a.png"), new Attachment("image/gif")], activity.Attachments);
    }

    [Fact]
    public void Read_TeamsTenantInChannelData_IsFound() =>
        Assert.Equal("t9", Ok("""{"type":"message","channelData":{"tenant":{"id":"t9"}}}""").TenantId);

    [Theory]
    [InlineData("""{"type":"message","channelData":"x"}""")]
    [InlineData("""{"type":"message","channelData":{"tenant":7}}""")]
    [InlineData("""{"type":"message","entities":[1,null,"x",{"type":3},{"type":"mention"},{"type":"mention","mentioned":[]},{"type":"mention","mentioned":{"id":5}},{"type":"mention","mentioned":{"id":"a"},"text":{}}]}""")]
    [InlineData("""{"type":"message","timestamp":"yesterday","from":null,"entities":null,"text":null}""")]
    [InlineData("""{"Type":"ignored","type":"message"}""")]
    public void Read_BrokenOptionalParts_AreIgnored(string json) => Assert.Empty(Ok(json).Mentions);

    [Theory]
    [InlineData("", "BadSyntax")]
    [InlineData("{", "BadSyntax")]
    [InlineData("[]", "BadSyntax")]
    [InlineData("7", "BadSyntax")]
    [InlineData("null", "BadSyntax")]
    [InlineData("""{"type":"message"} x""", "BadSyntax")]
    [InlineData("{}", "MissingProperty")]
    [InlineData("""{"type":""}""", "MissingProperty")]
    [InlineData("""{"type":null}""", "MissingProperty")]
    [InlineData("""{"type":5}""", "BadArgument")]
    [InlineData("""{"type":"message","text":5}""", "BadArgument")]
    [InlineData("""{"type":"message","from":"u1"}""", "BadArgument")]
    [InlineData("""{"type":"message","from":{"id":1}}""", "BadArgument")]
    [InlineData("""{"type":"message","conversation":[]}""", "BadArgument")]
    [InlineData("""{"type":"message","conversation":{"isGroup":"true"}}""", "BadArgument")]
    [InlineData("""{"type":"message","entities":{}}""", "BadArgument")]
    [InlineData("""{"type":"message","attachments":[1]}""", "BadArgument")]
    [InlineData("""{"type":"conversationUpdate","membersAdded":["u1"]}""", "BadArgument")]
    [InlineData("""{"type":"message","timestamp":5}""", "BadArgument")]
    public void Read_WrongShape_IsRefusedWithAReason(string json, string code)
    {
        var refused = Assert.IsType<ActivityReading.Refused>(ActivityReader.Read(Encoding.UTF8.GetBytes(json)));

        Assert.Equal(code, refused.Code);
        Assert.True(refused.Message.Length > 10);
    }

    [Fact]
    public void Read_WrongType_NamesTheField() =>
        Assert.Contains("'text' must be a string, not a number", ((ActivityReading.Refused)ActivityReader.Read("""{"type":"message","text":5}"""u8.ToArray())).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_TooDeep_IsRefused()
    {
        var json = "{\"type\":\"message\",\"channelData\":" + new string('[', 5000) + new string(']', 5000) + "}";

        Assert.IsType<ActivityReading.Refused>(ActivityReader.Read(Encoding.UTF8.GetBytes(json)));
    }

    [Fact]
    public void Read_InvalidUtf8_IsRefused() =>
        Assert.IsType<ActivityReading.Refused>(ActivityReader.Read((byte[])[.. """{"type":"message","text":" """u8, 0xC3, 0x28, .. "\"}"u8]));

    [Fact]
    public void Read_ByteOrderMark_IsSkipped() =>
        Assert.IsType<ActivityReading.Read>(ActivityReader.Read((byte[])[0xEF, 0xBB, 0xBF, .. """{"type":"message"}"""u8]));

    [Theory]
    [InlineData("\\ud800", "\ufffd")]
    [InlineData("\\uDC00x", "\ufffdx")]
    [InlineData("\\ud83d\\ude00", "😀")]
    [InlineData("\\ud83d\\ud83d\\ude00", "\ufffd😀")]
    [InlineData("\\\\ud800", "\\ud800")]
    [InlineData("\\ud83d\\n", "\ufffd\n")]
    [InlineData("\\u0000", "\0")]
    public void Read_OddEscapes_BecomeReadableText(string escaped, string expected)
    {
        Assert.Equal(expected, Ok($$"""{"type":"message","text":"{{escaped}}","{{escaped}}":1}""").Text);
        Assert.Equal(expected, Ok($$"""{"type":"message","from":{"id":"{{escaped}}"} }""").From!.Id);
    }

    [Theory]
    [InlineData("""{"type":"messageReaction","id":"m1","reactionsAdded":[{"type":"like"},{"x":1}],"reactionsRemoved":[]}""", true)]
    [InlineData("""{"type":"messageReaction","id":"r1","replyToId":"m1","reactionsAdded":[{"type":"like"}]}""", false)]
    public void Read_Reaction_KnowsItsTarget(string json, bool idIsTarget)
    {
        var wire = Ok(json);
        var activity = wire.ToActivity("own", new("c", "g"), new("u1"), new("botframework", "", new("b")), DateTimeOffset.UnixEpoch);

        Assert.Equal(idIsTarget, wire.IdIsTarget);
        Assert.Equal("m1", activity.ReplyToId);
        Assert.Equal(["like"], activity.ReactionsAdded);
    }

    [Theory]
    [InlineData("conversationUpdate", ActivityType.ConversationUpdate)]
    [InlineData("installationUpdate", ActivityType.InstallationUpdate)]
    [InlineData("Message", ActivityType.Other)]
    [InlineData("somethingNew", ActivityType.Other)]
    public void Kind_Type_IsComparedOrdinally(string type, ActivityType expected) =>
        Assert.Equal(expected, Ok($$"""{"type":"{{type}}","action":"add"}""").Kind);

    private static WireActivity Ok(string json) =>
        Assert.IsType<ActivityReading.Read>(ActivityReader.Read(Encoding.UTF8.GetBytes(json))).Activity;
}
