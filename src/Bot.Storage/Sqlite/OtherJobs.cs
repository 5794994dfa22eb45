using System.Collections.Immutable;
using Bot.Core.Activities;
using Bot.Core.Audience;
using Bot.Core.Ports;
using Bot.Core.Turns;

namespace Bot.Storage.Sqlite;

/// <summary>Takes due wake-ups.</summary>
internal sealed class WakeJob(long at, int max) : WriteJob<ImmutableArray<DueWake>>
{
    protected override ImmutableArray<DueWake> Write(WriteStatements statements, long now) => statements.Wakes.Take(at, max);
}

/// <summary>Changes a profile.</summary>
internal sealed class ProfileJob(MemberKey member, ImmutableArray<ProfileChange> changes) : WriteJob<bool>
{
    protected override bool Write(WriteStatements statements, long now)
    {
        statements.Members.Change(member, changes);
        return true;
    }
}

/// <summary>Appends to the activity log.</summary>
internal sealed class AppendJob(ConversationKey conversation, string onceKey, string member, Func<long, (string Id, ReadOnlyMemory<byte> Json)> json)
    : WriteJob<(LoggedActivity Entry, bool Appended)>
{
    protected override (LoggedActivity Entry, bool Appended) Write(WriteStatements statements, long now)
    {
        var row = statements.Conversations.FindOrAdd(conversation);
        return statements.Log.Find(row.Id, onceKey) is { } first
            ? (first, false)
            : (statements.Log.Add(row.Id, onceKey, member, json), true);
    }
}

/// <summary>Erases a member everywhere, at once.</summary>
internal sealed class EraseJob(MemberKey member) : WriteJob<long>
{
    protected override long Write(WriteStatements statements, long now)
    {
        var profile = statements.Members.Find(member);
        var gone = statements.Facts.Erase(member);
        foreach (var (conversation, fact) in gone)
        {
            statements.Answered.Forget(conversation, fact.ActivityId);
            statements.Tallies.Take(conversation, fact.Conversation.Channel, fact);
        }

        foreach (var (conversation, channel) in gone.Select(one => (one.Conversation, one.Fact.Conversation.Channel)).Distinct())
        {
            statements.Tallies.TakeDays(conversation, channel, member.Id);
        }

        var conversations = profile.Conversations.Union(profile.Direct is { } known ? [known] : [])
            .Select(key => (Key: key, Row: statements.Conversations.Find(key)))
            .Where(one => one.Row is not null)
            .Select(one => (one.Key, Row: one.Row!.Value, State: State(statements, one.Row.Value.Id)))
            .ToList();
        var direct = conversations.Where(one => !one.State.IsGroup).Select(one => one.Key).ToHashSet();
        foreach (var (key, row, state) in conversations)
        {
            statements.Outbox.Erase(row.Id, member, direct);
            statements.Log.Erase(row.Id, member.Id, direct.Contains(key));
            if (direct.Contains(key))
            {
                statements.Answered.ForgetAll(row.Id);
            }

            // A new version, so that whoever holds the old state must read again before they write.
            var without = Erasure.Without(state, member.Id);
            statements.Conversations.Keep(row, StateJson.Write(without), row.Wake, without.HandOff?.Since.Micros());
        }

        statements.Pushes.Erase(member);
        statements.SpeakLabels.Erase(member);
        statements.Members.Remove(member);
        return gone.Count;
    }

    private static ConversationState State(WriteStatements statements, long id) =>
        statements.Conversations.State(id) is { } json ? StateJson.Read<ConversationState>(json) : ConversationState.New;
}
