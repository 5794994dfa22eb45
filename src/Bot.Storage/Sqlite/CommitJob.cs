using Bot.Core.Interactions;
using Bot.Core.Ports;
using Bot.Core.Turns;

namespace Bot.Storage.Sqlite;

/// <summary>Keeps a turn. All JSON is written beforehand, by the caller's thread; the writer only copies bytes.</summary>
internal sealed class CommitJob : WriteJob<CommitResult>
{
    private readonly TurnCommit _commit;
    private readonly byte[] _state;
    private readonly List<PackedFacts> _facts;
    private readonly byte[][] _messages;
    private readonly TallyBatch _tally;

    public CommitJob(TurnCommit commit)
    {
        _commit = commit;
        _state = StateJson.Write(commit.State);
        _facts = PackedFacts.Of(commit.Interactions);
        _tally = TallyBatch.Of(commit.Interactions);
        _messages = new byte[commit.Outbox.Length][];
        for (var i = 0; i < _messages.Length; i++)
        {
            _messages[i] = StateJson.Write(commit.Outbox[i].Message);
        }
    }

    protected override CommitResult Write(WriteStatements statements, long now)
    {
        // Every reason to refuse comes before the first write of this turn.
        var found = statements.Conversations.Find(_commit.Conversation);
        if (found is { } known && statements.Answered.Earlier(known.Id, _commit.Answered) is { Length: > 0 } earlier)
        {
            return new CommitResult.Duplicate(earlier);
        }

        if ((found?.Version ?? 0) != _commit.ExpectedVersion)
        {
            return new CommitResult.Conflict();
        }

        var row = found ?? statements.Conversations.FindOrAdd(_commit.Conversation);
        var wake = _commit.WakeAt?.Micros();
        statements.Conversations.Keep(row, _state, wake, _commit.State.HandOff?.Since.Micros());
        if (row.Wake != wake)
        {
            statements.Wakes.Set(row.Id, wake);
        }

        foreach (var answered in _commit.Answered)
        {
            statements.Answered.Add(row.Id, answered, now);
        }

        foreach (var facts in _facts)
        {
            statements.Facts.Add(row.Id, facts);
        }

        statements.Tallies.Add(row.Id, _commit.Conversation.Channel, _tally);

        for (var i = 0; i < _messages.Length; i++)
        {
            statements.Outbox.Add(row.Id, _commit.Outbox[i], _messages[i]);
        }

        if (_messages.Length > 0)
        {
            // Refused while another node sends there: its sender, or the end of its lease, brings these out in order.
            statements.Outbox.Lease(row.Id, now);
        }

        if (_commit.ProfileChanges.Length > 0)
        {
            statements.Members.Change(_commit.Member, _commit.ProfileChanges);
        }

        return new CommitResult.Kept(row.Version + 1);
    }
}
