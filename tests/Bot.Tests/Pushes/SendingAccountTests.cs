using Bot.Core.Activities;
using Bot.Core.Pushes;
using Bot.Core.Throttling;
using Bot.Host.Content;
using Bot.Host.Pushes;
using Bot.Tests.Kit.Chat;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Pushes;

/// <summary>Whose quota a push takes, and in whose name it goes: the account that the audience's own platform knows us by.</summary>
public sealed class SendingAccountTests
{
    private static readonly Account Shop = new("28:shop", "小助", true);

    [Fact]
    public async Task OperatorsPush_IsTheAccountsThatTheConversationKnows()
    {
        await using var world = World.Start();
        var (alice, bob) = (world.Person("小鹿"), world.Person("阿明"));
        var (group, direct) = (world.Group("g1", alice, bob), world.Direct(bob));
        await SayAsync(alice, "@小助 你好", group);
        await SayAsync(bob, "你好", direct);

        Assert.Equal(Shop.Id, await SenderAsync(world, new() { Id = "p1", Class = PushClass.Value, Group = group.Key, CreatedAt = world.Clock.GetUtcNow() }));
        Assert.Equal(Shop.Id, await SenderAsync(world, new() { Id = "p2", Class = PushClass.Value, Member = new(World.Channel, bob.Id), CreatedAt = world.Clock.GetUtcNow() }));
        Assert.Equal("robot-7", await SenderAsync(world, new() { Id = "p3", Class = PushClass.Value, Group = group.Key, Bot = "robot-7", CreatedAt = world.Clock.GetUtcNow() }));
        Assert.Equal(Push.AnyBot, await SenderAsync(world, new() { Id = "p4", Class = PushClass.Value, Member = new(World.Channel, "stranger"), CreatedAt = world.Clock.GetUtcNow() }));
        Assert.All(world.Delivered, message => Assert.Equal(Shop, message.Route.Bot));

        Task SayAsync(Person person, string text, Place place)
        {
            var activity = person.Write(text, place);
            return world.DeliverAsync(activity with { Recipient = Shop, Route = activity.Route! with { Bot = Shop }, Mentions = [.. activity.Mentions.Select(mention => mention with { Account = Shop })] });
        }
    }

    private static async Task<string> SenderAsync(World world, Push push)
    {
        var row = new PushRow { Push = push };
        var policy = world.Services.GetRequiredService<LiveCatalog>().Current.Policy;
        var facts = await world.Services.GetRequiredService<AudienceFacts>().ReadAsync(row, policy, push.CreatedAt, TestContext.Current.CancellationToken);
        return PushDesk.Named(row, facts).Push.Bot;
    }
}
