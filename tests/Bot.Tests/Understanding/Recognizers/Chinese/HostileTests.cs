using Bot.Core.Understanding.Recognizers;

namespace Bot.Tests.Understanding.Recognizers.Chinese;

public sealed class HostileTests
{
    private static readonly RecognizerModel[] Models =
    [
        RecognizerModel.Number, RecognizerModel.Ordinal, RecognizerModel.Percentage, RecognizerModel.NumberRange,
        RecognizerModel.Currency, RecognizerModel.Dimension, RecognizerModel.Age, RecognizerModel.Temperature,
    ];

    [Theory]
    [InlineData("一二三四")]
    [InlineData("9")]
    [InlineData("1,111,")]
    [InlineData("1.1.")]
    [InlineData("1/")]
    [InlineData("1 ")]
    [InlineData("- ")]
    [InlineData("万亿")]
    [InlineData("几 ")]
    [InlineData("一又")]
    [InlineData("一分之")]
    [InlineData("百 分之 ")]
    [InlineData("1e9")]
    [InlineData("1 到 ")]
    [InlineData("比 1 ")]
    [InlineData("五元 三毛 ")]
    [InlineData("$ ")]
    [InlineData("一 折")]
    [InlineData("(")]
    [InlineData("的")]
    [InlineData("\ud83d")]
    public void Endless_repetition_is_read_and_stays_inside(string part)
    {
        var text = string.Concat(Enumerable.Repeat(part, 10_000 / part.Length));
        foreach (var model in Models)
        {
            Inside(text, Recognizer.Recognize(text, Reading.Options(model)));
        }
    }

    [Fact]
    public void Any_mixture_is_read_and_stays_inside()
    {
        const string Letters = "一二三十百千万亿兆零两半负-–.,/ ^ek1234567890点分之又个%折成第元角毛块美人民币$米斤度岁大于小等到至比以上下或者不超过了在和间多几余打😀华氏kmgGBb";
        var random = new Random(20);
        for (var i = 0; i < 20_000; i++)
        {
            var text = string.Create(random.Next(1, 30), random, static (span, random) =>
            {
                for (var k = 0; k < span.Length; k++)
                {
                    span[k] = Letters[random.Next(Letters.Length)];
                }
            });
            Inside(text, Recognizer.Recognize(text, Reading.Options(Models[i % Models.Length])));
        }
    }

    private static void Inside(string text, IEnumerable<Recognized> read)
    {
        var last = -1;
        foreach (var one in read)
        {
            Assert.InRange(one.Start, last + 1, text.Length - 1);
            Assert.InRange(one.End, one.Start, text.Length - 1);
            Assert.Equal(one.End - one.Start + 1, one.Text.Length);
            Assert.False(one["value"] is string value && (value.Contains("Infinity", StringComparison.Ordinal) || value.Contains("NaN", StringComparison.Ordinal)));
            last = one.End;
        }
    }
}
