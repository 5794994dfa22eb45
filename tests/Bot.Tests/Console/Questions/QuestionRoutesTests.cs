using Bot.Tests.Kit.Http;

namespace Bot.Tests.Console.Questions;

/// <summary>Trying a question, and leaving one unanswered on purpose.</summary>
public sealed class QuestionRoutesTests
{
    [Theory]
    [InlineData("什么时候发货", "group", "answer", "faq.ship.when")]
    [InlineData("什么时候发货", "direct", "answer", "faq.ship.when")]
    [InlineData("推荐个面霜", "direct", "dialog", "dialog:shopping")]
    public async Task Ask_TellsWhatWouldBeAnsweredAndWhy(string text, string kind, string decision, string key)
    {
        await using var service = await ConsoleService.StartAsync();
        var admin = await service.AdminAsync();

        var asked = (await admin.SendAsync(HttpMethod.Post, "/api/v1/ask", new { text, kind })).Json;

        Assert.Equal(decision, asked.GetProperty("decision").GetString());
        Assert.NotEmpty(asked.GetProperty("answer").GetString()!);
        var best = asked.GetProperty("items")[0];
        Assert.Equal(key, best.GetProperty("key").GetString());
        Assert.InRange(best.GetProperty("score").GetDouble(), 0.6, 1);
        Assert.NotEmpty(best.GetProperty("why")[0].GetProperty("zh").GetString()!);
    }

    [Fact]
    public async Task Ask_Nonsense_IsRefusedOrUnknown()
    {
        await using var service = await ConsoleService.StartAsync();
        var admin = await service.AdminAsync();

        Assert.Equal(400, (await admin.SendAsync(HttpMethod.Post, "/api/v1/ask", new { text = " ", kind = "group" })).Status);
        Assert.Equal(400, (await admin.SendAsync(HttpMethod.Post, "/api/v1/ask", new { text = "在吗", kind = "moon" })).Status);
        Assert.Equal("unknown", (await admin.SendAsync(HttpMethod.Post, "/api/v1/ask", new { text = "帮我写一首关于大海的诗", kind = "direct" })).Json.GetProperty("decision").GetString());
    }

    [Fact]
    public async Task Ignore_TakesAQuestionFromTheList()
    {
        await using var connector = await ConnectorServer.StartAsync();
        await using var service = await ConsoleService.StartAsync();
        var admin = await service.AdminAsync();
        using var client = new HttpClient { BaseAddress = service.Address };
        await client.PostAsync(Wire.Message(connector.Url, "dm1", "member1", "m1", "帮我写一首关于大海的诗"));
        var listed = (await admin.GetAsync("/api/v1/unanswered")).Json.GetProperty("items");
        var text = Assert.Single(listed.EnumerateArray()).GetProperty("text").GetString();

        Assert.Equal(200, (await admin.SendAsync(HttpMethod.Post, "/api/v1/unanswered/ignore", new { text })).Status);

        Assert.Empty((await admin.GetAsync("/api/v1/unanswered")).Json.GetProperty("items").EnumerateArray());
        Assert.Single((await admin.GetAsync("/api/v1/unanswered?all=true")).Json.GetProperty("items").EnumerateArray());
        Assert.Contains("question.ignored", (await admin.GetAsync("/api/v1/audit")).Text, StringComparison.Ordinal);
    }
}
