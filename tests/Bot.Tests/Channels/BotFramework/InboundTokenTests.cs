using System.Security.Cryptography;
using System.Text;
using Bot.Channels.BotFramework;
using Bot.Core.Activities;
using Bot.Core.Ports;
using Bot.Core.Turns;
using Bot.Tests.Channels.BotFramework.Stubs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;

namespace Bot.Tests.Channels.BotFramework;

/// <summary>Every token against the real endpoint; metadata and keys come from a real server on loopback.</summary>
public sealed class InboundTokenTests : IAsyncLifetime
{
    private const string Tenant = "d6d49420-f39b-4df7-a1dc-d59a935871db";
    private const string Other = "99999999-8888-7777-6666-555555555555";
    private Authority _authority = null!;
    private BotUnderTest _bot = null!;

    public async ValueTask InitializeAsync()
    {
        _authority = await Authority.StartAsync();
        _bot = await BotUnderTest.StartAsync(BotUnderTest.OptionsFor(_authority));
    }

    public async ValueTask DisposeAsync()
    {
        await _bot.DisposeAsync();
        await _authority.DisposeAsync();
    }

    private static readonly string[] TwoAudiences = [Other, Authority.AppId];
    private static readonly int[] Numbers = [1, 2];

    public static TheoryData<string, int, string, object?> ConnectorTokens => new()
    {
        { "valid", 202, "", null },
        { "expired four minutes ago", 202, "exp", -4 },
        { "expired six minutes ago", 401, "exp", -6 },
        { "valid in four minutes", 202, "nbf", 4 },
        { "valid in six minutes", 401, "nbf", 6 },
        { "without exp", 401, "exp", null },
        { "for somebody else", 401, "aud", Other },
        { "without aud", 401, "aud", null },
        { "two audiences, one ours", 202, "aud", TwoAudiences },
        { "other issuer", 401, "iss", "https://api.botframework.us" },
        { "issuer with a slash", 401, "iss", "https://api.botframework.com/" },
        { "without issuer", 401, "iss", null },
        { "other service address", 401, "serviceurl", "https://evil.example/" },
        { "service address without the slash", 401, "serviceurl", "https://smba.example/apis" },
        { "service address in capitals", 202, "serviceurl", "HTTPS://SMBA.EXAMPLE/apis/" },
        { "without service address", 401, "serviceurl", null },
        { "claims of odd types", 401, "serviceurl", Numbers },
        { "a ver of an odd type", 202, "ver", 5 },
        { "an issuer of an odd type", 401, "iss", Numbers },
    };

    [Theory]
    [MemberData(nameof(ConnectorTokens))]
    public async Task Connector_Token_HasItsStatus(string what, int status, string claim, object? value)
    {
        var claims = Connector();
        if (value is int minutes && claim is "exp" or "nbf")
        {
            claims[claim] = Minutes(value is int m ? m : 0);
        }
        else if (claim.Length > 0)
        {
            claims.Remove(claim);
            if (value is not null)
            {
                claims[claim] = value;
            }
        }

        Assert.True(status == await StatusAsync(_authority.Sign(claims)), what);
        Assert.Equal(status == 202 ? 1 : 0, _bot.Received.Count);
    }

    [Theory]
    [InlineData(SecurityAlgorithms.RsaSha384, 202)]
    [InlineData(SecurityAlgorithms.RsaSha512, 202)]
    [InlineData(SecurityAlgorithms.RsaSsaPssSha256, 401)]
    public async Task Connector_Algorithm_HasItsStatus(string algorithm, int status) =>
        Assert.Equal(status, await StatusAsync(_authority.Sign(Connector(), algorithm: algorithm)));

