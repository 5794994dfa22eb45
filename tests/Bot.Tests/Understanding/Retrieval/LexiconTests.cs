using System.Collections.Immutable;
using Bot.Core.Content;
using Bot.Core.Understanding;
using Bot.Core.Understanding.Retrieval;

namespace Bot.Tests.Understanding.Retrieval;

public sealed class LexiconTests
{
    [Fact]
    public void Apply_PutsOneWordForAllOfItsGroup()
    {
        var lexicon = Lexicon.Build([new("发货", ["寄出", "出货"]), new("什么时候", ["啥时候", "啥时"]), new("vip", ["金卡会员"])]);

        Assert.Equal("什么时候发货", lexicon.Apply("啥时候寄出").Text);
        Assert.Equal("a vip b", lexicon.Apply("a金卡会员b").Text);
        Assert.Equal("没有的词", lexicon.Apply("没有的词").Text);
    }

    [Fact]
    public void Apply_WordsWithLetters_StandAlone()
    {
        var lexicon = Lexicon.Build([new("delivery", ["ship"]), new("毫升", ["ml"])]);

        Assert.Equal("delivery it", lexicon.Apply("ship it").Text);
        Assert.Equal("shipping", lexicon.Apply("shipping").Text);
        Assert.Equal("50毫升的", lexicon.Apply("50ml的").Text);
    }

    [Fact]
    public void Find_Synonyms_AreTheSameWords()
    {
        var lexicon = Lexicon.Build([new("发货", ["寄出"]), new("什么时候", ["啥时候"])]);
        var retriever = Retriever.Build(Samples.Asks, Background.Build(lexicon));

        Assert.Equal(("ship.when", 1.0), (retriever.Find("啥时候寄出").Candidates[0].Key, retriever.Find("啥时候寄出").Candidates[0].Score));
    }

    [Fact]
    public void Find_AnotherThing_IsNotAnAnswer()
    {
        var lexicon = Lexicon.Build([new("玫瑰精华露", ["JH01"], true), new("茶树精华露", ["JH02"], true)]);
        var retriever = Retriever.Build([new Ask("rose", "玫瑰精华露多少钱"), new Ask("other", "眼霜多少钱")], Background.Build(lexicon));

        Assert.Equal(1, retriever.Find("jh01多少钱").Candidates[0].Score);
        Assert.True(retriever.Find("jh02多少钱").Candidates[0].Score < 0.6);
    }

    [Fact]
    public void Read_Synonyms_TellsMistakesAtTheirPlaces()
    {
        var (groups, problems) = Read("发货: [寄出, 出货]\n什么: 啥\n退货: []\n退款: [寄出, 退款, 什么]\n…: [a]\n运费:\n  - [邮费]\n");

        Assert.Equal(["发货", "什么", "退款", "运费"], groups.Select(group => group.Word));
        Assert.Equal(["Y201@3", "Y205@4", "Y203@4", "Y204@4", "Y202@5", "Y201@7"], problems.Select(problem => $"{problem.Code}@{problem.Line}"));
        Assert.All(problems, problem => Assert.True(problem.Zh.Length > 5 && problem.En.Length > 5));
    }

    [Fact]
    public void Read_NoFile_IsNoWords() => Assert.Empty(SynonymsReader.Read([], ImmutableArray.CreateBuilder<Problem>()));

    private static (ImmutableArray<WordGroup> Groups, ImmutableArray<Problem> Problems) Read(string text)
    {
        var problems = ImmutableArray.CreateBuilder<Problem>();
        var groups = SynonymsReader.Read([new ContentFile(SynonymsReader.FilePath, text)], problems);
        return (groups, problems.ToImmutable());
    }
}
