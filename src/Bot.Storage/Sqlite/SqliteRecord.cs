using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using Bot.Core.Activities;
using Bot.Core.Audience;
using Bot.Core.Interactions;
using Bot.Core.Ports;
using Bot.Core.Turns;

namespace Bot.Storage.Sqlite;

/// <summary>The record of interactions, in a SQLite file. The cursor is the row's number in the whole file, and within a row of several facts the place of one that is not the last.</summary>
internal sealed class SqliteRecord(Writer writer, Readers readers) : IRecord
{
    private const int Page = 256;
    private const string Times = "AND at >= ?2 AND at < ?3 ORDER BY id LIMIT ?4";
    private const string All = $"SELECT id, fact FROM interactions WHERE id > ?1 {Times}";
    private const string OfConversation = $"SELECT id, fact FROM interactions WHERE id > ?1 AND conversation = ?5 {Times}";
    private const string OfMember = $"SELECT id, fact FROM interactions WHERE id > ?1 AND member = ?6 {Times}";
    private const string OfBoth = $"SELECT id, fact FROM interactions WHERE id > ?1 AND conversation = ?5 AND member = ?6 {Times}";

    private readonly DayRows _days = new(readers);

    public ValueTask<DayStretch> OfDayAsync(DayQuery query, CancellationToken cancel) => new(_days.Read(query, cancel));

    public async IAsyncEnumerable<RecordedInteraction> ReadAsync(InteractionQuery query, [EnumeratorCancellation] CancellationToken cancel)
    {
        var (begun, next) = Cursor(query.After);
        var after = next > 0 ? begun - 1 : begun;
        var left = query.Limit;
        while (left > 0)
        {
            cancel.ThrowIfCancellationRequested();
            // Page by page: one long reading would hold the write-ahead log.
            var page = readers.Read(reader => ReadPage(reader, query, after));
            foreach (var (id, facts) in page)
            {
                after = id;
                if (query.Member is { } member && facts[0].Member != member)
                {
                    continue;
                }

                for (var place = id == begun ? next : 0; place < facts.Length; place++)
                {
                    yield return new(Cursor(id, place, facts.Length), facts[place]);
                    if (--left == 0)
                    {
                        yield break;
                    }
                }
            }

            if (page.Count < Page)
            {
                yield break;
            }

            await Task.Yield();
        }
    }

    public ValueTask<Profile> ProfileAsync(MemberKey member, CancellationToken cancel) => new(readers.Read(reader => reader.Profile(member)));

    public ValueTask<ImmutableArray<RecordedMember>> MembersAsync(string? after, int max, CancellationToken cancel)
    {
        var (from, _) = Cursor(after);
        return new(readers.Read(reader => Reader.List(
            reader["SELECT id, channel, name, profile FROM members WHERE id > ?1 ORDER BY id LIMIT ?2"].Bind(1, from).Bind(2, max),
            row => new RecordedMember(row.Long(0).ToString(CultureInfo.InvariantCulture), new(row.Text(1), row.Text(2)), StateJson.Read<Profile>(row.Blob(3))))).ToImmutableArray());
    }

    public ValueTask<long> EraseAsync(MemberKey member, CancellationToken cancel) => new(writer.Write(new EraseJob(member)));

    private static List<(long Id, Interaction[] Facts)> ReadPage(Reader reader, InteractionQuery query, long after)
    {
        long? conversation = null;
        if (query.Conversation is { } key && (conversation = reader.ConversationId(key)) is null)
        {
            return [];
        }

        var sql = (conversation, query.Member) switch
        {
            (null, null) => All,
            (not null, null) => OfConversation,
            (null, not null) => OfMember,
            _ => OfBoth,
        };
        var select = reader[sql].Bind(1, after).Bind(2, query.From?.Micros() ?? long.MinValue).Bind(3, query.To?.Micros() ?? long.MaxValue).Bind(4, Page);
        if (conversation is { } id)
        {
            select.Bind(5, id);
        }

        if (query.Member is { } member)
        {
            select.Bind(6, PackedFacts.Hash(member));
        }

        return Reader.List(select, row => (row.Long(0), PackedFacts.Read(row.Blob(1))));
    }

    private static string Cursor(long id, int place, int facts) => place == facts - 1
        ? id.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{id}.{place}");

    // Which row was read last, and from which of its facts on it was not; 0 when it was read whole.
    private static (long Row, int Next) Cursor(string? after)
    {
        if (after is null)
        {
            return (0, 0);
        }

        var dot = after.IndexOf('.', StringComparison.Ordinal);
        var place = -1;
        return long.TryParse(dot < 0 ? after : after.AsSpan(0, dot), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            && (dot < 0 || int.TryParse(after.AsSpan(dot + 1), NumberStyles.None, CultureInfo.InvariantCulture, out place))
            ? (id, place + 1)
            : throw new FormatException($"'{after}' is no cursor of this store: give back what an earlier page gave.");
    }
}
