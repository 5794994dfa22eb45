using System.Collections.Immutable;
using Bot.Core.Activities;
using Bot.Core.Ports;
using Bot.Core.Turns;

namespace Bot.Storage.Sqlite;

/// <summary>Messages on their way out, in a SQLite file. Settling shares the writer's batches with the turns.</summary>
internal sealed class SqliteOutbox(Writer writer, Readers readers, StoreSettings settings) : IOutbox
{
    // Only the first row of a conversation says whether it may go: what comes behind it waits with it.
    private const string Heads = """
        SELECT c.channel, c.name FROM (SELECT conversation, min(id) AS head FROM outbox GROUP BY conversation) h
        JOIN outbox o ON o.id = h.head JOIN conversations c ON c.id = h.conversation LEFT JOIN leases l ON l.conversation = h.conversation
        WHERE o.due <= ?1 AND (l.until IS NULL OR l.until <= ?1) ORDER BY o.due, o.id LIMIT ?2
        """;

    public TimeSpan Lease => settings.Lease;

    public ValueTask<ImmutableArray<OutboxRow>> TakeAsync(ConversationKey conversation, DateTimeOffset now, int max, CancellationToken cancel) =>
        new(writer.Write(new TakeJob(conversation, now.Micros(), max)));

    public async ValueTask StartAsync(ConversationKey conversation, string rowId, CancellationToken cancel) =>
        await writer.Write(new StartJob(conversation, rowId)).ConfigureAwait(false);

    public async ValueTask SettleAsync(ConversationKey conversation, string rowId, DeliveryResult result, DateTimeOffset? retryAt, DateTimeOffset now, CancellationToken cancel) =>
        await writer.Write(new SettleJob(conversation, rowId, result, retryAt?.Micros(), now.Micros())).ConfigureAwait(false);

    public async ValueTask<bool> SettleLastAsync(ConversationKey conversation, string rowId, DeliveryResult result, DateTimeOffset now, CancellationToken cancel) =>
        await writer.Write(new SettleLastJob(conversation, rowId, result, now.Micros())).ConfigureAwait(false);

    public async ValueTask ReleaseAsync(ConversationKey conversation, CancellationToken cancel) =>
        await writer.Write(new ReleaseJob(conversation)).ConfigureAwait(false);

    public ValueTask<ImmutableArray<ConversationKey>> WaitingAsync(DateTimeOffset now, int max, CancellationToken cancel) =>
        new(readers.Read(reader => Reader.List(reader[Heads].Bind(1, now.Micros()).Bind(2, max), row => new ConversationKey(row.Text(0), row.Text(1)))).ToImmutableArray());

    public ValueTask<long> CountAsync(CancellationToken cancel) => new(readers.Read(reader => reader.Count("SELECT count(*) FROM outbox")));

    public ValueTask<ImmutableArray<DeadLetter>> DeadLettersAsync(int max, CancellationToken cancel) => new(readers.Read(reader => Reader.List(
        reader["SELECT at, reason, letter FROM dead ORDER BY at DESC, id DESC LIMIT ?1"].Bind(1, max),
        row => new DeadLetter(StateJson.Read<OutboxRow>(row.Blob(2)), row.Text(1), Moments.At(row.Long(0))))).ToImmutableArray());
}
