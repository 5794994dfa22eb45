using Microsoft.AspNetCore.Http;

namespace Bot.Channels.DirectLine;

/// <summary>The address under which clients reach us.</summary>
internal static class PublicAddress
{
    /// <summary><c>http://host:port</c> without a slash at its end; as configured, else as this request came in.</summary>
    public static string Of(HttpRequest request, DirectLineOptions options) =>
        options.PublicUrl?.TrimEnd('/') ?? $"{request.Scheme}://{request.Host}{request.PathBase}";
}
