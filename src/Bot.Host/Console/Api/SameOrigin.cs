using Bot.Host.Console.Access;

namespace Bot.Host.Console.Api;

/// <summary>Whether a change that a browser sends comes from our own pages.</summary>
internal static class SameOrigin
{
    /// <summary>The header that carries a session's token.</summary>
    public const string Header = "X-Qunzhu-Csrf";

    private static readonly Refusal Foreign = new(403, "foreign_page", "这个请求不是从本站页面发出的，已拒绝", "The request did not come from a page of this service");
    private static readonly Refusal Missing = new(403, "csrf", "页面太旧或请求被伪造，请刷新页面再试", "The page is too old, or the request is forged: reload the page");

    /// <summary>True for what changes nothing.</summary>
    public static bool IsSafe(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method);

    /// <summary>Null when the browser says nothing against it; programs say nothing at all. An old browser sends no site, so its origin counts.</summary>
    public static Refusal? Foreignness(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        var origin = request.Headers.Origin.ToString();
        return (site.Length > 0 ? site == "same-origin" : origin.Length == 0 || IsOurs(origin, request.Host)) ? null : Foreign;
    }

    /// <summary>Null when a change carries its session's token, too.</summary>
    public static Refusal? Check(HttpRequest request, string expected, string? sent) =>
        Foreignness(request) ?? (sent is { Length: > 0 } && Kept.Same(sent, expected) ? null : Missing);

    // By host and port: a proxy that ends TLS leaves us another scheme than the browser sees.
    private static bool IsOurs(string origin, HostString host) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri)
        && string.Equals(uri.Host, host.Host, StringComparison.OrdinalIgnoreCase)
        && (host.Port is { } port ? port == uri.Port : uri.IsDefaultPort);
}
