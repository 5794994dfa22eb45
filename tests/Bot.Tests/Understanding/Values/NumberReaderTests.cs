using Bot.Core.Understanding.Values;

namespace Bot.Tests.Understanding.Values;

public sealed class NumberReaderTests
{
    [Theory]
    [InlineData("1500", "1500")]
    [InlineData("1,500", "1500")]
    [InlineData("1.5k", "1500")]
    [InlineData("1.5K左右", "1500")]
    [InlineData("１５００", "1500")]
    [InlineData("3万5", "35000")]
    [InlineData("3万5千", "35000")]
    [InlineData("3w", "30000")]
    [InlineData("一千五", "1500")]
    [InlineData("一千零五", "1005")]
    [InlineData("一千零五十", "1050")]
    [InlineData("两百", "200")]
    [InlineData("两百五", "250")]
    [InlineData("二十", "20")]
    [InlineData("十五", "15")]
    [InlineData("十", "10")]
    [InlineData("一百一十五", "115")]
    [InlineData("两千三百", "2300")]
    [InlineData("一万二", "12000")]
    [InlineData("一百二十万", "1200000")]
    [InlineData("三点五", "3.5")]
    [InlineData("二〇二六", "2026")]
    [InlineData("三千万", "30000000")]
    [InlineData("大概八百吧", "800")]
    [InlineData("-5", "-5")]
    [InlineData("两千三四", "2400")]
    [InlineData("三四百", "400")]
    [InlineData("七八十", "80")]
    [InlineData("一两千", "2000")]
    public void All_OneNumber_IsRead(string text, string value) => Assert.Equal(value, Assert.Single(NumberReader.All(text)).Value);

    [Theory]
    [InlineData("等一下")]
    [InlineData("看一些")]
    [InlineData("千万别")]
    [InlineData("百合")]
    [InlineData("")]
    public void All_FigureOfSpeech_IsNone(string text) => Assert.Empty(NumberReader.All(text));

    [Fact]
    public void All_Several_KeepTheirPlaces()
    {
        var found = NumberReader.All("从100到两百").ToArray();

        Assert.Equal(["100", "200"], found.Select(static n => n.Value));
        Assert.Equal("两百", found[1].RawIn("从100到两百"));
    }

    [Fact]
    public void All_EndlessDigits_DoNotOverflow() => Assert.All(NumberReader.All(new string('9', 5000) + string.Concat(Enumerable.Repeat("亿", 50))), static n => Assert.True(n.Number < 1e27m));
}
