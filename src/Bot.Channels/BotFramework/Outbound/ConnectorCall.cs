using System.Net;
using System.Net.Http.Headers;

namespace Bot.Channels.BotFramework.Outbound;

/// <summary>
/// Makes one call to a connector and says what became of it. The policy: 429 and 412 are certain not to have been done, as
/// is a connection that never came about: try again, after Retry-After where given. 408, 5xx, a time-out and a broken
/// answer may have been done: unsure, because the protocol has no idempotency key. Other 4xx and redirects: no. On 401 the
/// token is fetched anew, once. Nothing is tried again in here beyond that: the outbox does, in the conversation's order.
/// </summary>
internal sealed class ConnectorCall(HttpMessageInvoker http, OutboundTokens tokens, BotFrameworkOptions options, TimeProvider clock)
{
    /// <summary>More than any member list; a longer answer is cut off and its call unsure.</summary>
    private const int LongestAnswer = 4 * 1024 * 1024;

    private const int ShortAnswer = 16 * 1024;

    /// <summary>Calls and returns the body of a 2xx; with a token for the connector of our cloud, or for the parent bot whose app id is given.</summary>
    public async ValueTask<Called<byte[]>> SendAsync(HttpMethod method, Uri? address, byte[]? body, CancellationToken cancel, string? audience = null)
    {
        if (address is null)
        {
            return new Called<byte[]>.No(0, "the service address or an id cannot be put into a path");
        }

        if (ServiceAddress.Objection(address, options) is { } objection)
        {
            return new Called<byte[]>.No(0, objection);
        }

        if (!options.AuthenticationOn)
        {
            return await OnceAsync(method, address, body, null, cancel);
        }

        var token = await tokens.GetAsync(stale: null, cancel, audience);
        if (token.Value is null)
        {
            return new Called<byte[]>.NotNow(token.RetryAfter, token.Reason);
        }

        var called = await OnceAsync(method, address, body, token.Value, cancel);
        if (called is not Called<byte[]>.No { Status: 401 })
        {
            return called;
        }

        var newer = await tokens.GetAsync(stale: token.Value, cancel, audience);
        return newer.Value is null || newer.Value == token.Value ? called : await OnceAsync(method, address, body, newer.Value, cancel);
    }

    private async ValueTask<Called<byte[]>> OnceAsync(HttpMethod method, Uri address, byte[]? body, string? token, CancellationToken cancel)
    {
        using var patience = new CancellationTokenSource(options.ConnectorTimeout, clock);
        using var linked = cancel.CanBeCanceled ? CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancel) : null;
        var either = linked?.Token ?? patience.Token;
        using var request = new HttpRequestMessage(method, address);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json; charset=utf-8");
        }

        request.Headers.TryAddWithoutValidation("Accept", "application/json");
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        try
        {
            using var response = await http.SendAsync(request, either);
            return await JudgeAsync(response, either);
        }
        catch (HttpRequestException e) when (e.InnerException is BlockedAddressException)
        {
            return new Called<byte[]>.No(0, "the service address resolves to a private address");
        }
        catch (HttpRequestException e) when (e.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError)
        {
            return new Called<byte[]>.NotNow(null, "no connection");
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return new Called<byte[]>.Unsure("the connection broke off");
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new Called<byte[]>.Unsure("no answer in time");
        }
    }

    private async ValueTask<Called<byte[]>> JudgeAsync(HttpResponseMessage response, CancellationToken cancel)
    {
        var status = (int)response.StatusCode;
        return status switch
        {
            >= 200 and < 300 => await BodyAsync(response, cancel),
            429 or 412 => new Called<byte[]>.NotNow(RetryAfter(response), $"status {status}"),
            408 or >= 500 => new Called<byte[]>.Unsure($"status {status}"),
            >= 300 and < 400 => new Called<byte[]>.No(status, $"a redirect, which is not followed (status {status})"),
            _ => new Called<byte[]>.No(status, $"status {status}"),
        };
    }

    /// <summary>Seconds or a date; a date that has passed means at once, and nobody waits more than a day.</summary>
    private TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        var header = response.Headers.RetryAfter;
        var after = header?.Delta ?? (header?.Date - clock.GetUtcNow());
        return after is { } time ? TimeSpan.FromTicks(Math.Clamp(time.Ticks, 0, TimeSpan.TicksPerDay)) : null;
    }

    private static async ValueTask<Called<byte[]>> BodyAsync(HttpResponseMessage response, CancellationToken cancel)
    {
        if (response.StatusCode == HttpStatusCode.NoContent)
        {
            return new Called<byte[]>.Ok([]);
        }

        if (response.Content.Headers.ContentLength <= ShortAnswer)
        {
            return new Called<byte[]>.Ok(await response.Content.ReadAsByteArrayAsync(cancel));
        }

        await using var stream = await response.Content.ReadAsStreamAsync(cancel);
        using var kept = new MemoryStream();
        var buffer = new byte[8192];
        for (int read; (read = await stream.ReadAsync(buffer, cancel)) > 0;)
        {
            if (kept.Length + read > LongestAnswer)
            {
                return new Called<byte[]>.Unsure("the answer is too long");
            }

            kept.Write(buffer, 0, read);
        }

        return new Called<byte[]>.Ok(kept.ToArray());
    }
}
