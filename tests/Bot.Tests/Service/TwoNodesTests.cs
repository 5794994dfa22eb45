using Bot.Core.Activities;
using Bot.Core.Interactions;
using Bot.Core.Ports;
using Bot.Tests.Kit;
using Bot.Tests.Kit.Chat;
using Bot.Tests.Kit.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Service;

/// <summary>Two nodes on one Redis: no update lost, nothing said twice.</summary>
public sealed class TwoNodesTests
{
    [Fact]
    public async Task Receive_FiftyAtOnceOverTwoNodes_CountsFifty()
    {
        await using var redis = await RedisServer.StartAsync();
        string[] settings = ["--Storage:Provider", "Redis", "--ConnectionStrings:Redis", redis.Address];
        var clock = new ManualClock();
        await using var one = World.Start(settings, clock: clock);
        await using var two = World.Start(settings, clock: clock);
        var people = Enumerable.Range(0, 50).Select(i => (one.Person($"人{i}"), two.Person($"人{i}"))).ToArray();
        var group = one.Group("g1", [.. people.Select(pair => pair.Item1)]);
        two.Group("g1", [.. people.Select(pair => pair.Item2)]);

        await Task.WhenAll(
            one.Shuffle(1, people.Where((_, i) => i % 2 == 0).Select(pair => pair.Item1.Write("@小助 什么时候发货") with { Id = $"a-{pair.Item1.Id}" })),
            two.Shuffle(2, people.Where((_, i) => i % 2 == 1).Select(pair => pair.Item2.Write("@小助 什么时候发货") with { Id = $"b-{pair.Item2.Id}" })));
        for (var i = 0; i < 40 && one.Delivered.Count + two.Delivered.Count < 50; i++)
        {
            await one.Advance(TimeSpan.FromSeconds(1));
            await two.Advance(TimeSpan.FromSeconds(1));
        }

        var snapshot = await one.Services.GetRequiredService<ILedger>().LoadAsync(group.Key, new MemberKey(World.Channel, "x"), TestContext.Current.CancellationToken);
        Assert.Equal(50, snapshot.State.Turns);
        Assert.Equal(50, (await one.Record(group)).Count(fact => fact.Kind == InteractionKind.Said));
        var replies = one.Delivered.Concat(two.Delivered).Select(message => message.ReplyToId).ToArray();
        Assert.Equal(50, replies.Length);
        Assert.Equal(50, replies.Distinct().Count());
    }

    [Fact]
    public async Task Post_ToTwoProcesses_CountsFifty()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var connector = await ConnectorServer.StartAsync();
        string[] settings = ["--Storage:Provider", "Redis", "--ConnectionStrings:Redis", redis.Address];
        await using var one = new ServiceProcess(settings);
        await using var two = new ServiceProcess(settings);
        await Task.WhenAll(one.StartAsync(), two.StartAsync());

        var statuses = await Task.WhenAll(Enumerable.Range(0, 50).Select(i =>
            (i % 2 == 0 ? one : two).Client.PostAsync(Wire.Message(connector.Url, "g1", $"member{i}", $"m{i}", "@小助 什么时候发货", group: true))));
        await one.OutboxEmptyAsync();

        Assert.All(statuses, status => Assert.InRange(status, 200, 202));
        var said = (await one.RecordAsync()).Where(fact => fact.GetProperty("kind").GetString() == "Said").Select(fact => fact.GetProperty("activityId").GetString());
        Assert.Equal(50, said.Distinct().Count());
        Assert.Equal(50, connector.Replies.Select(reply => reply.ReplyToId).Distinct().Count());
    }
}
