using System.Net.Http.Json;
using System.Text.Json;
using Bot.Tests.Kit.Http;

namespace Bot.Tests.Service;

/// <summary>Pushes over HTTP from end to end: asked for by an operator's tool, taken by a platform on loopback, explained afterwards.</summary>
public sealed class PushApiTests
{
    private static readonly string[] Vip = ["vip", "oily"];
    private static readonly string[] New = ["new"];
    private static readonly string[] Oily = ["oily"];
    private static readonly string[] Topics = ["保湿", "防晒", "清洁", "眼霜", "精华", "面膜", "去角质", "敏感肌", "油皮", "干皮"];

    [Fact]
    public async Task ThirtyPushes_AtOneGroupInADay_AtMostThreeArriveAndEachOtherHasAReason()
    {
        await using var connector = await ConnectorServer.StartAsync();
        await using var service = await ClockedService.StartAsync();
        await service.Client.PostAsync(Wire.Message(connector.Url, "g1", "m1", "a1", "大家好", group: true));

        for (var i = 0; i < 30; i++)
        {
            var ask = new { id = $"c{i}", @class = i % 3 == 2 ? "promo" : "value", group = new { channel = "test", id = "g1" }, text = $"第{i}条 {Topics[i % 10]}小知识：{new string((char)('一' + (i * 37)), 9)}", campaign = $"k{i}" };
            Assert.Equal(202, (await service.SendAsync(HttpMethod.Post, "/api/pushes", ask)).Status);
            Assert.Equal(200, (await service.SendAsync(HttpMethod.Post, "/api/pushes", ask)).Status);
        }

        // Whoever is in the middle of a call keeps the time that the call began at: no half hour passes meanwhile.
        await service.PushAsync();
        await service.JudgedAsync();
        for (var half = 0; half < 11; half++)
        {
            await service.AdvanceAsync(TimeSpan.FromMinutes(30));
            await service.JudgedAsync();
        }

        // 23:30 there: the day's three have gone, the rest wait or never go.
        var pushes = (await service.JsonAsync("/api/pushes?channel=test&group=g1")).GetProperty("items").EnumerateArray().ToArray();
        Assert.Equal(30, pushes.Length);
        Assert.True(connector.Replies.Count == 3, string.Join('\n', pushes.Select(push => $"{push.GetProperty("id")} {State(push)} {push.GetProperty("verdict")} {push.GetProperty("changedAt")}")));
        Assert.Equal(3, pushes.Count(push => State(push) == "Sent"));
        Assert.All(pushes.Where(push => State(push) != "Sent"), push =>
        {
            Assert.Contains(State(push), (string[])["Held", "Dropped", "Expired", "InDigest"]);
            Assert.False(string.IsNullOrEmpty(push.GetProperty("verdict").GetProperty("rule").GetString()));
            Assert.NotEmpty(push.GetProperty("why").EnumerateArray());
            Assert.All(push.GetProperty("why").EnumerateArray(), why => Assert.All((string[])["zh", "en"], tongue => Assert.NotEmpty(why.GetProperty(tongue).GetString()!)));
        });
    }