    [Fact]
    public async Task Connector_AlgorithmNone_IsRefused()
    {
        var payload = _authority.Sign(Connector()).Split('.')[1];

        Assert.Equal(401, await StatusAsync($"{Encode("""{"alg":"none","typ":"JWT"}""")}.{payload}."));
    }

    [Fact]
    public async Task Connector_Hs256WithThePublicKey_IsRefused()
    {
        var payload = _authority.Sign(Connector()).Split('.')[1];
        var head = $"{Encode("""{"alg":"HS256","kid":"k1","typ":"JWT"}""")}.{payload}";
        var signature = HMACSHA256.HashData(_authority.PublicKeyBytes("k1"), Encoding.ASCII.GetBytes(head));

        Assert.Equal(401, await StatusAsync($"{head}.{Base64UrlEncoder.Encode(signature)}"));
    }

    [Fact]
    public async Task Connector_RogueKeyUnderAKnownName_IsRefused()
    {
        Assert.Equal(401, await StatusAsync(_authority.Sign(Connector(), with: Authority.Rogue)));
    }

    [Fact]
    public async Task Connector_RotatedKey_WorksOnTheFirstMessage()
    {
        Assert.Equal(202, await StatusAsync(_authority.Sign(Connector())));
        _authority.AddKey("k2");
        _authority.RemoveKey("k1");

        Assert.Equal(202, await StatusAsync(_authority.Sign(Connector(), "k2")));
        Assert.Equal(2, _authority.KeyFetches);
    }

    [Fact]
    public async Task Connector_KeyReplacedUnderItsName_WorksOnTheFirstMessage()
    {
        Assert.Equal(202, await StatusAsync(_authority.Sign(Connector())));
        _authority.AddKey("k1");

        Assert.Equal(202, await StatusAsync(_authority.Sign(Connector())));
    }

    [Fact]
    public async Task Connector_RandomKeyNames_CannotMakeUsRefetchWithoutBound()
    {
        for (var i = 0; i < 60; i++)
        {
            Assert.Equal(401, await StatusAsync(_authority.Sign(Connector(), $"random-{i}", with: Authority.Rogue)));
        }

        Assert.InRange(_authority.KeyFetches, 2, 6);
        _bot.Clock.Advance(TimeSpan.FromSeconds(31));
        _authority.AddKey("k2");
        Assert.Equal(202, await StatusAsync(_authority.Sign(Connector(), "k2")));
    }

    [Theory]
    [InlineData("slack", new[] { "msteams", "slack" }, 202)]
    [InlineData("slack", new[] { "msteams" }, 403)]
    [InlineData("slack", new string[0], 403)]
    [InlineData("slack", null, 403)]
    public async Task Connector_Endorsement_MustNameTheChannel(string channel, string[]? endorsements, int status)
    {
        _authority.Endorsements = endorsements;

        Assert.Equal(status, await StatusAsync(_authority.Sign(Connector()), Body(channel)));
    }

    [Fact]
    public async Task Connector_RequiredEndorsementLacking_IsForbidden()
    {
        await using var bot = await BotUnderTest.StartAsync(BotUnderTest.OptionsFor(_authority) with { RequiredEndorsements = ["cert"] });
        using var response = await bot.PostAsync(Body(), "Bearer " + _authority.Sign(Connector()));

        Assert.Equal(403, (int)response.StatusCode);
    }

    [Fact]
    public async Task Connector_ExpectRepliesWithoutServiceUrl_NeedsNoClaim()
    {
        var claims = Connector();
        claims.Remove("serviceurl");
        var body = Body().Replace("\"serviceUrl\":\"https://smba.example/apis/\"", "\"deliveryMode\":\"expectReplies\"", StringComparison.Ordinal);

        Assert.Equal(200, await StatusAsync(_authority.Sign(claims), body));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Bearer garbage")]
    [InlineData("Bearer a.b.c")]
    [InlineData("Bearer ..")]
    [InlineData("Bearer eyJhbGciOiJSUzI1NiJ9.e30.AAAA")]
    [InlineData("Bearer eyJhbGciOiJSUzI1NiJ9.W10.AAAA")]
    [InlineData("Bearer e30.e30.")]
    [InlineData("Basic dXNlcjpwYXNz")]
    public async Task Header_NotAToken_IsRefused(string? header)
    {
        using var response = await _bot.PostAsync(Body(), header);

        Assert.Equal(401, (int)response.StatusCode);
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.Single().Scheme);
    }

    [Theory]
    [InlineData("bearer {0}")]
    [InlineData("BEARER {0}")]
    [InlineData("Bearer  {0}")]
    [InlineData("Bearer {0} x")]
    [InlineData("Bearer {0}, Bearer {0}")]
    public async Task Header_NotExactlyBearer_IsRefused(string format)
    {
        using var response = await _bot.PostAsync(Body(), string.Format(System.Globalization.CultureInfo.InvariantCulture, format, _authority.Sign(Connector())));

        Assert.Equal(401, (int)response.StatusCode);
    }

    [Theory]
    [InlineData("1.0", "appid", $"https://sts.windows.net/{Tenant}/", Authority.AppId, Authority.AppId, 202)]
    [InlineData("2.0", "azp", $"https://login.microsoftonline.com/{Tenant}/v2.0", Authority.AppId, Authority.AppId, 202)]
    [InlineData("", "appid", $"https://sts.windows.net/{Tenant}/", Authority.AppId, Authority.AppId, 202)]
    [InlineData("2.0", "appid", $"https://login.microsoftonline.com/{Tenant}/v2.0", Authority.AppId, Authority.AppId, 401)]
    [InlineData("1.0", "appid", $"https://sts.windows.net/{Tenant}/", Other, Other, 401)]
    [InlineData("1.0", "appid", $"https://sts.windows.net/{Tenant}/", "https://api.botframework.com", Authority.AppId, 401)]
    [InlineData("1.0", "appid", $"https://sts.windows.net/{Other}/", Authority.AppId, Authority.AppId, 401)]
    [InlineData("2.0", "azp", $"https://login.microsoftonline.com/{Other}/v2.0", Authority.AppId, Authority.AppId, 401)]
    [InlineData("1.0", "appid", $"https://sts.windows.net/{Tenant}/", Authority.AppId, Other, 403)]
    public async Task Entra_Token_HasItsStatus(string version, string claim, string issuer, string audience, string caller, int status)
    {
        var claims = Entra(issuer, audience, claim, caller, version);

        Assert.Equal(status, await StatusAsync(_authority.Sign(claims), Body("emulator")));
    }

    [Fact]
    public async Task Entra_RogueTenantInTheToken_NeverBecomesAnIssuer()
    {
        var claims = Entra($"https://sts.windows.net/{Other}/", Authority.AppId, "appid", Authority.AppId, "1.0");
        claims["tid"] = Other;

        Assert.Equal(401, await StatusAsync(_authority.Sign(claims), Body("emulator")));
        Assert.Equal(401, await StatusAsync(_authority.Sign(claims), Body("emulator")));
    }

    [Fact]
    public async Task Entra_SingleTenantsOwnIssuer_IsAccepted()
    {
        await using var bot = await BotUnderTest.StartAsync(BotUnderTest.OptionsFor(_authority) with { MicrosoftAppType = "SingleTenant", MicrosoftAppTenantId = Other });
        var claims = Entra($"https://sts.windows.net/{Other}/", Authority.AppId, "appid", Authority.AppId, "1.0");
        using var response = await bot.PostAsync(Body("emulator"), "Bearer " + _authority.Sign(claims));

        Assert.Equal(202, (int)response.StatusCode);
    }

    [Theory]
    [InlineData(Other, 202)]
    [InlineData("*", 202)]
    [InlineData("77777777-8888-7777-6666-555555555555", 403)]
    public async Task Skill_Caller_MustBeAllowed(string allowed, int status)
    {
        await using var bot = await BotUnderTest.StartAsync(BotUnderTest.OptionsFor(_authority) with { AllowedCallers = [allowed] });
        var claims = Entra($"https://login.microsoftonline.com/{Tenant}/v2.0", Authority.AppId, "azp", Other, "2.0");
        using var response = await bot.PostAsync(Body(), "Bearer " + _authority.Sign(claims));

        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task Skill_LaterAnswers_GoToTheParentWithATokenForIt()
    {
        var seen = new List<(string Target, string? Authorization)>();
        await using var parent = await Loopback.StartAsync(app => app.Run(context =>
        {
            seen.Add((context.Request.Path, context.Request.Headers.Authorization));
            return context.Response.WriteAsync("""{"id":"said-1"}""");
        }));
        _authority.TokenAnswer = context => Results.Json(new { token_type = "Bearer", expires_in = 3600, access_token = $"for-{_authority.LastForm![(_authority.LastForm!.IndexOf("scope=", StringComparison.Ordinal) + 6)..].Split('%')[0]}" });
        await using var bot = await BotUnderTest.StartAsync(BotUnderTest.OptionsFor(_authority) with { AllowedCallers = [Other], AllowPrivateServiceUrls = true });
        var body = Body().Replace(Authority.ServiceUrl, parent.Url + "/api/skills", StringComparison.Ordinal);
        using var response = await bot.PostAsync(body, "Bearer " + _authority.Sign(Entra($"https://login.microsoftonline.com/{Tenant}/v2.0", Authority.AppId, "azp", Other, "2.0")));

        var received = Assert.Single(bot.Received);
        Assert.Equal((Other, parent.Url + "/api/skills"), (received.Route!.Audience, received.Route.ServiceUrl));
        var message = StateJson.Read<OutboundMessage>(StateJson.Write(new OutboundMessage { Conversation = received.Conversation, Route = received.Route, ReplyToId = "m1", Text = "好了" }));
        var channel = bot.Services.GetServices<IChannel>().Single(one => one.Adapter == message.Route.Adapter);
        Assert.False(channel.CapabilitiesOf("msteams").CanOpenDirect);
        Assert.Equal(new DeliveryResult.Sent("said-1"), await channel.DeliverAsync(new("r1", message, 0, bot.Clock.GetUtcNow()), TestContext.Current.CancellationToken));
        Assert.Equal(($"/api/skills/v3/conversations/{received.Conversation.Id}/activities/m1", $"Bearer for-{Other}"), Assert.Single(seen));
        Assert.IsType<DeliveryResult.Refused>(await channel.DeliverAsync(new("r2", message with { OpenWith = new("u2") }, 0, bot.Clock.GetUtcNow()), TestContext.Current.CancellationToken));

        // A channel's own conversation goes on with the connector's token, which no parent ever sees.
        var connector = bot.Services.GetServices<IChannel>().Single(one => one.Adapter == BotFrameworkChannel.Name);
        await connector.DeliverAsync(new("r3", message with { Route = message.Route with { Audience = null } }, 0, bot.Clock.GetUtcNow()), TestContext.Current.CancellationToken);
        Assert.Equal("Bearer for-https", seen[^1].Authorization);
    }

    [Theory]
    [InlineData("https://botframework.azure.us", "https://api.botframework.us", "https://login.microsoftonline.us/cab8a31a-1906-4287-a0d8-4eef66b95f6e/v2.0")]
    [InlineData("https://botframework.azure.cn", "https://api.botframework.azure.cn", "https://login.partner.microsoftonline.cn/a55a4d5b-9241-49b1-b4ff-befa8db00269/v2.0")]
    public async Task OtherCloud_ItsIssuers_ReplaceThePublicOnes(string service, string connector, string entra)
    {
        await using var bot = await BotUnderTest.StartAsync(BotUnderTest.OptionsFor(_authority) with { ChannelService = service });
        var fromConnector = Connector();
        var fromPublic = _authority.Sign(fromConnector);
        fromConnector["iss"] = connector;
        using var good = await bot.PostAsync(Body(), "Bearer " + _authority.Sign(fromConnector));
        using var emulator = await bot.PostAsync(Body("emulator"), "Bearer " + _authority.Sign(Entra(entra, Authority.AppId, "azp", Authority.AppId, "2.0")));
        using var wrongCloud = await bot.PostAsync(Body(), "Bearer " + fromPublic);

        Assert.Equal((202, 202, 401), ((int)good.StatusCode, (int)emulator.StatusCode, (int)wrongCloud.StatusCode));
    }

    [Fact]
    public async Task Metadata_Down_Is503AndNotAskedForEachMessage()
    {
        _authority.Down = true;
        using var first = await _bot.PostAsync(Body(), "Bearer " + _authority.Sign(Connector()));
        _authority.Down = false;
        var paused = await StatusAsync(_authority.Sign(Connector()));
        _bot.Clock.Advance(TimeSpan.FromSeconds(6));

        Assert.Equal(503, (int)first.StatusCode);
        Assert.NotNull(first.Headers.RetryAfter);
        Assert.Equal(503, paused);
        Assert.Equal(202, await StatusAsync(_authority.Sign(Connector())));
    }

    [Fact]
    public async Task Metadata_DownAfterADay_OldKeysStayGood()
    {
        Assert.Equal(202, await StatusAsync(_authority.Sign(Connector())));
        _bot.Clock.Advance(TimeSpan.FromHours(25));
        _authority.Down = true;

        Assert.Equal(202, await StatusAsync(_authority.Sign(Connector())));
    }

    [Fact]
    public async Task Keys_ManyCallersAtOnce_AreFetchedOnce()
    {
        var token = _authority.Sign(Connector());
        var statuses = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => StatusAsync(token)));

        Assert.All(statuses, status => Assert.Equal(202, status));
        Assert.Equal(1, _authority.KeyFetches);
    }

    [Fact]
    public async Task Stranger_BrokenBody_IsNeverParsed() => Assert.Equal(401, await StatusAsync("garbage", "{"));

    [Fact]
    public async Task Accepted_ServiceUrl_GoesIntoTheRoute()
    {
        await StatusAsync(_authority.Sign(Connector()));

        Assert.Equal(new Route("botframework", Authority.ServiceUrl, new("b1")), _bot.Received.Single().Route);
    }

    private Dictionary<string, object> Connector() => new()
    {
        ["iss"] = "https://api.botframework.com",
        ["aud"] = Authority.AppId,
        ["serviceurl"] = Authority.ServiceUrl,
        ["nbf"] = Minutes(-60),
        ["exp"] = Minutes(60),
    };

    private Dictionary<string, object> Entra(string issuer, string audience, string claim, string caller, string version)
    {
        var claims = new Dictionary<string, object> { ["iss"] = issuer, ["aud"] = audience, [claim] = caller, ["nbf"] = Minutes(-5), ["exp"] = Minutes(60) };
        if (version.Length > 0)
        {
            claims["ver"] = version;
        }

        return claims;
    }

    private long Minutes(int minutes) => _bot.Clock.GetUtcNow().AddMinutes(minutes).ToUnixTimeSeconds();

    private async Task<int> StatusAsync(string token, string? body = null)
    {
        using var response = await _bot.PostAsync(body ?? Body(), "Bearer " + token);
        return (int)response.StatusCode;
    }

    private static string Body(string channel = "msteams") =>
        $$"""{"type":"message","id":"m1","channelId":"{{channel}}","serviceUrl":"https://smba.example/apis/","from":{"id":"u1"},"recipient":{"id":"b1"},"conversation":{"id":"c1"},"text":"hi"}""";

    private static string Encode(string text) => Base64UrlEncoder.Encode(text);
}
