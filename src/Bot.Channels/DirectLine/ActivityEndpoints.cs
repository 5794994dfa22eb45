using Bot.Core.Ports;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Bot.Channels.DirectLine;

/// <summary>Reading a conversation by watermark, and saying something in it.</summary>
internal sealed class ActivityEndpoints(Admission admission, Posting posting, Roster roster, IActivityLog log, IOptions<DirectLineOptions> options)
{
    private const int Page = 200;

    public async Task<IResult> ReadAsync(HttpContext context, string conversation)
    {
        var (caller, refusal) = await admission.AdmitAsync(context.Request, conversation);
        if (refusal is not null)
        {
            return refusal;
        }

        if (!Wire.TryWatermark(context.Request.Query["watermark"], out var watermark))
        {
            return Refusal.BadArgument("The watermark is not one that this server gave.");
        }

        var length = await log.LengthAsync(Wire.Key(conversation), context.RequestAborted);
        if (length == 0 && caller!.HasSecret)
        {
            return Refusal.NotFound;
        }

        // What is hidden still takes a place: an empty answer must mean that the end is reached.
        var from = Math.Min(watermark ?? 0, length);
        while (true)
        {
            var page = await log.ReadAsync(Wire.Key(conversation), from, Page, context.RequestAborted);
            from = page.IsEmpty ? from : page[^1].Sequence + 1;
            var visible = page.Where(entry => !Wire.IsHidden(entry)).Select(entry => entry.Json).ToList();
            if (visible.Count > 0 || page.Length < Page)
            {
                return Results.Bytes(Wire.Frame(visible, from), "application/json; charset=utf-8");
            }
        }
    }

    public async Task<IResult> PostAsync(HttpContext context, string conversation)
    {
        var (caller, refusal) = await admission.AdmitAsync(context.Request, conversation);
        if (refusal is not null)
        {
            return refusal;
        }

        if (!context.Request.HasJsonContentType())
        {
            return new Refusal(415, "UnsupportedMediaType", "Send the activity as application/json.");
        }

        var (json, broken) = await BodyReader.ReadObjectAsync(context.Request, options.Value.MaxActivityBytes, mayBeEmpty: false);
        return broken ?? await SayAsync(caller!, conversation, json!, null, context.RequestAborted);
    }

    /// <summary>Settles who speaks, and posts.</summary>
    public async Task<IResult> SayAsync(Caller caller, string conversation, System.Text.Json.Nodes.JsonObject json, string? userId, CancellationToken cancel)
    {
        var grant = caller.Grant ?? new Grant(conversation);
        if (caller.HasSecret && !(await roster.OfAsync(conversation, cancel)).Started)
        {
            return Refusal.NotFound;
        }

        if (grant.User is null)
        {
            if ((BodyReader.Text(json["from"], "id") ?? userId) is not { Length: > 0 and <= 128 } claimed)
            {
                return Refusal.BadArgument("'from.id' is missing: say who is speaking, with 1 to 128 characters.");
            }

            if (claimed.StartsWith("dl_", StringComparison.Ordinal) || claimed == options.Value.BotId)
            {
                return Refusal.Forbidden("This id can only be used with a token that is bound to it.");
            }

            grant = grant with { User = claimed };
        }

        var (id, refusal) = await posting.PostAsync(grant, json, cancel);
        return refusal ?? Results.Json(new { id });
    }
}
