using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;

namespace Bot.Channels.DirectLine;

/// <summary>Whoever calls: the holder of the secret, or of a token.</summary>
/// <param name="Grant">What the token allows; null for the secret.</param>
internal sealed record Caller(Grant? Grant)
{
    public bool HasSecret => Grant is null;
}

/// <summary>Lets a call in, or says why not.</summary>
internal sealed class Admission(TokenMint mint)
{
    private const string Scheme = "Bearer ";

    /// <summary>Checks secret or token, the token's origins and, when given, its conversation.</summary>
    public async ValueTask<(Caller? Caller, Refusal? Refusal)> AdmitAsync(HttpRequest request, string? conversation = null)
    {
        var header = request.Headers.Authorization.ToString();
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) || header.Length == Scheme.Length)
        {
            return (null, Refusal.NoCredentials);
        }

        var credential = header[Scheme.Length..].Trim();
        if (mint.IsSecret(credential))
        {
            return (new Caller(null), null);
        }

        var (grant, refusal) = await ReadAsync(request, credential, TokenUse.Access);
        return grant is null ? (null, refusal)
            : conversation is not null && !string.Equals(conversation, grant.Conversation, StringComparison.Ordinal)
                ? (null, Refusal.Forbidden("The token is for another conversation."))
                : (new Caller(grant), null);
    }

    /// <summary>Reads a token of any use and checks the origin that it is bound to.</summary>
    public async ValueTask<(Grant? Grant, Refusal? Refusal)> ReadAsync(HttpRequest request, string token, TokenUse use) =>
        await mint.ReadAsync(token, use) switch
        {
            TokenReading.Valid valid when !Trusted(request, valid.Grant.Origins) => (null, Refusal.Forbidden("The token is bound to other origins.")),
            TokenReading.Valid valid => (valid.Grant, null),
            TokenReading.Expired => (null, Refusal.TokenExpired),
            _ => (null, Refusal.InvalidToken),
        };

    // Only browsers send an Origin; a server that holds the token is no web page that lured somebody.
    private static bool Trusted(HttpRequest request, ImmutableArray<string> origins) =>
        origins.IsDefaultOrEmpty || request.Headers.Origin.Count == 0 || origins.Contains(request.Headers.Origin.ToString(), StringComparer.OrdinalIgnoreCase);
}
