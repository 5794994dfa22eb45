using Bot.Core.Understanding.Retrieval;

namespace Bot.Tests.Understanding.Retrieval;

public sealed class DecisionTests
{
    private static readonly DecisionRule Rule = new();

    [Theory]
    [InlineData(1.0, 0.9, 0.9, true, Decision.Answer, "same_words")]
    [InlineData(1.0, 0.9, 0.9, false, Decision.Answer, "same_words")]
    [InlineData(1.0, 0.5, 0.1, false, Decision.Silent, "small_talk")]
    [InlineData(0.7, 0.3, 0.9, true, Decision.Answer, "match")]
    [InlineData(0.7, 0.3, 0.9, false, Decision.Silent, "not_addressed")]
    [InlineData(0.88, 0.3, 0.9, false, Decision.Answer, "clear")]
    [InlineData(0.88, 0.87, 0.9, false, Decision.Silent, "ambiguous")]
    [InlineData(0.65, 0.64, 0.9, true, Decision.Ask, "ambiguous")]
    [InlineData(0.5, 0.3, 0.9, true, Decision.Ask, "unsure")]
    [InlineData(0.2, 0.1, 0.9, true, Decision.Silent, "no_match")]
    [InlineData(0.2, 0.1, 0.1, true, Decision.Silent, "other_matter")]
    public void Decide_TellsWhatAndWhy(double best, double second, double domain, bool addressed, Decision decision, string reason)
    {
        var decided = Rule.Decide(new Retrieved("x", [new("a", best, "甲"), new("b", second, "乙")], domain, best, false), addressed);

        Assert.Equal((decision, best), (decided.Decision, decided.Score));
        Assert.StartsWith(reason + ":", decided.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Decide_NothingFound_IsSilent()
    {
        Assert.Equal(Decision.Silent, Rule.Decide(Samples.Shop.Find(""), true).Decision);
        Assert.Equal(Decision.Silent, Rule.Decide(Samples.Shop.Find("𠮷"), true).Decision);
    }
}
