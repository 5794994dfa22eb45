using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Bot.Core.Activities;
using Bot.Core.Interactions;
using Bot.Core.Ports;

namespace Bot.Host.Operators;

/// <summary>
/// Reads the record: <c>GET /api/interactions?conversation=…&amp;member=…&amp;channel=…&amp;from=…&amp;to=…&amp;limit=…&amp;after=…</c>.
/// With <c>channel</c> an index answers; without it ids are looked for on every channel.
/// </summary>
internal static class InteractionRoutes
{
    private const int MaxPage = 10_000;
    private const int Scan = 5_000;

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/interactions", ReadAsync);

    private static async Task<IResult> ReadAsync(HttpContext context, IRecord record, CancellationToken cancel)
    {
        if (Query(context.Request.Query, out var query) is { } wrong)
        {
            return Results.Problem(statusCode: 400, title: wrong);
        }

        if (context.Request.Headers.Accept.ToString().Contains("ndjson", StringComparison.OrdinalIgnoreCase))
        {
            return Results.Stream(stream => WriteLinesAsync(stream, record, query, cancel), "application/x-ndjson");
        }

        var items = new List<Interaction>();
        string? last = null;
        await foreach (var entry in FindAsync(record, query, cancel).ConfigureAwait(false))
        {
            items.Add(entry.Interaction);
            last = entry.Cursor;
        }

        return Results.Json(new { items, next = items.Count == query.Limit ? last : null }, ApiJson.Options);
    }

    /// <summary>What the query asks for; an id without its channel is compared as the record is read.</summary>
    internal static async IAsyncEnumerable<RecordedInteraction> FindAsync(IRecord record, InteractionQuery query, [EnumeratorCancellation] CancellationToken cancel)
    {
        var anywhere = query with
        {
            Conversation = query.Conversation is { Channel: "" } ? null : query.Conversation,
            Member = query.Member is { Channel: "" } ? null : query.Member,
            Limit = Scan,
        };
        if (anywhere.Conversation == query.Conversation && anywhere.Member == query.Member)
        {
            anywhere = query;
        }

        var left = query.Limit;
        for (var more = true; more && left > 0;)
        {
            var read = 0;
            await foreach (var entry in record.ReadAsync(anywhere, cancel).ConfigureAwait(false))
            {
                read++;
                anywhere = anywhere with { After = entry.Cursor };
                if (left > 0 && Fits(entry.Interaction, query))
                {
                    left--;
                    yield return entry;
                }
            }

            more = read == anywhere.Limit && anywhere.Limit == Scan;
        }
    }

    private static bool Fits(Interaction fact, InteractionQuery query) =>
        (query.Conversation is not { Channel: "" } || string.Equals(fact.Conversation.Id, query.Conversation.Id, StringComparison.Ordinal))
        && (query.Member is not { Channel: "" } || string.Equals(fact.Member.Id, query.Member.Id, StringComparison.Ordinal));

    private static async Task WriteLinesAsync(Stream stream, IRecord record, InteractionQuery query, CancellationToken cancel)
    {
        await foreach (var entry in FindAsync(record, query, cancel).ConfigureAwait(false))
        {
            await JsonSerializer.SerializeAsync(stream, entry.Interaction, ApiJson.Options, cancel).ConfigureAwait(false);
            await stream.WriteAsync("\n"u8.ToArray(), cancel).ConfigureAwait(false);
        }
    }

    private static string? Query(IQueryCollection values, out InteractionQuery query)
    {
        query = new InteractionQuery();
        if (!Time(values["from"], out var from) || !Time(values["to"], out var to))
        {
            return "from 和 to 要写成 ISO 8601 时间，例如 2026-11-22T08:00:00Z / from and to are ISO 8601 times";
        }

        var limit = 1000;
        if (values["limit"].ToString() is { Length: > 0 } asked && (!int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit is < 1 or > MaxPage))
        {
            return $"limit 要在 1 到 {MaxPage} 之间 / limit must lie between 1 and {MaxPage}";
        }

        var channel = values["channel"].ToString();
        query = new InteractionQuery(
            values["conversation"].ToString() is { Length: > 0 } conversation ? new ConversationKey(channel, conversation) : null,
            values["member"].ToString() is { Length: > 0 } member ? new MemberKey(channel, member) : null,
            from,
            to,
            limit,
            values["after"].ToString() is { Length: > 0 } after ? after : null);
        return null;
    }

    private static bool Time(string? text, out DateTimeOffset? time)
    {
        time = null;
        if (string.IsNullOrEmpty(text))
        {
            return true;
        }

        var read = DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var value);
        time = read ? value : null;
        return read;
    }
}
