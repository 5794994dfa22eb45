using Bot.Core.Understanding;

namespace Bot.Tests.Understanding;

/// <summary>What members say to have less of us, and to have it back; whole messages only.</summary>
public sealed class ConsentWordsTests
{
    [Theory]
    [InlineData("TD", ConsentWish.OptOutPromo, 0)]
    [InlineData("退订。", ConsentWish.OptOutPromo, 0)]
    [InlineData("Please stop!", ConsentWish.OptOutPromo, 0)]
    [InlineData("Stop promotions", ConsentWish.OptOutPromo, 0)]
    [InlineData("退订全部", ConsentWish.OptOutAll, 0)]
    [InlineData("Unsubscribe from all", ConsentWish.OptOutAll, 0)]
    [InlineData("勿扰", ConsentWish.Snooze, 7)]
    [InlineData("暂停7天", ConsentWish.Snooze, 7)]
    [InlineData("暂停七天", ConsentWish.Snooze, 7)]
    [InlineData("暂停两周", ConsentWish.Snooze, 14)]
    [InlineData("暂停一个月", ConsentWish.Snooze, 30)]
    [InlineData("snooze for 3 days", ConsentWish.Snooze, 3)]
    [InlineData("Pause 1 week", ConsentWish.Snooze, 7)]
    [InlineData("pause for a month", ConsentWish.Snooze, 30)]
    [InlineData("只看干货", ConsentWish.ValueOnly, 0)]
    [InlineData("no promos", ConsentWish.ValueOnly, 0)]
    [InlineData("每天一次", ConsentWish.Daily, 0)]
    [InlineData("once a day", ConsentWish.Daily, 0)]
    [InlineData("恢复订阅", ConsentWish.OptIn, 0)]
    [InlineData("Resubscribe", ConsentWish.OptIn, 0)]
    [InlineData("opt in", ConsentWish.OptIn, 0)]
    [InlineData("我的订阅", ConsentWish.Show, 0)]
    public void Read_AWish_IsRead(string text, ConsentWish wish, int days) => Assert.Equal(new ConsentRequest(wish, days), ConsentWords.Read(text));

    [Theory]
    [InlineData("退订了怎么办")]
    [InlineData("暂停0天")]
    [InlineData("暂停400天")]
    [InlineData("暂停十三个月")]
    [InlineData("snooze 99 weeks")]
    [InlineData("stop selling me the cream")]
    [InlineData("")]
    public void Read_AQuestionOrNonsense_IsNone(string text) => Assert.Null(ConsentWords.Read(text));
}
