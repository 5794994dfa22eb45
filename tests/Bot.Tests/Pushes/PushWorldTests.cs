using System.Collections.Immutable;
using Bot.Core.Activities;
using Bot.Core.Audience;
using Bot.Core.Interactions;
using Bot.Core.Ports;
using Bot.Core.Pushes;
using Bot.Core.Throttling;
using Bot.Core.Turns;
using Bot.Host.Content;
using Bot.Host.Delivery;
using Bot.Host.Pushes;
using Bot.Host.Runtime;
using Bot.Tests.Kit.Chat;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Pushes;

/// <summary>Pushes in the whole service: what the merchant or a timer starts passes the throttle, and nothing else does. 18:00 in Shanghai.</summary>
public sealed class PushWorldTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Reminder_OfADialog_LeavesThroughTheThrottleOnly()
    {
        await using var world = World.Start();
        var alice = world.Person("小鹿");
        var direct = world.Direct(alice);
        await alice.Says("查订单");
        var before = direct.Heard.Count;

        world.Clock.Advance(TimeSpan.FromMinutes(31));
        await world.Services.GetRequiredService<WakeLoop>().LookAsync(Cancel);
        await world.Services.GetRequiredService<OutboxPump>().DrainAsync(Cancel);
        Assert.Equal(before, direct.Heard.Count);
        Assert.Equal(0, await world.Services.GetRequiredService<IOutbox>().CountAsync(Cancel));

        await world.PushAsync();
        Assert.Equal(before + 1, direct.Heard.Count);
        Assert.Contains("还要查订单吗", direct.Last!.Text, StringComparison.Ordinal);
        var row = Assert.Single(await Ledger(world).ListAsync(new PushQuery(Member: Key(alice)), Cancel));
        Assert.Equal((PushState.Sent, PushClass.Service), (row.State, row.Push.Class));
        var fact = Assert.Single(await world.Record(direct), fact => fact.Kind == InteractionKind.Pushed);
        Assert.Equal((Initiator.Merchant, row.Push.Id), (fact.Initiator, fact.Data["push"]));
    }

    [Fact]
    public async Task Reminder_InTheNight_WaitsForTheMorning()
    {
        await using var world = World.Start();
        var alice = world.Person("小鹿");
        var direct = world.Direct(alice);
        world.Clock.Advance(new TimeSpan(3, 45, 0));
        await alice.Says("查订单");
        var before = direct.Heard.Count;

        await world.Advance(TimeSpan.FromMinutes(31));
        var held = Assert.Single(await Ledger(world).ListAsync(new PushQuery(Member: Key(alice)), Cancel));
        Assert.Equal(PushState.Held, held.State);
        Assert.Equal("quiet", held.Verdict!.Rule);
        Assert.Equal(before, direct.Heard.Count);

        await world.Advance(new TimeSpan(10, 30, 0));
        Assert.Contains("还要查订单吗", direct.Last!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_Fifty_ConsumeNothing()
    {
        await using var world = World.Start();
        var alice = world.Person("小鹿");
        var direct = world.Direct(alice);
        for (var i = 0; i < 50; i++)
        {
            await alice.Says("什么时候发货");
        }

        Assert.Equal(50, direct.Heard.Count);
        var logs = await Ledger(world).ReadLogsAsync([LogKey.Of(Key(alice))], DateTimeOffset.MinValue, 100, Cancel);
        Assert.Empty(logs[0]);
        Assert.Single((await Profile(world, alice)).Engaged);

        Assert.Equal(PushState.Sent, (await PushAsync(world, "v1", PushClass.Value, alice, text: "换季护肤要点")).State);
        Assert.Equal("member-day", (await PushAsync(world, "v2", PushClass.Value, alice, text: "防晒怎么选")).Verdict!.Rule);
        Assert.Equal(51, direct.Heard.Count);
        await alice.Says("什么时候发货");
        Assert.Equal(52, direct.Heard.Count);
    }

    [Fact]
    public async Task OptOut_InChat_StopsTheNextOfferButNotTheNotice()
    {
        await using var world = World.Start();
        var alice = world.Person("小鹿");
        world.Direct(alice);
        await alice.Says("什么时候发货");
        world.Clock.Advance(TimeSpan.FromHours(25));
        await alice.Says("退订");

        var promo = await PushAsync(world, "p1", PushClass.Promo, alice, text: "双11满减来了", relevance: "bought");
        Assert.Equal((PushState.Dropped, "optout"), (promo.State, promo.Verdict!.Rule));
        Assert.Equal(PushState.Sent, (await PushAsync(world, "s1", PushClass.Service, alice, text: "你的包裹到驿站了")).State);
    }

    [Fact]
    public async Task Person_OfTwoIdentities_SharesBudgetAndConsentUntilParted()
    {
        await using var world = World.Start();
        var (one, two) = (world.Person("小鹿"), world.Person("小鹿二号"));
        foreach (var person in (Person[])[one, two])
        {
            world.Direct(person);
            await person.Says("你好");
            await JoinAsync(world, person, "p");
        }

        Assert.Equal(PushState.Sent, (await PushAsync(world, "v1", PushClass.Value, one, text: "换季护肤要点")).State);
        Assert.Equal("member-day", (await PushAsync(world, "v2", PushClass.Value, two, text: "防晒怎么选")).Verdict!.Rule);
        await two.Says("退订全部");
        Assert.Equal("optout", (await PushAsync(world, "s1", PushClass.Service, one, text: "你的包裹到驿站了")).Verdict!.Rule);

        await JoinAsync(world, two, null);
        Assert.Equal(PushState.Sent, (await PushAsync(world, "s2", PushClass.Service, one, text: "你的包裹签收了")).State);
        Assert.Equal("optout", (await PushAsync(world, "s3", PushClass.Service, two, text: "你的包裹签收了")).Verdict!.Rule);
    }

    [Fact]
    public async Task Leaver_LosesWhatIsHeldForThemInTheGroup()
    {
        await using var world = World.Start();
        var alice = world.Person("小鹿");
        var group = world.Group("g1", alice);
        await alice.Says("@小助 什么时候发货");
        world.Clock.Advance(TimeSpan.FromHours(5));
        var held = await PushAsync(world, "v1", PushClass.Value, alice, text: "换季护肤要点", group: group.Key);
        Assert.Equal(PushState.Held, held.State);

        await world.DeliverAsync(Membership(world, group, left: alice));
        await world.Advance(TimeSpan.FromHours(12));

        var row = (await Ledger(world).FindAsync("v1", Cancel))!;
        Assert.Equal((PushState.Dropped, "left"), (row.State, row.Verdict!.Rule));
    }

    [Fact]
    public async Task Leavers_OfAGroup_BrakeItsOffers()
    {
        await using var world = World.Start();
        var people = Enumerable.Range(0, 40).Select(i => world.Person($"人{i}")).ToArray();
        var group = world.Group("g1", people);
        await people[0].Says("@小助 什么时候发货");
        foreach (var person in people)
        {
            await world.DeliverAsync(Membership(world, group, joined: person));
        }

        var runner = world.Services.GetRequiredService<PushRunner>();
        var promo = Row(world, "p", PushClass.Promo, null, "新品来了", null, group.Key);
        var brake = world.Services.GetRequiredService<PushParts>().Policy().Brake!.Id;
        Assert.DoesNotContain(brake, (await runner.Desk.DryRunAsync(promo, null, Cancel)).Failing.Select(finding => finding.Rule));

        foreach (var person in people.Take(3))
        {
            await world.DeliverAsync(Membership(world, group, left: person));
        }

        await world.Services.GetRequiredService<AudienceDirectory>().ForgetAsync(Cancel);
        var finding = Assert.Single((await runner.Desk.DryRunAsync(promo, null, Cancel)).Failing, finding => finding.Rule == brake);
        Assert.Equal(3, finding.Have);
        Assert.DoesNotContain(people[0].Id, string.Join(' ', finding.Evidence), StringComparison.Ordinal);
    }

    [Fact]
    public async Task OperatorSays_LongAfterTheMember_IsThePlatformsPush_SoonAfter_IsAnAnswer()
    {
        await using var world = World.Start();
        var alice = world.Person("小鹿");
        var direct = world.Direct(alice);
        await alice.Says("你好");
        await SpeakAsync(world, direct, "op1", "我查一下");
        Assert.Equal("我查一下", direct.Last!.Text);

        world.Clock.Advance(TimeSpan.FromHours(25));
        await SpeakAsync(world, direct, "op2", "上次的问题解决了吗");
        Assert.Equal("我查一下", direct.Last!.Text);
        await world.PushAsync();
        Assert.Equal("上次的问题解决了吗", direct.Last!.Text);
        Assert.Equal(Key(alice), Assert.Single(await Ledger(world).ListAsync(new PushQuery(), Cancel)).Push.Member);
    }

    [Fact]
    public async Task HandOff_WithholdsWhatIsNotNeededNow()
    {
        await using var world = World.Start();
        var alice = world.Person("小鹿");
        world.Direct(alice);
        await alice.Says("转人工");

        Assert.Equal("hand_off", (await PushAsync(world, "v1", PushClass.Value, alice, text: "换季护肤要点")).Verdict!.Rule);
        Assert.Equal(PushState.Sent, (await PushAsync(world, "t1", PushClass.Transactional, alice, text: "验证码 123456")).State);
    }

    [Fact]
    public async Task AnswerToAPush_InAGroup_IsSaidToUs()
    {
        await using var world = World.Start();
        var alice = world.Person("小鹿");
        var group = world.Group("g1", alice);
        await alice.Says("@小助 什么时候发货");
        Assert.Equal(PushState.Sent, (await PushAsync(world, "v1", PushClass.Value, null, text: "换季护肤要点", group: group.Key)).State);
        var before = group.Heard.Count;

        await alice.Says("能开发票吗", replyTo: world.Connector.Ids.Last());

        Assert.Equal(before + 1, group.Heard.Count);
    }

    [Fact]
    public async Task Digest_OfTwo_ComesAsOneMessage()
    {
        await using var world = World.Start();
        var alice = world.Person("小鹿");
        var direct = world.Direct(alice);
        await alice.Says("你好");
        await world.Services.GetRequiredService<ILedger>().ChangeProfileAsync(Key(alice), [new ProfileChange.Consented(new Consent(DailyDigest: true))], Cancel);
        var before = direct.Heard.Count;
        Assert.Equal(PushState.InDigest, (await PushAsync(world, "v1", PushClass.Value, alice, text: "换季护肤要点：先保湿")).State);
        Assert.Equal(PushState.InDigest, (await PushAsync(world, "v2", PushClass.Value, alice, text: "防晒怎么选：看场合")).State);

        await world.Advance(TimeSpan.FromHours(16.5));

        Assert.Equal(before + 1, direct.Heard.Count);
        Assert.StartsWith("给你攒了几条", direct.Last!.Text, StringComparison.Ordinal);
        Assert.Contains("换季护肤要点：先保湿\n\n防晒怎么选：看场合", direct.Last.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Template_ToAMemberOfAGroup_OpensTheirDirectMessageAndSaysTheSameAgain()
    {
        await using var world = World.Start();
        var alice = world.Person("小鹿");
        world.Group("g1", alice);
        await alice.Says("@小助 什么时候发货");

        var row = await PushAsync(world, "v1", PushClass.Value, alice, template: "skin.sensitive");

        Assert.Equal(PushState.Sent, row.State);
        var sent = world.Delivered.Last();
        Assert.Equal("dm-u-小鹿", sent.Conversation.Id);
        Assert.Equal(sent.Conversation, (await Profile(world, alice)).Direct);
        var fact = Assert.Single(await world.Record(), fact => fact.Kind == InteractionKind.Pushed);
        Assert.StartsWith("skin.sensitive@", fact.Template, StringComparison.Ordinal);
        var reader = new PushReader(sent.Conversation, false, Key(alice), await Profile(world, alice), 4000, []);
        var again = PushWords.Render(world.Services.GetRequiredService<LiveCatalog>().Current, row.Push, [row.Content!], reader, world.Clock.GetUtcNow());
        Assert.Equal(sent.Text, Assert.IsType<PushText.Words>(again).Text);
    }

    [Fact]
    public async Task Push_WithNothingToSayOrNoWay_SaysWhyAndGivesItsSlotsBack()
    {
        await using var world = World.Start();
        var alice = world.Person("小鹿");
        var group = world.Group("g1", alice);
        await alice.Says("@小助 什么时候发货");

        Assert.Equal("private_in_group", (await PushAsync(world, "v1", PushClass.Value, null, template: "private.points", group: group.Key)).Note);
        Assert.Equal("unknown_template", (await PushAsync(world, "v2", PushClass.Value, null, template: "no.such", group: group.Key)).Note);
        Assert.Equal("promo_in_service", (await PushAsync(world, "s1", PushClass.Service, alice, text: "订单发货了，顺便看看秒杀")).Note);
        Assert.Equal("no_route", (await PushAsync(world, "s2", PushClass.Service, world.Person("陌生人"), text: "你好")).Note);
        Assert.Equal(PushState.Sent, (await PushAsync(world, "v3", PushClass.Value, null, text: "换季护肤要点", group: group.Key)).State);
    }

    // B12: buying is not asking to be in a group. Nothing that is shipped invites, and no push begins by itself.
    [Fact]
    public async Task Purchase_Alone_InvitesNobody()
    {
        await using var world = World.Start();
        var alice = world.Person("小鹿");
        var direct = world.Direct(alice);
        foreach (var text in (string[])["我刚买了沐浴露", "下单成功了", "付款了", "收到货了，谢谢"])
        {
            await alice.Says(text);
        }

        await world.Advance(TimeSpan.FromDays(1));
        Assert.All(direct.Heard, message => Assert.DoesNotMatch("进群|加群|入群|拉你|join (our|the) group", message.Text));
        var catalog = world.Services.GetRequiredService<LiveCatalog>().Current;
        var files = new ContentFolder(Kit.Repository.Root).Read().Where(file => file.Path.EndsWith(".tmpl", StringComparison.Ordinal) || file.Path.StartsWith("dialogs/", StringComparison.Ordinal));
        Assert.All(files.Where(file => file.Path != "templates/system/joined_group.tmpl"), file => Assert.DoesNotMatch("拉你进|加入(我们的)?群|进群领|入群|join (our|the) group", Said(file)));
        Assert.NotEmpty(catalog.Dialogs.All);

        // What members ask stands in a template's head; what is said, below it.
        static string Said(Core.Content.ContentFile file) => file.Path.EndsWith(".tmpl", StringComparison.Ordinal) && file.Text.IndexOf("\n---\n", StringComparison.Ordinal) is > 0 and var head ? file.Text[head..] : file.Text;
    }

    [Fact]
    public async Task Push_OnRedis_IsSentOnceOverTwoNodesAndExplained()
    {
        await using var redis = await Kit.RedisServer.StartAsync();
        string[] settings = ["--Storage:Provider", "Redis", "--ConnectionStrings:Redis", redis.Address];
        await using var one = World.Start(settings, clock: new Kit.ManualClock(DateTimeOffset.UnixEpoch.AddYears(60)));
        await using var two = World.Start(settings, clock: one.Clock);
        var alice = one.Person("小鹿");
        one.Direct(alice);
        await alice.Says("你好");
        await one.Services.GetRequiredService<PushIntake>().SubmitAsync([Row(one, "t1", PushClass.Transactional, alice, "验证码 123456", null, null)], Cancel);

        await Task.WhenAll(one.PushAsync(), two.PushAsync());

        Assert.Single(one.Delivered.Concat(two.Delivered), message => message.Text.StartsWith("验证码", StringComparison.Ordinal));
        var row = (await Ledger(two).FindAsync("t1", Cancel))!;
        Assert.Equal((PushState.Sent, "发出了。"), (row.State, Reasons.Of(row)[0].Zh));
        Assert.Single(await two.Record(), fact => fact.Kind == InteractionKind.Pushed);
    }

    private static IPushLedger Ledger(World world) => world.Services.GetRequiredService<IPushLedger>();

    private static MemberKey Key(Person person) => new(World.Channel, person.Id);

    private static async Task<Profile> Profile(World world, Person person) =>
        await world.Services.GetRequiredService<IRecord>().ProfileAsync(Key(person), Cancel);

    private static PushRow Row(World world, string id, PushClass of, Person? to, string? text, string? template, ConversationKey? group, string? relevance = null) => new()
    {
        Push = new Push { Id = id, Class = of, Member = to is null ? null : Key(to), Group = group, CreatedAt = world.Clock.GetUtcNow(), Relevance = relevance },
        Content = new PushContent(template ?? "", text),
    };

    private static async Task<PushRow> PushAsync(World world, string id, PushClass of, Person? to, string? text = null, string? template = null, ConversationKey? group = null, string? relevance = null)
    {
        await world.Services.GetRequiredService<PushIntake>().SubmitAsync([Row(world, id, of, to, text, template, group, relevance)], Cancel);
        await world.PushAsync();
        return (await Ledger(world).FindAsync(id, Cancel))!;
    }

    private static async Task JoinAsync(World world, Person person, string? to)
    {
        await world.Services.GetRequiredService<ILedger>().ChangeProfileAsync(Key(person), [new ProfileChange.OfPerson(to)], Cancel);
        await world.Services.GetRequiredService<AudienceDirectory>().ForgetAsync(Cancel);
    }

    private static async Task SpeakAsync(World world, Place place, string id, string text)
    {
        var now = world.Clock.GetUtcNow();
        var act = new Activity { Type = ActivityType.Event, Id = id, Conversation = place.Key, From = new Account(""), Name = "小美", Text = text, At = now };
        await world.Services.GetRequiredService<Lanes>().OperateAsync(act, state => OperatorTurn.Speak(state, act, OutboundVerb.Send, null, now), Cancel);
        await world.Services.GetRequiredService<OutboxPump>().DrainAsync(Cancel);
    }

    private static Activity Membership(World world, Place group, Person? joined = null, Person? left = null) => new()
    {
        Type = ActivityType.ConversationUpdate,
        Id = world.NextId(),
        Conversation = group.Key,
        IsGroup = true,
        From = new Account("somebody"),
        Recipient = World.Bot,
        At = world.Clock.GetUtcNow(),
        MembersAdded = joined is null ? [] : [new Account(joined.Id, joined.Name)],
        MembersRemoved = left is null ? [] : ImmutableArray.Create(new Account(left.Id, left.Name)),
        Route = world.Route,
    };
}
