using Bot.Core.Understanding.Recognizers;
using Bot.Core.Understanding.Recognizers.Chinese.Numbers;

namespace Bot.Tests.Understanding.Recognizers.Chinese;

public sealed class NumberTests
{
    [Theory]
    [InlineData("一百零五", "一百零五=105")]
    [InlineData("一百〇五", "一百〇五=105")]
    [InlineData("三万五", "三万五=35000")]
    [InlineData("一千五百万", "一千五百万=15000000")]
    [InlineData("四千五百六十九万三千亿", "四千五百六十九万三千亿=4.5693E+15")]
    [InlineData("一万二千亿", "一万二千亿=1200000000000")]
    [InlineData("五千万亿", "五千万亿=5E+15")]
    [InlineData("兩百五十萬", "兩百五十萬=2500000")]
    [InlineData("3万2千5百", "3万2千5百=32500")]
    [InlineData("二十几万", "二十几万=200000")]
    [InlineData("半百", "半百=50")]
    [InlineData("半打", "半打=6")]
    [InlineData("三点五亿", "三点五亿=350000000")]
    [InlineData("1.5千", "1.5千=1500")]
    [InlineData("三点一四一五九", "三点一四一五九=3.14159")]
    [InlineData("负三分之二", "负三分之二=-0.666666666666667")]
    [InlineData("三又四分之一", "三又四分之一=3.25")]
    [InlineData("-1/2", "-1/2=-0.5")]
    [InlineData("2^10", "2^10=1024")]
    [InlineData("1e10", "1e10=10000000000")]
    [InlineData("2.5k元", "2.5k=2500")]
    [InlineData("5 M", "5 m=5000000")]
    [InlineData("12km", "12=12")]
    [InlineData("10-20", "10=10 | 20=20")]
    [InlineData("192.168.1.1", "192=192 | 168=168 | 1=1 | 1=1")]
    [InlineData("2018/1/2", "2018=2018 | 1=1 | 2=2")]
    public void Numbers_are_read(string text, string read) => Assert.Equal(read, Reading.Of(RecognizerModel.Number, text));

    [Theory]
    [InlineData("千万不要")]
    [InlineData("百万富翁")]
    [InlineData("四川")]
    [InlineData("队伍")]
    [InlineData("收拾一下吧", "一=1")]
    [InlineData("八点五十")]
    [InlineData("一百二三十")]
    [InlineData("一二三四五六")]
    public void Words_are_no_numbers(string text, string read = "") => Assert.Equal(read, Reading.Of(RecognizerModel.Number, text));

    [Fact]
    public void A_row_of_digits_is_read_apart()
    {
        Assert.Equal(4, ChineseDigits.Row("二零一八年", 0, out var year));
        Assert.Equal(2018, year);
    }

    [Fact]
    public void Whole_numbers_end_before_the_point()
    {
        Assert.True(ChineseNumbers.TryReadInteger("八点五十", 0, out var hour));
        Assert.Equal((1, 8.0), (hour.Length, hour.Value));
    }
}
