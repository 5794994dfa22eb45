using Bot.Tests.Kit.Http;

namespace Bot.Tests.Service;

/// <summary>Campaigns over HTTP from end to end: written, previewed, approved by a second operator, sent, stopped, counted.</summary>
public sealed class CampaignApiTests
{
    private static readonly string[] Tags = ["oily"];

    [Fact]
    public async Task Campaign_WithAFieldMissing_CannotBeSubmitted()
    {
        await using var service = await ClockedService.StartAsync();
        await service.SendAsync(HttpMethod.Put, "/api/campaigns", new { id = "empty", by = "mei" });

        var (status, body) = await service.SendAsync(HttpMethod.Post, "/api/campaigns/empty/submit", new { by = "mei" });

        Assert.Equal(400, status);
        Assert.Equal(
            ["segment", "kind", "category", "window", "frequency", "template", "schedule"],
            body.GetProperty("problems").EnumerateArray().Select(problem => problem.GetProperty("field").GetString()));
    }

    [Theory]
    [InlineData("frequency", "once")]
    [InlineData("window", "9-21")]
    [InlineData("kind", "spam")]
    [InlineData("id", "a b")]
    public async Task Campaign_WithANonsenseField_IsRefusedWithAMend(string field, string value)
    {
        await using var service = await ClockedService.StartAsync();
        var body = new Dictionary<string, object> { ["id"] = "c1", ["by"] = "mei", [field] = value };

        var (status, problem) = await service.SendAsync(HttpMethod.Put, "/api/campaigns", body);

        Assert.Equal(400, status);
        Assert.StartsWith(field, problem.GetProperty("title").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Campaign_ToMembers_GoesOnceToThoseInTheSegment_AfterASecondOperator()
    {
        await using var connector = await ConnectorServer.StartAsync();
        await using var service = await ClockedService.StartAsync();
        for (var i = 0; i < 6; i++)
        {
            await service.Client.PostAsync(Wire.Message(connector.Url, $"dm{i}", $"m{i}", $"a{i}", "你好"));
            if (i < 4)
            {
                await service.SendAsync(HttpMethod.Put, "/api/members/tags", new { channel = "test", id = $"m{i}", add = Tags });
            }
        }

        var segment = new { @is = "tag", tag = "oily" };
        var (_, preview) = await service.SendAsync(HttpMethod.Post, "/api/campaigns/preview", segment);
        Assert.Equal(4, preview.GetProperty("count").GetInt64());

        await WriteAsync(service, new { id = "c1", by = "mei", segment, kind = "value", category = "面霜", window = "08:00-22:00", frequency = "1/7d", template = "skin.season", schedule = new { at = "2026-11-22T18:30", zone = "Asia/Shanghai", everyDays = 1 } });
        Assert.Equal(200, (await service.SendAsync(HttpMethod.Post, "/api/campaigns/c1/submit", new { by = "mei" })).Status);
        Assert.Equal(409, (await service.SendAsync(HttpMethod.Post, "/api/campaigns/c1/approve", new { by = "Mei" })).Status);
        Assert.Equal(200, (await service.SendAsync(HttpMethod.Post, "/api/campaigns/c1/approve", new { by = "lei" })).Status);
        await service.CampaignsAsync();
        Assert.Equal(0, await PlannedAsync(service));

        await service.AdvanceAsync(TimeSpan.FromMinutes(30));
        await service.CampaignsAsync();

        var funnel = await service.JsonAsync("/api/campaigns/c1/funnel");
        Assert.Equal((4, 4), (funnel.GetProperty("planned").GetInt64(), funnel.GetProperty("sent").GetInt64()));
        Assert.Equal("scheduled", (await service.JsonAsync("/api/campaigns/c1")).GetProperty("state").GetString());

        // The next day's run: the campaign's own frequency holds them all off, with its reason.
        await service.AdvanceAsync(TimeSpan.FromDays(1));
        await service.CampaignsAsync();
        funnel = await service.JsonAsync("/api/campaigns/c1/funnel");
        Assert.Equal((8, 4, 4), (funnel.GetProperty("planned").GetInt64(), funnel.GetProperty("sent").GetInt64(), funnel.GetProperty("skipped").EnumerateObject().Sum(one => one.Value.GetInt64())));
    }

    [Fact]
    public async Task Campaign_Paused_Resumed_AndKilled_ObeysAtOnce()
    {
        await using var connector = await ConnectorServer.StartAsync();
        await using var service = await ClockedService.StartAsync();
        await service.Client.PostAsync(Wire.Message(connector.Url, "g1", "m1", "a1", "大家好", group: true));
        await service.Client.PostAsync(Wire.Message(connector.Url, "g2", "m2", "a2", "大家好", group: true));
        var groups = new[] { new { channel = "test", id = "g1" }, new { channel = "test", id = "g2" } };
        await WriteAsync(service, new { id = "c2", by = "mei", groups, kind = "value", category = "面霜", window = "08:00-18:00", frequency = "1/7d", template = "skin.season", schedule = new { at = "2026-11-22T18:10", zone = "Asia/Shanghai" } });
        await service.SendAsync(HttpMethod.Post, "/api/campaigns/c2/submit", new { by = "mei" });
        await service.SendAsync(HttpMethod.Post, "/api/campaigns/c2/approve", new { by = "lei" });

        // Outside its hours (18:10): both wait for 08:00.
        await service.AdvanceAsync(TimeSpan.FromMinutes(10));
        await service.CampaignsAsync();
        Assert.Equal(2, (await service.JsonAsync("/api/campaigns/c2/funnel")).GetProperty("waiting").GetInt64());

        // Paused over the morning: nothing goes. Resumed, paused again before anybody looked, and killed.
        Assert.Equal(200, (await service.SendAsync(HttpMethod.Post, "/api/campaigns/c2/pause", new { by = "mei" })).Status);
        await service.AdvanceAsync(TimeSpan.FromHours(14.5));
        Assert.DoesNotContain(connector.Replies, reply => reply.Conversation is "g1" or "g2");
        Assert.Equal(200, (await service.SendAsync(HttpMethod.Post, "/api/campaigns/c2/resume", new { by = "mei" })).Status);
        Assert.Equal("done", (await service.JsonAsync("/api/campaigns/c2")).GetProperty("state").GetString());
        Assert.Equal(200, (await service.SendAsync(HttpMethod.Post, "/api/campaigns/c2/pause", new { by = "mei" })).Status);
        Assert.Equal(200, (await service.SendAsync(HttpMethod.Post, "/api/campaigns/c2/kill", new { by = "mei" })).Status);
        await service.PushAsync();
        var funnel = await service.JsonAsync("/api/campaigns/c2/funnel");
        Assert.Equal((2, 2), (funnel.GetProperty("planned").GetInt64(), funnel.GetProperty("skipped").GetProperty("killed").GetInt64()));
        Assert.Equal(409, (await service.SendAsync(HttpMethod.Post, "/api/campaigns/c2/resume", new { by = "mei" })).Status);
        await service.AdvanceAsync(TimeSpan.FromDays(1));
        Assert.DoesNotContain(connector.Replies, reply => reply.Conversation is "g1" or "g2");
    }

    [Fact]
    public async Task Campaign_ThatThePlatformRefuses_PausesByItself()
    {
        await using var connector = await ConnectorServer.StartAsync();
        await using var service = await ClockedService.StartAsync();
        await MembersAsync(service, connector, 40);
        await BeginAsync(service, "c3", "skin.season");

        connector.Refuses = true;
        await service.AdvanceAsync(TimeSpan.FromMinutes(10));
        await service.CampaignsAsync();

        var campaign = await service.JsonAsync("/api/campaigns/c3");
        Assert.Equal("paused", campaign.GetProperty("state").GetString());
        Assert.Contains("auto_paused", campaign.ToString(), StringComparison.Ordinal);
        Assert.InRange(connector.Refused, 20, 39);
    }

    [Fact]
    public async Task Campaign_ToldNotNow_StopsAndGoesOnWhenItMay_OnceToEach()
    {
        await using var connector = await ConnectorServer.StartAsync();
        await using var service = await ClockedService.StartAsync();
        await MembersAsync(service, connector, 8);
        await BeginAsync(service, "c4", "skin.season");
        var before = connector.Replies.Count;

        connector.Throttle(1);
        await service.AdvanceAsync(TimeSpan.FromMinutes(10));
        await service.CampaignsAsync();
        Assert.InRange(connector.Replies.Count - before, 0, 1);

        for (var i = 0; i < 20; i++)
        {
            await service.AdvanceAsync(TimeSpan.FromSeconds(30));
            await service.CampaignsAsync();
        }

        Assert.Equal(8, connector.Replies.Skip(before).Select(reply => reply.Conversation).Distinct().Count());
        Assert.Equal(8, connector.Replies.Count - before);
        Assert.Equal(8, (await service.JsonAsync("/api/campaigns/c4/funnel")).GetProperty("sent").GetInt64());
    }

    [Fact]
    public async Task Campaign_FromAShelf_GivesTheNextItemEachDay_AndWarnsWhenItRunsLow()
    {
        await using var connector = await ConnectorServer.StartAsync();
        await using var service = await ClockedService.StartAsync();
        await service.Client.PostAsync(Wire.Message(connector.Url, "g1", "m1", "a1", "大家好", group: true));
        await WriteAsync(service, new { id = "c5", by = "mei", groups = new[] { new { channel = "test", id = "g1" } }, kind = "value", category = "面霜", window = "08:00-22:00", frequency = "9/7d", template = "skin.sunscreen.*", schedule = new { at = "2026-11-22T18:10", zone = "Asia/Shanghai", everyDays = 1 } });
        await service.SendAsync(HttpMethod.Post, "/api/campaigns/c5/submit", new { by = "mei" });
        await service.SendAsync(HttpMethod.Post, "/api/campaigns/c5/approve", new { by = "lei" });

        var full = Assert.Single((await service.JsonAsync("/api/library")).GetProperty("items").EnumerateArray().ToArray());
        var items = full.GetProperty("items").GetArrayLength();
        Assert.Equal((items, items < 7), (full.GetProperty("left").GetInt32(), full.GetProperty("isLow").GetBoolean()));
        await service.AdvanceAsync(TimeSpan.FromMinutes(10));
        for (var day = 0; day <= items; day++)
        {
            await service.CampaignsAsync();
            await service.AdvanceAsync(TimeSpan.FromDays(1));
        }

        // Another item each day, until there is none that they have not had: nothing comes twice.
        var sent = (await service.JsonAsync("/api/pushes?campaign=c5&state=sent")).GetProperty("items").EnumerateArray().ToArray();
        var low = Assert.Single((await service.JsonAsync("/api/library")).GetProperty("items").EnumerateArray().ToArray());
        Assert.Equal((items, items), (sent.Length, sent.Select(push => push.GetProperty("content").GetProperty("template").GetString()).Distinct().Count()));
        Assert.Equal((0, true), (low.GetProperty("left").GetInt32(), low.GetProperty("isLow").GetBoolean()));
    }

    private static async Task MembersAsync(ClockedService service, ConnectorServer connector, int count)
    {
        for (var i = 0; i < count; i++)
        {
            await service.Client.PostAsync(Wire.Message(connector.Url, $"dm{i}", $"m{i}", $"a{i}", "你好"));
            await service.SendAsync(HttpMethod.Put, "/api/members/tags", new { channel = "test", id = $"m{i}", add = Tags });
        }
    }

    private static async Task BeginAsync(ClockedService service, string id, string template)
    {
        await WriteAsync(service, new { id, by = "mei", segment = new { @is = "tag", tag = "oily" }, kind = "value", category = "面霜", window = "08:00-22:00", frequency = "1/7d", template, schedule = new { at = "2026-11-22T18:10", zone = "Asia/Shanghai" } });
        await service.SendAsync(HttpMethod.Post, $"/api/campaigns/{id}/submit", new { by = "mei" });
        await service.SendAsync(HttpMethod.Post, $"/api/campaigns/{id}/approve", new { by = "lei" });
    }

    private static async Task WriteAsync(ClockedService service, object body)
    {
        var (status, answer) = await service.SendAsync(HttpMethod.Put, "/api/campaigns", body);
        Assert.True(status == 200, answer.ToString());
    }

    private static async Task<long> PlannedAsync(ClockedService service) => (await service.JsonAsync("/api/campaigns/c1/funnel")).GetProperty("planned").GetInt64();
}
