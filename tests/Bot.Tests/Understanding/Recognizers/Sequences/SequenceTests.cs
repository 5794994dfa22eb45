using Bot.Core.Understanding.Recognizers;
using Bot.Tests.Understanding.Recognizers.English;

namespace Bot.Tests.Understanding.Recognizers.Sequences;

/// <summary>Phones, mail and web addresses, yes and no, beside those of the specs.</summary>
public sealed class SequenceTests
{
    [Theory]
    [InlineData("打13800138000或者0571-88881234-803", "13800138000; 0571-88881234-803")]
    [InlineData("138 0013 8000 139 0013 8000", "138 0013 8000; 139 0013 8000")]
    [InlineData("+1 (541) 754-3010, +81-3-1234-5678", "+1 (541) 754-3010; +81-3-1234-5678")]
    [InlineData("(+86)13800138000 425-882-8080 x 1234", "(+86)13800138000; 425-882-8080 x 1234")]
    [InlineData("06 12 34 56 78, 11 91234-5678", "06 12 34 56 78; 11 91234-5678")]
    [InlineData("10) 95588 +10) ( 5 ) (+, 2016-11-07, 2016/11/07, 192.168.1.100, 123-45-6789, 10:30-12:30", "")]
    [InlineData("6222 0000 1234 5678 123 价格12345678.50元 a13800138000 1,234,567,890", "")]
    public void Phone(string text, string wanted) => Assert.Equal(wanted, Texts(text, RecognizerModel.PhoneNumber));

    [Theory]
    [InlineData("联系A.B+c@mail.example.com.cn。", "a.b+c@mail.example.com.cn")]
    [InlineData("a@b@c.com, x@y, .@., no.dot.@x.com, a*@x.com, a@x..com, a@x.c", "b@c.com")]
    [InlineData("js#in@x.com9, two..dots@x.com, a@b.com.c", "js#in@x.com9; dots@x.com; a@b.com")]
    public void Email(string text, string wanted) => Assert.Equal(wanted, Texts(text, RecognizerModel.Email));

    [Theory]
    [InlineData("看https://item.example.com/a_b?id=1#top，很好", "https://item.example.com/a_b?id=1#top")]
    [InlineData("(see http://example.com/a_(b)) or http://example.com/a)", "http://example.com/a_(b)); http://example.com/a")]
    [InlineData("shop.example.cn:8080/x and 8.am", "shop.example.cn:8080/x")]
    [InlineData("me@example.com http:// file.txt e.g. 3.14 a..b", "")]
    public void Url(string text, string wanted) => Assert.Equal(wanted, Texts(text, RecognizerModel.Url));

    [Theory]
    [InlineData("好的", RecognizerCulture.Chinese, "好的=True")]
    [InlineData("不用了，谢谢", RecognizerCulture.Chinese, "不用了=False")]
    [InlineData("好像不错的样子", RecognizerCulture.Chinese, "")]
    [InlineData("Nope!", RecognizerCulture.English, "Nope=False")]
    [InlineData("it is not   ok", RecognizerCulture.English, "not   ok=False")]
    [InlineData("nothing, yesterday", RecognizerCulture.English, "")]
    [InlineData("👎🏽", RecognizerCulture.English, "👎🏽=False")]
    public void YesAndNo(string text, RecognizerCulture culture, string wanted) => Assert.Equal(wanted, Reads.Shown(text, RecognizerModel.Boolean, culture));

    private static string Texts(string text, RecognizerModel model) =>
        string.Join("; ", Recognizer.Recognize(text, new RecognizeOptions(RecognizerCulture.Chinese, RecognizerProfile.Spec, default, [model])).Select(one => one.Text));
}
