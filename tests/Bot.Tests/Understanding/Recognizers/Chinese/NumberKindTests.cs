using Bot.Core.Understanding.Recognizers;

namespace Bot.Tests.Understanding.Recognizers.Chinese;

public sealed class NumberKindTests
{
    [Theory]
    [InlineData("百万分之五", "百万分之五=0.0005%")]
    [InlineData("五百分之二", "")]
    [InlineData("百分之二三十", "")]
    [InlineData("1,234.5%", "1,234.5%=1234.5%")]
    [InlineData("5%-20%", "5%=5% | 20%=20%")]
    [InlineData("百分之1.5k", "百分之1.5k=1500%")]
    [InlineData("十五点五个百分点", "十五点五个百分点=15.5%")]
    [InlineData("打八五折", "八五折=85%")]
    [InlineData("9.5折起", "9.5折=95%")]
    [InlineData("打对折", "对折=50%")]
    [InlineData("三成半", "三成半=35%")]
    [InlineData("半成", "半成=5%")]
    [InlineData("2018成立", "")]
    [InlineData("一百折", "")]
    public void Percentages_are_read(string text, string read) => Assert.Equal(read, Reading.Of(RecognizerModel.Percentage, text));

    [Theory]
    [InlineData("大于等于20小于30", "大于等于20小于30=[20,30)")]
    [InlineData("数字小于10大于5", "小于10大于5=(5,10)")]
    [InlineData("大于50小于12", "大于50=(50,) | 小于12=(,12)")]
    [InlineData("不多于五十不少于二十", "不多于五十不少于二十=[20,50]")]
    [InlineData(">=20", ">=20=[20,)")]
    [InlineData("没有超过10", "没有超过10=(,10]")]
    [InlineData("比20更小", "比20更小=(,20)")]
    [InlineData("一百或更少", "一百或更少=(,100]")]
    [InlineData("一百以下，五十以上", "一百以下,五十以上=(50,100)")]
    [InlineData("从20到30之间", "20到30之间=[20,30)")]
    [InlineData("在一百和二百之间", "在一百和二百之间=[100,200)")]
    [InlineData("5万-10万", "5万-10万=[50000,100000)")]
    [InlineData("五百多", "五百多=(500,)")]
    [InlineData("2018-3-5", "")]
    [InlineData("十几亿", "十几亿=(1000000000,)")]
    public void Ranges_are_read(string text, string read) => Assert.Equal(read, Reading.Of(RecognizerModel.NumberRange, text));

    [Theory]
    [InlineData("第一百二十三名", "第一百二十三=123")]
    [InlineData("第2个和第三个", "第2=2 | 第三=3")]
    [InlineData("第1.5", "第1=1")]
    public void Ordinals_are_read(string text, string read) => Assert.Equal(read, Reading.Of(RecognizerModel.Ordinal, text));
}
