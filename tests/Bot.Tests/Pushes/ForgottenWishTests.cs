using Bot.Core.Activities;
using Bot.Core.Ports;
using Bot.Core.Pushes;
using Bot.Core.Throttling;
using Bot.Host.Pushes;
using Bot.Tests.Kit;
using Bot.Tests.Kit.Chat;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Pushes;

/// <summary>A Redis server loses everything: what a member wished of our pushes still holds (throttle.md 6.3, example 6).</summary>
public sealed class ForgottenWishTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task OptOut_AfterTheServerForgot_StillHolds_AndIsUndoneAsEasily()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var world = World.Start(["--Storage:Provider", "Redis", "--ConnectionStrings:Redis", redis.Address]);
        var alice = world.Person("小鹿");
        world.Direct(alice);
        await alice.Says("退订全部");
        await redis.CommandAsync("FLUSHALL");

        Assert.Equal("optout", await RuleOfAsync(world, alice, "v1", PushClass.Value));
        Assert.Equal("optout", await RuleOfAsync(world, alice, "s1", PushClass.Service));

        world.Clock.Advance(TimeSpan.FromSeconds(1));
        await alice.Says("恢复订阅");
        Assert.NotEqual("optout", await RuleOfAsync(world, alice, "v2", PushClass.Value));
    }

    [Fact]
    public void Note_OfAConsent_TellsItAll()
    {
        var at = new DateTimeOffset(2026, 11, 22, 2, 0, 0, 7, TimeSpan.Zero);
        var consent = new Bot.Core.Audience.Consent(true, false, at.AddDays(7), at, true) { MutedTopics = ["面霜", "a:b"] };

        var back = WishNote.Read(WishNote.Of(consent, at));

        Assert.Equal(consent with { MutedTopics = [] }, back! with { MutedTopics = [] });
        Assert.Equal(consent.MutedTopics, back.MutedTopics);
    }

    private static async Task<string?> RuleOfAsync(World world, Person person, string id, PushClass of)
    {
        var ledger = world.Services.GetRequiredService<IPushLedger>();
        var push = new Push { Id = id, Class = of, Member = new MemberKey(World.Channel, person.Id), CreatedAt = await ledger.NowAsync(Cancel) };
        await world.Services.GetRequiredService<PushLoop>().LookAsync(Cancel);
        await world.Services.GetRequiredService<PushRunner>().SubmitAsync([new PushRow { Push = push, Content = new PushContent("", "好物推荐") }], Cancel);
        await world.Services.GetRequiredService<PushLoop>().LookAsync(Cancel);
        return (await ledger.FindAsync(id, Cancel))!.Verdict?.Rule;
    }
}
