using Bot.Core.Understanding;
using Bot.Core.Understanding.Folding;
using Bot.Core.Understanding.Recognizers;
using Bot.Core.Understanding.Values;

namespace Bot.Tests.Understanding.Folding;

public sealed class FoldingTests
{
    [Theory]
    [InlineData("請問什麼時候發貨", "请问什么时候发货")]
    [InlineData("這個麵霜裡面有沒有酒精", "这个面霜里面有没有酒精")]
    [InlineData("妳幫我看著，週末後寄到臺灣", "你帮我看着，周末后寄到台湾")]
    [InlineData("两百块以内 abc", "两百块以内 abc")]
    [InlineData("么么哒，吃了吗，于是", "么么哒，吃了吗，于是")]
    public void Simplified_ReadsTraditional(string written, string simplified) => Assert.Equal(simplified, Simplified.Text(written));

    [Fact]
    public void Simplified_IsIdempotentAndKeepsKind()
    {
        for (var c = 0; c <= char.MaxValue; c++)
        {
            var once = Simplified.Char((char)c);
            Assert.Equal(once, Simplified.Char(once));
            Assert.True(once == c || (char.IsLetter(once) && char.ToLowerInvariant(once) == once), $"U+{c:X4}");
        }
    }

    [Fact]
    public void Folding_TwiceIsOnce()
    {
        for (var c = 0; c <= char.MaxValue; c++)
        {
            var once = TextFold.Letters(((char)c).ToString());
            Assert.Equal(once, TextFold.Letters(once));
            var kept = Fold.Text(((char)c).ToString());
            Assert.Equal(kept, Fold.Text(kept));
        }
    }

    [Theory]
    [InlineData("ＸＬ碼，２００塊錢以內😀！", "xl码200块钱以内")]
    [InlineData("  …！👍🏻 ", "")]
    public void Letters_KeepsWhatIsSaid(string written, string folded) => Assert.Equal(folded, TextFold.Letters(written));

    [Fact]
    public void Scan_ReadsSimplifiedAtTheSamePlaces()
    {
        var scan = new Scan("５００塊錢以內", new RecognizeOptions(RecognizerCulture.Chinese, RecognizerProfile.Chat, new DateTime(2026, 1, 1)));
        Assert.Equal("500块钱以内", scan.Text);
        Assert.Equal("500塊錢以內", scan.Shown);
    }

    [Theory]
    [InlineData('发', "fa")]
    [InlineData('货', "huo")]
    [InlineData('女', "nv")]
    [InlineData('着', "zhe")]
    [InlineData('什', "shen")]
    [InlineData('a', "")]
    [InlineData('1', "")]
    public void Pinyin_IsTheCommonReading(char c, string letters) => Assert.Equal(letters, Pinyin.Letters(Pinyin.Syllable(c)));
}
