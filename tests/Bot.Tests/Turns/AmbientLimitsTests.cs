using Bot.Core.Activities;
using Bot.Core.Interactions;
using Bot.Core.Understanding.Speaking;
using Bot.Tests.Understanding.Speaking;

namespace Bot.Tests.Turns;

/// <summary>The limits of what is said unasked in a group: cooldowns, share, cap, quiet hours, and members who want quiet.</summary>
public sealed class AmbientLimitsTests
{
    private const string Question = "什么时候发货";
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly Lazy<SpeakGate> Opened = new(Labelled.Open);

    private static GroupTalk Open() => new() { Gate = Opened.Value };

    [Fact]
    public void Says_TheSameAgain_WaitsForTheCooldowns()
    {
        var talk = Open();
        talk.Says(Question);
        talk.Wait(Minute);
        Chat(talk, 20);

        talk.Says(Question);
        Assert.Equal("cooldown_entry", talk.Because);
        talk.Says("请问有货吗能开发票吗");
        talk.Says("能开发票吗");
        Assert.Equal("cooldown_group", talk.Because);
        talk.Wait(TimeSpan.FromMinutes(3));
        talk.Says("能开发票吗");
        Assert.Equal("waiting", talk.Because);
        talk.Wait(TimeSpan.FromMinutes(31));
        Chat(talk, 20);
        talk.Says(Question);
        Assert.Equal("waiting", talk.Because);
    }

    [Fact]
    public void Says_WeSpokeMuch_LeavesTheTalkToOthers()
    {
        var talk = Open();
        for (var i = 0; i < 4; i++)
        {
            talk.Says("@小助 你好");
        }

        talk.Says(Question);
        Assert.Equal("share", talk.Because);
        Chat(talk, 16);
        talk.Says(Question);
        Assert.Equal("waiting", talk.Because);
    }

    [Fact]
    public void Says_CapReached_IsSilentTillTheDayIsOver()
    {
        var talk = Open();
        talk.Settings = talk.Settings with { DailyCap = 1 };
        talk.Says(Question);
        talk.Wait(TimeSpan.FromHours(1));
        Chat(talk, 20);

        talk.Says(Question);
        Assert.Equal("cap", talk.Because);
        talk.Wait(TimeSpan.FromDays(1));
        Chat(talk, 1);
        talk.Says(Question);
        Assert.Equal("waiting", talk.Because);
    }

    [Fact]
    public void Says_InQuietHours_IsSilent()
    {
        var talk = Open();
        talk.Now = new(2026, 11, 20, 18, 0, 0, TimeSpan.Zero);

        talk.Says(Question);

        Assert.Equal("quiet", talk.Because);
    }

    [Theory]
    [InlineData("/安静1小时", 60)]
    [InlineData("@小助 安静1小时", 60)]
    [InlineData("小助，安静一会", 30)]
    [InlineData("@小助 quiet for an hour", 60)]
    public void Says_BeQuiet_IsHeededConfirmedAndEnds(string text, int minutes)
    {
        var talk = Open();
        talk.Says(Question);
        talk.Says(text, "老王");

        Assert.Single(talk.Heard);
        Assert.StartsWith("system.quieted@", talk.Record.Last(fact => fact.Kind == InteractionKind.Replied).Template, StringComparison.Ordinal);
        Assert.Null(talk.Waits);
        talk.Says(Question);
        Assert.Equal("quieted", talk.Because);
        // Who speaks to us is answered all the same.
        talk.Says("@小助 什么时候发货");
        Assert.Equal(2, talk.Heard.Count);
        Chat(talk, 20);
        talk.Wait(TimeSpan.FromMinutes(minutes));
        talk.Says(Question);
        Assert.Equal("waiting", talk.Because);
    }

    [Fact]
    public void Says_SpeakAgain_EndsTheQuiet()
    {
        var talk = Open();
        talk.Says("/安静1小时");
        talk.Says("/恢复说话");
        Chat(talk, 20);

        talk.Says(Question);

        Assert.Equal("waiting", talk.Because);
        Assert.Equal(2, talk.Heard.Count);
    }

    [Fact]
    public void Says_AnnoyedByAnUnaskedAnswer_QuietsUsForAnHour()
    {
        var talk = Open();
        talk.Says("太烦了", "老王");
        Assert.Null(talk.State.Ambient);
        talk.Says(Question);
        talk.Wait(Minute);
        talk.Says("这机器人太烦了", "老王");
        Chat(talk, 20);

        talk.Wait(TimeSpan.FromMinutes(45));
        talk.Says("能开发票吗");
        Assert.Equal("quieted", talk.Because);
        talk.Wait(TimeSpan.FromMinutes(16));
        talk.Says("能开发票吗");
        Assert.Equal("waiting", talk.Because);
        Assert.Single(talk.Heard);
    }

    [Fact]
    public void Says_QuietToNobodyOrInDirect_IsNoCommand()
    {
        var talk = Open();
        talk.Says("安静1小时");
        Assert.Null(talk.State.Ambient?.QuietUntil);

        var direct = new GroupTalk { IsGroup = false };
        direct.Says("安静1小时");
        Assert.Null(direct.State.Ambient);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Says_AnyTalk_HoldsTheLimits(int seed)
    {
        var talk = Open();
        var draw = new Random(seed);
        string[] texts = [Question, "能开发票吗", "包邮吗", "有实体店吗", "怎么退货", "哈哈哈", "知道了", "@老王 在吗", "@小助 你好", "今天天气真好", "积分会过期吗", "用什么快递"];
        for (var i = 0; i < 400; i++)
        {
            talk.Says(texts[draw.Next(texts.Length)], $"u{draw.Next(3)}");
            talk.Wait(TimeSpan.FromSeconds(draw.Next(1, 120)));
        }

        var said = talk.Record.Where(fact => fact.Reason?.StartsWith("ambient:", StringComparison.Ordinal) == true).ToArray();
        Assert.NotEmpty(said);
        Assert.All(said.Zip(said.Skip(1)), pair => Assert.True(pair.Second.At - pair.First.At >= TimeSpan.FromMinutes(3)));
        Assert.All(said.GroupBy(fact => fact.Data["would"]), entry => Assert.All(entry.Zip(entry.Skip(1)), pair => Assert.True(pair.Second.At - pair.First.At >= TimeSpan.FromMinutes(30))));
        Assert.All(talk.Heard, message => Assert.Equal(Initiator.User, message.Initiator));
    }

    private static void Chat(GroupTalk talk, int messages)
    {
        for (var i = 0; i < messages; i++)
        {
            talk.Says("今天天气真好", "老王");
        }
    }
}
