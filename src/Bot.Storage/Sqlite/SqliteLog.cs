using System.Collections.Immutable;
using Bot.Core.Activities;
using Bot.Core.Ports;

namespace Bot.Storage.Sqlite;

/// <summary>The activity log, in a SQLite file.</summary>
internal sealed class SqliteLog(Writer writer, Readers readers) : IActivityLog
{
    private const string From = $"SELECT {LogRows.Columns} FROM log WHERE conversation = ?1 AND place >= ?2 ORDER BY place LIMIT ?3";

    public ValueTask<(LoggedActivity Entry, bool Appended)> AppendAsync(ConversationKey conversation, string onceKey, string memberId, Func<long, (string Id, ReadOnlyMemory<byte> Json)> json, CancellationToken cancel) =>
        new(writer.Write(new AppendJob(conversation, onceKey, memberId, json)));

    public ValueTask<ImmutableArray<LoggedActivity>> ReadAsync(ConversationKey conversation, long from, int max, CancellationToken cancel) => new(readers.Read(reader =>
        reader.ConversationId(conversation) is { } id
            ? Reader.List(reader[From].Bind(1, id).Bind(2, from).Bind(3, max), LogRows.Read).ToImmutableArray()
            : []));

    public ValueTask<long> LengthAsync(ConversationKey conversation, CancellationToken cancel) => new(readers.Read(reader =>
    {
        if (reader.ConversationId(conversation) is not { } id)
        {
            return 0;
        }

        var length = reader["SELECT coalesce(max(place) + 1, 0) FROM log WHERE conversation = ?1"].Bind(1, id);
        length.Next();
        var found = length.Long(0);
        length.Reset();
        return found;
    }));
}
