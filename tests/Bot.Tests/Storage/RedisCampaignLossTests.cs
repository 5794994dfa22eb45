using Bot.Core.Audience;
using Bot.Core.Ports;
using Bot.Core.Pushes;
using Bot.Core.Throttling;
using StackExchange.Redis;

namespace Bot.Tests.Storage;

/// <summary>Campaigns on a Redis server that forgets everything, or its last writes.</summary>
public sealed class RedisCampaignLossTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 4, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ServerForgetsAll_CampaignsComeBackPausedWhereTheyStood()
    {
        await using var kit = await RedisPushKit.NewAsync();
        var store = await kit.OpenAsync();
        Assert.True(await store.Campaigns.SaveAsync(Running("going", "page-7"), Cancel));
        Assert.True(await store.Campaigns.SaveAsync(Running("ended", "page-2") with { State = CampaignState.Killed }, Cancel));

        await kit.Redis.CommandAsync("FLUSHALL");
        await kit.CloseAsync(store);
        var again = (await kit.OpenAsync()).Campaigns;

        var found = await again.FindAsync("going", Cancel);
        Assert.Equal((CampaignState.Paused, CampaignState.Running, "page-7", "auto_paused"), (found!.State, found.PausedFrom, found.Run!.Cursor, found.Acts[^1].What));
        Assert.Equal(["ended", "going"], (await again.ListAsync(Cancel)).Select(campaign => campaign.Id));
        Assert.Equal(CampaignState.Killed, (await again.FindAsync("ended", Cancel))!.State);
        Assert.True(await again.SaveAsync(CampaignActs.Resume(found, "boss", Noon)!, Cancel));
        Assert.Equal((CampaignState.Running, "page-7"), ((await again.FindAsync("going", Cancel))!.State, (await again.FindAsync("going", Cancel))!.Run!.Cursor));
    }

    [Fact]
    public async Task ServerLosesItsLastWrites_WhatANodeSawIsPutBack_AndStoppedForGoodStays()
    {
        await using var kit = await RedisPushKit.NewAsync();
        var (a, b) = ((await kit.OpenAsync("a")).Campaigns, (await kit.OpenAsync("b")).Campaigns);
        Assert.True(await a.SaveAsync(Running("c", "page-1"), Cancel));
        var seen = (await b.FindAsync("c", Cancel))!;
        var old = await CopyAsync(kit);
        Assert.True(await a.SaveAsync(CampaignActs.Kill(seen, "boss", Noon)!, Cancel));

        // A replica without the last write takes over, and a node that did not see it goes on.
        await PutAsync(kit, old);
        Assert.True(await b.SaveAsync(seen with { Run = seen.Run! with { Cursor = "page-2" } }, Cancel));
        Assert.True(await b.SaveAsync(seen with { Version = 2, Run = seen.Run! with { Cursor = "page-3" } }, Cancel));

        Assert.Equal(CampaignState.Killed, (await a.FindAsync("c", Cancel))!.State);
        Assert.Equal(CampaignState.Killed, (await b.FindAsync("c", Cancel))!.State);
        Assert.False(await b.SaveAsync(seen with { Version = 3 }, Cancel));

        // The same without a stop: the newest that anybody saw stands.
        Assert.True(await a.SaveAsync(Running("d", "page-1"), Cancel));
        old = await CopyAsync(kit);
        Assert.True(await a.SaveAsync(Running("d", "page-2") with { Version = 1 }, Cancel));
        await PutAsync(kit, old);
        Assert.Equal("page-2", (await a.ListAsync(Cancel)).Single(one => one.Id == "d").Run!.Cursor);
        Assert.Equal("page-2", (await b.FindAsync("d", Cancel))!.Run!.Cursor);
    }

    [Fact]
    public async Task TwoNodes_WritingInTurn_EachVersionIsOneMore()
    {
        await using var kit = await RedisPushKit.NewAsync();
        ICampaigns[] nodes = [(await kit.OpenAsync("a")).Campaigns, (await kit.OpenAsync("b")).Campaigns];
        Assert.True(await nodes[0].SaveAsync(Running("c", "0"), Cancel));
        for (var i = 1; i < 20; i++)
        {
            var kept = (await nodes[i % 2].ListAsync(Cancel)).Single();
            Assert.Equal(i, kept.Version);
            Assert.True(await nodes[i % 2].SaveAsync(kept with { Run = kept.Run! with { Cursor = $"{i}" } }, Cancel));
            Assert.False(await nodes[(i + 1) % 2].SaveAsync(kept, Cancel));
        }
    }

    private static Campaign Running(string id, string cursor) => new()
    {
        Id = id,
        Segment = new Segment.Everyone(),
        Kind = PushClass.Value,
        Category = "面霜",
        Window = new Hours(0, 0),
        Template = "a.b",
        State = CampaignState.Running,
        Run = new CampaignRun(1, Noon, cursor, 1),
    };

    private static async Task<HashEntry[]> CopyAsync(RedisPushKit kit)
    {
        using var redis = await ConnectionMultiplexer.ConnectAsync(kit.Redis.Address);
        return await redis.GetDatabase().HashGetAllAsync(await KeyAsync(redis));
    }

    private static async Task PutAsync(RedisPushKit kit, HashEntry[] old)
    {
        using var redis = await ConnectionMultiplexer.ConnectAsync(kit.Redis.Address);
        var key = await KeyAsync(redis);
        await redis.GetDatabase().KeyDeleteAsync(key);
        await redis.GetDatabase().HashSetAsync(key, old);
    }

    private static async Task<RedisKey> KeyAsync(ConnectionMultiplexer redis) =>
        await Task.Run(() => redis.GetServer(redis.GetEndPoints()[0]).Keys(pattern: "th:*campaigns").Single());
}
