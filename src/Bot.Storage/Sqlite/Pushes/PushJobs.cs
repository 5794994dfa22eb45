using System.Collections.Immutable;
using Bot.Core.Activities;
using Bot.Core.Ports;
using Bot.Core.Pushes;
using Bot.Core.Throttling;

namespace Bot.Storage.Sqlite.Pushes;

/// <summary>Keeps rows that are new.</summary>
internal sealed class AddPushesJob(ImmutableArray<PushRow> rows) : WriteJob<KeptPush?[]>
{
    private readonly WrittenPush[] _pushes = [.. rows.Select(WrittenPush.WithoutSlots)];

    protected override KeptPush?[] Write(WriteStatements statements, long now)
    {
        var millis = statements.Pushes.Memory.Now();
        return Array.ConvertAll(_pushes, push =>
        {
            var known = statements.Pushes.Rows.Find(push.Name);
            if (known is null)
            {
                statements.Pushes.Keep(push, null, push.Row.Fence, millis);
            }

            return known;
        });
    }
}

/// <summary>Claims rows that are due.</summary>
internal sealed class TakePushesJob(int max, TimeSpan claim) : WriteJob<List<KeptPush>>
{
    protected override List<KeptPush> Write(WriteStatements statements, long now)
    {
        var millis = statements.Pushes.Memory.Now();
        return statements.Pushes.Rows.Claim(max, millis, millis + (long)claim.TotalMilliseconds);
    }
}

/// <summary>Keeps a row in a state without slots.</summary>
internal sealed class PlacePushJob(PushRow row, int? fence) : WriteJob<bool>
{
    private readonly WrittenPush _push = WrittenPush.WithoutSlots(row);

    protected override bool Write(WriteStatements statements, long now)
    {
        var pushes = statements.Pushes;
        var known = pushes.Rows.Find(_push.Name);
        if (fence is null ? known is not null : known is null || known.IsFinal || known.Fence != fence)
        {
            return false;
        }

        if (known is not null)
        {
            pushes.TakeOut(known);
        }

        pushes.Keep(_push, known, fence ?? row.Fence, pushes.Memory.Now());
        return true;
    }
}

/// <summary>Settles a push.</summary>
internal sealed class SettlePushJob(string id, int? fence, Settlement settlement) : WriteJob<KeptPush?>
{
    protected override KeptPush? Write(WriteStatements statements, long now)
    {
        var pushes = statements.Pushes;
        if (pushes.Rows.Find(id) is not { } known || (fence is { } claimed && claimed != known.Fence))
        {
            return null;
        }

        if (Settling.Next(known, settlement, pushes.Memory.Now()) is not { } next)
        {
            return known;
        }

        pushes.Change(known, next);
        return next;
    }
}

/// <summary>Claims one row that waits.</summary>
internal sealed class ClaimPushJob(string name, TimeSpan claim) : WriteJob<KeptPush?>
{
    protected override KeptPush? Write(WriteStatements statements, long now) =>
        statements.Pushes.Rows.ClaimOne(name, statements.Pushes.Memory.Now() + (long)claim.TotalMilliseconds);
}

/// <summary>Makes a waiting row due now.</summary>
internal sealed class WakePushJob(string name) : WriteJob<bool>
{
    protected override bool Write(WriteStatements statements, long now) => statements.Pushes.Rows.Wake(name, statements.Pushes.Memory.Now());
}

/// <summary>Puts signals into a log.</summary>
internal sealed class SignalJob(LogKey key, ImmutableArray<LogEntry> entries) : WriteJob<bool>
{
    protected override bool Write(WriteStatements statements, long now)
    {
        foreach (var entry in entries)
        {
            statements.Pushes.Slots.Signal(key, entry.Id, entry.At.ToUnixTimeMilliseconds());
        }

        return true;
    }
}

/// <summary>Throws the logs away.</summary>
internal sealed class ForgetLogsJob : WriteJob<bool>
{
    protected override bool Write(WriteStatements statements, long now)
    {
        statements.Pushes.Slots.Clear();
        statements.Pushes.Memory.IsWhole = false;
        return true;
    }
}

/// <summary>Makes the logs anew.</summary>
internal sealed class RebuildLogsJob : WriteJob<bool>
{
    protected override bool Write(WriteStatements statements, long now)
    {
        statements.Pushes.Rebuild();
        return true;
    }
}

/// <summary>Erases a member's pushes.</summary>
internal sealed class ErasePushesJob(MemberKey member) : WriteJob<long>
{
    protected override long Write(WriteStatements statements, long now) => statements.Pushes.Erase(member);
}
