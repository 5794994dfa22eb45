using Bot.Core.Activities;
using Bot.Core.Interactions;

namespace Bot.Tests.Interactions;

/// <summary>Shares with their intervals against published values, and what counts as having followed a wording.</summary>
public sealed class WordingTrialTests
{
    private const string Name = "shop.hello@11112222";
    private static readonly DateTimeOffset Start = new(2026, 11, 1, 9, 0, 0, TimeSpan.Zero);
    private static readonly ConversationKey Group = new("test", "g1");
    private int _facts;

    /// <summary>Newcombe 1998a, table I, method 3.</summary>
    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    [InlineData(29, 29, 0.8830, 1)]
    [InlineData(0, 0, 0, 1)]
    public void Interval_Wilson_AsPublished(int count, int of, double low, double high)
    {
        var found = new Proportion(count, of).Interval;
        Assert.Equal((low, high), (Math.Round(found.Low, 4), Math.Round(found.High, 4)));
    }

    /// <summary>Newcombe 1998b, table II, method 10.</summary>
    [Theory]
    [InlineData(56, 70, 48, 80, 0.0524, 0.3339)]
    [InlineData(9, 10, 3, 10, 0.1705, 0.8090)]
    [InlineData(5, 56, 0, 29, -0.0381, 0.1926)]
    [InlineData(10, 10, 0, 10, 0.6075, 1)]
    [InlineData(0, 0, 3, 10, -1, 1)]
    public void Less_Newcombe_AsPublished(int count, int of, int otherCount, int otherOf, double low, double high)
    {
        var found = new Proportion(count, of).Less(new Proportion(otherCount, otherOf));
        Assert.Equal((low, high), (Math.Round(found.Low, 4), Math.Round(found.High, 4)));
        var turned = new Proportion(otherCount, otherOf).Less(new Proportion(count, of));
        Assert.Equal((-low, -high), (Math.Round(turned.High, 4) + 0, Math.Round(turned.Low, 4) + 0));
    }

    [Theory]
    [InlineData(60, 100, 40, 100, true)]
    [InlineData(60, 99, 40, 200, false)]
    [InlineData(53, 100, 47, 100, false)]
    [InlineData(40, 100, 60, 100, true)]
    public void Tells_OnlyEnoughPeopleAndAnIntervalWithoutZero(int count, int of, int otherCount, int otherOf, bool tells) =>
        Assert.Equal(tells, WordingTrial.Tells(new Proportion(count, of), new Proportion(otherCount, otherOf)));

    [Fact]
    public void Of_Record_CountsPeopleOnceAndOnlyWhatIsOver()
    {
        var trial = new WordingTrial(Name, Start.AddDays(10));
        Tell(trial, "mei", 0, "a");
        Say(trial, "mei", 1);
        Say(trial, "mei", 2);
        Tell(trial, "mei", 3, "b"); // Told a first: stays with a.
        Tell(trial, "bo", 0, "b");
        Say(trial, "bo", 25);
        Tell(trial, "lu", 0, "b");
        Add(trial, Fact("lu", 5, InteractionKind.Reacted) with { Reason = "added:like" });
        Add(trial, Fact("lu", 71, InteractionKind.Consent) with { Reason = "OptOutPromo", Conversation = new ConversationKey("test", "elsewhere") });
        Tell(trial, "xu", (24 * 10) - 30, "b"); // 24 h are over, 72 h are not.
        Tell(trial, "yu", (24 * 10) - 1, "b"); // Neither.
        Say(trial, "yu", (24 * 10) - 0.5);
        Add(trial, Fact("", 0, InteractionKind.Pushed) with { Template = $"{Name}#a", IsGroup = true, Conversation = Group });
        Add(trial, Fact("gu", 2, InteractionKind.Said) with { IsGroup = true, Conversation = Group });
        Add(trial, Fact("mei", 1, InteractionKind.Replied) with { Template = "shop.hello@99999999#a" });

        var results = trial.Of(["a", "b", "c"]);

        Assert.Equal(new WordingResult("a", 2, 2, new(2, 2), new(0, 2), new(0, 2), new(0, 2)), results[0]);
        Assert.Equal(new WordingResult("b", 5, 4, new(0, 3), new(1, 3), new(0, 3), new(1, 2)), results[1]);
        Assert.Equal(new WordingResult("c", 0, 0, new(0, 0), new(0, 0), new(0, 0), new(0, 0)), results[2]);
    }

    private void Tell(WordingTrial trial, string who, double hours, string section) => Add(trial, Fact(who, hours, InteractionKind.Replied) with { Template = $"{Name}#{section}" });

    private void Say(WordingTrial trial, string who, double hours) => Add(trial, Fact(who, hours, InteractionKind.Said));

    private static void Add(WordingTrial trial, Interaction fact) => trial.Add(fact);

    private Interaction Fact(string who, double hours, InteractionKind kind) => new()
    {
        Id = $"i{++_facts}",
        ActivityId = $"a{_facts}",
        At = Start.AddHours(hours),
        Conversation = new ConversationKey("test", $"dm-{who}"),
        Member = new MemberKey("test", who),
        Kind = kind,
    };
}
