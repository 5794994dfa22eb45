using Bot.Core.Understanding;
using Bot.Core.Understanding.Retrieval;

namespace Bot.Tests.Understanding.Retrieval;

/// <summary>The seam for a sentence encoder: asked where words and sounds are unsure, and only for what changed.</summary>
public sealed class SentenceEncoderTests
{
    [Fact]
    public void Find_InNoWordOfOurs_IsFoundByMeaning()
    {
        var encoder = new Concepts();
        var retriever = Retriever.Build(Samples.Asks, Samples.Plain, encoder: encoder);

        var (with, without) = (retriever.Find("几时寄出来"), Samples.Shop.Find("几时寄出来"));

        Assert.Equal("ship.when", with.Candidates[0].Key);
        Assert.InRange(with.Candidates[0].Score, Retriever.Sure, 0.999);
        Assert.DoesNotContain(without.Candidates, one => one.Key == "ship.when" && one.Score >= Retriever.Sure);
        Assert.Equal(with.Candidates.Select(one => one.Key).Distinct(), with.Candidates.Select(one => one.Key));
    }

    [Fact]
    public void Find_WhereWordsAreSure_DoesNotAskIt()
    {
        var encoder = new Concepts();
        var retriever = Retriever.Build(Samples.Asks, Samples.Plain, encoder: encoder);
        var before = encoder.Asked;

        Assert.Equal("ship.when", retriever.Find("什么时候发货").Candidates[0].Key);

        Assert.Equal(before, encoder.Asked);
    }

    [Fact]
    public void Find_NotAllowed_IsNotTold()
    {
        var retriever = Retriever.Build(Samples.Asks, Samples.Plain, encoder: new Concepts());

        Assert.DoesNotContain(retriever.Find("几时寄出来", key => key != "ship.when").Candidates, one => one.Key == "ship.when");
    }

    [Fact]
    public void Build_OnWhatWasBefore_EncodesOnlyWhatIsNew()
    {
        var encoder = new Concepts();
        var matcher = Matcher.Build([.. Samples.Asks, new Ask("ship.when", "我们每天下午四点寄出", Note: true)], encoder: encoder);
        Assert.Equal(Samples.Asks.Length, encoder.Asked);

        var edited = matcher.With([.. Samples.Asks, new Ask("ship.when", "几时寄")]);

        Assert.Equal(Samples.Asks.Length + 1, encoder.Asked);
        Assert.Equal("ship.when", edited.Recognise("啥辰光寄出来", _ => true).Candidates[0].Key);
    }

    /// <summary>Knows three matters by their words: enough to see that the seam holds.</summary>
    private sealed class Concepts : ISentenceEncoder
    {
        private static readonly string[][] Known = [["发货", "寄"], ["退"], ["发票"], ["时候", "几时", "辰光"]];

        public int Asked { get; private set; }

        public int Size => Known.Length;

        public float Unlike => 0.2f;

        public void Encode(string text, Span<float> vector)
        {
            Asked++;
            for (var i = 0; i < Known.Length; i++)
            {
                vector[i] = Known[i].Any(text.Contains) ? 1 : 0;
            }
        }
    }
}
