using Bot.Core.Activities;
using Bot.Core.Interactions;
using Bot.Core.Ports;
using Bot.Tests.Kit.Chat;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Turns;

/// <summary>Many at once: nothing lost, nothing twice, nothing to the wrong person.</summary>
public sealed class LanesTests
{
    [Fact]
    public async Task Receive_FiftyAtOnceInOneGroup_CountsFifty()
    {
        await using var world = World.Start();
        var people = Enumerable.Range(0, 50).Select(i => world.Person($"人{i}")).ToArray();
        var group = world.Group("g1", people);

        await world.Shuffle(1, people.Select(person => person.Write("@小助 什么时候发货")));

        var snapshot = await world.Services.GetRequiredService<ILedger>().LoadAsync(group.Key, new MemberKey(World.Channel, "x"), TestContext.Current.CancellationToken);
        Assert.Equal(50, snapshot.State.Turns);
        Assert.Equal(50, group.Heard.Count);
        Assert.Equal(50, (await world.Record(group)).Count(fact => fact.Kind == InteractionKind.Said));
    }

    [Fact]
    public async Task Receive_OneMembersBurst_IsReadTogetherAndAnsweredFewerTimes()
    {
        await using var world = World.Start(["--Lanes:MaxTogether", "50"]);
        var alice = world.Person("小鹿");
        var group = world.Group("g1", alice);
        var burst = Enumerable.Range(0, 30).Select(_ => alice.Write("@小助 什么时候发货")).ToArray();

        await world.Shuffle(2, burst);

        Assert.InRange(group.Heard.Count, 1, 10);
        Assert.Equal(30, (await world.Record(group)).Count(fact => fact.Kind == InteractionKind.Said));
    }

    [Fact]
    public async Task Receive_LaneFull_TellsToComeBack()
    {
        await using var world = World.Start(["--Lanes:Capacity", "1", "--Lanes:MaxTogether", "1"]);
        var people = Enumerable.Range(0, 200).Select(i => world.Person($"人{i}")).ToArray();
        var group = world.Group("g1", people);
        var activities = people.Select(person => person.Write("@小助 什么时候发货")).ToArray();

        var receipts = await world.Shuffle(3, activities);

        var busy = receipts.OfType<Receipt.Busy>().Count();
        Assert.NotEqual(0, busy);
        Assert.Equal(200 - busy, group.Heard.Count);
        Assert.Equal(200 - busy, (await world.Record(group)).Count(fact => fact.Kind == InteractionKind.Said));
    }

    [Fact]
    public async Task Deliver_ThrottledConnector_RetriesAndKeepsOrder()
    {
        await using var world = World.Start();
        var alice = world.Person("小鹿");
        var direct = world.Direct(alice);
        world.Connector.Throttle(2, TimeSpan.FromSeconds(30));

        await alice.Says("什么时候发货");
        await alice.Says("能开发票吗");
        Assert.Empty(direct.Heard);
        for (var i = 0; i < 6; i++)
        {
            await world.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(2, direct.Heard.Count);
        var asked = (await world.Record(direct)).Where(fact => fact.Kind == InteractionKind.Replied).Select(fact => fact.Text);
        Assert.Equal(asked, direct.Heard.Select(message => message.Text));
    }

    [Fact]
    public async Task Deliver_UnknownFate_SendsAReplyAgain()
    {
        await using var world = World.Start();
        var alice = world.Person("小鹿");
        var direct = world.Direct(alice);
        world.Connector.AnswerNext(new DeliveryResult.Unknown("timeout"));

        await alice.Says("什么时候发货");
        await world.Advance(TimeSpan.FromMinutes(1));

        Assert.Single(direct.Heard);
    }

    [Fact]
    public async Task Deliver_Refused_BecomesADeadLetter()
    {
        await using var world = World.Start();
        var alice = world.Person("小鹿");
        world.Direct(alice);
        world.Connector.AnswerNext(new DeliveryResult.Refused("blocked"));

        await alice.Says("什么时候发货");

        var dead = await world.Services.GetRequiredService<IOutbox>().DeadLettersAsync(10, TestContext.Current.CancellationToken);
        Assert.Equal("blocked", Assert.Single(dead).Reason);
        Assert.Empty(world.Delivered);
    }
}
