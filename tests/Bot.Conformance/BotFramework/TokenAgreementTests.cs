using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Bot.Tests.Channels.BotFramework.Stubs;
using Bot.Tests.Kit;
using Microsoft.IdentityModel.Tokens;

namespace Bot.Conformance.BotFramework;

/// <summary>
/// One token, one authority, two judges: our endpoint and botbuilder's ConfigurationBotFrameworkAuthentication. They agree on
/// who is let in, except where the table says on purpose. Where they refuse with what would be a 500 (their known defect), we
/// answer 401.
/// </summary>
public sealed class TokenAgreementTests(TokenAgreementTests.Judges judges) : IClassFixture<TokenAgreementTests.Judges>
{
    private const string Other = "99999999-8888-7777-6666-555555555555";
    private const string V1 = "https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/";
    private const string V2 = "https://login.microsoftonline.com/d6d49420-f39b-4df7-a1dc-d59a935871db/v2.0";

    /// <summary>What, our status, theirs (200 accepted; 500 is a refusal that their adapter lets escape), and why they differ.</summary>
    public static TheoryData<string, int, int, string> Tokens => new()
    {
        { "valid", 202, 200, "" },
        { "expired 4 min", 202, 200, "" },
        { "expired 6 min", 401, 401, "" },
        { "nbf +4 min", 202, 200, "" },
        { "nbf +6 min", 401, 500, "" },
        { "no exp", 401, 200, "a token that never ends is not accepted; botbuilder-dotnet refuses it too" },
        { "wrong aud", 401, 401, "" },
        { "no aud", 401, 401, "" },
        { "wrong iss", 401, 401, "" },
        { "alg none", 401, 500, "" },
        { "hs256", 401, 500, "" },
        { "rogue key", 401, 500, "" },
        { "unknown kid", 401, 401, "" },
        { "garbage", 401, 401, "" },
        { "no header", 401, 401, "" },
        { "lower case bearer", 401, 401, "" },
        { "basic", 401, 401, "" },
        { "other serviceurl", 401, 401, "" },
        { "serviceurl without slash", 401, 401, "" },
        { "serviceurl in capitals", 202, 401, "host names have no case; botbuilder-dotnet compares without it" },
        { "no serviceurl", 401, 401, "" },
        { "channel not endorsed", 403, 401, "known but not allowed is 403, as the documents ask" },
        { "emulator v1", 202, 200, "" },
        { "emulator v2", 202, 200, "" },
        { "emulator other app", 401, 401, "" },
        { "emulator other audience", 401, 200, "the documents demand our app id as audience; the SDK does not look" },
        { "skill not allowed", 403, 401, "known but not allowed is 403" },
        { "rogue tenant", 401, 500, "" },
    };

    [Theory]
    [MemberData(nameof(Tokens))]
    public async Task Token_BothJudges_AgreeOrDifferOnPurpose(string what, int ours, int theirs, string why)
    {
        var header = Header(what);
        var channel = what.StartsWith("emulator", StringComparison.Ordinal) ? "emulator" : what == "channel not endorsed" ? "slack" : "msteams";
        var activity = new
        {
            type = "message",
            id = "m1",
            channelId = channel,
            serviceUrl = Authority.ServiceUrl,
            from = new { id = "u1" },
            recipient = new { id = "b1" },
            conversation = new { id = "c1" },
            text = "hi",
        };

        using var our = await judges.Bot.PostAsync(JsonSerializer.Serialize(activity), header.Length == 0 ? null : header);
        using var their = await judges.Http.PostAsJsonAsync(judges.Peer.Url + "/judge", new { header, activity }, TestContext.Current.CancellationToken);
        var verdict = await their.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);

