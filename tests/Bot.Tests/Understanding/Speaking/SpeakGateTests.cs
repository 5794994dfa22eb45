using Bot.Core.Understanding.Speaking;

namespace Bot.Tests.Understanding.Speaking;

/// <summary>A gate learns from labels, opens only when it was measured to be right, and shuts again.</summary>
public sealed class SpeakGateTests
{
    [Fact]
    public void Learn_NoLabels_IsShutAndKnowsNothing()
    {
        var gate = Labelled.Gate([]);

        Assert.False(gate.IsOn);
        Assert.False(gate.IsTrained);
        Assert.Equal("few_labels", gate.Why);
        Assert.Equal(0, gate.Probability("多少钱"));
        Assert.Null(gate.Measure.Precision);
    }

    [Fact]
    public void Learn_EnoughGoodLabels_OpensAndTellsThemApart()
    {
        var gate = Labelled.Gate(Labelled.Make(260));

        Assert.Equal("on", gate.Why);
        Assert.True(gate.Measure.Precision >= 0.95);
        Assert.True(gate.Measure.Recall >= 0.5);
        // Neither was among the labels.
        Assert.True(gate.Probability("请问粉底多少钱") >= gate.Threshold);
        Assert.True(gate.Probability("哈哈哈我昨天粉底摔了") < gate.Threshold);
    }

    [Theory]
    [InlineData(199, "few_labels")]
    [InlineData(200, "on")]
    public void Learn_AtTheEdge_OpensFromTwoHundredOn(int labels, string why) => Assert.Equal(why, Labelled.Gate(Labelled.Make(labels)).Why);

    [Fact]
    public void Learn_OneKindOnly_IsShut() =>
        Assert.Equal("one_sided", Labelled.Gate(Labelled.Make(500).Where(label => label.Verdict == SpeakVerdict.Silent)).Why);

    [Fact]
    public void Learn_LabelsWithoutSense_IsShut()
    {
        // Whoever labels by lot teaches nothing.
        var labels = Labelled.Make(300).Select((label, i) => label with { Verdict = (i * 2654435761L >> 7) % 2 == 0 ? SpeakVerdict.Speak : SpeakVerdict.Silent });

        var gate = Labelled.Gate(labels);

        Assert.False(gate.IsOn);
        Assert.Contains(gate.Why, (string[])["precision", "too_few_said"]);
    }

    [Theory]
    [InlineData(0, "on")]
    [InlineData(2, "on")]
    [InlineData(3, "lately")]
    public void Learn_WhatItSaidWasWrong_ShutsAgain(int mistakes, string why)
    {
        var good = Labelled.Make(400, live: 60);
        var bad = Enumerable.Range(0, mistakes).Select(i => good[0] with { Interaction = $"z{i}", Text = $"隔壁那家的粉底怎么样{i}", Verdict = SpeakVerdict.Wrong, Live = true, At = DateTimeOffset.UnixEpoch.AddYears(1 + i) });

        Assert.Equal(why, Labelled.Gate(good.Concat(bad)).Why);
    }

    [Fact]
    public void Learn_MistakesLongPast_AreForgiven()
    {
        var bad = Labelled.Make(12).Where(label => label.Verdict == SpeakVerdict.Speak).Take(5)
            .Select((label, i) => label with { Interaction = $"z{i}", Text = $"隔壁那家的粉底怎么样{i}", Verdict = SpeakVerdict.Silent, Live = true, At = DateTimeOffset.UnixEpoch.AddYears(-1) }).ToArray();

        Assert.Equal("lately", Labelled.Gate([.. bad, .. Labelled.Make(400, live: 40)]).Why);
        Assert.Equal("on", Labelled.Gate([.. bad, .. Labelled.Make(400, live: 200)]).Why);
    }

    [Fact]
    public void Learn_SameLabelsInAnyOrder_GivesTheSameGate()
    {
        var labels = Labelled.Make(260, wrongEvery: 9);
        var (one, other) = (Labelled.Gate(labels), Labelled.Gate(labels.Reverse()));

        Assert.Equal(one.Measure, other.Measure);
        Assert.Equal(one.Threshold, other.Threshold);
        Assert.All(labels, label => Assert.Equal(one.Probability(label.Text), other.Probability(label.Text)));
    }

    [Fact]
    public void Learn_SameWordsManyTimes_AreNotMeasuredByThemselves()
    {
        // 200 copies of one line that nothing else is like: learnt by heart, they would look perfect.
        var one = Labelled.Make(1)[0] with { Text = "阿拉伯数字" };
        var labels = Enumerable.Range(0, 200).Select(i => one with { Interaction = $"c{i}" })
            .Concat(Labelled.Make(60).Where(label => label.Verdict == SpeakVerdict.Silent));

        Assert.NotEqual("on", Labelled.Gate(labels).Why);
    }

    [Fact]
    public void Problems_SettingsThatMakeNoSense_AreAllNamed()
    {
        Assert.Empty(new SpeakSettings().Problems());
        var wrong = new SpeakSettings
        {
            Score = 1.1,
            Labels = 199,
            Precision = 0.94,
            Share = -1,
            LearnEvery = 0,
            DailyCap = 101,
            WaitFrom = TimeSpan.Zero,
            EntryCooldown = TimeSpan.FromSeconds(-1),
            GroupCooldown = TimeSpan.FromDays(2),
        };

        var problems = wrong.Problems().ToArray();

        Assert.Equal(9, problems.Length);
        Assert.All((string[])["Score", "Labels", "Precision", "Share", "LearnEvery", "DailyCap", "WaitFrom", "EntryCooldown", "GroupCooldown"],
            name => Assert.Contains(problems, problem => problem.Contains($"Speak:{name}", StringComparison.Ordinal)));
    }

    [Fact]
    public void Learn_RulesHoldBackAll_NeverOpens()
    {
        var gate = SpeakGate.Learn(Labelled.Make(300).Select(label => Labelled.Example(label) with { Eligible = false }), new SpeakSettings());

        Assert.Equal("too_few_said", gate.Why);
        Assert.Equal(0, gate.Measure.Said);
    }
}
