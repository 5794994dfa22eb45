using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Bot.Core.Activities;
using Bot.Core.Ports;
using Bot.Tests.Channels.BotFramework.Stubs;

namespace Bot.Tests.Channels.BotFramework;

public sealed class MessagesEndpointTests : IAsyncLifetime
{
    private const string Good = """{"type":"message","id":"m1","channelId":"emulator","serviceUrl":"http://localhost:1/","from":{"id":"u1"},"recipient":{"id":"b1","name":"小助"},"conversation":{"id":"c1"},"text":"你好","callerId":"urn:evil"}""";
    private BotUnderTest _bot = null!;

    public async ValueTask InitializeAsync() => _bot = await BotUnderTest.StartAsync(new());

    public ValueTask DisposeAsync() => _bot.DisposeAsync();

    [Fact]
    public async Task Post_Message_IsHandedInThenAcceptedEmpty()
    {
        using var response = await _bot.PostAsync(Good);

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        var activity = Assert.Single(_bot.Received);
        Assert.Equal(new ConversationKey("emulator", "c1"), activity.Conversation);
        Assert.Equal(new Route("botframework", "http://localhost:1/", new("b1", "小助")), activity.Route);
        Assert.Equal("m1", activity.Id);
        Assert.Equal(_bot.Clock.GetUtcNow(), activity.At);
    }

    [Theory]
    [InlineData("""{"type":"typing","channelId":"c","serviceUrl":"http://x","from":{"id":"u"},"conversation":{"id":"c"}}""", 202)]
    [InlineData("""{"type":"brandNew","channelId":"c","serviceUrl":"http://x","from":{"id":"u"},"conversation":{"id":"c"}}""", 202)]
    [InlineData("""{"type":"message","channelId":"c","from":{"id":"u"},"conversation":{"id":"c"},"deliveryMode":"expectReplies"}""", 200)]
    [InlineData("""{"type":"message","channelId":"c","from":{"id":"u"},"conversation":{"id":"c"},"deliveryMode":"notification"}""", 400)]
    [InlineData("""{"type":"message","channelId":"c","serviceUrl":"http://x","from":{"id":"u"}}""", 400)]
    [InlineData("""{"type":"message","channelId":"c","serviceUrl":"http://x","from":{"id":"u"},"conversation":{"id":""}}""", 400)]
    [InlineData("""{"type":"message","channelId":"c","serviceUrl":"http://x","from":{},"conversation":{"id":"c"}}""", 400)]
    [InlineData("""{"type":"message","serviceUrl":"http://x","from":{"id":"u"},"conversation":{"id":"c"}}""", 400)]
    [InlineData("""{"channelId":"c","serviceUrl":"http://x","from":{"id":"u"},"conversation":{"id":"c"}}""", 400)]
    [InlineData("""{"type":7,"channelId":"c","serviceUrl":"http://x","from":{"id":"u"},"conversation":{"id":"c"}}""", 400)]
    [InlineData("""{"type":"event","channelId":"c","serviceUrl":"http://x","from":{"id":"u"},"conversation":{"id":"c"}}""", 400)]
    [InlineData("""{"type":"event","name":"e","channelId":"c","serviceUrl":"http://x","from":{"id":"u"},"conversation":{"id":"c"}}""", 202)]
    [InlineData("", 400)]
    [InlineData("{", 400)]
    [InlineData("[]", 400)]
    [InlineData("\"x\"", 400)]
    [InlineData("7", 400)]
    public async Task Post_Body_HasItsStatus(string json, int status)
    {
        using var response = await _bot.PostAsync(json);

        Assert.Equal(status, (int)response.StatusCode);
        if (status == 400)
        {
            Assert.Empty(_bot.Received);
            Assert.NotEmpty((await ErrorAsync(response)).Message);
        }
    }

