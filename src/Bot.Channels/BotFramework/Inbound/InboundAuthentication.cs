using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Bot.Channels.BotFramework.Inbound;

/// <summary>
/// Judges the Authorization header of an inbound call: Connector, Emulator or skill, each against its own metadata and
/// issuers (US Gov and China by <see cref="BotFrameworkOptions.ChannelService"/>). The issuers are fixed at start; nothing
/// that stands in a token changes them.
/// </summary>
public sealed class InboundAuthentication : IDisposable
{
    /// <summary>How far clocks may be apart.</summary>
    internal static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    private readonly BotFrameworkOptions _options;
    private readonly TimeProvider _clock;
    private readonly SigningKeys _channelKeys;
    private readonly SigningKeys _entraKeys;
    private readonly ImmutableHashSet<string> _entraIssuers;
    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false, MaximumTokenSizeInBytes = 32 * 1024 };

    /// <summary>Makes it; keys are fetched when first needed.</summary>
    /// <param name="options">Addresses and issuers.</param>
    /// <param name="http">Fetches metadata and keys; must not follow redirects and must bound what it buffers.</param>
    /// <param name="clock">For lifetimes and refetching.</param>
    /// <param name="log">Warns when metadata is down.</param>
    public InboundAuthentication(BotFrameworkOptions options, HttpClient http, TimeProvider clock, ILogger<InboundAuthentication> log)
    {
        _options = options;
        _clock = clock;
        _channelKeys = new SigningKeys(options.ChannelMetadata, http, clock, log);
        _entraKeys = new SigningKeys(options.EntraMetadata, http, clock, log);
        _entraIssuers = options.EntraIssuers;
    }

    /// <summary>Judges a header value. Never throws for what a token holds.</summary>
    /// <param name="authorization">The header's values joined; null when absent.</param>
    /// <param name="cancel">The caller hung up.</param>
    public async ValueTask<CallerVerdict> JudgeAsync(string? authorization, CancellationToken cancel)
    {
        if (!_options.AuthenticationOn)
        {
            return new CallerVerdict.Anonymous();
        }

        if (string.IsNullOrWhiteSpace(authorization))
        {
            return Unknown("no Authorization header: send 'Bearer' and a token of the Bot Framework");
        }

        // Exactly two words and the exact scheme, as both SDKs demand.
        var parts = authorization.Split(' ');
        if (parts.Length != 2 || parts[0] != "Bearer" || Parse(parts[1]) is not { } token)
        {
            return Unknown("the Authorization header is not 'Bearer' and a JSON web token");
        }

        if (IsSkillToken(token))
        {
            return await JudgeParentAsync(token, cancel);
        }

        return _entraIssuers.Contains(token.Issuer) ? await JudgeOurselvesAsync(token, cancel) : await JudgeConnectorAsync(token, cancel);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _channelKeys.Dispose();
        _entraKeys.Dispose();
    }

    private static CallerVerdict.Refused Unknown(string reason) => new(401, reason);

    private JsonWebToken? Parse(string text)
    {
        try
        {
            return _handler.CanReadToken(text) ? _handler.ReadJsonWebToken(text) : null;
        }
        catch (Exception e) when (e is ArgumentException or SecurityTokenException or JsonException or FormatException)
        {
            return null;
        }
    }

    /// <summary>From one bot to another: an Entra token whose caller is not its audience.</summary>
    private bool IsSkillToken(JsonWebToken token) =>
        Claim(token, "ver") is "1.0" or "2.0"
        && token.Audiences.FirstOrDefault() is { Length: > 0 } audience
        && audience != _options.ChannelIssuer
        && Caller(token) is { } caller
        && caller != audience;

    private async ValueTask<CallerVerdict> JudgeConnectorAsync(JsonWebToken token, CancellationToken cancel)
    {
        var (key, refusal) = await VerifyAsync(token, _channelKeys, [_options.ChannelIssuer], cancel);
        return refusal ?? (CallerVerdict)new CallerVerdict.Connector(Claim(token, "serviceurl"), Endorsements(key));
    }

    private async ValueTask<CallerVerdict> JudgeOurselvesAsync(JsonWebToken token, CancellationToken cancel)
    {
        var (_, refusal) = await VerifyAsync(token, _entraKeys, _entraIssuers, cancel);
        if (refusal is not null)
        {
            return refusal;
        }

        return Caller(token) == _options.MicrosoftAppId ? new CallerVerdict.Ourselves() : Unknown("the token's appid or azp is not this bot");
    }

    private async ValueTask<CallerVerdict> JudgeParentAsync(JsonWebToken token, CancellationToken cancel)
    {
        var (_, refusal) = await VerifyAsync(token, _entraKeys, _entraIssuers, cancel);
        if (refusal is not null)
        {
            return refusal;
        }

        var caller = Caller(token)!;
        return _options.AllowedCallers.Contains("*") || _options.AllowedCallers.Contains(caller, StringComparer.OrdinalIgnoreCase)
            ? new CallerVerdict.Parent(caller)
            : new CallerVerdict.Refused(403, "the calling bot is not in BotFramework:AllowedCallers");
    }

    /// <summary>Signature, issuer, audience and lifetime; once more with newer keys where the key was the trouble.</summary>
    private async ValueTask<(SecurityKey? Key, CallerVerdict.Refused? Refusal)> VerifyAsync(JsonWebToken token, SigningKeys source, IEnumerable<string> issuers, CancellationToken cancel)
    {
        var keys = await source.GetAsync(cancel);
        if (keys is null)
        {
            return (null, new(503, "the signing keys of the token's issuer cannot be fetched now"));
        }

        var parameters = Parameters(issuers);
        var result = await ValidateAsync(token, parameters, keys);
        if (result.Exception is SecurityTokenInvalidSignatureException && await source.NewerAsync(keys, cancel) is { } newer)
        {
            result = await ValidateAsync(token, parameters, newer);
        }

        return result.IsValid ? (result.SecurityToken.SigningKey, null) : (null, Unknown(Reason(result.Exception)));
    }

    private Task<TokenValidationResult> ValidateAsync(JsonWebToken token, TokenValidationParameters parameters, KeySet keys)
    {
        parameters.IssuerSigningKeys = keys.Keys;

        // Parsed anew: the handler notes the key on the token that it validated.
        return _handler.ValidateTokenAsync(token.EncodedToken, parameters);
    }

    private TokenValidationParameters Parameters(IEnumerable<string> issuers) => new()
    {
        ValidIssuers = issuers,
        ValidAudience = _options.MicrosoftAppId,
        ValidAlgorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512],
        RequireSignedTokens = true,
        LifetimeValidator = (notBefore, expires, _, _) => InLifetime(notBefore, expires),
    };

    private bool InLifetime(DateTime? notBefore, DateTime? expires)
    {
        var now = _clock.GetUtcNow().UtcDateTime;
        return expires is { } end && now - Skew < end && (notBefore is not { } start || start <= now + Skew);
    }

    private static string Reason(Exception? e) => e switch
    {
        SecurityTokenInvalidLifetimeException or SecurityTokenExpiredException or SecurityTokenNotYetValidException => "the token is expired, not yet valid, or without expiry",
        SecurityTokenInvalidIssuerException => "the token's issuer is not accepted",
        SecurityTokenInvalidAudienceException => "the token is for somebody else",
        SecurityTokenInvalidSignatureException => "the token's signature, key or algorithm is not accepted",
        _ => "the token is not accepted",
    };

    private static string? Caller(JsonWebToken token) => Claim(token, "ver") is "2.0" ? Claim(token, "azp") : Claim(token, "appid");

    private static string? Claim(JsonWebToken token, string name) => token.TryGetPayloadValue<string>(name, out var value) ? value : null;

    private static ImmutableArray<string> Endorsements(SecurityKey? key) =>
        key is JsonWebKey web && web.AdditionalData.TryGetValue("endorsements", out var value) && value is JsonElement { ValueKind: JsonValueKind.Array } list
            ? [.. list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)]
            : [];
}
