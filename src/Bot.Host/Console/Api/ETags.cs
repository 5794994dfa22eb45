using System.Globalization;
using Bot.Host.Console.Access;

namespace Bot.Host.Console.Api;

/// <summary>Versions as ETags, <c>"v3"</c>: what was read, and what a change expects.</summary>
public static class ETags
{
    /// <summary>A version as an ETag.</summary>
    public static string Of(long version) => string.Create(CultureInfo.InvariantCulture, $"\"v{version}\"");

    /// <summary>Says on the answer at which version it is.</summary>
    public static void Set(HttpContext context, long version) => context.Response.Headers.ETag = Of(version);

    /// <summary>The version that the request expects.</summary>
    /// <returns>Null without <c>If-Match</c>; 0 for <c>*</c> (nothing there yet, as the plan has it); or what is wrong.</returns>
    public static (long? Version, Refusal? Wrong) Expected(HttpContext context)
    {
        var text = context.Request.Headers.IfMatch.ToString();
        return text.Length == 0 ? (null, null)
            : text == "*" ? (0, null)
            : text.Length > 3 && text.StartsWith("\"v", StringComparison.Ordinal) && text.EndsWith('"') && long.TryParse(text.AsSpan(2, text.Length - 3), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? (version, null)
            : (null, new Refusal(400, "etag_wrong", "If-Match 要写之前读到的 ETag，例如 \"v3\"", "If-Match is an ETag that was read before, as in \"v3\""));
    }
}
