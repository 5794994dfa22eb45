using System.Collections.Immutable;
using Bot.Channels.DirectLine;
using Bot.Core.Activities;
using Bot.Core.Interactions;
using Bot.Core.Ports;
using Bot.Core.Turns;

namespace Bot.Host.Demo;

/// <summary>Tells a visitor why the assistant spoke or stayed silent: the record of their own demo conversations, and of no other.</summary>
public sealed class DemoWhy(TokenMint mint, IRecord record)
{
    private const string Scheme = "Bearer ";

    private sealed record Fact(
        string Id,
        DateTimeOffset At,
        InteractionKind Kind,
        string ActivityId,
        string Member,
        string? Text,
        string? Reason,
        string? Template,
        string? Persona,
        string? PersonaBy,
        double? Score,
        ImmutableSortedDictionary<string, string> Data);

    /// <summary>Answers <c>GET /demo/why?conversation=…&amp;after=…</c> for the holder of that conversation's token.</summary>
    public async Task<IResult> AnswerAsync(HttpContext context)
    {
        var conversation = context.Request.Query["conversation"].ToString();
        var header = context.Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return Results.Json(new { error = new { code = "Unauthorized", message = "Send the conversation's token." } }, statusCode: 401);
        }

        if (!conversation.StartsWith(DemoVisits.Prefix, StringComparison.Ordinal)
            || await mint.ReadAsync(header[Scheme.Length..].Trim(), TokenUse.Access) is not TokenReading.Valid { Grant: var grant }
            || !string.Equals(grant.Conversation, conversation, StringComparison.Ordinal))
        {
            return Results.Json(new { error = new { code = "Forbidden", message = "The token is not for this demo conversation, or too old." } }, statusCode: 403);
        }

        var after = context.Request.Query["after"].ToString();
        var query = new InteractionQuery(new ConversationKey("directline", conversation), Limit: 500, After: after.Length > 0 ? after : null);
        var facts = new List<Fact>();
        string? cursor = null;
        try
        {
            await foreach (var (at, fact) in record.ReadAsync(query, context.RequestAborted))
            {
                cursor = at;
                facts.Add(Shown(fact));
            }
        }
        catch (FormatException)
        {
            return Results.Json(new { error = new { code = "BadArgument", message = "after is not a cursor that an earlier answer gave." } }, statusCode: 400);
        }

        return Results.Json(new { facts, after = cursor ?? (after.Length > 0 ? after : null) }, StateJson.Options);
    }

    // What went to a direct message stands in the group's record too: its words are for that member's eyes.
    private static Fact Shown(Interaction fact) => new(
        fact.Id, fact.At, fact.Kind, fact.ActivityId, fact.Member.Id, fact.Data.ContainsKey("to") ? null : fact.Text, fact.Reason, fact.Template, fact.Persona, fact.PersonaBy, fact.Score, fact.Data);
}
