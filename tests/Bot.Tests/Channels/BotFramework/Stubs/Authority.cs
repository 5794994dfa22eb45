using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Bot.Tests.Channels.BotFramework.Stubs;

/// <summary>Connector's and Entra's OpenID metadata, keys and token endpoint, on loopback; signs what a test wants signed.</summary>
public sealed class Authority : IAsyncDisposable
{
    public const string AppId = "11111111-2222-3333-4444-555555555555";
    public const string ServiceUrl = "https://smba.example/apis/";

    // Making a key takes longer than most tests; which ones they are matters to none.
    private static readonly Lazy<RSA[]> Made = new(() => [RSA.Create(2048), RSA.Create(2048), RSA.Create(2048)]);

    private readonly Dictionary<string, RSA> _keys = [];
    private int _taken;
    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };
    private Loopback? _server;

    public string Url => _server!.Url;

    public bool Down { get; set; }

    /// <summary>Endorsements of the connector's keys; null leaves the property out.</summary>
    public string[]? Endorsements { get; set; } = ["msteams", "directline"];

    public int KeyFetches { get; private set; }

    public int TokenRequests { get; private set; }

    public string? LastForm { get; private set; }

    public string? LastAuthority { get; private set; }

    public Func<HttpContext, IResult> TokenAnswer { get; set; } = _ => Results.Json(new { token_type = "Bearer", expires_in = 3600, access_token = "t" });

    public static async Task<Authority> StartAsync()
    {
        var authority = new Authority();
        authority.AddKey("k1");
        authority._server = await Loopback.StartAsync(authority.Map);
        return authority;
    }

    /// <summary>A key that no authority publishes.</summary>
    public static RSA Rogue => Made.Value[2];

    public void AddKey(string kid) => _keys[kid] = Made.Value[_taken++ % 2];

    public void RemoveKey(string kid) => _keys.Remove(kid);

    public string Sign(IDictionary<string, object> claims, string kid = "k1", string algorithm = SecurityAlgorithms.RsaSha256, RSA? with = null) =>
        _handler.CreateToken(new SecurityTokenDescriptor
        {
            Claims = claims,
            SigningCredentials = new SigningCredentials(new RsaSecurityKey(with ?? _keys[kid]) { KeyId = kid }, algorithm) { CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false } },
        });

    public byte[] PublicKeyBytes(string kid) => _keys[kid].ExportSubjectPublicKeyInfo();

    public async ValueTask DisposeAsync() => await _server!.DisposeAsync();

    private void Map(WebApplication app)
    {
        app.MapGet("/{who}/metadata", (string who) => Down ? Results.StatusCode(500) : Results.Json(new { issuer = "ignored", jwks_uri = $"{Url}/{who}/keys" }));
        app.MapGet("/{who}/keys", (string who) =>
        {
            KeyFetches++;
            return Down ? Results.StatusCode(503) : Results.Json(new { keys = _keys.Select(key => Describe(key.Key, key.Value, who)) });
        });
        app.MapGet("/{tenant}/v2.0/.well-known/openid-configuration", (string tenant) => Results.Json(new
        {
            issuer = $"https://login.test/{tenant}/v2.0",
            authorization_endpoint = $"https://login.test/{tenant}/oauth2/v2.0/authorize",
            token_endpoint = $"https://login.test/{tenant}/oauth2/v2.0/token",
            jwks_uri = $"https://login.test/{tenant}/keys",
        }));
        app.MapGet("/msi/token", (HttpContext context) =>
        {
            TokenRequests++;
            LastForm = context.Request.QueryString.Value + " " + context.Request.Headers["X-IDENTITY-HEADER"];
            return TokenAnswer(context);
        });
        app.MapPost("/{*authority}", async (HttpContext context) =>
        {
            TokenRequests++;
            LastAuthority = context.Request.Path;
            LastForm = await new StreamReader(context.Request.Body).ReadToEndAsync();
            return TokenAnswer(context);
        });
    }

    private Dictionary<string, object> Describe(string kid, RSA key, string who)
    {
        var parts = key.ExportParameters(false);
        var described = new Dictionary<string, object>
        {
            ["kty"] = "RSA",
            ["use"] = "sig",
            ["kid"] = kid,
            ["n"] = Base64UrlEncoder.Encode(parts.Modulus!),
            ["e"] = Base64UrlEncoder.Encode(parts.Exponent!),
        };
        if (who == "connector" && Endorsements is { } endorsements)
        {
            described["endorsements"] = endorsements;
        }

        return described;
    }
}
