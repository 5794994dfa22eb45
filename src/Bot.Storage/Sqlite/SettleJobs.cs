using System.Collections.Immutable;
using Bot.Core.Activities;

namespace Bot.Storage.Sqlite;

/// <summary>Takes a conversation's lease and reads what waits there.</summary>
internal sealed class TakeJob(ConversationKey conversation, long at, int max) : WriteJob<ImmutableArray<OutboxRow>>
{
    protected override ImmutableArray<OutboxRow> Write(WriteStatements statements, long now)
    {
        if (statements.Conversations.Find(conversation) is not { } row)
        {
            return [];
        }

        var waiting = statements.Outbox.Waiting(row.Id, max);
        return waiting.Length > 0 && statements.Outbox.Lease(row.Id, at) ? waiting : [];
    }
}

/// <summary>Notes that a call begins.</summary>
internal sealed class StartJob(ConversationKey conversation, string id) : WriteJob<bool>
{
    protected override bool Write(WriteStatements statements, long now)
    {
        if (statements.Conversations.Find(conversation) is { } row)
        {
            statements.Outbox.Start(row.Id, id);
        }

        return true;
    }
}

/// <summary>Settles a row.</summary>
internal sealed class SettleJob(ConversationKey conversation, string id, DeliveryResult result, long? retryAt, long at) : WriteJob<bool>
{
    // Should it be lost, the message goes out once more, as after any crash between sending and noting.
    public override bool IsPatient => result is DeliveryResult.Sent { Conversation: null };

    protected override bool Write(WriteStatements statements, long now)
    {
        if (statements.Conversations.Find(conversation) is not { } row)
        {
            return false;
        }

        Settle(statements, row.Id, id, result, retryAt, at);
        return true;
    }

    internal static void Settle(WriteStatements statements, long conversation, string id, DeliveryResult result, long? retryAt, long at)
    {
        if (result is not DeliveryResult.Sent sent)
        {
            statements.Outbox.Settle(conversation, id, result, retryAt, at);
        }
        else if (statements.Outbox.Remove(conversation, id) && sent.ActivityId.Length > 0)
        {
            var where = sent.Conversation is { } opened ? statements.Conversations.FindOrAdd(opened).Id : conversation;
            statements.Answered.AddOwn(where, sent.ActivityId, at);
        }
    }
}

/// <summary>Settles a row for good and gives the lease back when nothing waits any more.</summary>
internal sealed class SettleLastJob(ConversationKey conversation, string id, DeliveryResult result, long at) : WriteJob<bool>
{
    protected override bool Write(WriteStatements statements, long now)
    {
        if (statements.Conversations.Find(conversation) is not { } row)
        {
            return false;
        }

        SettleJob.Settle(statements, row.Id, id, result, null, at);
        var waits = statements.Outbox.Waiting(row.Id, 1).Length > 0;
        if (!waits)
        {
            statements.Outbox.Release(row.Id);
        }

        return waits && !statements.Outbox.IsAnothers(row.Id);
    }
}

/// <summary>Gives a lease back.</summary>
internal sealed class ReleaseJob(ConversationKey conversation) : WriteJob<bool>
{
    protected override bool Write(WriteStatements statements, long now)
    {
        if (statements.Conversations.Find(conversation) is { } row)
        {
            statements.Outbox.Release(row.Id);
        }

        return true;
    }
}
