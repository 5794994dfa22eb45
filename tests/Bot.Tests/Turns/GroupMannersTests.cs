using Bot.Core.Activities;
using Bot.Core.Interactions;
using Bot.Core.Ports;
using Bot.Tests.Kit.Chat;

namespace Bot.Tests.Turns;

/// <summary>In a group the assistant speaks only when spoken to, and every silence has its reason.</summary>
public sealed class GroupMannersTests
{
    [Theory]
    [InlineData("今天天气真好", "not_addressed")]
    [InlineData("什么时候发货", "not_addressed")]
    [InlineData("@老王 什么时候发货", "to_other")]
    [InlineData("@所有人 开会了", "to_all")]
    [InlineData("@all hello", "to_all")]
    public async Task Says_NotToUs_StaysSilentWithReason(string text, string reason)
    {
        await using var world = World.Start();
        var alice = world.Person("小鹿");
        var group = world.Group("g1", alice);

        await alice.Says(text);

        Assert.Empty(group.Heard);
        Assert.Equal(reason, await LastSilence(world));
    }

    [Theory]
    [InlineData("@小助 什么时候发货")]
    [InlineData("什么时候发货 @小助")]
    [InlineData("小助，什么时候发货")]
    [InlineData("什么时候发货，小助")]
    public async Task Says_ToUs_AnswersOnce(string text)
    {
        await using var world = World.Start();
        var alice = world.Person("小鹿");
        var group = world.Group("g1", alice);

        await alice.Says(text);

        var said = Assert.Single(group.Heard);
        Assert.NotNull(said.ReplyToId);
        Assert.Equal(Initiator.User, said.Initiator);
    }

    [Fact]
    public async Task Says_FromAnotherBot_StaysSilent()
    {
        await using var world = World.Start();
        var alice = world.Person("小鹿");
        var group = world.Group("g1", alice);

        await world.DeliverAsync(alice.Write("@小助 什么时候发货") with { From = new Account("b2", "别的机器人", IsBot: true) });

        Assert.Empty(group.Heard);
        Assert.Equal("from_bot", await LastSilence(world));
    }

    [Fact]
    public async Task Says_InReplyToUs_IsAddressed()
    {
        await using var world = World.Start();
        var (alice, bob) = (world.Person("小鹿"), world.Person("老王"));
        var group = world.Group("g1", alice, bob);
        await alice.Says("@小助 什么时候发货");

        await bob.Says("能开发票吗", replyTo: world.Connector.Ids.First());
        await bob.Says("什么时候发货", replyTo: "somebody-elses");

        Assert.Equal(2, group.Heard.Count);
        Assert.Equal("reply_to_other", await LastSilence(world));
    }

    [Fact]
    public async Task Says_NothingFoundTwice_SaysItOnceInTenMinutes()
    {
        await using var world = World.Start();
        var alice = world.Person("小鹿");
        var group = world.Group("g1", alice);

        await alice.Says("@小助 量子纠缠的哥本哈根诠释");
        await alice.Says("@小助 薛定谔方程怎么解");
        Assert.Single(group.Heard);
        Assert.Equal("miss_repeated", await LastSilence(world));

        await world.Advance(TimeSpan.FromMinutes(11));
        await alice.Says("@小助 薛定谔方程怎么解");
        Assert.Equal(2, group.Heard.Count);
    }

    [Fact]
    public async Task Says_PrivateMatter_OnePublicLineThenDirect()
    {
        await using var world = World.Start();
        var alice = world.Person("小鹿");
        var direct = world.Direct(alice);
        var group = world.Group("g1", alice);

        await alice.Says("@小助 我的手机号是13812345678，帮我查下");

        var line = Assert.Single(group.Heard);
        Assert.DoesNotContain("138", line.Text, StringComparison.Ordinal);
        Assert.Single(direct.Heard);
    }

    [Fact]
    public async Task Says_PrivateMatterAfterOnlyOpeningTheDirectConversation_GoesThere()
    {
        await using var world = World.Start();
        world.Connector.CanOpenDirect = false;
        var alice = world.Person("小鹿");
        var direct = world.Direct(alice);
        await world.DeliverAsync(alice.Write("", direct) with { Type = ActivityType.ConversationUpdate, MembersAdded = [new Account(alice.Id, alice.Name)] });
        var welcomes = direct.Heard.Count;
        world.Group("g1", alice);

        await alice.Says("@小助 帮我查订单");

        Assert.True(direct.Heard.Count > welcomes);
    }

    [Fact]
    public async Task Says_PrivateMatterWhereNoDirectMessageCanBeOpened_AsksForOne()
    {
        await using var world = World.Start();
        world.Connector.CanOpenDirect = false;
        var alice = world.Person("小鹿");
        var group = world.Group("g1", alice);

        await alice.Says("@小助 我的手机号是13812345678，帮我查下");

        Assert.Single(group.Heard);
        Assert.Single(world.Delivered);
    }

    [Fact]
    public async Task Receive_SameActivityTwice_AnswersOnce()
    {
        await using var world = World.Start();
        var alice = world.Person("小鹿");
        var group = world.Group("g1", alice);
        var activity = alice.Write("@小助 什么时候发货");

        await world.DeliverAsync(activity);
        var again = await world.DeliverAsync(activity);

        Assert.IsType<Receipt.Kept>(again);
        Assert.Single(group.Heard);
        Assert.Single(await world.Record(), fact => fact.Kind == InteractionKind.Said);
    }

    private static async Task<string?> LastSilence(World world) =>
        (await world.Record()).Last(fact => fact.Kind == InteractionKind.Silent).Reason;
}
