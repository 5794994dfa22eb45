using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using Bot.Channels.BotFramework;
using Bot.Channels.BotFramework.Outbound;
using Bot.Core.Activities;
using Bot.Tests.Channels.BotFramework.Stubs;
using Bot.Tests.Kit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bot.Tests.Channels.BotFramework;

/// <summary>The channel and its client against a connector that listens on loopback.</summary>
public sealed class ConnectorClientTests : IAsyncLifetime
{
    private readonly ManualClock _clock = new();
    private readonly List<(string Method, string Target, string? Authorization, string Body)> _seen = [];
    private readonly TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Func<HttpContext, Task> _answer = context => context.Response.WriteAsync("""{"id":"new-1"}""");
    private Loopback _server = null!;
    private Authority _authority = null!;

    public async ValueTask InitializeAsync()
    {
        _authority = await Authority.StartAsync();
        _server = await Loopback.StartAsync(app => app.Run(async context =>
        {
            var body = await new StreamReader(context.Request.Body).ReadToEndAsync();
            lock (_seen)
            {
                _seen.Add((context.Request.Method, context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget, context.Request.Headers.Authorization, body));
            }

            _arrived.TrySetResult();
            await _answer(context);
        }));
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _authority.DisposeAsync();
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("19:abc@thread.tacv2;messageid=1/2|3")]
    [InlineData("a/../b")]
    [InlineData("群 😀 + ? # % & = \\ \"")]
    [InlineData("%2F%2e%2e")]
    [InlineData("...")]
    public async Task Send_AnyId_ArrivesAsOneSegment(string id)
    {
        foreach (var tail in new[] { "", "/", "/base/path", "/base/path/" })
        {
            _seen.Clear();
            var result = await DeliverAsync(Message() with { Conversation = new("msteams", id), ReplyToId = id, Route = Route(tail) });

            Assert.Equal(new DeliveryResult.Sent("new-1"), result);
            var segments = Assert.Single(_seen).Target.Split('/');
            Assert.Equal(id, Uri.UnescapeDataString(segments[^3]));
            Assert.Equal(id, Uri.UnescapeDataString(segments[^1]));
            Assert.StartsWith(tail.TrimEnd('/') + "/v3/conversations/", _seen[0].Target, StringComparison.Ordinal);
            Assert.Equal(tail.TrimEnd('/').Split('/').Length + 5, segments.Length);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    public async Task Send_IdLostInAPath_IsRefusedWithoutACall(string id)
    {
        Assert.IsType<DeliveryResult.Refused>(await DeliverAsync(Message() with { Conversation = new("msteams", id) }));
        Assert.Empty(_seen);
    }

    [Theory]
    [InlineData("ftp://x/")]
    [InlineData("not an address")]
    [InlineData("")]
    [InlineData("http://u:p@localhost/")]
    [InlineData("http://localhost/?a=b")]
    public async Task Send_OddServiceUrl_IsRefused(string url) =>
        Assert.IsType<DeliveryResult.Refused>(await DeliverAsync(Message() with { Route = new("botframework", url, new("b1")) }));

    [Fact]
    public async Task Verbs_UseTheirRoutes()
    {
        await DeliverAsync(Message());
        await DeliverAsync(Message() with { ReplyToId = "m1" });
        await DeliverAsync(Message() with { Verb = OutboundVerb.Update, TargetId = "m2" });
        await DeliverAsync(Message() with { Verb = OutboundVerb.Delete, TargetId = "m2" });
        await DeliverAsync(Message() with { Verb = OutboundVerb.Typing, ReplyToId = "m1" });

        Assert.Equal(
            ["POST /v3/conversations/c1/activities", "POST /v3/conversations/c1/activities/m1", "PUT /v3/conversations/c1/activities/m2", "DELETE /v3/conversations/c1/activities/m2", "POST /v3/conversations/c1/activities"],
            _seen.Select(seen => $"{seen.Method} {seen.Target}"));
        Assert.Empty(_seen[3].Body);
        Assert.Contains("\"typing\"", _seen[4].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UpdateAndDelete_WithoutTarget_AreRefused()
    {
        Assert.IsType<DeliveryResult.Refused>(await DeliverAsync(Message() with { Verb = OutboundVerb.Update }));
        Assert.IsType<DeliveryResult.Refused>(await DeliverAsync(Message() with { Verb = OutboundVerb.Delete, TargetId = "" }));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("""{"id":7}""")]
    public async Task Send_SuccessWithoutAReadableId_IsSent(string body)
    {
        _answer = context => context.Response.WriteAsync(body);

        Assert.Equal(new DeliveryResult.Sent(""), await DeliverAsync(Message()));
    }

    [Theory]
    [InlineData(429, null, "Retry")]
    [InlineData(412, null, "Retry")]
    [InlineData(400, null, "Refused")]
    [InlineData(403, null, "Refused")]
    [InlineData(404, null, "Refused")]
    [InlineData(405, null, "Refused")]
    [InlineData(302, "http://127.0.0.1:1/", "Refused")]
    [InlineData(307, "http://127.0.0.1:1/", "Refused")]
    [InlineData(408, null, "Unknown")]
    [InlineData(500, null, "Unknown")]
    [InlineData(502, null, "Unknown")]
    [InlineData(503, null, "Unknown")]
    [InlineData(504, null, "Unknown")]
    public async Task Send_Status_HasItsResult(int status, string? location, string expected)
    {
        _answer = context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Location = location;
            return Task.CompletedTask;
        };

        Assert.Equal(expected, (await DeliverAsync(Message())).GetType().Name);
        Assert.Single(_seen);
    }

    [Theory]
    [InlineData("7", 7)]
    [InlineData("date+90", 90)]
    [InlineData("date-90", 0)]
    [InlineData("99999999", 86_400)]
    [InlineData("soon", null)]
    [InlineData(null, null)]
    public async Task Send_Throttled_TellsWhenToTryAgain(string? header, int? seconds)
    {
        if (header?.StartsWith("date", StringComparison.Ordinal) == true)
        {
            header = _clock.GetUtcNow().AddSeconds(int.Parse(header[4..], CultureInfo.InvariantCulture)).ToString("R", CultureInfo.InvariantCulture);
        }

        _answer = context =>
        {
            context.Response.StatusCode = 429;
            context.Response.Headers.RetryAfter = header;
            return Task.CompletedTask;
        };

        var retry = Assert.IsType<DeliveryResult.Retry>(await DeliverAsync(Message()));
        Assert.Equal(seconds is { } s ? TimeSpan.FromSeconds(s) : null, retry.After);
    }

    [Fact]
    public async Task Send_NobodyListens_IsRetry()
    {
        await using var gone = await Loopback.StartAsync(_ => { });
        var url = gone.Url;
        await gone.DisposeAsync();

        Assert.IsType<DeliveryResult.Retry>(await DeliverAsync(Message() with { Route = new("botframework", url, new("b1")) }));
    }

    [Fact]
    public async Task Send_NoAnswerInTime_IsUnknown()
    {
        _answer = context => new TaskCompletionSource().Task.WaitAsync(context.RequestAborted);
        var sending = DeliverAsync(Message());
        await _arrived.Task;
        _clock.Advance(TimeSpan.FromSeconds(16));

        Assert.Equal(new DeliveryResult.Unknown("no answer in time"), await sending);
    }

    [Fact]
    public async Task Send_ConnectionBreaksOff_IsUnknown()
    {
        _answer = context =>
        {
            context.Abort();
            return Task.CompletedTask;
        };

        Assert.IsType<DeliveryResult.Unknown>(await DeliverAsync(Message()));
    }

    [Fact]
    public async Task Send_CallerStops_Throws()
    {
        _answer = context => new TaskCompletionSource().Task.WaitAsync(context.RequestAborted);
        using var stop = new CancellationTokenSource();
        var sending = new BotFrameworkChannel(Client(new())).DeliverAsync(new("r1", Message(), 0, _clock.GetUtcNow()), stop.Token);
        await _arrived.Task;
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await sending);
    }

    [Fact]
    public async Task Send_OpenWith_OpensThenSendsAndReportsTheConversation()
    {
        _answer = context => context.Response.WriteAsync(context.Request.Path.Value!.EndsWith("/conversations", StringComparison.Ordinal) ? """{"id":"dm/1"}""" : """{"id":"a1"}""");

        var result = await DeliverAsync(Message() with { OpenWith = new("u/9", "李雷"), Conversation = new("msteams", ""), Route = Route("/") with { TenantId = "t1" }, ReplyToId = "g" });

        Assert.Equal(new DeliveryResult.Sent("a1", new("msteams", "dm/1")), result);
        Assert.Equal("/v3/conversations", _seen[0].Target);
        Assert.Equal("""{"isGroup":false,"bot":{"id":"b1","name":"小助"},"members":[{"id":"u/9","name":"李雷"}],"tenantId":"t1","channelData":{"tenant":{"id":"t1"}}}""", _seen[0].Body);
        Assert.Equal("/v3/conversations/dm%2F1/activities", _seen[1].Target);
    }

    [Theory]
    [InlineData(503, "Retry")]
    [InlineData(429, "Retry")]
    [InlineData(403, "Refused")]
    [InlineData(200, "Refused")]
    public async Task Send_OpeningFails_NothingIsSaid(int status, string expected)
    {
        _answer = context =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        };

        Assert.Equal(expected, (await DeliverAsync(Message() with { OpenWith = new("u9") })).GetType().Name);
        Assert.Single(_seen);
    }

    [Fact]
    public async Task Members_PagesAndWhole_AreRead()
    {
        _answer = context => context.Response.WriteAsync(context.Request.Path.Value!.EndsWith("pagedmembers", StringComparison.Ordinal)
            ? context.Request.Query.ContainsKey("continuationToken") ? """{"members":[{"id":"u3"}]}""" : """{"members":[{"id":"u1","name":"甲"},{"x":1},{"id":"u2"}],"continuationToken":"next/页"}"""
            : """[{"id":"u1"},{"id":"u2"}]""");
        var client = Client(new());
        var cancel = TestContext.Current.CancellationToken;

        var whole = Assert.IsType<Called<ImmutableArray<Account>>.Ok>(await client.MembersAsync(_server.Url, "c1", cancel));
        var first = Assert.IsType<Called<MemberPage>.Ok>(await client.MembersPageAsync(_server.Url, "c1", 2, null, cancel));
        var second = Assert.IsType<Called<MemberPage>.Ok>(await client.MembersPageAsync(_server.Url, "c1", 2, first.Value.Continuation, cancel));

        Assert.Equal(["u1", "u2"], whole.Value.Select(member => member.Id));
        Assert.Equal([new("u1", "甲"), new("u2")], first.Value.Members);
        Assert.Equal("u3", second.Value.Members.Single().Id);
        Assert.Null(second.Value.Continuation);
        Assert.Equal("/v3/conversations/c1/pagedmembers?pageSize=2&continuationToken=next%2F%E9%A1%B5", _seen[^1].Target);
    }

    [Fact]
    public async Task Token_AuthenticationOff_IsNeverSent()
    {
        await DeliverAsync(Message());

        Assert.Null(Assert.Single(_seen).Authorization);
    }

    [Fact]
    public async Task Token_Refused_IsFetchedAnewOnce()
    {
        var tokens = 0;
        _authority.TokenAnswer = _ => Results.Json(new { expires_in = 3600, access_token = $"token-{++tokens}" });
        _answer = context =>
        {
            context.Response.StatusCode = context.Request.Headers.Authorization == "Bearer token-1" ? 401 : 200;
            return Task.CompletedTask;
        };

        Assert.IsType<DeliveryResult.Sent>(await DeliverAsync(Message(), BotUnderTest.OptionsFor(_authority) with { AllowPrivateServiceUrls = true }));
        Assert.Equal(["Bearer token-1", "Bearer token-2"], _seen.Select(seen => seen.Authorization));
    }

    [Fact]
    public async Task Token_AlwaysRefused_DoesNotAskTheAuthorityForEachMessage()
    {
        var tokens = 0;
        _authority.TokenAnswer = _ => Results.Json(new { expires_in = 3600, access_token = $"token-{++tokens}" });
        _answer = context =>
        {
            context.Response.StatusCode = 401;
            return Task.CompletedTask;
        };
        var channel = new BotFrameworkChannel(Client(BotUnderTest.OptionsFor(_authority) with { AllowPrivateServiceUrls = true }));
        for (var i = 0; i < 20; i++)
        {
            Assert.IsType<DeliveryResult.Refused>(await channel.DeliverAsync(new("r", Message(), 0, _clock.GetUtcNow()), TestContext.Current.CancellationToken));
        }

        Assert.InRange(tokens, 2, 6);
    }

    [Theory]
    [InlineData("http://smba.example/")]
    [InlineData("https://localhost/")]
    [InlineData("https://127.0.0.1/")]
    [InlineData("https://10.1.2.3/")]
    [InlineData("https://169.254.169.254/latest")]
    [InlineData("https://[::1]/")]
    [InlineData("https://[::ffff:192.168.0.1]/")]
    [InlineData("https://[fe80::1]/")]
    [InlineData("https://2130706433/")]
    public async Task Token_PrivateOrPlainAddress_IsRefusedBeforeAnyToken(string url)
    {
        Assert.IsType<DeliveryResult.Refused>(await DeliverAsync(Message() with { Route = new("botframework", url, new("b1")) }, BotUnderTest.OptionsFor(_authority)));
        Assert.Equal(0, _authority.TokenRequests);
    }

    [Fact]
    public async Task Token_NameThatResolvesToAPrivateAddress_IsRefusedWithoutAConnection()
    {
        var options = BotUnderTest.OptionsFor(_authority);
        using var http = new HttpClient(GuardedConnection.Handler(options, (_, _) => Task.FromResult(new[] { IPAddress.Parse("20.1.1.1"), IPAddress.Loopback })));
        var port = new Uri(_server.Url).Port;
        var result = await DeliverAsync(Message() with { Route = new("botframework", $"https://innocent.example:{port}/", new("b1")) }, options, http);

        Assert.Equal(new DeliveryResult.Refused("the service address resolves to a private address"), result);
        Assert.Empty(_seen);
    }

    [Theory]
    [InlineData("smba.trafficmanager.net", true)]
    [InlineData("evil-botframework.com", false)]
    [InlineData("eu.botframework.com", true)]
    public void Objection_AllowedHosts_AreExactOrEndings(string host, bool allowed)
    {
        var options = new BotFrameworkOptions { MicrosoftAppId = "a", AllowedServiceHosts = ["smba.trafficmanager.net", ".botframework.com"] };

        Assert.Equal(allowed, ServiceAddress.Objection(new Uri($"https://{host}/"), options) is null);
    }

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("2606:4700::1111", true)]
    [InlineData("0.0.0.0", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("168.63.129.16", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("192.168.1.1", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("::", false)]
    [InlineData("fc00::1", false)]
    [InlineData("64:ff9b::7f00:1", false)]
    [InlineData("64:ff9b::808:808", true)]
    [InlineData("2002:7f00:1::", false)]
    [InlineData("2001::1", false)]
    public void IsPublic_Address_IsJudged(string address, bool expected) => Assert.Equal(expected, ServiceAddress.IsPublic(IPAddress.Parse(address)));

    [Theory]
    [InlineData("msteams", true)]
    [InlineData("never heard of", false)]
    public void CapabilitiesOf_Channel_AreCarefulWithUnknownOnes(string channel, bool cards) =>
        Assert.Equal(cards, new BotFrameworkChannel(Client(new())).CapabilitiesOf(channel).Cards);

    private async Task<DeliveryResult> DeliverAsync(OutboundMessage message, BotFrameworkOptions? options = null, HttpClient? http = null) =>
        await new BotFrameworkChannel(Client(options ?? new(), http)).DeliverAsync(new("r1", message, 0, _clock.GetUtcNow()), TestContext.Current.CancellationToken);

    private ConnectorClient Client(BotFrameworkOptions options, HttpClient? http = null) => new(
        options,
        http ?? new HttpClient(GuardedConnection.Handler(options)) { Timeout = Timeout.InfiniteTimeSpan },
        new OutboundTokens(options, BotFrameworkServices.Authority(), _clock, NullLogger<OutboundTokens>.Instance),
        _clock);

    private OutboundMessage Message() => new() { Conversation = new("msteams", "c1"), Route = Route(""), Text = "你好" };

    private Route Route(string tail) => new("botframework", _server.Url + tail, new("b1", "小助"));
}
