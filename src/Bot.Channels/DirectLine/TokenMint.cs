using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Bot.Channels.DirectLine;

/// <summary>Makes and reads the server's own tokens: JWTs under HMAC-SHA256, with a key derived from the secret.</summary>
public sealed class TokenMint
{
    private const string Issuer = "qunzhu-directline";
    private readonly JsonWebTokenHandler handler = new() { MapInboundClaims = false, SetDefaultTimesOnTokenCreation = false };
    private readonly SymmetricSecurityKey key;
    private readonly byte[] secret;
    private readonly TimeProvider time;

    /// <summary>Makes a mint for the configured secret.</summary>
    public TokenMint(IOptions<DirectLineOptions> options, TimeProvider time)
    {
        secret = Encoding.UTF8.GetBytes(options.Value.Secret);
        key = new SymmetricSecurityKey(HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 32, info: "qunzhu directline tokens"u8.ToArray()));
        this.time = time;
    }

    /// <summary>Makes a token.</summary>
    public string Make(Grant grant, TokenUse use, TimeSpan lifetime)
    {
        var now = time.GetUtcNow();
        var claims = new Dictionary<string, object>
        {
            ["conversation"] = grant.Conversation,
            // Two tokens of one second must still differ: a refresh has to give a new one.
            ["jti"] = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)),
        };
        void Add(string name, object? value)
        {
            if (value is not null)
            {
                claims[name] = value;
            }
        }

        Add("user", grant.User);
        Add("name", grant.UserName);
        Add("group", grant.IsGroup);
        Add("topic", grant.Topic);
        Add("origins", grant.Origins.IsDefaultOrEmpty ? null : grant.Origins.ToArray());
        return handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = Audience(use),
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = (now + lifetime).UtcDateTime,
            Claims = claims,
            SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.HmacSha256),
        });
    }

    /// <summary>Reads a token made for <paramref name="use"/>.</summary>
    public async ValueTask<TokenReading> ReadAsync(string token, TokenUse use)
    {
        var result = await handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = Issuer,
            ValidAudience = Audience(use),
            IssuerSigningKey = key,
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            ValidateLifetime = false, // by our own clock, below
        });
        return (result.IsValid, result.SecurityToken) switch
        {
            (true, JsonWebToken jwt) when jwt.ValidTo <= time.GetUtcNow().UtcDateTime => new TokenReading.Expired(),
            (true, JsonWebToken jwt) => new TokenReading.Valid(GrantOf(jwt)),
            _ => new TokenReading.Invalid(),
        };
    }

    /// <summary>True when it is the configured secret; takes the same time however much of it is right.</summary>
    public bool IsSecret(string candidate) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(candidate)), SHA256.HashData(secret));

    private static string Audience(TokenUse use) => use switch
    {
        TokenUse.Access => "directline",
        TokenUse.Stream => "directline-stream",
        TokenUse.Demo => "directline-demo",
        _ => throw new ArgumentOutOfRangeException(nameof(use)),
    };

    private static Grant GrantOf(JsonWebToken jwt) => new(
        jwt.GetPayloadValue<string>("conversation"),
        jwt.TryGetPayloadValue<string>("user", out var user) ? user : null,
        jwt.TryGetPayloadValue<string>("name", out var name) ? name : null,
        jwt.TryGetPayloadValue<bool>("group", out var group) ? group : null,
        jwt.TryGetPayloadValue<string>("topic", out var topic) ? topic : null,
        jwt.TryGetPayloadValue<string[]>("origins", out var origins) ? [.. origins] : ImmutableArray<string>.Empty);
}
