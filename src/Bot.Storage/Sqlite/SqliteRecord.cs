using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using Bot.Core.Activities;
using Bot.Core.Audience;
using Bot.Core.Interactions;
using Bot.Core.Ports;
using Bot.Core.Turns;

namespace Bot.Storage.Sqlite;

/// <summary>The record of interactions, in a SQLite file. The cursor is the row's number in the whole file.</summary>
internal sealed class SqliteRecord(Writer writer, Readers readers) : IRecord
{
    private const int Page = 256;
    private const string Times = "AND at >= ?2 AND at < ?3 ORDER BY id LIMIT ?4";
    private const string All = $"SELECT id, fact FROM interactions WHERE id > ?1 {Times}";
    private const string OfConversation = $"SELECT id, fact FROM interactions WHERE id > ?1 AND conversation = ?5 {Times}";
    private const string OfMember = $"SELECT id, fact FROM interactions WHERE id > ?1 AND member = ?6 {Times}";
    private const string OfBoth = $"SELECT id, fact FROM interactions WHERE id > ?1 AND conversation = ?5 AND member = ?6 {Times}";

    public async IAsyncEnumerable<RecordedInteraction> ReadAsync(InteractionQuery query, [EnumeratorCancellation] CancellationToken cancel)
    {
        var after = Cursor(query.After);
        var left = query.Limit;
        while (left > 0)
        {
            cancel.ThrowIfCancellationRequested();
            // Page by page: one long reading would hold the write-ahead log.
            var page = readers.Read(reader => ReadPage(reader, query, after));
            foreach (var (id, fact) in page)
            {
                after = id;
                if (query.Member is { } member && fact.Member != member)
                {
                    continue;
                }

                yield return new(id.ToString(CultureInfo.InvariantCulture), fact);
                if (--left == 0)
                {
                    yield break;
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
        var from = Cursor(after);
        return new(readers.Read(reader => Reader.List(
            reader["SELECT id, channel, name, profile FROM members WHERE id > ?1 ORDER BY id LIMIT ?2"].Bind(1, from).Bind(2, max),
            row => new RecordedMember(row.Long(0).ToString(CultureInfo.InvariantCulture), new(row.Text(1), row.Text(2)), StateJson.Read<Profile>(row.Blob(3))))).ToImmutableArray());
    }

    public ValueTask<long> EraseAsync(MemberKey member, CancellationToken cancel) => new(writer.Write(new EraseJob(member)));

    private static List<(long Id, Interaction Fact)> ReadPage(Reader reader, InteractionQuery query, long after)
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
            select.Bind(6, FactRows.Hash(member));
        }

        return Reader.List(select, row => (row.Long(0), StateJson.Read<Interaction>(row.Blob(1))));
    }

    private static long Cursor(string? after) =>
        after is null ? 0
        : long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id
        : throw new FormatException($"'{after}' is no cursor of this store: give back what an earlier page gave.");
}
