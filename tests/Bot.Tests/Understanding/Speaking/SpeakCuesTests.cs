using Bot.Core.Understanding.Speaking;

namespace Bot.Tests.Understanding.Speaking;

public sealed class SpeakCuesTests
{
    [Theory]
    [InlineData("买回来不合适给退不", true)]
    [InlineData("还能取消不？", true)]
    [InlineData("这个能不能用", true)]
    [InlineData("会员日是几号呀", true)]
    [InlineData("會員日是幾號呀", true)]
    [InlineData("有货吗hhh", true)]
    [InlineData("It ships today", false)]
    [InlineData("do you ship today", true)]
    [InlineData("我今天买了面霜", false)]
    [InlineData("绝了", false)]
    public void Of_Text_KnowsAQuestion(string text, bool question) => Assert.Equal(question, SpeakCues.Of(text).Question);

    [Theory]
    [InlineData("面霜涨价了", true)]
    [InlineData("快遞到了", true)]
    [InlineData("今天天气真好", false)]
    public void Of_Text_KnowsMattersOfAShop(string text, bool shop) => Assert.Equal(shop, SpeakCues.Of(text).Shop);

    [Theory]
    [InlineData("谢谢姐妹", true)]
    [InlineData("知道了", true)]
    [InlineData("多少钱", false)]
    [InlineData("谢谢大家的关心，我想再问问那个面霜要多少钱一支啊", false)]
    public void Of_Text_KnowsTheEndOfAMatter(string text, bool settled) => Assert.Equal(settled, SpeakCues.Of(text).Settled);

    [Fact]
    public void Of_AnyText_DoesNotThrow()
    {
        foreach (var text in (string[])["", " ", "\ud800", "？", new string('不', 10_000), new string('h', 500), "😂😂", "@"])
        {
            Assert.True(SpeakCues.Of(text).Letters <= SpeakCues.MaxRead);
        }
    }

    [Theory]
    [InlineData("安静1小时", 60)]
    [InlineData("/安静 30分钟", 30)]
    [InlineData("安静一会", 30)]
    [InlineData("安静一会儿", 30)]
    [InlineData("安靜半小時", 30)]
    [InlineData("安静两个小时", 120)]
    [InlineData("安静十五分钟！", 15)]
    [InlineData("安静99天", 1440)]
    [InlineData("quiet for an hour", 60)]
    [InlineData("Quiet for 20 minutes", 20)]
    [InlineData("be quiet", 30)]
    public void Read_AskForQuiet_SaysHowLong(string text, int minutes) => Assert.Equal(TimeSpan.FromMinutes(minutes), QuietWords.Read(text)?.For);

    [Theory]
    [InlineData("恢复说话")]
    [InlineData("/speak again")]
    public void Read_SpeakAgain_EndsIt(string text) => Assert.Equal(new QuietWish(null), QuietWords.Read(text));

    [Theory]
    [InlineData("我家楼下好安静")]
    [InlineData("安静的面霜多少钱")]
    [InlineData("安静0分钟")]
    [InlineData("quietly")]
    [InlineData("")]
    public void Read_OtherTexts_AreNoWish(string text) => Assert.Null(QuietWords.Read(text));
}
