using Bot.Channels.DirectLine;

namespace Bot.Tests.Channels.DirectLine;

public sealed class TokenTests
{
    [Fact]
    public async Task Generate_WithSecret_GivesTokenForHalfAnHour()
    {
        await using var server = await DirectLineServer.StartAsync();
        var reply = await server.PostAsync("/tokens/generate");
        Assert.Equal(200, reply.Status);
        Assert.Equal(1800, (int)reply.Json["expires_in"]!);
        Assert.NotEmpty(reply.Text("conversationId"));
        Assert.Equal(3, reply.Text("token").Split('.').Length);
    }

    [Theory]
    [InlineData(null, 401, "Unauthorized")]
    [InlineData("not the secret at all", 403, "InvalidToken")]
    [InlineData("a.b.c", 403, "InvalidToken")]
    public async Task Generate_WithoutSecret_IsRefused(string? credential, int status, string code)
    {
        await using var server = await DirectLineServer.StartAsync();
        var reply = await server.PostAsync("/tokens/generate", credential);
        Assert.Equal((status, code), (reply.Status, reply.ErrorCode));
    }

    [Fact]
    public async Task Generate_WithToken_IsForbidden()
    {
        await using var server = await DirectLineServer.StartAsync();
        Assert.Equal(403, (await server.PostAsync("/tokens/generate", await server.TokenAsync())).Status);
    }

    [Theory]
    [InlineData("""{"conversationId":"a/b"}""")]
    [InlineData("""{"conversationId":""}""")]
    [InlineData("""{"conversationId":7}""")]
    [InlineData("""{"user":"dl_lu"}""")]
    [InlineData("""{"user":{"id":""}}""")]
    [InlineData("""{"trustedOrigins":[7]}""")]
    [InlineData("""[]""")]
    [InlineData("""{"a":1,"a":2}""")]
    [InlineData("""{""")]
    public async Task Generate_BadRequest_Is400(string body)
    {
        await using var server = await DirectLineServer.StartAsync();
        Assert.Equal(400, (await server.PostAsync("/tokens/generate", DirectLineServer.Secret, new StringContent(body))).Status);
    }

    [Fact]
    public async Task Generate_TooOften_Is429WithRetryAfter()
    {
        await using var server = await DirectLineServer.StartAsync(null, ("DirectLine:TokensPerMinute", "2"));
        await server.TokenAsync();
        await server.TokenAsync();
        var reply = await server.PostAsync("/tokens/generate");
        Assert.Equal(429, reply.Status);
        Assert.InRange(int.Parse(reply.Headers["Retry-After"], null), 1, 60);
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(200, (await server.PostAsync("/tokens/generate")).Status);
    }

    [Fact]
    public async Task Refresh_ValidToken_GivesAnotherForTheSameConversation()
    {
        await using var server = await DirectLineServer.StartAsync();
        var first = await server.PostAsync("/tokens/generate");
        server.Clock.Advance(TimeSpan.FromMinutes(29));
        var second = await server.PostAsync("/tokens/refresh", first.Text("token"));
        Assert.Equal(first.Text("conversationId"), second.Text("conversationId"));
        Assert.NotEqual(first.Text("token"), second.Text("token"));
        server.Clock.Advance(TimeSpan.FromMinutes(29));
        Assert.Equal(200, (await server.PostAsync("/tokens/refresh", second.Text("token"))).Status);
    }

    [Fact]
    public async Task Refresh_ExpiredToken_SaysTokenExpired()
    {
        await using var server = await DirectLineServer.StartAsync();
        var token = await server.TokenAsync();
        server.Clock.Advance(TimeSpan.FromMinutes(30));
        var reply = await server.PostAsync("/tokens/refresh", token);
        Assert.Equal((403, "TokenExpired"), (reply.Status, reply.ErrorCode));
    }

    [Fact]
    public async Task Token_OfAnotherServer_IsInvalid()
    {
        await using var server = await DirectLineServer.StartAsync();
        await using var other = await DirectLineServer.StartAsync(null, ("DirectLine:Secret", "another secret, long enough too"));
        Assert.Equal(403, (await server.PostAsync("/conversations", other.Part<TokenMint>().Make(new Grant("c", "dl_lu"), TokenUse.Access, TimeSpan.FromMinutes(1)))).Status);
    }

    [Fact]
    public async Task Token_ForTheStream_IsNoAccessToken()
    {
        await using var server = await DirectLineServer.StartAsync();
        var stream = server.Part<TokenMint>().Make(new Grant("c", "dl_lu"), TokenUse.Stream, TimeSpan.FromMinutes(1));
        Assert.Equal(403, (await server.PostAsync("/conversations", stream)).Status);
    }

    [Fact]
    public async Task Token_BoundToOrigins_ServesOnlyThem()
    {
        await using var server = await DirectLineServer.StartAsync();
        var token = (await server.PostAsync("/tokens/generate", DirectLineServer.Secret, new StringContent("""{"trustedOrigins":["https://shop.example"]}"""))).Text("token");
        async Task<int> From(params (string, string)[] headers) => (await server.CallAsync(HttpMethod.Post, "/conversations", token, null, headers)).Status;
        Assert.Equal(403, await From(("Origin", "https://evil.example")));
        Assert.Equal(201, await From(("Origin", "https://shop.example")));
        Assert.Equal(200, await From());
    }

    [Fact]
    public async Task Token_User_IsTheClaimThatWebChatReads()
    {
        await using var server = await DirectLineServer.StartAsync();
        var payload = (await server.TokenAsync("dl_小鹿")).Split('.')[1];
        var json = System.Text.Encoding.UTF8.GetString(Microsoft.IdentityModel.Tokens.Base64UrlEncoder.DecodeBytes(payload));
        Assert.Equal("dl_小鹿", (string)System.Text.Json.Nodes.JsonNode.Parse(json)!["user"]!);
    }

    [Fact]
    public void KeptSecret_NoneConfigured_IsMadeOnceAndStays()
    {
        var folder = Directory.CreateTempSubdirectory("secret").FullName;
        string Secret()
        {
            var options = new DirectLineOptions { DataFolder = folder };
            new KeptSecret().PostConfigure(null, options);
            return options.Secret;
        }

        var first = Secret();
        Assert.Equal(64, first.Length);
        Assert.Equal(first, Secret());
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Validate_ManyWrongSettings_NamesThemAll()
    {
        var options = new DirectLineOptions { Secret = "short", TokensPerMinute = 0, PublicUrl = "shop" };
        var result = new DirectLineOptionsValidator().Validate(null, options);
        Assert.Equal(3, result.Failures!.Count());
        Assert.All(result.Failures!, failure => Assert.StartsWith("DirectLine:", failure, StringComparison.Ordinal));
        Assert.True(new DirectLineOptionsValidator().Validate(null, new DirectLineOptions { Secret = DirectLineServer.Secret }).Succeeded);
    }
}
