using Bot.Core.Understanding.Values;

namespace Bot.Tests.Understanding.Values;

public sealed class MoneyReaderTests
{
    [Theory]
    [InlineData("两百", 200)]
    [InlineData("1.5k", 1500)]
    [InlineData("3万5", 35000)]
    [InlineData("19块9", 19.9)]
    [InlineData("三块五毛", 3.5)]
    [InlineData("5毛", 0.5)]
    [InlineData("一千五左右", 1500)]
    [InlineData("2000元", 2000)]
    [InlineData("¥99", 99)]
    [InlineData("我觉得差不多两百左右都可以吧", 200)]
    [InlineData("I would say 300 at most", 300)]
    [InlineData("300块钱以内", 300)]
    [InlineData("1000到2000", 2000)]
    [InlineData("1000-2000元", 2000)]
    [InlineData("under 300 yuan", 300)]
    public void Find_Asked_IsRead(string text, double value) => Assert.Equal((decimal)value, MoneyReader.Find(text, sure: false)!.Value.Number);

    [Theory]
    [InlineData("推荐个1000块的净化器", 1000)]
    [InlineData("预算三千", 3000)]
    [InlineData("预算大概在两百左右吧", 200)]
    [InlineData("五百以内", 500)]
    [InlineData("1.5k", 1500)]
    [InlineData("59r", 59)]
    [InlineData("两千三四的手机，预算两千三四", 2400)]
    public void Find_WithASign_IsSure(string text, double value) => Assert.Equal((decimal)value, MoneyReader.Find(text, sure: true)!.Value.Number);

    [Theory]
    [InlineData("二十平")]
    [InlineData("买3瓶")]
    [InlineData("订单20261125001")]
    [InlineData("两百")]
    public void Find_WithoutASign_IsNotSure(string text) => Assert.Null(MoneyReader.Find(text, sure: true));

    [Theory]
    [InlineData("二十平")]
    [InlineData("3 天后")]
    [InlineData("等一下")]
    [InlineData("好的！没有问题了，谢谢！886！")]
    [InlineData("我想从798艺术区坐地铁去")]
    public void Find_OtherUnit_IsNoMoney(string text) => Assert.Null(MoneyReader.Find(text, sure: false));

    [Fact]
    public void Find_Raw_IsTheMembersOwnWords() => Assert.Equal("19块9", MoneyReader.Find("就19块9的吧", sure: false)!.Value.RawIn("就19块9的吧"));
}
