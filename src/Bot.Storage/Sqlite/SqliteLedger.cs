using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Bot.Core.Activities;
using Bot.Core.Audience;
using Bot.Core.Ports;
using Bot.Core.Turns;

namespace Bot.Storage.Sqlite;

/// <summary>Turns, in a SQLite file.</summary>
internal sealed class SqliteLedger(Writer writer, Readers readers) : ILedger
{
    public ValueTask<Snapshot> LoadAsync(ConversationKey conversation, MemberKey member, CancellationToken cancel) => new(readers.Read(reader =>
    {
        var (state, version) = reader.Conversation(conversation);
        return new Snapshot(state, version, reader.Profile(member));
    }));

    // A commit that waits is not given up half way: its end must be known, or the caller could not tell the platform.
    public ValueTask<CommitResult> CommitAsync(TurnCommit commit, CancellationToken cancel) => new(writer.Write(new CommitJob(commit)));

    public ValueTask<bool> IsOwnMessageAsync(ConversationKey conversation, string activityId, CancellationToken cancel) => new(readers.Read(reader =>
    {
        var find = reader["SELECT 1 FROM own o JOIN conversations c ON c.id = o.conversation WHERE c.channel = ?1 AND c.name = ?2 AND o.activity = ?3"]
            .Bind(1, conversation.Channel).Bind(2, conversation.Id).Bind(3, activityId);
        var found = find.Next();
        find.Reset();
        return found;
    }));

    public async ValueTask<ImmutableArray<DueWake>> DueAsync(DateTimeOffset now, int max, CancellationToken cancel)
    {
        // Looked at first: most of the time nothing is due, and taking a lease costs a flush.
        var at = now.Micros();
        var any = readers.Read(reader => Reader.List(reader[WakeRows.Due].Bind(1, at).Bind(2, 1), _ => true).Count > 0);
        return any ? await writer.Write(new WakeJob(at, max)).ConfigureAwait(false) : [];
    }

    public async ValueTask ChangeProfileAsync(MemberKey member, ImmutableArray<ProfileChange> changes, CancellationToken cancel) =>
        await writer.Write(new ProfileJob(member, changes)).ConfigureAwait(false);

    public async IAsyncEnumerable<(ConversationKey Conversation, ConversationState State)> HandedOffAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        var all = readers.Read(reader => Reader.List(
            reader["SELECT channel, name, state FROM conversations WHERE handed IS NOT NULL ORDER BY handed, id"],
            row => (new ConversationKey(row.Text(0), row.Text(1)), StateJson.Read<ConversationState>(row.Blob(2)))));
        foreach (var one in all)
        {
            cancel.ThrowIfCancellationRequested();
            yield return one;
        }

        await Task.CompletedTask.ConfigureAwait(false);
    }
}
