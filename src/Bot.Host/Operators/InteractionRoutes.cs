using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Bot.Core.Activities;
using Bot.Core.Interactions;
using Bot.Core.Ports;
using Bot.Host.Console.Api;

namespace Bot.Host.Operators;

/// <summary>
/// Reads the record: <c>GET /api/interactions?conversation=…&amp;member=…&amp;channel=…&amp;from=…&amp;to=…&amp;kind=…&amp;counted=…&amp;order=…&amp;limit=…&amp;after=…</c>.
/// With <c>channel</c> an index answers; without it ids are looked for on every channel. <c>counted</c>, once or several times, gives
/// the facts that count under a name of <see cref="FactTally"/>, those behind a figure of a dashboard, the latest first. So come all lists of
/// days without a conversation or a member, and with <c>order=newest</c> the whole record; without both it comes as it was written, so that who
/// follows it with <c>after</c> meets what is new. A page ends when it is full or when much was looked at: with <c>next</c> there may be more,
/// however few it holds.
/// </summary>
internal static class InteractionRoutes
{
    private const int MaxPage = 10_000;
    private const int Chunk = 5_000;
    private const int Scan = 10_000;
    private const int MostNames = 100;

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/interactions", ReadAsync);

    private static async Task<IResult> ReadAsync(HttpContext context, IRecord record, CountedFacts counted, RecentFacts recent, TimeProvider clock, CancellationToken cancel)
    {
        if (Query(context.Request.Query, out var query) is { } wrong)
        {
            return Results.Problem(statusCode: 400, title: wrong);
        }

        if (Filter(context.Request.Query, out var filter, out var names) is { } unknown)
        {
            return Results.Problem(statusCode: 400, title: unknown);
        }

        var lines = context.Request.Headers.Accept.ToString().Contains("ndjson", StringComparison.OrdinalIgnoreCase);
        // Who takes a file wants it whole.
        var most = lines || Csv.Wanted(context.Request) ? int.MaxValue : Scan;
        if (!lines && Recent(context.Request.Query, query, filter, names, most) is { } wanted)
        {
            if (wanted.Kind is { } one && FactNames.Of(one) is { IsEmpty: false } all && query.From is not null)
            {
                // The counts know each of them.
                (names, wanted) = (all, wanted with { Kind = null });
            }
            else
            {
                var (some, next) = await recent.ReadAsync(wanted, cancel).ConfigureAwait(false);
                return Results.Json(new { items = some, next }, ApiJson.Options);
            }
        }

        var further = query.After?.Contains('_', StringComparison.Ordinal);
        if (names.Length > 0 && query.Member is null && !lines && further != false && Ask(query, filter, names, most, clock.GetUtcNow()) is { } ask)
        {
            var page = await counted.ReadAsync(ask, cancel).ConfigureAwait(false);
            // A conversation that no counts know by its name is a direct one.
            if (page.Counted || query.Conversation is null || further == true)
            {
                return Results.Json(new { items = page.Items, next = page.Next }, ApiJson.Options);
            }
        }

        if (lines)
        {
            return Results.Stream(stream => WriteLinesAsync(stream, record, query, filter, cancel), "application/x-ndjson");
        }

        var (items, last, progress) = (new List<Interaction>(), default(string), new Progress(most));
        await foreach (var entry in FindAsync(record, query, filter, progress, cancel).ConfigureAwait(false))
        {
            items.Add(entry.Interaction);
            last = entry.Cursor;
        }

        return Results.Json(new { items, next = items.Count == query.Limit ? last : progress.Stopped }, ApiJson.Options);
    }

    /// <summary>What the query asks for.</summary>
    internal static IAsyncEnumerable<RecordedInteraction> FindAsync(IRecord record, InteractionQuery query, CancellationToken cancel) => FindAsync(record, query, null, new(int.MaxValue), cancel);

    // The record by days, or the last of it: what neither an id nor a name of the counts leads to.
    private static RecentAsk? Recent(IQueryCollection values, InteractionQuery query, Predicate<Interaction>? filter, ImmutableArray<string> names, int most)
    {
        var newest = values["order"] == "newest";
        if (query.Conversation is not null || query.Member is not null || names.Length > 0 || !(newest || query.From is not null || query.To is not null)
            || (query.After is { } after && !after.Contains('_', StringComparison.Ordinal)))
        {
            return null;
        }

        InteractionKind? kind = Enum.TryParse<InteractionKind>(values["kind"].ToString(), ignoreCase: true, out var known) ? known : null;
        return new(
            query.From is { } from ? FactTally.DayOf(from) : null, query.To is { } to ? FactTally.DayOf(to.AddTicks(-1)) : null, kind,
            Within(query, filter), query.Limit, most, query.After);
    }

