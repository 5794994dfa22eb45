using System.Collections.Immutable;
using Bot.Core.Activities;
using Bot.Core.Ports;
using Bot.Core.Turns;
using Bot.Core.Understanding.Speaking;

namespace Bot.Storage.Sqlite.Speaking;

/// <summary>Labels in a SQLite file, each whole as JSON.</summary>
internal sealed class SqliteSpeakLabels(Writer writer, Readers readers) : ISpeakLabels
{
    public async ValueTask KeepAsync(ImmutableArray<SpeakLabel> labels, CancellationToken cancel) => await writer.Write(new KeepJob(labels)).ConfigureAwait(false);

    public ValueTask<ImmutableArray<SpeakLabel>> ListAsync(ConversationKey group, CancellationToken cancel) => new(readers.Read(reader =>
    {
        var all = ImmutableArray.CreateBuilder<SpeakLabel>();
        var read = reader["SELECT json FROM speak_labels WHERE channel = ?1 AND conversation = ?2 ORDER BY interaction"].Bind(1, group.Channel).Bind(2, group.Id);
        while (read.Next())
        {
            all.Add(StateJson.Read<SpeakLabel>(read.Blob(0)));
        }

        return all.DrainToImmutable();
    }));

    public ValueTask<ImmutableArray<SpeakGroup>> GroupsAsync(CancellationToken cancel) => new(readers.Read(reader =>
    {
        var all = ImmutableArray.CreateBuilder<SpeakGroup>();
        var read = reader["SELECT channel, conversation, count(*) FROM speak_labels GROUP BY channel, conversation ORDER BY channel, conversation"];
        while (read.Next())
        {
            all.Add(new SpeakGroup(new ConversationKey(read.Text(0), read.Text(1)), (int)read.Long(2)));
        }

        return all.DrainToImmutable();
    }));

    private sealed class KeepJob(ImmutableArray<SpeakLabel> labels) : WriteJob<bool>
    {
        private readonly (SpeakLabel Label, byte[] Json)[] _rows = [.. labels.Select(label => (label, StateJson.Write(label)))];

        protected override bool Write(WriteStatements statements, long now)
        {
            foreach (var (label, json) in _rows)
            {
                statements.SpeakLabels.Keep(label, json);
            }

            return true;
        }
    }
}

/// <summary>The writer's statements for labels.</summary>
internal sealed class SpeakLabelRows(SQLitePCL.sqlite3 db) : IDisposable
{
    private readonly Statement _keep = new(db, "INSERT OR REPLACE INTO speak_labels (channel, conversation, interaction, member, json) VALUES (?1, ?2, ?3, ?4, ?5)");
    private readonly Statement _erase = new(db, "DELETE FROM speak_labels WHERE channel = ?1 AND member = ?2");

    public void Keep(SpeakLabel label, byte[] json) =>
        _keep.Bind(1, label.Group.Channel).Bind(2, label.Group.Id).Bind(3, label.Interaction).Bind(4, label.Member.Id).Bind(5, json.AsSpan()).Run();

    // A member and the group they speak in are on one channel.
    public void Erase(MemberKey member) => _erase.Bind(1, member.Channel).Bind(2, member.Id).Run();

    public void Dispose()
    {
        _keep.Dispose();
        _erase.Dispose();
    }
}
