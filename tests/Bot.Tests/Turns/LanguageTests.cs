using Bot.Tests.Kit.Chat;

namespace Bot.Tests.Turns;

public sealed class LanguageTests
{
    [Theory]
    [InlineData("@小助 where is your shop", "Wuyu Road")]
    [InlineData("小助 where is your shop", "Wuyu Road")]
    [InlineData("@小助 门店在哪", "雾屿路")]
    public async Task Answer_InAGroup_FollowsTheQuestionNotOurName(string question, string answer)
    {
        await using var world = World.Start();
        var ann = world.Person("Ann");
        var group = world.Group("g1", ann);

        await ann.Says(question);

        Assert.Contains(answer, Assert.Single(group.Heard).Text, StringComparison.Ordinal);
    }
}
