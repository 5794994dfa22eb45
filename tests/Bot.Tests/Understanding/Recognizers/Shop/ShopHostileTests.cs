using System.Collections.Immutable;
using System.Diagnostics;
using Bot.Core.Understanding.Recognizers;
using Bot.Tests.Kit;

namespace Bot.Tests.Understanding.Recognizers.Shop;

/// <summary>Whatever people send is read in time that grows with its length, and never breaks the reader.</summary>
[Collection(nameof(Alone))]
public sealed class ShopHostileTests
{
    private static readonly ImmutableArray<RecognizerModel> Models = [.. Enum.GetValues<RecognizerModel>()];

    [Theory]
    [InlineData("一二三四五六七八九十")]
    [InlineData("1")]
    [InlineData("1,")]
    [InlineData("1.")]
    [InlineData("1 ")]
    [InlineData("1到")]
    [InlineData("0-0)")]
    [InlineData("((((")]
    [InlineData("的的的")]
    [InlineData("百万亿")]
    [InlineData("半")]
    [InlineData("满1减")]
    [InlineData("买一送")]
    [InlineData("第二件")]
    [InlineData("到手价1")]
    [InlineData("百分之")]
    [InlineData("1块1")]
    [InlineData("1斤")]
    [InlineData("一点")]
    [InlineData("buy 1 get ")]
    [InlineData("¥")]
    [InlineData("\ud800")]
    [InlineData("😀")]
    public void Read_EndlessText_IsLinearAndInside(string part)
    {
        var text = string.Concat(Enumerable.Repeat(part, (10_000 / part.Length) + 1));
        foreach (var model in Models.Where(model => model != RecognizerModel.DateTime))
        {
            var clock = Stopwatch.StartNew();
            var read = Recognizer.Recognize(text, ShopReading.Options(model));

            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(2), $"{model}: {clock.Elapsed}");
            Assert.All(read, one => Assert.True(one.Start >= 0 && one.End >= one.Start && one.End < text.Length));
        }
    }

    [Fact]
    public void Read_AnyMixture_NeverThrows()
    {
        const string Letters = "一二两三十百千万半几0159.,:/-% 元块毛角斤件个折第满减买送到至以内上不超过起多左右约码XLkwr¥$价度岁米g免费最后要好的()（）～、。？\n\ud83d\ude00";
        var chance = new Random(7);
        for (var round = 0; round < 20_000; round++)
        {
            var text = string.Create(chance.Next(0, 14), chance, static (span, chance) =>
            {
                for (var i = 0; i < span.Length; i++)
                {
                    span[i] = Letters[chance.Next(Letters.Length)];
                }
            });
            var end = -1;
            foreach (var one in ShopReading.All(text))
            {
                Assert.True(one.Start > end && one.End >= one.Start && one.End < text.Length, text);
                end = one.End;
            }
        }
    }
}
