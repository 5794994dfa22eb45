using Bot.Tests.Kit.Http;

namespace Bot.Tests.Service;

/// <summary>Unanswered questions over HTTP, from the record.</summary>
public sealed class UnansweredApiTests
{
    [Fact]
    public async Task Questions_WithoutAnAnswer_AreClusteredWithTheirGroups_AndGoneWhenErased()
    {
        await using var connector = await ConnectorServer.StartAsync();
        await using var service = await ClockedService.StartAsync();
        await service.Client.PostAsync(Wire.Message(connector.Url, "dm1", "m1", "q1", "帮我写一首关于大海的诗"));
        await service.Client.PostAsync(Wire.Message(connector.Url, "dm2", "m2", "q2", "能帮我写一首关于大海的诗吗"));
        await service.Client.PostAsync(Wire.Message(connector.Url, "g1", "m3", "q3", "@小助 写一首关于大海的诗", group: true));
        await service.Client.PostAsync(Wire.Message(connector.Url, "dm1", "m1", "q4", "什么时候发货"));

        var items = (await service.JsonAsync("/api/unanswered")).GetProperty("items").EnumerateArray().ToArray();
        Assert.True(items.Length == 1, string.Join("\n", items));
        var poem = items[0];
        Assert.Equal(3, poem.GetProperty("count").GetInt32());
        Assert.Equal("g1", Assert.Single(poem.GetProperty("groups").EnumerateArray()).GetProperty("id").GetString());
        Assert.Equal(0, (await service.JsonAsync("/api/unanswered?min=4")).GetProperty("items").GetArrayLength());

        using var erased = await service.Client.DeleteAsync(new Uri("/api/members?channel=test&id=m1", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(2, Assert.Single((await service.JsonAsync("/api/unanswered")).GetProperty("items").EnumerateArray()).GetProperty("count").GetInt32());
        using var wrong = await service.Client.GetAsync(new Uri("/api/unanswered?limit=0", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(400, (int)wrong.StatusCode);
    }
}
