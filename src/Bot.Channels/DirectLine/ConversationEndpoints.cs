using System.Globalization;
using Bot.Core.Ports;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Bot.Channels.DirectLine;

/// <summary>Beginning a conversation and coming back to one.</summary>
internal sealed class ConversationEndpoints(
    Admission admission, TokenMint mint, TokenEndpoints tokens, Joining joining, Roster roster, IActivityLog log, IOptions<DirectLineOptions> options)
{
    public async Task<IResult> StartAsync(HttpContext context)
    {
        var (caller, refusal) = await admission.AdmitAsync(context.Request);
        if (refusal is not null)
        {
            return refusal;
        }

        var (json, broken) = await BodyReader.ReadObjectAsync(context.Request, options.Value.MaxActivityBytes, mayBeEmpty: true);
        if (broken is not null)
        {
            return broken;
        }

        if (TokenEndpoints.GrantIn(json!) is not { } asked)
        {
            return Refusal.BadArgument("Optional: user {id, name} of 1 to 128 characters, locale.");
        }

        // The token says who; only where it leaves that open, the client may, and never with a name that only tokens give.
        var grant = caller!.Grant ?? asked;
        if (grant.User is null && asked.User is { } user && !user.StartsWith("dl_", StringComparison.Ordinal))
        {
            grant = grant with { User = user, UserName = asked.UserName };
        }

        if (grant.User == options.Value.BotId)
        {
            return Refusal.Forbidden("That is the assistant's id.");
        }

        var before = await log.LengthAsync(Wire.Key(grant.Conversation), context.RequestAborted);
        var (_, began, failed) = await joining.JoinAsync(grant, BodyReader.Text(json, "locale"), context.RequestAborted);
        return failed ?? Answer(context, grant, before, began ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }

    public async Task<IResult> ReconnectAsync(HttpContext context, string conversation)
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

        var facts = await roster.OfAsync(conversation, context.RequestAborted);
        if (caller!.Grant is { } grant)
        {
            // Web Chat joins a running conversation this way, without starting it.
            (facts, _, var failed) = await joining.JoinAsync(grant, null, context.RequestAborted);
            if (failed is not null)
            {
                return failed;
            }
        }

        return facts.Started ? Answer(context, caller.Grant ?? new Grant(conversation), Math.Min(watermark ?? facts.Read, facts.Read), StatusCodes.Status200OK) : Refusal.NotFound;
    }

    private IResult Answer(HttpContext context, Grant grant, long watermark, int status)
    {
        var (token, expires) = tokens.TokenFor(grant);
        var ticket = mint.Make(grant, TokenUse.Stream, options.Value.StreamUrlLifetime);
        var address = PublicAddress.Of(context.Request, options.Value);
        var stream = string.Create(
            CultureInfo.InvariantCulture,
            $"ws{address[4..]}/v3/directline/conversations/{Uri.EscapeDataString(grant.Conversation)}/stream?watermark={watermark}&t={ticket}");
        return Results.Json(new { conversationId = grant.Conversation, token, expires_in = expires, streamUrl = stream }, statusCode: status);
    }
}