        Assert.Equal((ours, theirs), ((int)our.StatusCode, verdict.GetProperty("status").GetInt32()));
        Assert.True(((int)our.StatusCode == 202) == verdict.GetProperty("accepted").GetBoolean() || why.Length > 0, "a difference without a reason");
    }

    private string Header(string what)
    {
        var authority = judges.Authority;
        var payload = authority.Sign(Connector()).Split('.')[1];
        return what switch
        {
            "no header" => "",
            "garbage" => "Bearer garbage",
            "basic" => "Basic dXNlcjpwYXNz",
            "lower case bearer" => "bearer " + authority.Sign(Connector()),
            "alg none" => $"Bearer {Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT","kid":"k1"}""")}.{payload}.",
            "hs256" => "Bearer " + Hs256(payload, authority.PublicKeyBytes("k1")),
            "rogue key" => "Bearer " + authority.Sign(Connector(), with: Authority.Rogue),
            "unknown kid" => "Bearer " + authority.Sign(Connector(), "never-seen", with: Authority.Rogue),
            "rogue tenant" => "Bearer " + authority.Sign(Entra("https://sts.windows.net/" + Other + "/", Authority.AppId, "appid", Authority.AppId, "1.0"), with: Authority.Rogue),
            _ => "Bearer " + authority.Sign(Claims(what)),
        };
    }

    private static Dictionary<string, object> Claims(string what) => what switch
    {
        "expired 4 min" => Connector("exp", Minutes(-4)),
        "expired 6 min" => Connector("exp", Minutes(-6)),
        "nbf +4 min" => Connector("nbf", Minutes(4)),
        "nbf +6 min" => Connector("nbf", Minutes(6)),
        "no exp" => Connector("exp"),
        "wrong aud" => Connector("aud", Other),
        "no aud" => Connector("aud"),
        "wrong iss" => Connector("iss", "https://evil.example"),
        "other serviceurl" => Connector("serviceurl", "https://evil.example/"),
        "serviceurl without slash" => Connector("serviceurl", Authority.ServiceUrl.TrimEnd('/')),
        "serviceurl in capitals" => Connector("serviceurl", "HTTPS://SMBA.EXAMPLE/apis/"),
        "no serviceurl" => Connector("serviceurl"),
        "emulator v1" => Entra(V1, Authority.AppId, "appid", Authority.AppId, "1.0"),
        "emulator v2" => Entra(V2, Authority.AppId, "azp", Authority.AppId, "2.0"),
        "emulator other app" => Entra(V1, Other, "appid", Other, "1.0"),
        "emulator other audience" => Entra(V1, "https://api.botframework.com", "appid", Authority.AppId, "1.0"),
        "skill not allowed" => Entra(V2, Authority.AppId, "azp", Other, "2.0"),
        _ => Connector(),
    };

    private static Dictionary<string, object> Connector(string? change = null, object? to = null)
    {
        var claims = new Dictionary<string, object>
        {
            ["iss"] = "https://api.botframework.com",
            ["aud"] = Authority.AppId,
            ["serviceurl"] = Authority.ServiceUrl,
            ["nbf"] = Minutes(-60),
            ["exp"] = Minutes(60),
        };
        if (change is not null)
        {
            claims.Remove(change);
        }

        if (change is not null && to is not null)
        {
            claims[change] = to;
        }

        return claims;
    }

    private static Dictionary<string, object> Entra(string issuer, string audience, string claim, string caller, string version) =>
        new() { ["iss"] = issuer, ["aud"] = audience, [claim] = caller, ["ver"] = version, ["tid"] = Other, ["nbf"] = Minutes(-5), ["exp"] = Minutes(60) };

    private static string Hs256(string payload, byte[] key)
    {
        var head = $"{Base64UrlEncoder.Encode("""{"alg":"HS256","typ":"JWT","kid":"k1"}""")}.{payload}";
        return $"{head}.{Base64UrlEncoder.Encode(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(head)))}";
    }

    /// <summary>The SDK reads the machine's clock, so both judges do.</summary>
    private static long Minutes(int minutes) => TimeProvider.System.GetUtcNow().AddMinutes(minutes).ToUnixTimeSeconds();

    /// <summary>Authority, our endpoint, and theirs; once for the table.</summary>
    public sealed class Judges : IAsyncLifetime
    {
        public HttpClient Http { get; } = new();

        public Authority Authority { get; private set; } = null!;

        public BotUnderTest Bot { get; private set; } = null!;

        public NodePeer Peer { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Authority = await Authority.StartAsync();
            Bot = await BotUnderTest.StartAsync(BotUnderTest.OptionsFor(Authority), new ManualClock(TimeProvider.System.GetUtcNow()));
            Peer = await NodePeer.StartAsync("judge.mjs", Authority.Url, Authority.AppId);
        }

        public async ValueTask DisposeAsync()
        {
            if (Peer is not null)
            {
                await Peer.DisposeAsync();
            }

            await Bot.DisposeAsync();
            await Authority.DisposeAsync();
            Http.Dispose();
        }
    }
}
