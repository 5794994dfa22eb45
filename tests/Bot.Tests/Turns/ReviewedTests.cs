using Bot.Core.Activities;
using Bot.Core.Audience;
using Bot.Core.Interactions;
using Bot.Core.Ports;
using Bot.Core.Turns;
using Bot.Host.Content;
using Bot.Host.Runtime;
using Bot.Tests.Kit.Chat;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Turns;

/// <summary>Cases that a hostile reading of the code found.</summary>
public sealed class ReviewedTests
{
    [Fact]
    public async Task Deliver_RetryInABusyConversation_IsNotStarvedByNewReplies()
    {
        await using var world = World.Start();
        var alice = world.Person("小鹿");
        var group = world.Group("g1", alice);
        world.Connector.Throttle(1, TimeSpan.FromSeconds(1));

        for (var i = 0; i < 4; i++)
        {
            await alice.Says("@小助 什么时候发货");
            await world.Advance(TimeSpan.FromSeconds(5));
        }

        Assert.Equal(4, group.Heard.Count);
        var said = (await world.Record(group)).Where(fact => fact.Kind == InteractionKind.Replied).Select(fact => fact.Text);
        Assert.Equal(said, group.Heard.Select(message => message.Text));
    }

    [Fact]
    public async Task Take_WholeGroup_SilencesTheAssistantForEverybody()
    {
        await using var world = World.Start();
        var alice = world.Person("小鹿");
        var group = world.Group("g1", alice);
        await alice.Says("@小助 什么时候发货");
        var act = new Activity { Type = ActivityType.Event, Id = "op1", Conversation = group.Key, From = new Account(""), Name = "小美", At = world.Clock.GetUtcNow() };

        await world.Services.GetRequiredService<Lanes>().OperateAsync(act, state => OperatorTurn.Take(state, act, world.Clock.GetUtcNow()), TestContext.Current.CancellationToken);
        await alice.Says("@小助 能开发票吗");

        Assert.Single(group.Heard);
    }

    [Fact]
    public async Task Says_TwoMembersAskForAPerson_NeitherIsAnsweredByTheAssistant()
    {
        await using var world = World.Start();
        var (alice, bob) = (world.Person("小鹿"), world.Person("老王"));
        var group = world.Group("g1", alice, bob);
        await alice.Says("@小助 转人工");
        await bob.Says("@小助 转人工");
        var before = group.Heard.Count;

        await alice.Says("@小助 什么时候发货");
        await bob.Says("@小助 什么时候发货");

        Assert.Equal(before, group.Heard.Count);
    }

    [Fact]
    public async Task Says_OptOutDuringAHandOff_IsKept()
    {
        await using var world = World.Start();
        var alice = world.Person("小鹿");
        var direct = world.Direct(alice);
        await alice.Says("转人工");
        var before = direct.Heard.Count;

        await alice.Says("退订");

        Assert.Equal(before, direct.Heard.Count);
        var profile = await world.Services.GetRequiredService<IRecord>().ProfileAsync(new MemberKey(World.Channel, alice.Id), TestContext.Current.CancellationToken);
        Assert.True(profile.Consent.PromoOptedOut);
    }

    [Fact]
    public async Task Decide_BurstWithWordsForSomebodyElse_LeavesThemOut()
    {
        await using var world = World.Start();
        var alice = world.Person("小鹿");
        world.Group("g1", alice);
        var (forUs, forBob) = (alice.Write("@小助 什么时候发货"), alice.Write("@老王 打我电话13812345678"));

        var outcome = Decide(world, forUs, forBob);

        var reply = Assert.Single(outcome.Outbox).Message;
        Assert.Equal(forUs.Id, reply.ReplyToId);
        Assert.StartsWith("faq.ship.when", outcome.Interactions.Single(fact => fact.Kind == InteractionKind.Replied).Template, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("@小助 帮我转告 @Allen 什么时候发货")]
    [InlineData("@小助 什么时候发货 me@allbirds.com")]
    public async Task Decide_NameThatBeginsLikeAll_IsNotEverybody(string text)
    {
        await using var world = World.Start();
        var alice = world.Person("小鹿");
        world.Group("g1", alice);

        Assert.NotEmpty(Decide(world, alice.Write(text)).Outbox);
    }

    private static Outcome Decide(World world, params Activity[] activities) => Turn.Decide(new TurnInput
    {
        Activities = [.. activities],
        State = ConversationState.New,
        Member = Profile.Empty,
        Catalog = world.Services.GetRequiredService<LiveCatalog>().Current,
        Now = world.Clock.GetUtcNow(),
        Capabilities = new ChannelCapabilities(4000, true, true, true, true),
    });
}
