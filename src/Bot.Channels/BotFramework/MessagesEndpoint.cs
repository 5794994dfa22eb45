using System.Globalization;
using Bot.Channels.BotFramework.Inbound;
using Bot.Core.Activities;
using Bot.Core.Ports;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Bot.Channels.BotFramework;

/// <summary>
/// The door of the Bot Framework, <c>POST /api/messages</c>. In order: method, media type, caller, body, activity, the
/// caller's claims against the activity, and only then the assistant. A stranger's body is never parsed. It acknowledges
/// after <see cref="Receive"/> has returned: what is acknowledged is kept.
/// </summary>
public sealed partial class MessagesEndpoint(
    BotFrameworkOptions options,
    InboundAuthentication authentication,
    Receive receive,
    NewId newId,
    TimeProvider clock,
    ILogger<MessagesEndpoint> log)
{
    /// <summary>Handles one request, whatever its method.</summary>
    /// <param name="context">The request.</param>
    public async Task HandleAsync(HttpContext context)
    {
        try
        {
            await AnswerAsync(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            Aborted(log);
        }
        catch (BadHttpRequestException e)
        {
            await WireError.WriteAsync(context, e.StatusCode, "BadSyntax", "The request could not be read to its end.");
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            Failed(log, e);
            await WireError.WriteAsync(context, 500, "ServiceError", "The message could not be kept. Send it again.");
        }
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        if (!HttpMethods.IsPost(request.Method))
        {
            context.Response.Headers.Allow = "POST";
            await WireError.WriteAsync(context, 405, "MethodNotAllowed", "Activities are sent with POST.");
            return;
        }

        if (!options.LenientContentType && !RequestBody.IsJson(request.ContentType))
        {
            await WireError.WriteAsync(context, 415, "UnsupportedMediaType", "Send an activity as Content-Type: application/json.");
            return;
        }

        var caller = await authentication.JudgeAsync(Header(request), context.RequestAborted);
        if (caller is CallerVerdict.Anonymous && !options.AllowAnonymousRemote && !LocalCaller.Is(context))
        {
            caller = new CallerVerdict.Refused(403, "without MicrosoftAppId only callers on this machine are let in");
        }

        if (caller is CallerVerdict.Refused refused)
        {
            await RefuseAsync(context, refused);
            return;
        }

        if (await RequestBody.ReadAsync(context) is not { } body)
        {
            await WireError.WriteAsync(context, 413, "MessageSizeTooBig", "An activity is at most 262144 bytes.");
            return;
        }

        switch (ActivityReader.Read(body))
        {
            case ActivityReading.Refused bad:
                await WireError.WriteAsync(context, 400, bad.Code, bad.Message);
                break;
            case ActivityReading.Read read:
                await TakeAsync(context, caller, read.Activity, body);
                break;
        }
    }

    private async Task TakeAsync(HttpContext context, CallerVerdict caller, WireActivity wire, ReadOnlyMemory<byte> body)
    {
        if (Demands.Missing(wire) is { } missing)
        {
            await WireError.WriteAsync(context, 400, "MissingProperty", missing);
            return;
        }

        if (ClaimsAgainstActivity.Check(caller, wire.ChannelId!, wire.ServiceUrl, options) is { } refused)
        {
            await RefuseAsync(context, refused);
            return;
        }

        var parent = (caller as CallerVerdict.Parent)?.AppId;
        var route = new Route(parent is null ? BotFrameworkChannel.Name : ParentChannel.Name, wire.ServiceUrl ?? "", wire.Recipient ?? new("", IsBot: true), wire.TenantId, parent);
        var activity = wire.ToActivity(ActivityId.Of(wire, body, newId), new(wire.ChannelId!, wire.ConversationId!), wire.From!, route, clock.GetUtcNow());
        await AcknowledgeAsync(context, activity, await receive(activity, context.RequestAborted));
    }

    private static async Task AcknowledgeAsync(HttpContext context, Activity activity, Receipt receipt)
    {
        var response = context.Response;
        switch (receipt)
        {
            case Receipt.Kept kept when activity.DeliveryMode == DeliveryMode.ExpectReplies:
                response.ContentType = "application/json; charset=utf-8";
                var body = ActivityWriter.WriteReplies(kept.Replies.IsDefault ? [] : kept.Replies);
                response.ContentLength = body.Length;
                await response.Body.WriteAsync(body, context.RequestAborted);
                break;
            case Receipt.Kept:
                // An invoke's answer is its body, and none is the answer of one that was merely kept.
                response.StatusCode = activity.Type == ActivityType.Invoke ? 200 : 202;
                break;
            case Receipt.NotHandled when activity.Type == ActivityType.Invoke:
                await WireError.WriteAsync(context, 501, "NotImplemented", "This bot does not handle that invoke.");
                break;
            case Receipt.NotHandled:
                response.StatusCode = 202;
                break;
            case Receipt.Busy busy:
                response.Headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(busy.After.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
                await WireError.WriteAsync(context, 503, "ServiceUnavailable", "Too much waits in this conversation. Send the activity again later.");
                break;
        }
    }

    private async Task RefuseAsync(HttpContext context, CallerVerdict.Refused refused)
    {
        Refusing(log, refused.Status, refused.Reason);
        if (refused.Status == 401)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
        }
        else if (refused.Status == 503)
        {
            context.Response.Headers.RetryAfter = "5";
        }

        var code = refused.Status switch { 401 => "Unauthorized", 403 => "Forbidden", _ => "ServiceUnavailable" };
        await WireError.WriteAsync(context, refused.Status, code, refused.Reason);
    }

    /// <summary>Two Authorization headers become one value that no rule accepts.</summary>
    private static string? Header(HttpRequest request) => request.Headers.Authorization is { Count: > 0 } values ? values.ToString() : null;

    [LoggerMessage(1, LogLevel.Information, "Refused an activity with {Status}: {Reason}")]
    private static partial void Refusing(ILogger log, int status, string reason);

    [LoggerMessage(2, LogLevel.Debug, "The channel hung up before the activity was kept")]
    private static partial void Aborted(ILogger log);

    [LoggerMessage(3, LogLevel.Error, "An activity could not be kept")]
    private static partial void Failed(ILogger log, Exception e);
}
