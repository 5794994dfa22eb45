using Bot.Channels.BotFramework;
using Bot.Channels.BotFramework.Outbound;
using Bot.Tests.Channels.BotFramework.Stubs;
using Bot.Tests.Kit;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bot.Tests.Channels.BotFramework;

public sealed class OutboundTokensTests : IAsyncLifetime
{
    private readonly ManualClock _clock = new();
    private Authority _authority = null!;
    private int _made;

    public async ValueTask InitializeAsync()
    {
        _authority = await Authority.StartAsync();
        _authority.TokenAnswer = _ => Results.Json(new { token_type = "Bearer", expires_in = 3600, access_token = $"t{Interlocked.Increment(ref _made)}" });
    }

    public ValueTask DisposeAsync() => _authority.DisposeAsync();

    [Fact]
    public async Task Get_First_IsClientCredentials()
    {
        Assert.Equal("t1", (await GetAsync(Tokens())).Value);
        Assert.Equal("/tenant/oauth2/v2.0/token", _authority.LastAuthority);
        Assert.Equal($"grant_type=client_credentials&client_id={Authority.AppId}&client_secret=secret&scope=https%3A%2F%2Fapi.botframework.com%2F.default", _authority.LastForm);
    }

    [Fact]
    public async Task Get_ManagedIdentity_AsksThePlatformWithoutASecret()
    {
        _authority.TokenAnswer = _ => Results.Json(new { token_type = "Bearer", expires_on = $"{_clock.GetUtcNow().ToUnixTimeSeconds() + 3600}", access_token = $"t{Interlocked.Increment(ref _made)}" });
        var options = BotUnderTest.OptionsFor(_authority) with { MicrosoftAppType = "UserAssignedMSI", MicrosoftAppPassword = "", IdentityEndpoint = $"{_authority.Url}/msi/token", IdentityHeader = "the-platform-s" };
        Assert.Empty((options with { MicrosoftAppTenantId = "t" }).Validate());
        var tokens = new OutboundTokens(options, BotFrameworkServices.Authority(), _clock, NullLogger<OutboundTokens>.Instance);

        Assert.Equal("t1", (await GetAsync(tokens)).Value);
        Assert.Equal($"?api-version=2019-08-01&resource=https%3A%2F%2Fapi.botframework.com&client_id={Authority.AppId} the-platform-s", _authority.LastForm);
        _clock.Advance(TimeSpan.FromMinutes(54));
        Assert.Equal("t1", (await GetAsync(tokens)).Value);
        _clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal("t2", (await GetAsync(tokens)).Value);
    }

    [Fact]
    public void Request_ManagedIdentityOfAMachine_AsksItsMetadata()
    {
        using var request = TokenRequest.Of(new() { MicrosoftAppType = "UserAssignedMSI", MicrosoftAppId = "a" }, "https://api.botframework.com/.default");

        Assert.Equal("http://169.254.169.254/metadata/identity/oauth2/token?api-version=2018-02-01&resource=https%3A%2F%2Fapi.botframework.com&client_id=a", request.RequestUri!.OriginalString);
        Assert.Equal(["true"], request.Headers.GetValues("Metadata"));
    }

    [Fact]
    public async Task Get_ManyAtOnce_AskOnce()
    {
        var tokens = Tokens();
        var all = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => GetAsync(tokens)));

        Assert.All(all, token => Assert.Equal("t1", token.Value));
        Assert.Equal(1, _authority.TokenRequests);
    }

    [Fact]
    public async Task Get_AheadOfExpiry_IsRenewed()
    {
        var tokens = Tokens();
        await GetAsync(tokens);
        _clock.Advance(TimeSpan.FromMinutes(54));
        Assert.Equal("t1", (await GetAsync(tokens)).Value);
        _clock.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal("t2", (await GetAsync(tokens)).Value);
    }

    [Fact]
    public async Task Get_RenewalFails_OldOneServesUntilItExpires()
    {
        var tokens = Tokens();
        await GetAsync(tokens);
        _authority.TokenAnswer = _ => Results.StatusCode(503);
        _clock.Advance(TimeSpan.FromMinutes(56));
        Assert.Equal("t1", (await GetAsync(tokens)).Value);
        _clock.Advance(TimeSpan.FromMinutes(5));

        Assert.Null((await GetAsync(tokens)).Value);
    }

    [Fact]
    public async Task Get_AuthorityFails_BacksOffThenRecovers()
    {
        var tokens = Tokens();
        var good = _authority.TokenAnswer;
        _authority.TokenAnswer = _ => Results.Json(new { error = "invalid_client" }, statusCode: 401);
        for (var i = 0; i < 10; i++)
        {
            var none = await GetAsync(tokens);
            Assert.Null(none.Value);
            Assert.InRange(none.RetryAfter, TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(60));
        }

        Assert.Equal(1, _authority.TokenRequests);
        _authority.TokenAnswer = good;
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("t1", (await GetAsync(tokens)).Value);
    }

    [Theory]
    [InlineData("""{"access_token":"t","expires_in":"120"}""", "t")]
    [InlineData("""{"access_token":"t"}""", "t")]
    [InlineData("""{"access_token":"t\r\nX: y"}""", null)]
    [InlineData("""{"access_token":""}""", null)]
    [InlineData("""{"access_token":5}""", null)]
    [InlineData("""{}""", null)]
    [InlineData("<html>", null)]
    [InlineData("""{"access_token":"t","expires_in":"soon"}""", null)]
    public async Task Get_OddAnswers_NeverThrow(string body, string? expected)
    {
        _authority.TokenAnswer = _ => Results.Text(body, "application/json");

        Assert.Equal(expected, (await GetAsync(Tokens())).Value);
    }

    [Theory]
    [InlineData("MultiTenant", "", "", "https://login.microsoftonline.com/botframework.com", "https://api.botframework.com/.default")]
    [InlineData("SingleTenant", "t-1", "", "https://login.microsoftonline.com/t-1", "https://api.botframework.com/.default")]
    [InlineData("MultiTenant", "", "https://botframework.azure.us", "https://login.microsoftonline.us/MicrosoftServices.onmicrosoft.us", "https://api.botframework.us/.default")]
    [InlineData("SingleTenant", "t-1", "https://botframework.azure.cn", "https://login.partner.microsoftonline.cn/t-1", "https://api.botframework.azure.cn/.default")]
    public void LoginAndScope_FollowCloudAndType(string type, string tenant, string service, string login, string scope)
    {
        var options = new BotFrameworkOptions { MicrosoftAppType = type, MicrosoftAppTenantId = tenant, ChannelService = service };

        Assert.Equal((login, scope), (options.LoginUrl, options.Scope));
    }

    private OutboundTokens Tokens() => new(BotUnderTest.OptionsFor(_authority), BotFrameworkServices.Authority(), _clock, NullLogger<OutboundTokens>.Instance);

    private static async Task<OutboundToken> GetAsync(OutboundTokens tokens) => await tokens.GetAsync(null, TestContext.Current.CancellationToken);
}
