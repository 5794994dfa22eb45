using Bot.Core.Understanding;
using Bot.Core.Understanding.Folding;
using Bot.Core.Understanding.Retrieval;

namespace Bot.Tests.Understanding.Retrieval;

public sealed class ConceptsTests
{
    [Theory]
    [InlineData("钱返还给我呗，money back", "return.money")]
    [InlineData("parcel走到哪一步了", "ship.track")]
    [InlineData("能不能便宜些呀", "offer")]
    public void Find_NoWordInCommon_IsFoundByMeaning(string text, string key)
    {
        Ask[] asks = [new("return.money", "怎么退款"), new("ship.track", "物流查询"), new("offer", "有折扣吗"), new("size", "尺码偏大"), new("bill", "开发票")];

        Assert.Equal(key, Retriever.Build(asks, Samples.Plain).Find(text).Candidates[0].Key);
    }

    [Fact]
    public void Find_TheVeryWord_BeatsOneThatMeansTheSame()
    {
        Ask[] asks = [new("same", "返款要等吗"), new("alike", "退费要等吗")];

        Assert.Equal("same", Retriever.Build(asks, Samples.Plain).Find("返款").Candidates[0].Key);
    }

    [Fact]
    public void Read_MarksOfMeaning_AreToldFromOthers()
    {
        Assert.All(WordReader.Read("多少天退款refund").Terms.Where(Reading.IsConcept), static mark => Assert.False(Reading.IsPair(mark)));
        Assert.Contains(WordReader.Read("refund").Terms, Reading.IsConcept);
        Assert.DoesNotContain(WordReader.Read("refunding4").Terms, Reading.IsConcept);
        Assert.Empty(WordReader.Read("").Terms);
    }

    [Fact]
    public void Shipped_Groups_AreFewEnoughAndEachHoldsWords()
    {
        var lines = ShippedTable.Lines("Retrieval.Concepts.txt").ToArray();

        Assert.InRange(lines.Length, 200, 4095);
        Assert.All(lines, static line => Assert.True(line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct().Count() > 2, line));
    }
}
