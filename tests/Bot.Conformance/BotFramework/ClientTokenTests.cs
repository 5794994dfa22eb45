using System.Web;
using Bot.Tests.Channels.BotFramework.Stubs;
using Bot.Tests.Kit;
using Microsoft.AspNetCore.Http;

namespace Bot.Conformance.BotFramework;

/// <summary>botframework-connector's own MicrosoftAppCredentials (over MSAL) fetches a token and calls our endpoint with it.</summary>
public sealed class ClientTokenTests
{
    private const string Caller = "99999999-8888-7777-6666-555555555555";

    [Theory]
    [InlineData(Authority.AppId, false, 202)]
    [InlineData(Caller, true, 202)]
    [InlineData(Caller, false, 403)]
    public async Task Token_OfTheirClient_IsJudgedByItsCaller(string client, bool allowed, int status)
    {
        await using var authority = await Authority.StartAsync();
        var now = TimeProvider.System.GetUtcNow();
        authority.TokenAnswer = _ => Results.Json(new { token_type = "Bearer", expires_in = 3600, ext_expires_in = 3600, access_token = authority.Sign(Claims(authority, now)) });
        var options = BotUnderTest.OptionsFor(authority) with { AllowedCallers = allowed ? [client] : [] };
        await using var bot = await BotUnderTest.StartAsync(options, new ManualClock(now));
        await using var peer = await NodePeer.StartAsync("caller.mjs", authority.Url, bot.Url, client, Authority.AppId);

        Assert.Equal([401, status], peer.Said.GetProperty("statuses").EnumerateArray().Select(value => value.GetInt32()));
        Assert.Equal(status == 202 ? 1 : 0, bot.Received.Count);
    }

    /// <summary>As Entra does: the audience is the scope's app, the caller the client that asked.</summary>
    private static Dictionary<string, object> Claims(Authority authority, DateTimeOffset now)
    {
        var form = HttpUtility.ParseQueryString(authority.LastForm!);
        return new()
        {
            ["iss"] = "https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/",
            ["aud"] = form["scope"]!.Split(' ').Single(scope => scope.EndsWith("/.default", StringComparison.Ordinal)).Replace("/.default", "", StringComparison.Ordinal),
            ["appid"] = form["client_id"]!,
            ["ver"] = "1.0",
            ["nbf"] = now.ToUnixTimeSeconds() - 60,
            ["exp"] = now.ToUnixTimeSeconds() + 3600,
        };
    }
}
