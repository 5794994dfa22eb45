using Bot.Core.Understanding.Recognizers;

namespace Bot.Tests.Understanding.Recognizers.Chinese;

public sealed class UnitTests
{
    [Theory]
    [InlineData("五元三毛二分", "五元三毛二分=5.32 Chinese yuan")]
    [InlineData("三毛五分", "三毛=3 Jiao | 五分=5 Fen")]
    [InlineData("五英镑三十便士", "五英镑三十便士=5.3 British pound")]
    [InlineData("三块半", "三块半=3.5 Chinese yuan")]
    [InlineData("人民币  8千元", "人民币  8千元=8000 Chinese yuan")]
    [InlineData("五元美金", "五元美金=5 United States dollar")]
    [InlineData("美元对人民币汇率", "美元=null United States dollar | 人民币=null Chinese yuan")]
    [InlineData("us$ 50", "us$ 50=50 United States dollar")]
    [InlineData("$10-$20", "$10=10 Dollar | $20=20 Dollar")]
    [InlineData("￥50", "￥50=50 Chinese yuan")]
    [InlineData("1000萬韓元", "1000萬韓元=10000000 South Korean won")]
    [InlineData("三四百美元", "美元=null United States dollar")]
    [InlineData("五角大楼", "")]
    [InlineData("三分钟", "")]
    [InlineData("sensor 5", "")]
    public void Money_is_read(string text, string read) => Assert.Equal(read, Reading.Units(RecognizerModel.Currency, text));

    [Theory]
    [InlineData("一千瓦", "一千瓦=1 Kilowatt")]
    [InlineData("两千公里", "两千公里=2000 Kilometer")]
    [InlineData("五百兆字节", "五百兆字节=500 Megabyte")]
    [InlineData("1000千米/小时", "1000千米/小时=1000 Kilometer per hour")]
    [InlineData("30 m2", "30 m2=30 Square meter")]
    [InlineData("65KG", "65kg=65 Kilogram")]
    [InlineData("半斤八两", "半斤=0.5 Jin | 八两=8 Liang")]
    [InlineData("两个", "")]
    [InlineData("二分之一公斤", "二分之一公斤=0.5 Kilogram")]
    [InlineData("一公頃", "一公頃=1 Hectare")]
    [InlineData("三米线", "")]
    [InlineData("千米", "千米=null Kilometer")]
    public void Measures_are_read(string text, string read) => Assert.Equal(read, Reading.Units(RecognizerModel.Dimension, text));

    [Theory]
    [InlineData("三岁半", "三岁半=3.5 Year")]
    [InlineData("五個月大", "五個月大=5 Month")]
    public void Ages_are_read(string text, string read) => Assert.Equal(read, Reading.Units(RecognizerModel.Age, text));

    [Theory]
    [InlineData("华氏98.6度", "华氏98.6度=98.6 F")]
    [InlineData("攝氏十度", "攝氏十度=10 C")]
    [InlineData("10℃", "10℃=10 C")]
    [InlineData("-5度", "-5度=-5 Degree")]
    public void Temperatures_are_read(string text, string read) => Assert.Equal(read, Reading.Units(RecognizerModel.Temperature, text));
}
