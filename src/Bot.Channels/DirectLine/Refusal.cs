using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Bot.Channels.DirectLine;

/// <summary>A call that is refused: Direct Line's error body, and when to come back where that makes sense.</summary>
internal sealed record Refusal(int Status, string Code, string Message, TimeSpan? After = null) : IResult
{
    public static Refusal BadArgument(string message) => new(400, "BadArgument", message);

    public static Refusal NoCredentials { get; } = new(401, "Unauthorized", "Send the header 'Authorization: Bearer <token or secret>'.");

    public static Refusal InvalidToken { get; } = new(403, "InvalidToken", "The token or secret is not valid here.");

    public static Refusal TokenExpired { get; } = new(403, "TokenExpired", "The token has expired; get a new one.");

    public static Refusal Forbidden(string message) => new(403, "Forbidden", message);

    public static Refusal NotFound { get; } = new(404, "NotFound", "There is no such conversation or file.");

    public static Refusal TooLarge(long limit) =>
        new(413, "MessageSizeTooBig", string.Create(CultureInfo.InvariantCulture, $"At most {limit} bytes are taken."));

    public static Refusal TooMany(string message, TimeSpan after) => new(429, "TooManyRequests", message, after);

    public static Refusal Busy(TimeSpan after) => new(503, "ServiceUnavailable", "Too much at once in this conversation; try again.", after);

    public static Refusal BotError { get; } = new(502, "BotError", "The bot could not take the activity.");

    public static Refusal BotRejected { get; } = new(502, "BotRejectedActivity", "The bot does not handle this activity.");

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = Status;
        if (After is { } after)
        {
            var seconds = Math.Max(1, (int)Math.Ceiling(after.TotalSeconds));
            httpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        return httpContext.Response.WriteAsJsonAsync(new { error = new { code = Code, message = Message } });
    }
}