    private static Predicate<Interaction> Within(InteractionQuery query, Predicate<Interaction>? filter) =>
        fact => filter?.Invoke(fact) != false && (query.From is not { } begin || fact.At >= begin) && (query.To is not { } end || fact.At < end);

    private static CountedAsk? Ask(InteractionQuery query, Predicate<Interaction>? filter, ImmutableArray<string> names, int most, DateTimeOffset now)
    {
        // Counts reach so far back.
        var last = FactTally.DayOf(query.To is { } to ? to.AddTicks(-1) : now.AddDays(1));
        var first = query.From is { } from ? FactTally.DayOf(from) : last.AddDays(1 - ActiveDays.Far);
        return last.DayNumber - first.DayNumber > ActiveDays.Far ? null : new(
            first, last, names,
            place => query.Conversation is not { } key || (place.Group?.Id == key.Id && (key.Channel.Length == 0 || key.Channel == place.Channel)),
            Within(query, filter),
            query.Limit, most, query.After);
    }

    // How much was read, and where it was enough.
    private sealed class Progress(int most)
    {
        private int _read;

        public string? Stopped { get; private set; }

        public bool Enough(string cursor)
        {
            Stopped = ++_read >= most ? cursor : null;
            return Stopped is not null;
        }
    }

    // What the query asks for; an id without its channel, and what else no index knows, is compared as the record is read.
    private static async IAsyncEnumerable<RecordedInteraction> FindAsync(IRecord record, InteractionQuery query, Predicate<Interaction>? filter, Progress progress, [EnumeratorCancellation] CancellationToken cancel)
    {
        var anywhere = query with
        {
            Conversation = query.Conversation is { Channel: "" } ? null : query.Conversation,
            Member = query.Member is { Channel: "" } ? null : query.Member,
            Limit = Chunk,
        };
        if (anywhere.Conversation == query.Conversation && anywhere.Member == query.Member && filter is null)
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
                if (left > 0 && Fits(entry.Interaction, query) && filter?.Invoke(entry.Interaction) != false)
                {
                    left--;
                    yield return entry;
                }

                if (progress.Enough(entry.Cursor))
                {
                    yield break;
                }
            }

            more = read == anywhere.Limit && anywhere.Limit == Chunk;
        }
    }

    private static bool Fits(Interaction fact, InteractionQuery query) =>
        (query.Conversation is not { Channel: "" } || string.Equals(fact.Conversation.Id, query.Conversation.Id, StringComparison.Ordinal))
        && (query.Member is not { Channel: "" } || string.Equals(fact.Member.Id, query.Member.Id, StringComparison.Ordinal));

    private static async Task WriteLinesAsync(Stream stream, IRecord record, InteractionQuery query, Predicate<Interaction>? filter, CancellationToken cancel)
    {
        await foreach (var entry in FindAsync(record, query, filter, new(int.MaxValue), cancel).ConfigureAwait(false))
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

    private static string? Filter(IQueryCollection values, out Predicate<Interaction>? filter, out ImmutableArray<string> counted)
    {
        (filter, counted) = (null, []);
        // With an id beside it, the query has it already.
        var channel = values["conversation"].Count + values["member"].Count > 0 ? "" : values["channel"].ToString();
        var (kind, names) = (default(InteractionKind?), values["counted"].OfType<string>().Where(name => name.Length > 0).Distinct(StringComparer.Ordinal).ToImmutableArray());
        if (values["kind"].ToString() is { Length: > 0 } asked)
        {
            if (!Enum.TryParse<InteractionKind>(asked, ignoreCase: true, out var known) || !Enum.IsDefined(known))
            {
                return $"kind 是 {string.Join('、', Enum.GetNames<InteractionKind>())} 之一 / kind is one of {string.Join(", ", Enum.GetNames<InteractionKind>())}";
            }

            kind = known;
        }

        if (names.Length > MostNames)
        {
            return $"counted 最多写 {MostNames} 个 / counted may stand {MostNames} times at most";
        }

        if (kind is not null || names.Length > 0 || channel.Length > 0)
        {
            filter = fact => (kind is null || fact.Kind == kind) && (channel.Length == 0 || fact.Conversation.Channel == channel) && (names.Length == 0 || FactNames.Weight(fact, names) > 0);
        }

        counted = names;

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
