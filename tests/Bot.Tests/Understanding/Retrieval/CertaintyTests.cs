using Bot.Core.Understanding.Retrieval;
using Bot.Tests.Kit.Chat;

namespace Bot.Tests.Understanding.Retrieval;

public sealed class CertaintyTests
{
    [Fact]
    public void Of_GrowsWithLikenessAndDomain_FallsWithWhatPeopleSayAnyway()
    {
        var plain = Certainty.Of(0.3, 0.1, 0.8, 8, bySound: false, asks: true);

        Assert.True(Certainty.Of(0.4, 0.1, 0.8, 8, bySound: false, asks: true) > plain);
        Assert.True(Certainty.Of(0.3, 0.1, 0.9, 8, bySound: false, asks: true) > plain);
        Assert.True(Certainty.Of(0.3, 0.2, 0.8, 8, bySound: false, asks: true) < plain);
        Assert.True(Certainty.Of(0.3, 0.1, 0.8, 8, bySound: true, asks: true) < plain);
        Assert.True(Certainty.Of(0.3, 0.1, 0.8, 8, bySound: false, asks: false) < plain);
        Assert.InRange(Certainty.Of(0, 1, 0, 1, bySound: true, asks: false), 0, 0.2);
        Assert.InRange(Certainty.Of(1, 0, 1, 200, bySound: false, asks: true), 0.9, 0.999);
    }

    [Theory]
    [InlineData("怎么退货", true)]
    [InlineData("收到", false)]
    public void Find_VeryWords_AreCertainOnlyWhereTheyTellThatTheShopIsMeant(string text, bool certain)
    {
        var found = World.Catalog.Matcher.Retriever.Find(text);

        Assert.Equal(1, found.Candidates[0].Score);
        Assert.Equal(certain, found.Certainty == 1);
        Assert.True(certain || found.Certainty < 0.6, $"{found.Certainty}");
    }
}
