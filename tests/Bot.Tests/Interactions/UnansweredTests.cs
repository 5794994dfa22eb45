using Bot.Core.Activities;
using Bot.Core.Interactions;

namespace Bot.Tests.Interactions;

/// <summary>What nobody wrote an answer for is found in the record and put together.</summary>
public sealed class UnansweredTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Add_SameQuestionInOtherWords_IsOneCluster()
    {
        var clusters = Of("你们有实体店吗", "请问你们有没有实体店呀", "有实体店么？", "老板 你们有實體店嗎", "能不能刻字", "可以刻字吗", "能刻字不", "有实体店吗");

        var top = clusters.Top(10);

        Assert.Equal(["你们有实体店吗", "能不能刻字"], top.Select(one => one.Text));
        Assert.Equal([5, 3], top.Select(one => one.Count));
        Assert.Equal(5, top[0].Members);
    }

    [Fact]
    public void Add_OtherQuestions_StayApart()
    {
        var clusters = Of("宠物能用吗", "宝宝能用吗", "多久回购一次", "加盟怎么收费", "招不招代理");

        Assert.Equal(5, clusters.Count);
    }

    [Fact]
    public void Add_TheSameFactTwice_CountsOnce()
    {
        var clusters = new UnansweredClusters();
        clusters.Add(Question(1, "能刻字吗"));
        clusters.Add(Question(1, "能刻字吗"));

        Assert.Equal(1, Assert.Single(clusters.Top(1)).Count);
    }

    [Fact]
    public void Add_MoreThanItHolds_KeepsTheOftenAsked()
    {
        var clusters = new UnansweredClusters();
        for (var i = 0; i < 3; i++)
        {
            clusters.Add(Question(1_000_000 + i, "能刻字吗"));
        }

        var random = new Random(1);
        for (var i = 0; i < 12_000; i++)
        {
            clusters.Add(Question(i, string.Concat(Enumerable.Range(0, 8).Select(_ => (char)('一' + random.Next(20_000))))));
        }

        Assert.InRange(clusters.Count, 1, 5_000);
        Assert.Equal(("能刻字吗", 3), (clusters.Top(1)[0].Text, clusters.Top(1)[0].Count));
    }

    [Theory]
    [InlineData("")]
    [InlineData("？？？")]
    [InlineData("😀")]
    [InlineData("\ud800")]
    public void Add_NoWords_IsLeftOut(string text) => Assert.Equal(0, Of(text).Count);

    [Theory]
    [InlineData(InteractionKind.Replied, "direct:no_match", true)]
    [InlineData(InteractionKind.Replied, "mention:unsure", true)]
    [InlineData(InteractionKind.Replied, "direct:topic", true)]
    [InlineData(InteractionKind.Silent, "miss_repeated", true)]
    [InlineData(InteractionKind.Replied, "direct:match:多久发货", false)]
    [InlineData(InteractionKind.Replied, "direct:topic:ship.time", false)]
    [InlineData(InteractionKind.Silent, "not_addressed", false)]
    public void Read_OnlyMisses_AreQuestions(InteractionKind kind, string reason, bool found)
    {
        var reader = new UnansweredReader();
        Assert.Null(reader.Read(Fact(InteractionKind.Said, "a1", null, "能刻字吗")));
        Assert.Equal(found, reader.Read(Fact(kind, "a1", reason, "这个我还不知道")) is { Text: "能刻字吗" });
        Assert.Null(reader.Read(Fact(kind, "a2", reason, null)));
    }

    private static UnansweredClusters Of(params string[] texts)
    {
        var clusters = new UnansweredClusters();
        for (var i = 0; i < texts.Length; i++)
        {
            clusters.Add(Question(i, texts[i]));
        }

        return clusters;
    }

    private static UnansweredQuestion Question(int i, string text) =>
        new($"i{i:00000000}", text, Start.AddSeconds(i), new ConversationKey("test", "g1"), true, new MemberKey("test", $"m{i}"));

    private static Interaction Fact(InteractionKind kind, string activity, string? reason, string? text) => new()
    {
        Id = $"{activity}:{kind}",
        At = Start,
        Conversation = new ConversationKey("test", "g1"),
        IsGroup = true,
        Member = new MemberKey("test", "m1"),
        Kind = kind,
        ActivityId = activity,
        Reason = reason,
        Text = text,
    };
}