    [Theory]
    [InlineData("application/json; charset=utf-8", 202)]
    [InlineData("application/vnd.microsoft.activity+json", 202)]
    [InlineData("APPLICATION/JSON", 202)]
    [InlineData("text/plain", 415)]
    [InlineData("application/x-www-form-urlencoded", 415)]
    [InlineData(null, 415)]
    public async Task Post_MediaType_HasItsStatus(string? contentType, int status)
    {
        using var response = await _bot.PostAsync(Good, contentType: contentType);

        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task Post_LenientContentType_TakesPlainText()
    {
        await using var bot = await BotUnderTest.StartAsync(new() { LenientContentType = true });

        using var response = await bot.PostAsync(Good, contentType: "text/plain");

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("OPTIONS")]
    public async Task OtherMethod_IsNotAllowed(string method)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), _bot.Url);
        using var response = await _bot.SendAsync(request);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(["POST"], response.Content.Headers.Allow);
    }

    [Theory]
    [InlineData(262_144, false, 202)]
    [InlineData(262_145, false, 413)]
    [InlineData(262_144, true, 202)]
    [InlineData(262_145, true, 413)]
    [InlineData(3_000_000, true, 413)]
    public async Task Post_Size_IsBounded(int size, bool chunked, int status)
    {
        var body = Encoding.UTF8.GetBytes(Good.Replace("你好", "hi" + new string('x', size - Encoding.UTF8.GetByteCount(Good) + 4), StringComparison.Ordinal));
        Assert.Equal(size, body.Length);
        using var request = new HttpRequestMessage(HttpMethod.Post, _bot.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.TransferEncodingChunked = chunked ? true : null;

        using var response = await _bot.SendAsync(request);

        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task Post_ExpectReplies_AnswersInTheBody()
    {
        _bot.Answer = activity => new Receipt.Kept([new() { Conversation = activity.Conversation, Route = activity.Route!, Text = "在的" }]);

        using var response = await _bot.PostAsync(Good.Replace("\"id\":\"m1\"", "\"id\":\"m1\",\"deliveryMode\":\"expectReplies\"", StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType!.MediaType);
        var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
        Assert.Equal("在的", json.GetProperty("activities")[0].GetProperty("text").GetString());
    }

    [Fact]
    public async Task Post_InvokeWithoutHandler_Is501()
    {
        _bot.Answer = _ => new Receipt.NotHandled();

        using var response = await _bot.PostAsync(Good.Replace("\"message\"", "\"invoke\",\"name\":\"x\"", StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.NotImplemented, response.StatusCode);
    }

    [Theory]
    [InlineData(0.2, "1")]
    [InlineData(7.5, "8")]
    public async Task Post_Busy_Is503WithRetryAfter(double seconds, string header)
    {
        _bot.Answer = _ => new Receipt.Busy(TimeSpan.FromSeconds(seconds));

        using var response = await _bot.PostAsync(Good);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal([header], response.Headers.GetValues("Retry-After"));
    }

    [Fact]
    public async Task Post_ReceiveThrows_SaysNothingOfIt()
    {
        _bot.Answer = _ => throw new InvalidOperationException("secret detail");

        using var response = await _bot.PostAsync(Good);

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.DoesNotContain("secret", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_NoId_GetsOneThatIsNotRepeated()
    {
        var json = Good.Replace("\"id\":\"m1\",", "", StringComparison.Ordinal);

        (await _bot.PostAsync(json)).Dispose();
        (await _bot.PostAsync(json)).Dispose();

        Assert.Equal(["made-1", "made-2"], _bot.Received.Select(a => a.Id));
    }

    [Fact]
    public async Task Post_Edit_HasAnIdOfItsOwnThatARedeliveryRepeats()
    {
        var edit = Good.Replace("\"message\"", "\"messageUpdate\",\"timestamp\":\"2026-11-22T01:00:00Z\"", StringComparison.Ordinal);

        (await _bot.PostAsync(edit)).Dispose();
        (await _bot.PostAsync(edit)).Dispose();
        (await _bot.PostAsync(edit.Replace("你好", "您好", StringComparison.Ordinal))).Dispose();

        Assert.Equal(_bot.Received[0].Id, _bot.Received[1].Id);
        Assert.NotEqual(_bot.Received[0].Id, _bot.Received[2].Id);
        Assert.DoesNotContain(_bot.Received, a => a.Id == "m1");
        Assert.All(_bot.Received, a => Assert.Equal("m1", a.ReplyToId));
    }

    [Fact]
    public async Task Post_AnonymousThroughAProxy_IsForbidden()
    {
        using var response = await _bot.PostAsync(Encoding.UTF8.GetBytes(Good), forwardedFor: "203.0.113.9");

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal("Forbidden", (await ErrorAsync(response)).Code);
    }

    [Fact]
    public async Task Post_AnonymousRemoteAllowed_IsAccepted()
    {
        await using var bot = await BotUnderTest.StartAsync(new() { AllowAnonymousRemote = true });

        using var response = await bot.PostAsync(Encoding.UTF8.GetBytes(Good), forwardedFor: "203.0.113.9");

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
    }

    private static async Task<(string Code, string Message)> ErrorAsync(HttpResponseMessage response)
    {
        var error = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("error");
        return (error.GetProperty("code").GetString()!, error.GetProperty("message").GetString()!);
    }
}