    [Fact]
    public async Task Operators_AskLookAheadSettleRefundAndErase()
    {
        await using var connector = await ConnectorServer.StartAsync();
        await using var service = await ClockedService.StartAsync();
        await service.Client.PostAsync(Wire.Message(connector.Url, "dm1", "m1", "a1", "你好"));
        var member = new { channel = "test", id = "m1" };

        // What would become of it, before anything is asked for.
        var (status, dry) = await service.SendAsync(HttpMethod.Post, "/api/why-not", new { @class = "promo", member, relevance = "bought" });
        Assert.Equal(200, status);
        Assert.Equal("newcomer", dry.GetProperty("verdict").GetProperty("rule").GetString());

        await service.SendAsync(HttpMethod.Post, "/api/pushes", new { id = "v/1", @class = "value", member, text = "换季护肤要点" });
        await service.PushAsync();
        await service.JudgedAsync();
        Assert.Equal("Sent", State(await service.JsonAsync("/api/pushes/v%2F1")));
        Assert.Single(connector.Replies, reply => reply.Text.StartsWith("换季护肤要点", StringComparison.Ordinal));

        // A second one waits for tomorrow, and the forecast says so.
        await service.SendAsync(HttpMethod.Post, "/api/pushes", new { id = "v2", @class = "value", member, text = "防晒怎么选" });
        await service.PushAsync();
        await service.JudgedAsync();
        var forecast = await service.JsonAsync("/api/members/forecast?channel=test&id=m1");
        Assert.Equal("v2", Assert.Single(forecast.GetProperty("waiting").EnumerateArray()).GetProperty("id").GetString());
        var value = forecast.GetProperty("classes").EnumerateArray().Single(of => of.GetProperty("class").GetString() == "Value");
        Assert.Equal("Hold", value.GetProperty("days")[0].GetProperty("decision").GetString());
        Assert.Equal("Send", value.GetProperty("days")[1].GetProperty("decision").GetString());
        var day = value.GetProperty("budget").EnumerateArray().Single(rule => rule.GetProperty("rule").GetString() == "member-day");
        Assert.Equal((1, 1, 0), (day.GetProperty("have").GetInt32(), day.GetProperty("limit").GetInt32(), day.GetProperty("left").GetInt32()));
        Assert.Equal("2026-11-22T16:00:00+00:00", day.GetProperty("freeAt").GetString());

        // It never reached anyone, says the operator: the slot is back.
        Assert.Equal(200, (await service.SendAsync(HttpMethod.Post, "/api/pushes/v%2F1/refund", new { reason = "wrong text" })).Status);
        await service.PushAsync();
        await service.JudgedAsync();
        Assert.Equal("Sent", State(await service.JsonAsync("/api/pushes/v2")));
        Assert.Equal("Hold", (await service.SendAsync(HttpMethod.Post, "/api/why-not", new { @class = "value", member })).Body.GetProperty("verdict").GetProperty("decision").GetString());

        // Zone, tags, person.
        Assert.Equal(400, (await service.SendAsync(HttpMethod.Put, "/api/members/zone", new { channel = "test", id = "m1", zone = "Mars/Olympus" })).Status);
        Assert.Equal("Asia/Tokyo", (await service.SendAsync(HttpMethod.Put, "/api/members/zone", new { channel = "test", id = "m1", zone = "Asia/Tokyo" })).Body.GetProperty("zone").GetString());
        await service.SendAsync(HttpMethod.Put, "/api/members/tags", new { channel = "test", id = "m1", tags = Vip });
        var tags = (await service.SendAsync(HttpMethod.Put, "/api/members/tags", new { channel = "test", id = "m1", add = New, remove = Oily })).Body.GetProperty("tags");
        Assert.Equal(["new", "vip"], tags.EnumerateArray().Select(tag => tag.GetString()));
        Assert.Equal("p1", (await service.SendAsync(HttpMethod.Put, "/api/members/person", new { channel = "test", id = "m1", person = "p1" })).Body.GetProperty("person").GetString());
        Assert.Equal("Asia/Tokyo", (await service.JsonAsync("/api/members/forecast?channel=test&id=m1")).GetProperty("zone").GetString());

        // Export holds the pushes; erasure takes them.
        Assert.Equal(2, (await service.JsonAsync("/api/members/export?channel=test&id=m1")).GetProperty("pushes").GetArrayLength());
        using var erased = await service.Client.DeleteAsync(new Uri("/api/members?channel=test&id=m1", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Empty((await service.JsonAsync("/api/pushes?channel=test&member=m1")).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task CommandLine_ExplainsWhatHttpExplains()
    {
        await using var connector = await ConnectorServer.StartAsync();
        await using var service = await ClockedService.StartAsync();
        await service.Client.PostAsync(Wire.Message(connector.Url, "dm1", "m1", "q1", "你好"));
        var member = new { channel = "test", id = "m1" };
        await service.SendAsync(HttpMethod.Post, "/api/pushes", new { id = "v/1", @class = "value", member, text = "换季护肤要点" });
        await service.PushAsync();
        await service.JudgedAsync();

        var why = await service.CommandAsync("why", "v/1");
        Assert.Equal((0, await service.Client.GetStringAsync(new Uri("/api/pushes/v%2F1", UriKind.Relative), TestContext.Current.CancellationToken)), (why.Code, why.Output.TrimEnd()));

        using var asked = await service.Client.PostAsync(new Uri("/api/why-not", UriKind.Relative), JsonContent.Create(new { @class = "value", member, at = "2026-11-23T03:00:00Z" }), TestContext.Current.CancellationToken);
        var whyNot = await service.CommandAsync("why-not", "--channel", "test", "--member", "m1", "--class", "value", "--at", "2026-11-23T03:00:00Z");
        Assert.Equal((0, await asked.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)), (whyNot.Code, whyNot.Output.TrimEnd()));

        var forecast = await service.CommandAsync("forecast", "--channel", "test", "--member", "m1");
        Assert.Equal((0, await service.Client.GetStringAsync(new Uri("/api/members/forecast?channel=test&id=m1", UriKind.Relative), TestContext.Current.CancellationToken)), (forecast.Code, forecast.Output.TrimEnd()));
    }

    [Theory]
    [InlineData("why")]
    [InlineData("why", 1, "none")]
    [InlineData("forecast", 2, "--channel", "test")]
    [InlineData("why-not", 2, "--channel", "test", "--member", "m", "--class", "value", "--at", "noon")]
    [InlineData("why-not", 2, "--channel", "test", "--member", "m", "--class", "loud")]
    public async Task CommandLine_Mistake_SaysWhatAndHow(string verb, int code = 2, params string[] args)
    {
        await using var service = await ClockedService.StartAsync();
        var (exit, output) = await service.CommandAsync(verb, args);
        Assert.Equal(code, exit);
        Assert.Contains(" / ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FiftyQuestions_ConsumeNoBudget_AndAnOptOutInChatStopsTheNextOffer()
    {
        await using var connector = await ConnectorServer.StartAsync();
        await using var service = await ClockedService.StartAsync();
        var member = new { channel = "test", id = "m1" };
        for (var i = 0; i < 50; i++)
        {
            Assert.InRange(await service.Client.PostAsync(Wire.Message(connector.Url, "dm1", "m1", $"q{i}", "什么时候发货")), 200, 202);
        }

        await ServiceProcess.UntilAsync(() => Task.FromResult(connector.Replies.Count == 50));
        await service.DeliveredAsync();
        await service.AdvanceAsync(TimeSpan.FromHours(19));
        await service.SendAsync(HttpMethod.Post, "/api/pushes", new { id = "v1", @class = "value", member, text = "换季护肤要点" });
        await service.PushAsync();
        Assert.Equal("Sent", State(await service.JsonAsync("/api/pushes/v1")));
        Assert.Equal(51, connector.Replies.Count);
        for (var i = 50; i < 60; i++)
        {
            await service.Client.PostAsync(Wire.Message(connector.Url, "dm1", "m1", $"q{i}", "什么时候发货"));
        }

        await ServiceProcess.UntilAsync(() => Task.FromResult(connector.Replies.Count == 61));
        await service.DeliveredAsync();
        await service.AdvanceAsync(TimeSpan.FromHours(24));
        await service.Client.PostAsync(Wire.Message(connector.Url, "dm1", "m1", "td", "退订"));
        await service.SendAsync(HttpMethod.Post, "/api/pushes", new { id = "p1", @class = "promo", member, text = "新品来了", relevance = "bought" });
        await service.PushAsync();
        var promo = await service.JsonAsync("/api/pushes/p1");
        Assert.Equal(("Dropped", "optout"), (State(promo), promo.GetProperty("verdict").GetProperty("rule").GetString()));
    }

    [Theory]
    [InlineData("""{"class":"value","member":{"channel":"test","id":"m1"},"text":"x"}""", "id")]
    [InlineData("""{"id":"a","class":"reply","member":{"channel":"test","id":"m1"},"text":"x"}""", "class")]
    [InlineData("""{"id":"a","class":"value","text":"x"}""", "member")]
    [InlineData("""{"id":"a","class":"value","member":{"channel":"test"},"text":"x"}""", "member")]
    [InlineData("""{"id":"a","class":"value","member":{"channel":"test","id":"m1"}}""", "template")]
    [InlineData("""{"id":"a","class":"value","member":{"channel":"test","id":"m1"},"template":"no.such"}""", "no.such")]
    [InlineData("""{"id":"a","class":"service","member":{"channel":"test","id":"m1"},"text":"全场满减"}""", "满减")]
    [InlineData("""{"id":"a","class":"service","member":{"channel":"test","id":"m1"},"template":"offer.d11"}""", "offer.d11")]
    [InlineData("""{"id":"a","class":"value","member":{"channel":"test","id":"m1"},"text":"x","overrideBy":"owner"}""", "reason")]
    public async Task Submit_WrongAsk_SaysWhatToMend(string body, string named)
    {
        await using var service = await ClockedService.StartAsync();

        var (status, problem) = await service.SendAsync(HttpMethod.Post, "/api/pushes", JsonDocument.Parse(body).RootElement);

        Assert.Equal(400, status);
        Assert.Contains(named, problem.GetProperty("title").GetString(), StringComparison.Ordinal);
    }

    private static string? State(JsonElement push) => push.GetProperty("state").GetString();
}
