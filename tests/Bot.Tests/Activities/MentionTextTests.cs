using Bot.Core.Activities;

namespace Bot.Tests.Activities;

public sealed class MentionTextTests
{
    private static readonly string[] Names = ["小助", "Helper"];
    private static readonly Account Us = new("bot-1", "小助");

    [Theory]
    [InlineData("<at>小助</at> 多少钱", "<at>小助</at>", "多少钱")]
    [InlineData("<AT>小助</AT> 多少钱 <at>小助</at>", "<at>小助</at>", "多少钱")]
    [InlineData("请问 @小助 多少钱", "@小助", "请问 多少钱")]
    [InlineData("@小助\u2005多少钱", "@小助", "多少钱")]
    [InlineData("<at>小助</at>你好", null, "你好")]
    [InlineData("小助 (.*) 你好", "(.*)", "小助 你好")]
    [InlineData("@小助 你好", "<at id=\"28:x\">小助</at>", "你好")]
    [InlineData("", "@小助", "")]
    public void StripOwn_OwnEntity_RemovesEveryOccurrence(string text, string? written, string expected)
    {
        var activity = Said(text) with { Mentions = [new(Us, written)] };

        Assert.Equal(expected, MentionText.StripOwn(activity, Names));
    }

    [Fact]
    public void StripOwn_OtherPeople_AreUnwrappedToTheirNames()
    {
        var activity = Said("<at>小助</at> 告诉<at id=\"u2\">张三</at>价格") with
        {
            Mentions = [new(Us, "<at>小助</at>"), new(new("u2", "张三"), "<at id=\"u2\">张三</at>")],
        };

        Assert.Equal("告诉张三 价格", MentionText.StripOwn(activity, Names));
    }

    [Theory]
    [InlineData("@小助 你好", "你好", true, false)]
    [InlineData("@小助多少钱", "多少钱", true, false)]
    [InlineData("＠小助，你好", "，你好", true, false)]
    [InlineData("@小助\u2005你好", "你好", true, false)]
    [InlineData("@小助理\u2005你好", "@小助理 你好", false, true)]
    [InlineData("<at>小助</at> 你好", "你好", true, false)]
    [InlineData("@helper hi", "hi", true, false)]
    [InlineData("@helpers hi", "@helpers hi", false, true)]
    [InlineData("write me@helper.example", "write me@helper.example", false, false)]
    [InlineData("@张三 @小助 你们看", "@张三 你们看", true, true)]
    [InlineData("@所有人 开会", "@所有人 开会", false, true)]
    [InlineData("<at>Bob</at> hi", "Bob hi", false, true)]
    [InlineData("小助 你好", "小助 你好", false, false)]
    [InlineData("a @ b", "a @ b", false, false)]
    public void Text_WithoutEntity_IsTheFallback(string text, string stripped, bool us, bool others)
    {
        var activity = Said(text);

        Assert.Equal(stripped, MentionText.StripOwn(activity, Names));
        Assert.Equal(us, MentionText.MentionsUs(activity, Names));
        Assert.Equal(others, MentionText.MentionsOthers(activity, Names));
    }

    [Fact]
    public void MentionsUs_EntityOfAnotherPerson_BeatsTheText()
    {
        var activity = Said("@小助 <at>张三</at>") with { Mentions = [new(new("u2", "张三"), "<at>张三</at>")] };

        Assert.False(MentionText.MentionsUs(activity, Names));
        Assert.True(MentionText.MentionsOthers(activity, Names));
    }

    [Fact]
    public void MentionsUs_SameNameOtherId_IsNotUs()
    {
        var activity = Said("<at>小助</at>") with { Mentions = [new(new("imposter", "小助"), "<at>小助</at>")] };

        Assert.False(MentionText.MentionsUs(activity, Names));
    }

    [Fact]
    public void Recipient_Missing_NamesDecide()
    {
        var activity = Said("<at>小助</at> 在吗") with { Recipient = null, Mentions = [new(new("whoever", "小助"), "<at>小助</at>")] };

        Assert.True(MentionText.MentionsUs(activity, Names));
        Assert.Equal("在吗", MentionText.StripOwn(activity, Names));
        Assert.Equal("在吗", MentionText.StripOwn(Said("@小助 在吗") with { Recipient = null }, Names));
    }

    [Theory]
    [InlineData("\uD800@小助\uDC00")]
    [InlineData("<at")]
    [InlineData("<at>")]
    [InlineData("</at>")]
    [InlineData("@")]
    [InlineData("<at></at>")]
    [InlineData("<at >小助")]
    public void StripOwn_BrokenText_NeverThrows(string text)
    {
        foreach (var mentions in new Mention[][] { [], [new(Us, null)], [new(Us with { Name = null }, null)], [new(Us, text)] })
        {
            var activity = Said(text) with { Mentions = [.. mentions] };
            _ = MentionText.StripOwn(activity, Names);
            _ = MentionText.StripOwn(activity with { Recipient = null }, []);
            _ = MentionText.MentionsOthers(activity, Names);
        }
    }

    [Theory]
    [InlineData("<at>")]
    [InlineData("<at ")]
    [InlineData("@小")]
    [InlineData("@小助理")]
    [InlineData("<")]
    [InlineData("<at>小助</at>")]
    public void StripOwn_HugeHostileText_StaysFast(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 200_000 / piece.Length)) + "</at>";
        var clock = System.Diagnostics.Stopwatch.StartNew();

        _ = MentionText.StripOwn(Said(text), Names);
        _ = MentionText.MentionsOthers(Said(text), Names);
        _ = MentionText.StripOwn(Said(text) with { Mentions = [.. Enumerable.Range(0, 5_000).Select(i => new Mention(Us, piece + i))] }, Names);

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(3), $"took {clock.Elapsed}");
    }

    private static Activity Said(string text) => new()
    {
        Type = ActivityType.Message,
        Id = "1",
        Conversation = new("test", "g1"),
        From = new("u1", "李雷"),
        Recipient = Us,
        Text = text,
        At = DateTimeOffset.UnixEpoch,
    };
}
