using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Bot.Channels.DirectLine;

/// <summary>Tokens: made for the holder of the secret, renewed for the holder of a token.</summary>
internal sealed class TokenEndpoints(Admission admission, TokenMint mint, IOptions<DirectLineOptions> options, TimeProvider time)
{
    private readonly RateWindow rate = new(options.Value.TokensPerMinute, TimeSpan.FromMinutes(1), time);

    public async Task<IResult> GenerateAsync(HttpContext context)
    {
        var (caller, refusal) = await admission.AdmitAsync(context.Request);
        if (refusal is not null)
        {
            return refusal;
        }

        if (!caller!.HasSecret)
        {
            return Refusal.Forbidden("Tokens are generated with the secret; a token can only be refreshed.");
        }

        if (rate.Take(Address(context)) is { } wait)
        {
            return Refusal.TooMany("Too many tokens asked for.", wait);
        }

        var (json, broken) = await BodyReader.ReadObjectAsync(context.Request, options.Value.MaxActivityBytes, mayBeEmpty: true);
        return broken ?? (GrantIn(json!) is { } grant ? Give(grant) : Refusal.BadArgument(
            "Optional: user {id, name} of 1 to 128 characters, trustedOrigins (at most 20 origins), conversationId (1 to 128 letters, digits and -_.:@=+), isGroup, topic."));
    }

    public async Task<IResult> RefreshAsync(HttpContext context)
    {
        var (caller, refusal) = await admission.AdmitAsync(context.Request);
        return refusal ?? (caller!.Grant is not { } grant ? Refusal.Forbidden("Only a token can be refreshed.")
            : rate.Take(Address(context)) is { } wait ? Refusal.TooMany("Too many tokens asked for.", wait)
            : Give(grant));
    }

    /// <summary>The token for a grant, and its life in seconds.</summary>
    public (string Token, int ExpiresIn) TokenFor(Grant grant) =>
        (mint.Make(grant, TokenUse.Access, options.Value.TokenLifetime), (int)options.Value.TokenLifetime.TotalSeconds);

    /// <summary>Reads a token request; null when something in it cannot be.</summary>
    public static Grant? GrantIn(JsonObject json)
    {
        var conversation = BodyReader.Text(json, "conversationId");
        var user = BodyReader.Text(json["user"], "id");
        var origins = json["trustedOrigins"] is JsonArray listed ? listed.Select(origin => origin is JsonValue value && value.TryGetValue<string>(out var text) ? text : null).ToList() : [];
        if ((json["conversationId"] is not null && !IsConversationId(conversation))
            || (json["user"] is not null and not JsonObject)
            || user is { Length: 0 or > 128 }
            || BodyReader.Text(json["user"], "name") is { Length: > 128 }
            || BodyReader.Text(json, "topic") is { Length: > 128 }
            || origins.Count > 20 || origins.Any(origin => origin is null or { Length: 0 or > 256 }))
        {
            return null;
        }

        // Whoever names the conversation brings several people into it, unless they say that it is a direct one.
        bool? group = json["isGroup"] is JsonValue flag && flag.TryGetValue<bool>(out var said) ? said : conversation is null ? null : true;
        return new Grant(
            conversation ?? NewConversation(), user, BodyReader.Text(json["user"], "name"), group, BodyReader.Text(json, "topic"), [.. origins.OfType<string>()]);
    }

    /// <summary>An id that nobody can guess.</summary>
    public static string NewConversation() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12)) + "-q";

    private static bool IsConversationId(string? id) =>
        id is { Length: > 0 and <= 128 } && id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' or ':' or '@' or '=' or '+');

    private static string Address(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "";

    private IResult Give(Grant grant)
    {
        var (token, expires) = TokenFor(grant);
        return Results.Json(new { conversationId = grant.Conversation, token, expires_in = expires });
    }
}
