using Bot.Core.Activities;
using Bot.Core.Ports;
using Bot.Core.Pushes;
using Bot.Core.Throttling;
using Bot.Host.Console.PushDesk;
using Bot.Host.Content;
using Bot.Tests.Kit.Http;

namespace Bot.Tests.Console.PushDesk;

/// <summary>Last week's pushes by a draft of the policy, over HTTP.</summary>
public sealed class WhatIfTests
{
    private const string Path = "dialogs/throttle.yaml";
    private static readonly ConversationKey Group = new("test", "g1");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WhatIf_Draft_SaysWhatWouldGoAndWhatNot()
    {
        await using var service = await ConsoleService.StartAsync();
        var admin = await service.AdminAsync();
        var vi = await service.PersonAsync(admin, "vi", "viewer");
        var now = service.Clock.GetUtcNow();

        // Asked for at 14:00 in Shanghai, one a day, and one on the last day two hours later.
        await AddAsync(service, [.. Enumerable.Range(1, 9).Select(day => Ask($"p{day}", now.AddDays(-day).AddHours(-4))), Ask("twice", now.AddDays(-1).AddHours(-2), "c1")]);

        var same = await AskAsync(vi, "preset: fmcg\n");
        Assert.True(same.Status == 200, same.Text);
        Assert.Equal((7, false, 0), (same.Json.GetProperty("n").GetInt32(), same.Json.GetProperty("cut").GetBoolean(), same.Json.GetProperty("changedTotal").GetInt32()));
        Assert.Equal(same.Json.GetProperty("before").GetRawText(), same.Json.GetProperty("after").GetRawText());
        Assert.Equal(7, same.Json.GetProperty("before").GetProperty("sent").GetInt32());

        var draft = await AskAsync(vi, "preset: fmcg\ncaps:\n  - {id: group-day, per: group, limit: 1, window: day, over: drop}\n");
        Assert.Equal((7, 6, 1), (draft.Json.GetProperty("before").GetProperty("sent").GetInt32(), draft.Json.GetProperty("after").GetProperty("sent").GetInt32(), draft.Json.GetProperty("after").GetProperty("held").GetInt32()));
        var reason = Assert.Single(draft.Json.GetProperty("after").GetProperty("byReason").EnumerateArray());
        Assert.Equal(("group-day", 1), (reason.GetProperty("rule").GetString(), reason.GetProperty("count").GetInt32()));
        Assert.Contains("当天已计 1，上限 1", reason.GetProperty("zh").GetString(), StringComparison.Ordinal);
        var change = Assert.Single(draft.Json.GetProperty("changed").EnumerateArray());
        Assert.Equal(("twice", "c1", "sent", "drop", "group-day"), (change.GetProperty("push").GetString(), change.GetProperty("campaign").GetString(), change.GetProperty("before").GetString(), change.GetProperty("after").GetString(), change.GetProperty("reason").GetString()));
        Assert.Equal(10, (await service.Get<IPushLedger>().ListAsync(new PushQuery(State: PushState.Held), Cancel)).Length);

        var wide = await admin.SendAsync(HttpMethod.Post, "/api/v1/policy/what-if", new { path = Path, text = "preset: fmcg\n", days = 30 });
        Assert.Equal(10, wide.Json.GetProperty("n").GetInt32());
    }

    [Fact]
    public async Task WhatIf_Mistakes_AreRefusedWithTheirLines()
    {
        await using var service = await ConsoleService.StartAsync();
        var admin = await service.AdminAsync();

        var broken = await AskAsync(admin, "preset: fmcg\ncaps:\n  - {id: group-day, per: grupo, limit: 1, window: day}\n");
        Assert.Equal((422, "content_broken"), (broken.Status, broken.Code));
        Assert.Contains(broken.Json.GetProperty("problems").EnumerateArray(), problem => problem.GetProperty("severity").GetString() == "error" && problem.GetProperty("line").GetInt32() == 3 && problem.GetProperty("zh").GetString()!.Length > 0);
        Assert.Equal((400, "what_if_wrong"), Of(await admin.SendAsync(HttpMethod.Post, "/api/v1/policy/what-if", new { path = "dialogs/shopping.yaml", text = "" })));
        Assert.Equal((400, "what_if_wrong"), Of(await admin.SendAsync(HttpMethod.Post, "/api/v1/policy/what-if", new { path = Path, text = "preset: fmcg\n", days = 32 })));
        Assert.Equal(401, (await AskAsync(service.Visit(), "preset: fmcg\n")).Status);
    }

    [Fact]
    public async Task WhatIf_ManyPushes_IsBoundedAndSaysSo()
    {
        await using var service = await ConsoleService.StartAsync();
        var now = service.Clock.GetUtcNow();
        await AddAsync(service, [.. Enumerable.Range(0, 1500).Select(i => Ask($"p{i}", now.AddMinutes(4 * (i - 1501)), group: null, member: new MemberKey("test", $"m{i % 200}")))]);
        var policy = service.Get<LiveCatalog>().Current.Policy;

        var found = await service.Get<PolicyWhatIf>().OfAsync(policy, policy, 7, Cancel, most: 1000);

        Assert.Equal((1000, true, 0), (found.N, found.Cut, found.ChangedTotal));
        Assert.Equal(found.N, found.Before.Sent + found.Before.Held);
        Assert.True(found.Before.Held > 100, $"{found.Before.Held}");
    }

    private static Push Ask(string id, DateTimeOffset at, string? campaign = null, ConversationKey? group = null, MemberKey? member = null) =>
        new() { Id = id, Class = PushClass.Value, Group = member is null ? group ?? Group : null, Member = member, Campaign = campaign, CreatedAt = at };

    private static async Task AddAsync(ConsoleService service, Push[] pushes) =>
        await service.Get<IPushLedger>().AddAsync([.. pushes.OrderBy(push => push.CreatedAt).Select(push => new PushRow { Push = push, Content = new PushContent("", "新的护肤文章"), State = PushState.Held, Due = push.CreatedAt.AddYears(1), ChangedAt = push.CreatedAt })], Cancel);

    private static Task<Answer> AskAsync(Visitor who, string text) => who.SendAsync(HttpMethod.Post, "/api/v1/policy/what-if", new { path = Path, text });

    private static (int Status, string? Code) Of(Answer answer) => (answer.Status, answer.Code);
}
