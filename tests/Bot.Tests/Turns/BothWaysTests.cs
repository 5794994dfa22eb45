using Bot.Core.Activities;
using Bot.Core.Interactions;
using Bot.Tests.Kit.Chat;

namespace Bot.Tests.Turns;

/// <summary>Scripts of talk that run word for word in process and over HTTP.</summary>
public sealed class BothWaysTests
{
    [Theory]
    [InlineData(Way.InProcess)]
    [InlineData(Way.OverHttp)]
    public async Task Group_OnlyWhoAsksUsIsAnswered(Way way)
    {
        await using var world = await World.StartAsync(way);
        var (alice, bob) = (world.Person("小鹿"), world.Person("老王"));
        var group = world.Group("g1", alice, bob);

        await bob.Says("今天天气真好");
        var asked = alice.Write("@小助 什么时候发货");
        await world.DeliverAsync(asked);
        await bob.Says("@老王 能开发票吗");

        Assert.Equal(asked.Id, Assert.Single(group.Heard).ReplyToId);
        Assert.Equal(["not_addressed", "to_other"], (await world.Record(group)).Where(fact => fact.Kind == InteractionKind.Silent).Select(fact => fact.Reason));
        Assert.Equal(3, (await world.Record(group)).Count(fact => fact.Kind == InteractionKind.Said));
    }

    [Theory]
    [InlineData(Way.InProcess)]
    [InlineData(Way.OverHttp)]
    public async Task Redelivery_IsAnsweredOnce(Way way)
    {
        await using var world = await World.StartAsync(way);
        var alice = world.Person("小鹿");
        var (group, direct) = (world.Group("g1", alice), world.Direct(alice));
        Activity[] said = [alice.Write("@小助 什么时候发货", group), alice.Write("能开发票吗", direct)];

        foreach (var activity in (Activity[])[.. said, .. said, said[1], said[0]])
        {
            await world.DeliverAsync(activity);
        }

        Assert.Equal((1, 1), (group.Heard.Count, direct.Heard.Count));
        Assert.Equal(said.Select(activity => activity.Id).Order(), (await world.Record()).Where(fact => fact.Kind == InteractionKind.Said).Select(fact => fact.ActivityId).Order());
    }

    [Theory]
    [InlineData(Way.InProcess, 1)]
    [InlineData(Way.OverHttp, 1)]
    [InlineData(Way.InProcess, 2)]
    [InlineData(Way.OverHttp, 2)]
    public async Task Shuffled_EachIsOnRecordOnceAndAnsweredWhereItWasAsked(Way way, int seed)
    {
        await using var world = await World.StartAsync(way);
        var people = Enumerable.Range(0, 6).Select(i => world.Person($"p{i}")).ToArray();
        var groups = Enumerable.Range(0, 3).Select(i => world.Group($"g{i}", people)).ToArray();
        Activity[] said = [.. people.SelectMany((person, i) => groups.Select((group, j) => person.Write((i + j) % 2 == 0 ? "@小助 什么时候发货" : "今天吃什么", group)))];

        await world.Shuffle(seed, [.. said, .. said.Where((_, i) => i % 4 == 0)]);

        var record = await world.Record();
        Assert.Equal(said.Select(activity => activity.Id).Order(), record.Where(fact => fact.Kind == InteractionKind.Said).Select(fact => fact.ActivityId).Order());
        var home = said.ToDictionary(activity => activity.Id, activity => activity.Conversation);
        Assert.All(world.Delivered.Where(message => message.ReplyToId is not null), message => Assert.Equal(home[message.ReplyToId!], message.Conversation));
        Assert.Equal(
            said.Where(activity => activity.Text.Contains("@小助", StringComparison.Ordinal)).Select(activity => activity.Id).Order(),
            record.Where(fact => fact.Kind == InteractionKind.Replied).Select(fact => fact.ActivityId).Order());
    }

    [Theory]
    [InlineData(Way.InProcess)]
    [InlineData(Way.OverHttp)]
    public async Task Throttled_AnswersWaitAndKeepTheirOrder(Way way)
    {
        await using var world = await World.StartAsync(way);
        var alice = world.Person("小鹿");
        var direct = world.Direct(alice);
        Activity[] said = [alice.Write("什么时候发货"), alice.Write("能开发票吗"), alice.Write("怎么退货")];
        world.Throttle(2, TimeSpan.FromSeconds(30));

        foreach (var activity in said)
        {
            await world.DeliverAsync(activity);
        }

        Assert.Empty(direct.Heard);
        await world.Advance(TimeSpan.FromSeconds(29));
        Assert.Empty(direct.Heard);
        await world.Advance(TimeSpan.FromSeconds(2));
        await world.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(said.Select(activity => activity.Id), direct.Heard.Select(message => message.ReplyToId));
    }

    [Theory]
    [InlineData(Way.InProcess)]
    [InlineData(Way.OverHttp)]
    public async Task Clock_ABareMentionOpensAWindowThatCloses(Way way)
    {
        await using var world = await World.StartAsync(way);
        var (alice, bob) = (world.Person("小鹿"), world.Person("老王"));
        var group = world.Group("g1", alice, bob);

        await alice.Says("@小助");
        await bob.Says("什么时候发货");
        await alice.Says("什么时候发货");
        Assert.Equal(2, group.Heard.Count);

        await alice.Says("@小助");
        await world.Advance(TimeSpan.FromSeconds(61));
        await alice.Says("什么时候发货");
        Assert.Equal(3, group.Heard.Count);
    }

    [Theory]
    [InlineData(Way.InProcess)]
    [InlineData(Way.OverHttp)]
    public async Task Clock_AnAbandonedDialogRemindsOnceThroughTheThrottle(Way way)
    {
        await using var world = await World.StartAsync(way);
        var alice = world.Person("小鹿");
        var direct = world.Direct(alice);
        await alice.Says("查订单");
        var before = direct.Heard.Count;

        await world.Advance(TimeSpan.FromMinutes(31));

        Assert.Equal(before + 1, direct.Heard.Count);
        Assert.Contains("还要查订单吗", direct.Last!.Text, StringComparison.Ordinal);
        Assert.Equal(Initiator.Merchant, Assert.Single(await world.Record(direct), fact => fact.Kind == InteractionKind.Pushed).Initiator);
    }

    [Theory]
    [InlineData(Way.InProcess)]
    [InlineData(Way.OverHttp)]
    public async Task ReplyToUs_IsAddressed_AndAnotherBotIsNot(Way way)
    {
        await using var world = await World.StartAsync(way);
        var (alice, bob) = (world.Person("小鹿"), world.Person("老王"));
        var group = world.Group("g1", alice, bob);
        await alice.Says("@小助 什么时候发货");

        await bob.Says("能开发票吗", replyTo: world.DeliveredIds[0]);
        await bob.Says("能开发票吗", replyTo: "somebody-elses");
        await world.DeliverAsync(bob.Write("@小助 什么时候发货") with { From = new Account("b2", "别的机器人", IsBot: true) });

        Assert.Equal(2, group.Heard.Count);
        Assert.Equal(["reply_to_other", "from_bot"], (await world.Record(group)).Where(fact => fact.Kind == InteractionKind.Silent).Select(fact => fact.Reason));
    }
}
