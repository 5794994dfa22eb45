using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Bot.Channels.BotFramework;

/// <summary>Answers in the connector's error format: <c>{"error":{"code","message"}}</c>.</summary>
internal static class WireError
{
    public static async Task WriteAsync(HttpContext context, int status, string code, string message)
    {
        var response = context.Response;
        if (response.HasStarted)
        {
            return;
        }

        response.StatusCode = status;
        response.ContentType = "application/json; charset=utf-8";
        var body = JsonSerializer.SerializeToUtf8Bytes(new { error = new { code, message } });
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, CancellationToken.None);
    }
}
