using System.Text.Json;
using Bot.Core.Activities;
using Bot.Core.Audience;
using Bot.Core.Ports;
using Bot.Tests.Kit.Http;

namespace Bot.Tests.Console.People;

/// <summary>Members over HTTP: found, paged, as CSV, and one with all that is known.</summary>
public sealed class PeopleTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 1, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task List_IsFilteredPagedAndGivenAsCsv()
    {
        await using var service = await ConsoleService.StartAsync();
        var admin = await service.AdminAsync();
        var viewer = await service.PersonAsync(admin, "vi", "viewer");
        for (var i = 0; i < 7; i++)
        {
            await ChangeAsync(service, i % 2 == 0 ? "a" : "b", $"m{i}", new ProfileChange.Seen(new ConversationKey("a", "g1"), i == 3 ? "小雨" : $"昵称{i}"), new ProfileChange.Met(At), new ProfileChange.Tagged([i < 3 ? "vip" : "new"], []));
        }

        Assert.Equal(["m0", "m1", "m2"], (await IdsAsync(viewer, "?tag=vip")).Order(StringComparer.Ordinal));
        Assert.Equal(["m1", "m3", "m5"], (await IdsAsync(viewer, "?channel=b")).Order(StringComparer.Ordinal));
        Assert.Equal(["m3"], await IdsAsync(viewer, "?q=%E5%B0%8F%E9%9B%A8"));
        Assert.Equal(["m6"], await IdsAsync(viewer, "?q=M6"));
        Assert.Empty(await IdsAsync(viewer, "?q=none"));

        var (all, after) = (new List<string>(), "");
        for (var pages = 0; pages < 10; pages++)
        {
            var page = (await viewer.GetAsync($"/api/v1/people?limit=3&after={after}")).Json;
            all.AddRange(page.GetProperty("items").EnumerateArray().Select(Id));
            if (!page.TryGetProperty("next", out var next))
            {
                break;
            }

            after = next.GetString()!;
        }

        Assert.Equal(["m0", "m1", "m2", "m3", "m4", "m5", "m6"], all.Order(StringComparer.Ordinal));
        var csv = (await viewer.GetAsync("/api/v1/people?tag=vip&format=csv")).Text.TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(4, csv.Length);
        Assert.StartsWith("member.channel,member.id,nick,tags,segments,firstSeen,lastSeen", csv[0], StringComparison.Ordinal);
        Assert.Equal((400, "limit_wrong"), Of(await viewer.GetAsync("/api/v1/people?limit=0")));
        Assert.Equal((400, "cursor_wrong"), Of(await viewer.GetAsync("/api/v1/people?after=nonsense")));
        Assert.Equal(401, (await service.Visit().GetAsync("/api/v1/people")).Status);

        var names = await viewer.SendAsync(HttpMethod.Post, "/api/v1/names", new { templates = (string[])["faq.ship.when", "none"], dialogs = (string[])["shopping"], personas = (string[])["shopping"] });
        var called = names.Json.GetProperty("items").EnumerateArray().Select(one => $"{one.GetProperty("kind")} {one.GetProperty("channel")}/{one.GetProperty("id")} {one.GetProperty("name")}").ToArray();
        Assert.Equal(["template /faq.ship.when 什么时候发货", "dialog /shopping 选购推荐"], called[..2]);
        Assert.Contains("slot shopping/budget 预算", called);
        Assert.Equal("persona /shopping 小助", called[^1]);
        Assert.Equal((400, "names_wrong"), Of(await viewer.SendAsync(HttpMethod.Post, "/api/v1/names", new { templates = Enumerable.Repeat("x", 501) })));
    }

    [Fact]
    public async Task Card_ShowsFactsWithSourceIdentitiesAndVerdicts()
    {
        await using var connector = await ConnectorServer.StartAsync();
        await using var service = await ConsoleService.StartAsync();
        var admin = await service.AdminAsync();
        var viewer = await service.PersonAsync(admin, "vi", "viewer", "approver");
        using var client = new HttpClient { BaseAddress = service.Address };
        await client.PostAsync(Wire.Message(connector.Url, "dm1", "member1", "m1", "我今年25岁"));
        foreach (var id in (string[])["member1", "other"])
        {
            await ChangeAsync(service, "test", id, new ProfileChange.OfPerson("p1"), new ProfileChange.Tagged(["vip"], []));
        }

        await ChangeAsync(service, "test", "member1", new ProfileChange.Consented(new Consent(PromoOptedOut: true, ChangedAt: At)));
        await viewer.SendAsync(HttpMethod.Post, "/api/v1/pushes", new { id = "p1", @class = "promo", member = new { channel = "test", id = "member1" }, text = "新品八折" });

        var card = (await viewer.GetAsync("/api/v1/people/card?channel=test&id=member1")).Json;

        var profile = card.GetProperty("profile");
        var age = profile.GetProperty("attributes").GetProperty("age");
        Assert.Equal(("25", "Stated"), (age.GetProperty("value").GetString(), age.GetProperty("source").GetString()));
        Assert.Equal(service.Clock.GetUtcNow(), age.GetProperty("at").GetDateTimeOffset());
        Assert.True(profile.GetProperty("consent").GetProperty("promoOptedOut").GetBoolean());
        Assert.Equal(["member1", "other"], card.GetProperty("identities").EnumerateArray().Select(one => one.GetProperty("id").GetString()!).Order(StringComparer.Ordinal));
        Assert.Contains("我今年25岁", card.GetProperty("interactions").GetRawText(), StringComparison.Ordinal);
        var push = Assert.Single(card.GetProperty("pushes").GetProperty("items").EnumerateArray());
        Assert.NotEmpty(push.GetProperty("why")[0].GetProperty("zh").GetString()!);
        Assert.DoesNotContain("serviceUrl", card.GetRawText(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal((404, "no_member"), Of(await viewer.GetAsync("/api/v1/people/card?channel=test&id=none")));
        Assert.Equal((400, "member_missing"), Of(await viewer.GetAsync("/api/v1/people/card?channel=test")));
        Assert.Equal((400, "cursor_wrong"), Of(await viewer.GetAsync("/api/v1/people/card?channel=test&id=member1&after=x")));

        Assert.Equal(200, (await admin.SendAsync(HttpMethod.Delete, "/api/v1/members?channel=test&id=member1")).Status);
        Assert.Equal((404, "no_member"), Of(await viewer.GetAsync("/api/v1/people/card?channel=test&id=member1")));
    }

    private static async Task ChangeAsync(ConsoleService service, string channel, string id, params ProfileChange[] changes) =>
        await service.Get<ILedger>().ChangeProfileAsync(new MemberKey(channel, id), [.. changes], TestContext.Current.CancellationToken);

    private static async Task<IEnumerable<string>> IdsAsync(Visitor who, string query) => (await who.GetAsync($"/api/v1/people{query}")).Json.GetProperty("items").EnumerateArray().Select(Id);

    private static string Id(JsonElement one) => one.GetProperty("member").GetProperty("id").GetString()!;

    private static (int Status, string? Code) Of(Answer answer) => (answer.Status, answer.Code);
}
